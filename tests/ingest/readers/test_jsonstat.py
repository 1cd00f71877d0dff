"""JSON-stat answers: every legal form gives the same cube, everything else is a bad answer in words."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from ingest.errors import BadAnswer
from ingest.readers import jsonstat as reader
from ingest.readers.frames import frame
from ingest.readers.jsonstat_body import VALUE_STANDS_HERE, Marks, open_body
from tests.bench.panel import PANEL, jsonstat_body, read_panel
from tests.ingest.readers.encode import AREA, Form, Variable, changed, jsonstat, marked, table
from tests.ingest.readers.shown import cells, drawn
from tests.shared import SHARED, needs_shared

CONTENT = Variable(
    "contentscode",
    "Information",
    {"TYOTOSUUS": "Unemployment share", "AVP": "Vacancies"},
    {"TYOTOSUUS": "prosentti", "AVP": "lukumäärä"},
)
HIDDEN = table(352001, 351000, 52578, 14.2, 0, "...")
DRAWN = """
    Alue  | timeperiod_m | value  | status
    SSS   | 2026M05      | 352001 | -
    SSS   | 2026M06      | 351000 | -
    KU091 | 2026M05      | 52578  | -
    KU091 | 2026M06      | 14.2   | -
    KU043 | 2026M05      | 0      | -
    KU043 | 2026M06      | -      | ...
