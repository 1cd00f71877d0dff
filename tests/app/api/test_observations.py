import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from app.api.endpoints.observations import MOST_ROWS
from ingest.readers import jsonstat
from tests.app.api.reading import ROOT, from_csv, from_json, from_json_stat, stored
from vertaispeili.warehouse import Warehouse

READERS = (from_json, from_csv, from_json_stat)


@pytest.mark.parametrize("read", READERS)
def test_every_number_is_the_warehouses_and_a_value_is_given_only_where_nothing_is_hidden(
    client: FlaskClient, warehouse: Warehouse, read
) -> None:
    found = read(client, "")
    assert found == stored(warehouse)
    statuses = {figures[3] for figures in found.values()}
    assert statuses == {"complete", "partial", "hidden", "missing"}
    for value, low, high, status, hidden_cells, _ in found.values():
        assert (value is not None) == (status == "complete")
        assert (low is None) == (high is None) == (status == "missing")
        assert value is None or value == low == high
        assert status != "complete" or hidden_cells == 0


def test_the_published_part_of_a_partial_figure_is_in_no_form_of_the_answer(
    client: FlaskClient, warehouse: Warehouse
) -> None:
    query = "area=TA46&indicator=unemployed&from=2026-06&to=2026-06"
    ((_, low, _, status, _, _),) = from_json(client, query).values()
    assert status == "partial"
    bare = f"{low - 1:.0f}"
    for form in ("json", "csv", "json-stat"):
        assert not re.search(rf"\b{bare}\b", client.get(f"{ROOT}/observations?{query}&format={form}").text)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("area=KU837", "area_id = 'KU837'"),
        ("area=KU837&area=SSS&area=KU837", "area_id in ('KU837', 'SSS')"),
        ("level=employment_area", "level = 'employment_area'"),
        ("area=SSS&level=employment_area", "level in ('country', 'employment_area')"),
        ("indicator=unemployed&indicator=under_25_share", "indicator_id in ('unemployed', 'under_25_share')"),
        ("indicator=employment_rate", "indicator_id = 'employment_rate'"),
        ("from=2026-05", "period >= '2026-05-01'"),
        ("from=2026", "period >= '2026-01-01'"),
        ("to=2023", "period <= '2023-12-01'"),
        ("to=2023-02-01", "period <= '2023-02-01'"),
        ("from=2024-06&to=2024-06&area=TA46", "period = '2024-06-01' and area_id = 'TA46'"),
    ],
)
def test_a_question_is_answered_with_exactly_what_it_asks_in_every_form(
    client: FlaskClient, warehouse: Warehouse, query: str, where: str
) -> None:
    expected = stored(warehouse, where)
    assert expected
    for read in READERS:
        assert read(client, query) == expected
    assert from_csv(client, query, "fi") == expected


def test_rows_are_in_the_order_of_indicator_area_and_period(client: FlaskClient) -> None:
    keys = [(indicator, area, period) for area, indicator, period in from_json(client, "")]
    assert keys == sorted(keys)


def test_a_question_without_an_answer_has_no_rows_and_no_cube(client: FlaskClient) -> None:
    query = "area=KU091&indicator=activation_rate"
    assert from_json(client, query) == from_csv(client, query) == {}
    answer = client.get(f"{ROOT}/observations?{query}&format=json-stat")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "no_observations")


def test_every_answer_says_licence_attribution_version_and_that_it_is_no_sample(client: FlaskClient) -> None:
    query = f"{ROOT}/observations?area=SSS&indicator=unemployed&from=2026-06"
    plain, cube = client.get(query).get_json(), client.get(f"{query}&format=json-stat").get_json()
    for said in (plain, cube["extension"]):
        assert said["sample"] is False
        assert said["licence"] == "CC BY 4.0"
        assert said["attribution"] == "Source: Statistics Finland and KEHA Centre, CC BY 4.0"
        assert said["data_version"] == "live-20260721T060000.000000Z"
        assert said["built_at"].startswith("2026-07-21T06:05:00")
    (row,) = csv.DictReader(io.StringIO(client.get(f"{query}&format=csv").get_data().decode("utf-8-sig")))
    assert (row["attribution"], row["data_version"]) == (plain["attribution"], plain["data_version"])


def test_a_sample_says_so_in_every_form_and_every_head(sample_client: FlaskClient) -> None:
    query = f"{ROOT}/observations?area=SSS&indicator=unemployed"
    plain, cube = sample_client.get(query).get_json(), sample_client.get(f"{query}&format=json-stat").get_json()
    assert plain["sample"] is cube["extension"]["sample"] is True
    assert "not statistics" in plain["attribution"]
    assert "not statistics" in cube["source"]
    assert "sample" in cube["label"]
    answer = sample_client.get(f"{query}&format=csv")
    head = answer.get_data().decode("utf-8-sig").splitlines()[0].split(",")
    assert "value_sample" in head
    assert all(name.endswith("_sample") for name in head)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="vertaispeili-observations-sample.csv"'


