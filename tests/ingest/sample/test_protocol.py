"""The sample's publisher answers as a PxWeb server does."""

import time
from datetime import UTC, datetime

import orjson
import polars as pl
import pytest

from ingest.sample.protocol import Cells, Publisher, Table, Variable, same
from tests.ingest.sample.demo import ADDRESS, CONTENT, MONTH, SIZE, publisher, query, table


def ask(*parts: tuple[str, str, list[str]], language: str = "fi") -> dict:
    response = publisher().answer("POST", ADDRESS.replace("/fi/", f"/{language}/"), query(*parts))
    assert response.status == 200
    return orjson.loads(response.body)


def codes(answer: dict, variable: str) -> list[str]:
    return list(answer["dimension"][variable]["category"]["index"])


@pytest.mark.parametrize(
    ("variable", "kind", "values", "chosen"),
    [
        ("Alue", "item", ["KU005", "SSS"], ["SSS", "KU005"]),  # the table's order, not the query's
        ("Alue", "item", ["SSS", "SSS"], ["SSS"]),
        ("Alue", "vs:Alue", ["MK01"], ["MK01"]),  # an unknown filter lists codes
        ("Alue", "all", ["*"], ["SSS", "KU020", "KU005", "MK01"]),
        ("Alue", "all", ["KU*"], ["KU020", "KU005"]),
        ("Alue", "all", ["*1", "S*"], ["SSS", "MK01"]),
        ("Alue", "all", ["ZZ*"], []),
        ("Alue", "top", ["2"], ["SSS", "KU020"]),  # first of anything
        ("timeperiod_m", "top", ["2"], ["2026M01", "2026M02"]),  # latest of time
        ("timeperiod_m", "top", ["99"], ["2025M12", "2026M01", "2026M02"]),
    ],
)
def test_a_filter_chooses_values(variable, kind, values, chosen):
    assert codes(ask((variable, kind, values)), variable) == chosen


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{not json",
        b"[]",
        b'{"query":[]}',
        b'{"query":{},"response":{"format":"json-stat2"}}',
        b'{"query":[7],"response":{"format":"json-stat2"}}',
        b'{"query":[{"code":"Alue"}],"response":{"format":"json-stat2"}}',
        query(form="csv"),
        query(("Alue", "item", ["KU020", "KU588"])),
        query(("Nobody", "all", ["*"])),
        query(("Alue", "all", ["*"]), ("Alue", "all", ["*"])),
        query(("Alue", "all", ["KU020"])),
        query(("timeperiod_m", "top", ["0"])),
        query(("timeperiod_m", "top", ["1", "2"])),
        query(("timeperiod_m", "top", ["last"])),
    ],
)
def test_a_query_that_does_not_fit_is_a_bad_request_in_plain_text(body):
    response = publisher().answer("POST", ADDRESS, body)
    assert (response.status, response.headers["Content-Type"], response.body) == (400, "text/plain", b"Bad Request")


@pytest.mark.parametrize(
    "path",
    [
        "/PxWeb/api/v1/fi/StatFin/demo/statfin_demo_pxt_1abc.px",
        "/PxWeb/api/v1/de/StatFin/demo/1abc.px",
        "/PxWeb/api/v1/fi/StatFin/nothing",
        "/PxWeb/api/v2/tables",
        "/",
    ],
)
def test_an_unknown_address_is_a_bad_request(path):
    assert publisher().answer("GET", path).status == 400


def test_a_variable_left_out_is_its_total_and_drops_from_the_answer_or_else_all_its_values():
    answer = ask(("Alue", "item", ["SSS"]), ("contentscode", "item", ["COUNT"]))
    assert answer["id"] == ["Alue", "timeperiod_m", "contentscode"]
    assert answer["size"] == [1, 3, 1]
    assert answer["value"] == [6, 8, 10]  # the cells of SSS, which is the second sex


def test_values_follow_the_tables_order_with_the_last_variable_fastest():
    answer = ask(("Sukupuoli", "item", ["2", "1"]), ("Alue", "item", ["KU020"]), ("timeperiod_m", "top", ["1"]))
    assert answer["id"] == ["Alue", "Sukupuoli", "timeperiod_m", "contentscode"]
    assert answer["value"] == [22, 23.5, 34, 35.5]


