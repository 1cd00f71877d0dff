import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.app.api.reading import ROOT, ask
from vertaispeili.warehouse import Warehouse


def rows_of_csv(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"{ROOT}/{address}").get_data().decode("utf-8-sig"))))


def written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def test_areas_are_the_warehouses_with_their_municipalities(client: FlaskClient, warehouse: Warehouse) -> None:
    areas = {area["area_id"]: area for area in client.get(f"{ROOT}/areas").get_json()["areas"]}
    known = ask(warehouse, "select area_id, level, name_fi, name_sv from core.area")
    members = ask(warehouse, "select area_id, municipality_id from core.area_member")
    assert {(one["area_id"], one["level"], one["name_fi"], one["name_sv"]) for one in areas.values()} == set(known)
    assert sorted((area, one) for area in areas for one in areas[area]["municipality_ids"]) == sorted(members)
    assert areas["TA39"]["municipality_ids"] == ["KU211", "KU837", "KU922"]


def test_areas_of_a_level_are_those_of_the_level(client: FlaskClient) -> None:
    areas = client.get(f"{ROOT}/areas?level=region&level=country").get_json()["areas"]
    assert [area["area_id"] for area in areas] == ["MK21", "SSS"]


def test_indicators_say_what_they_mean_what_they_cover_and_where_they_come_from(client: FlaskClient) -> None:
    indicators = {one["indicator_id"]: one for one in client.get(f"{ROOT}/indicators").get_json()["indicators"]}
    share = indicators["unemployment_share"]
    assert (share["kind"], share["unit"], share["decimals"], share["polarity"]) == (
        "ratio",
        "percent",
        1,
        "lower_is_better",
    )
    assert (share["first_period"], share["last_period"]) == ("2023-01-01", "2026-06-01")
    assert share["count_indicator_id"] == "unemployed"
    assert share["title_sv"] == "Otsikko unemployment_share sv"
    assert share["caveat_fi"] is None
    assert share["sources"] == "StatFin/tyonv/12r5.px (KEHA Centre, Employment Service Statistics)"
    assert indicators["unemployed"]["comparable_between_areas"] is False


@pytest.mark.parametrize("name", ["areas", "indicators"])
def test_json_and_csv_have_the_same_cells(client: FlaskClient, name: str) -> None:
    rows = client.get(f"{ROOT}/{name}").get_json()[name]
    said = {"attribution": "Source: Statistics Finland and KEHA Centre, CC BY 4.0"}
    expected = [{**{key: written(value) for key, value in row.items()}, **said} for row in rows]
    found = rows_of_csv(client, f"{name}?format=csv")
    assert [{key: value for key, value in row.items() if key != "data_version"} for row in found] == expected
    assert len(found) == client.get(f"{ROOT}/{name}").get_json()["count"] > 5