def test_delimited_text_is_as_spreadsheets_read_it(client: FlaskClient) -> None:
    query = f"{ROOT}/observations?area=KU837&indicator=unemployment_share&indicator=unemployed&from=2026-06&format=csv"
    english, finnish = (client.get(f"{query}&locale={locale}") for locale in ("en", "fi"))
    assert english.content_type == finnish.content_type == "text/csv; charset=utf-8"
    head, share, count = english.get_data().decode("utf-8-sig").split("\r\n")[:3]
    assert head.startswith("area_id,indicator_id,period,value,low,high,status,hidden_cells,origin,")
    count, share = sorted((share, count), key=lambda row: "share" in row)
    assert re.match(r"KU837,unemployed,2026-06-01,(\d+),\1,\1,complete,0,", count)
    assert re.match(r"KU837,unemployment_share,2026-06-01,(\d+\.\d),\1,\1,complete,0,", share)
    assert re.search(r"KU837;unemployment_share;2026-06-01;(\d+,\d);\1;\1;complete;0;", finnish.text)
    assert english.get_data().startswith(b"\xef\xbb\xbf")


def test_json_stat_is_what_its_standard_says(client: FlaskClient) -> None:
    query = "area=KU837&area=SSS&indicator=unemployed&indicator=unemployment_share&indicator=employment_rate"
    answer = client.get(f"{ROOT}/observations?{query}&format=json-stat")
    dataset = answer.get_json()
    assert answer.mimetype == "application/json"
    assert dataset["role"] == {"geo": ["area"], "metric": ["indicator"], "time": ["period"]}
    assert "absent" in dataset["status"]
    cube = jsonstat.decode(answer.get_data())
    area, indicator, period = cube.dimensions
    assert (area.codes, area.labels) == (("KU837", "SSS"), ("Tampere", "Whole country"))
    assert indicator.codes == ("employment_rate", "unemployed", "unemployment_share")
    assert indicator.units == ("percent", "persons", "percent")
    assert (cube.time_code, cube.content_code) == ("period", "indicator")
    assert period.codes[0] == "2023-01-01"
    assert period.labels[0] == "2023-01"
    assert cube.source == "Source: Statistics Finland and KEHA Centre, CC BY 4.0"


def test_json_stat_passes_the_validator_of_the_standard(client: FlaskClient) -> None:
    validator = pytest.importorskip("jsonstat_validator")
    assert validator.validate_jsonstat(client.get(f"{ROOT}/observations?format=json-stat").get_json())


def test_too_large_a_question_says_how_large_it_is_and_how_to_ask_for_less(plenty_client: FlaskClient) -> None:
    answer = plenty_client.get(f"{ROOT}/observations")
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (422, "too_many_rows")
    rows = int(re.search(r"would have (\d+) rows", error["message"])[1])
    assert rows > MOST_ROWS
    assert f"at most {MOST_ROWS}" in error["message"]
    assert "level=" in error["message"]
    assert plenty_client.get(f"{ROOT}/observations?level=country").status_code == 200


def test_too_large_a_cube_is_refused_though_its_rows_are_not_many(plenty_client: FlaskClient) -> None:
    query = "area=SSS&indicator=unemployed&level=employment_area&level=municipality&level=region&level=language_class"
    crowded = f"{query}&indicator=unemployment_share&indicator=new_vacancies"
    assert plenty_client.get(f"{ROOT}/observations?{crowded}").get_json()["count"] < MOST_ROWS
    answer = plenty_client.get(f"{ROOT}/observations?{crowded}&format=json-stat")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "too_many_cells")


def test_a_span_that_ends_before_it_begins_is_refused(client: FlaskClient) -> None:
    answer = client.get(f"{ROOT}/observations?from=2026-02&to=2026-01")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "empty_span")
    assert client.get(f"{ROOT}/observations?from=2026&to=2026").get_json()["count"] > 0


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("area=KU999", "area", "KU999"),
        ("area=KU837&area=TA99", "area", "TA99"),
        ("level=galaxy", "level", "galaxy"),
        ("indicator=happiness", "indicator", "happiness"),
    ],
)
def test_what_is_not_in_the_data_is_a_404_that_names_it(
    client: FlaskClient, query: str, parameter: str, value: str
) -> None:
    answer = client.get(f"{ROOT}/observations?{query}")
    error = answer.get_json()["error"]
    assert answer.status_code == 404
    assert (error["code"], error["parameter"], error["value"]) == (f"unknown_{parameter}", parameter, value)