def test_missing_cells_are_null_and_marked_by_position_as_text():
    answer = ask(("Alue", "item", ["SSS"]), ("Sukupuoli", "item", ["1"]))
    assert answer["value"] == [None, 1.5, 2, 3.5, 4, 5.5]
    assert answer["status"] == {"0": "..."}
    assert "status" not in ask(("Alue", "item", ["MK01"]))


def test_each_cell_can_carry_its_own_mark():
    held = table(Cells(pl.Series([None] * SIZE, dtype=pl.Float64), pl.Series(["...", ".", None] * (SIZE // 3))))
    response = Publisher({"StatFin/demo/1abc.px": held}).answer(
        "POST", ADDRESS, query(("Alue", "item", ["SSS"]), ("Sukupuoli", "item", ["1"]))
    )
    assert orjson.loads(response.body)["status"] == {"0": "...", "1": ".", "3": "...", "4": "."}


def test_whole_numbers_have_no_point_and_rates_are_rounded_to_their_decimals():
    body = publisher().answer("POST", ADDRESS, query(("Alue", "item", ["KU005"]), ("timeperiod_m", "top", ["1"]))).body
    assert b'"value":[46,47.5]' in body


def test_numbers_whose_content_states_no_decimals_are_kept_as_they_are():
    bare = Variable("contentscode", CONTENT.text, CONTENT.values, CONTENT.labels, "content")
    held = Table(
        "1abc", same("x"), same("x"), (MONTH, bare), Cells(pl.Series([1.0, 0.125, 2.0, 0.3, 3.0, None])),
        datetime(2026, 1, 1, tzinfo=UTC), same("x"),
    )  # fmt: skip
    body = Publisher({"StatFin/demo/1abc.px": held}).answer("POST", ADDRESS, query()).body
    assert b'"value":[1,0.125,2,0.3,3,null]' in body


def test_the_answer_states_roles_units_stamp_source_and_table():
    answer = ask()
    assert answer["role"] == {"time": ["timeperiod_m"], "geo": ["Alue"], "metric": ["contentscode"]}
    assert answer["updated"] == "2026-08-25T05:00:00Z"
    assert answer["label"] == "Asiat muuttujina Alue, Sukupuoli, Kuukausi ja Tiedot"
    assert answer["source"] == "Lähde"
    assert answer["extension"]["px"]["tableid"] == "1abc"
    assert answer["extension"]["px"]["heading"] == ["timeperiod_m", "contentscode"]
    units = answer["dimension"]["contentscode"]["category"]["unit"]
    assert units == {"COUNT": {"base": "lukumäärä", "decimals": 0}, "RATE": {"base": "prosentti", "decimals": 1}}


@pytest.mark.parametrize(
    ("language", "country", "heading", "unit"),
    [
        ("fi", "KOKO MAA", "Asiat muuttujina Alue, Sukupuoli, Kuukausi ja Tiedot", "lukumäärä"),
        ("sv", "HELA LANDET", "Saker efter Område, Kön, Månad och Uppgifter", "antal"),
        ("en", "WHOLE COUNTRY", "Things by Region, Sex, Month and Information", "number"),
    ],
)
def test_labels_follow_the_language(language, country, heading, unit):
    answer = ask(language=language)
    assert answer["dimension"]["Alue"]["category"]["label"]["SSS"] == country
    assert answer["label"] == heading
    assert answer["dimension"]["contentscode"]["category"]["unit"]["COUNT"]["base"] == unit


@pytest.mark.parametrize(
    ("limits", "parts", "status"),
    [
        ({"max_cells": 24}, [("Sukupuoli", "item", ["1"])], 200),
        ({"max_cells": 23}, [("Sukupuoli", "item", ["1"])], 403),
        ({"max_values": 3}, [], 403),
        ({"max_values": 3}, [("Alue", "item", ["SSS", "MK01"])], 200),
    ],
)
def test_too_many_cells_or_values_are_forbidden_with_an_html_page(limits, parts, status):
    response = publisher(**limits).answer("POST", ADDRESS, query(*parts))
    assert response.status == status
    assert response.headers["Content-Type"].startswith("text/html" if status == 403 else "application/json")


def test_config_states_the_limits():
    response = publisher(max_cells=500).answer("GET", "/PxWeb/api/v1/fi/?config")
    assert orjson.loads(response.body) == {
        "maxValues": 120000, "maxCells": 500, "maxCalls": 40, "timeWindow": 60, "CORS": True,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/PxWeb/api/v1/sv/statfin/demo/", "/pxweb/api/v1/sv/StatFin/demo"])
def test_a_folder_lists_its_tables_whatever_the_case_of_the_path(path):
    [entry] = orjson.loads(publisher().answer("GET", path).body)
    assert entry == {
        "id": "1abc.px", "type": "t", "text": "1abc -- Saker, 2025M12-2026M02", "updated": "2026-08-25T05:00:00",
    }  # fmt: skip


def test_the_root_lists_databases_and_a_database_lists_subjects():
    assert orjson.loads(publisher().answer("GET", "/v1/fi/").body) == [{"dbid": "StatFin", "text": "StatFin"}]
    subjects = orjson.loads(publisher().answer("GET", "/v1/en/StatFin").body)
    assert subjects == [{"id": "demo", "type": "l", "text": "Trial"}]


def test_metadata_describes_the_variables():
    metadata = orjson.loads(publisher().answer("GET", ADDRESS).body)
    described = {variable["code"]: variable for variable in metadata["variables"]}
    assert list(described) == ["Alue", "Sukupuoli", "timeperiod_m", "contentscode"]
    assert described["Alue"]["values"] == ["SSS", "KU020", "KU005", "MK01"]
    assert described["Alue"]["valueTexts"][0] == "KOKO MAA"
    assert [code for code, variable in described.items() if variable.get("elimination")] == ["Sukupuoli"]
    assert [code for code, variable in described.items() if variable.get("time")] == ["timeperiod_m"]


def test_metadata_leaves_out_the_values_of_a_variable_that_has_too_many():
    metadata = orjson.loads(publisher(max_values=3).answer("GET", ADDRESS).body)
    assert metadata["variables"][0]["values"] is None
    assert metadata["variables"][1]["values"] is not None


def test_cells_are_made_when_first_asked_for_and_only_once():
    calls: list[int] = []

    def cells() -> Cells:
        calls.append(1)
        return Cells(pl.Series([1.0] * SIZE))

    held = Publisher({"StatFin/demo/1abc.px": table(cells)})
    held.answer("GET", ADDRESS)
    assert not calls
    held.answer("POST", ADDRESS, query())
    held.answer("POST", ADDRESS, query())
    assert calls == [1]


def test_a_table_with_the_wrong_number_of_cells_is_refused():
    with pytest.raises(ValueError, match="1abc has 3 cells, its variables make 72"):
        _ = table(Cells(pl.Series([1.0, 2.0, 3.0]))).held


def test_an_answer_of_the_largest_size_takes_well_under_a_tenth_of_a_second():
    areas = tuple(f"KU{number:04d}" for number in range(421))
    months = tuple(f"M{number}" for number in range(212))
    contents = tuple(f"C{number}" for number in range(23))
    held = Table(
        "big", same("x"), same("x"),
        (
            Variable("Alue", same("x"), areas, tuple(map(same, areas)), "area"),
            Variable("timeperiod_m", same("x"), months, tuple(map(same, months)), "time"),
            Variable("contentscode", same("x"), contents, tuple(map(same, contents)), "content"),
        ),
        Cells(pl.int_range(0, 421 * 212 * 23, eager=True).cast(pl.Float64)),
        datetime(2026, 1, 1, tzinfo=UTC), same("x"),
    )  # fmt: skip
    big = Publisher({"StatFin/demo/1abc.px": held})
    body = query(("timeperiod_m", "top", ["12"]))
    big.answer("POST", ADDRESS, body)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        assert big.answer("POST", ADDRESS, body).status == 200
        took.append(time.perf_counter() - start)
    assert min(took) < 0.1