"""


@pytest.mark.parametrize(
    "form",
    [
        Form(),
        Form(wrapper="dataset"),
        Form(wrapper="tyonv_12r5"),
        Form(index="list"),
        Form(labels=False),
        Form(value="sparse"),
        Form(status="list"),
        Form(cells_first=True),
        Form(indent=2),
        Form(mark=True, ascii=False),
        Form(wrapper="dataset", value="sparse", status="list", index="list", labels=False, indent=1),
    ],
    ids=repr,
)
def test_every_form_of_the_standard_gives_the_same_cells(form: Form) -> None:
    assert cells(reader.decode(jsonstat(HIDDEN, form))) == drawn(DRAWN)


def test_the_header_names_the_table_its_source_its_time_and_its_dimensions() -> None:
    named = Variable("timeperiod_m", "Month", {"2026M05": "May", "2026M06": ""})
    written = table(1, 2, 3, 4, variables=(CONTENT, named))
    cube = reader.decode(jsonstat(replace(written, content="contentscode", updated="2026-07-21T05.00.00Z")))
    assert (cube.label, cube.source) == ("A table", "A publisher")
    assert cube.updated == datetime(2026, 7, 21, 5, tzinfo=UTC)
    assert (cube.time_code, cube.content_code, cube.next_update) == ("timeperiod_m", "contentscode", None)
    content, month = cube.dimensions
    assert (content.code, content.label, content.codes) == ("contentscode", "Information", ("TYOTOSUUS", "AVP"))
    assert content.labels == ("Unemployment share", "Vacancies")
    assert content.units == ("prosentti", "lukumäärä")
    assert month.labels == ("May", "")
    assert month.units == (None, None)


def test_without_labels_codes_stand_for_them() -> None:
    cube = reader.decode(jsonstat(HIDDEN, Form(labels=False)))
    assert cube.dimensions[0].labels == ("SSS", "KU091", "KU043")


def test_an_index_may_number_its_categories_in_any_order() -> None:
    document = json.loads(jsonstat(HIDDEN))
    document["dimension"]["Alue"]["category"]["index"] = {"KU043": 2, "SSS": 0, "KU091": 1}
    assert cells(reader.decode(json.dumps(document).encode())) == drawn(DRAWN)


def test_a_dimension_of_one_category_needs_no_index() -> None:
    only = Variable("Alue", "Region", {"KU091": "Helsinki"})
    cube = reader.decode(jsonstat(table(7, variables=(only,)), Form(index="absent")))
    assert cube.dimensions[0].codes == ("KU091",)
    assert cube.dimensions[0].labels == ("Helsinki",)


def test_without_roles_units_tell_the_content_and_nothing_tells_the_time() -> None:
    year = Variable("timeperiod_y", "Year", {"2025": "2025"})
    cube = reader.decode(jsonstat(table(1, 2, variables=(year, CONTENT)), Form(roles=False)))
    assert (cube.time_code, cube.content_code) == (None, "contentscode")
    assert reader.decode(jsonstat(HIDDEN, Form(roles=False))).content_code is None


@pytest.mark.parametrize("named", [["Alue", "timeperiod_m"], ["Kuukausi"], [], None])
def test_a_role_that_does_not_name_one_dimension_of_the_answer_tells_nothing(named: list[str] | None) -> None:
    assert reader.decode(changed(HIDDEN, role={"time": named})).time_code is None


@pytest.mark.parametrize("status", ["text", "one"])
def test_a_status_of_one_text_is_the_mark_of_every_cell(status: str) -> None:
    cube = reader.decode(jsonstat(marked(table(1, 2, None, 4, 5, 6), "p"), Form(status=status)))
    assert cube.statuses.to_list() == ["p"] * 6
    assert cube.values.to_list() == [1, 2, None, 4, 5, 6]


@pytest.mark.parametrize("status", ["", [""], {"0": ""}, {"0": None}, [None] * 6, {}])
def test_an_empty_mark_is_none(status: object) -> None:
    assert reader.decode(changed(HIDDEN, status=status)).statuses.null_count() == 6


def test_a_mark_that_is_null_among_others_is_none() -> None:
    cube = reader.decode(changed(HIDDEN, status={"0": "p", "1": None, "2": ""}))
    assert cube.statuses.to_list() == ["p", None, None, None, None, None]


def test_a_cell_may_have_a_mark_and_a_number() -> None:
    cube = reader.decode(changed(HIDDEN, status={"0": "p", "5": "..."}))
    assert cube.statuses.to_list() == ["p", None, None, None, None, "..."]
    assert cube.values[0] == 352001


def test_several_marks_stay_apart() -> None:
    assert reader.decode(changed(HIDDEN, status={"0": "p", "1": "p", "5": "x"})).statuses.to_list()[-2:] == [None, "x"]
    cube = reader.decode(jsonstat(table("...", ".", 3, "..", "...", "-")))
    assert cube.statuses.to_list() == ["...", ".", None, "..", "...", "-"]


def test_a_missing_number_without_a_mark_has_none() -> None:
    cube = reader.decode(jsonstat(table(1, 2, 3, 4, 5, None)))
    assert (cube.values[5], cube.statuses[5]) == (None, None)


def test_texts_that_are_numbers_are_read_as_the_schema_allows() -> None:
    cube = reader.decode(changed(HIDDEN, value=["1", "-2.5", "1e3", 4, None, "0"]))
    assert cube.values.to_list() == [1, -2.5, 1000, 4, None, 0]


@pytest.mark.parametrize("code", ["value", "status", "id", "size", "role", "dimension"])
def test_a_dimension_may_be_called_like_a_part_of_the_answer(code: str) -> None:
    odd = Variable(code, "value", {"value": '"value":[1,2]', "status": '"status":{"0":"x"}'})
    cube = reader.decode(jsonstat(table(1, "...", 3, 4, 5, 6, variables=(odd, AREA))))
    assert cube.values.to_list() == [1, None, 3, 4, 5, 6]
    assert cube.statuses.to_list() == [None, "...", None, None, None, None]
    assert cube.dimensions[0].code == code


@pytest.mark.parametrize("cells_first", [False, True])
def test_cells_elsewhere_in_the_answer_are_not_taken_for_the_datasets_own(cells_first: bool) -> None:
    inner = {"value": [9, 9, 9, 9, 9, 9], "status": {"0": "?"}}
    document = json.loads(jsonstat(HIDDEN))
    document = {"extension": inner, **document} if cells_first else {**document, "extension": inner}
    assert cells(reader.decode(json.dumps(document).encode())) == drawn(DRAWN)


def test_a_status_elsewhere_is_not_the_datasets_own() -> None:
    cube = reader.decode(changed(HIDDEN, status=None, extension={"status": {"0": "?"}}))
    assert cube.statuses.null_count() == 6


def test_the_number_that_stands_for_cut_cells_may_itself_be_in_the_answer() -> None:
    document = json.loads(jsonstat(HIDDEN))
    elsewhere = {"extension": {"value": [9, 9, 9, 9, 9, 9]}, **document, "label": str(VALUE_STANDS_HERE)}
    assert cells(reader.decode(json.dumps(elsewhere).encode())) == drawn(DRAWN)
    with pytest.raises(BadAnswer, match="value is a number"):
        reader.decode(json.dumps({**elsewhere, "value": VALUE_STANDS_HERE}).encode())


def test_of_two_keys_with_one_name_the_last_counts_as_in_any_json() -> None:
    body = jsonstat(HIDDEN)
    again = body[:-1] + b',"value":[1,2,3,4,5,6]}'
    assert reader.decode(again).values.to_list() == [1, 2, 3, 4, 5, 6]


def test_an_answer_as_pxweb_writes_it_is_not_parsed_cell_by_cell() -> None:
    many = Variable("month", "Month", {str(number): "" for number in range(50_000)})
    contents = open_body(jsonstat(table(*[1_000_000] * 49_999, "...", variables=(many,))))
    assert isinstance(contents.value, pl.Series)
    assert isinstance(contents.status, Marks)


@needs_shared
def test_the_recorded_answers_of_statistics_finland_and_statistics_sweden_are_read() -> None:
    assert SHARED is not None
    statfin = reader.decode(
        (SHARED / "statfin/raw/vaerak_11re_three-cities_2025__post2026.jsonstat2.json").read_bytes()
    )
    assert statfin.values.to_list() == [325716, 694392, 252956]
    assert statfin.dimensions[0].codes == ("KU049", "KU091", "KU092")
    assert (statfin.time_code, statfin.content_code) == ("timeperiod_y", "contentscode")
    assert statfin.dimensions[-1].units == ("lukumäärä",)
    assert statfin.updated == datetime(2026, 4, 1, 5, tzinfo=UTC)
    body = (SHARED / "statfin/pxwebapi_v2_samples/scb_TAB6471_data.json").read_bytes()
    sweden = reader.decode(body)
    assert sweden.size == 21 * 11 * 3 * 1 * 4
    assert sweden.values.to_list() == json.loads(body)["value"]
    assert (sweden.time_code, sweden.content_code) == ("Tid", "ContentsCode")


@needs_shared
def test_every_cell_of_the_recorded_12r5_panel_comes_back() -> None:
    assert SHARED is not None
    panel = read_panel(SHARED / PANEL)
    read = frame(reader.decode(jsonstat_body(panel)))
    assert read.select("Alue", "Kuukausi", "Tiedot").cast(pl.String).equals(panel.select("Alue", "Kuukausi", "Tiedot"))
    assert read["value"].equals(panel["value"], null_equal=True)
    assert read["status"].eq_missing(pl.Series(["..."])).equals(panel["value"].is_null())
    assert read.height == 1_847_268
