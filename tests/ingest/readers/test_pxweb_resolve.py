"""Resolving a source against a table as it is today: by role, by code, by label, in three languages."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from ingest.errors import BadAnswer, SourceChanged
from ingest.readers.pxweb.metadata import Language, Metadata, parse
from ingest.readers.pxweb.resolve import Resolved, resolve
from ingest.sample.protocol import Table, Text, same
from tests.pxweb_tables import (
    AREAS,
    CONTENTS,
    PATH,
    SOURCE,
    area_variable,
    content_variable,
    months,
    other_variable,
    publisher,
    source,
    table,
    time_variable,
)
from tests.shared import SHARED, needs_shared

MONTHS = months("2026M01", 3)
SEX = other_variable("Sukupuoli", Text("Sukupuoli", "Kön", "Gender"), ("SSS", "1", "2"))
AREA, TIME, CONTENT = area_variable(), time_variable(MONTHS), content_variable()
WORKPLACE = replace(area_variable(code="Työpaikan alue"), text=same("Työpaikan alue"))
YEARS = time_variable(("2024", "2025"))
BY_LABEL = {"fi": r"^työttömät\b", "sv": "^arbetslösa", "en": "^unemployed"}


def _metadata(content: Table, language: Language = "fi") -> Metadata:
    return parse(publisher(content).answer("GET", f"/v1/{language}/{PATH}").body, language)


def _resolved(*variables: object, language: Language = "fi", **columns: object) -> Resolved:
    described = source(columns={**SOURCE["columns"], **columns})
    return resolve(described, _metadata(table(*variables), language))


def _without_content(**columns: object) -> dict[str, object]:
    return {"columns": {"area": {"role": "area"}, "month": {"role": "time"}, **columns}}


def _labelled(pattern: str) -> dict[str, object]:
    return {"content": {"role": "content", "values": {"x": dict.fromkeys(("fi", "sv", "en"), pattern)}}}


def _named(pattern: str) -> dict[str, object]:
    return {"x": {"match": dict.fromkeys(("fi", "sv", "en"), pattern)}}


@pytest.mark.parametrize(
    ("area", "time", "content"),
    [
        ("Alue", "Kuukausi", "Tiedot"),  # before 8 June 2026
        ("Alue", "timeperiod_m", "contentscode"),
        ("alue_23_20260101", "timeperiod_m", "contentscode"),
        ("alue_23_20270101", "timeperiod_m", "ContentsCode"),
    ],
)
def test_variables_are_found_by_role_whatever_the_publisher_calls_them(area: str, time: str, content: str) -> None:
    found = _resolved(area_variable(code=area), time_variable(MONTHS, time), content_variable(code=content))
    assert found.columns == {"area": area, "month": time, "content": content}
    assert found.selection == {area: AREAS, time: MONTHS, content: CONTENTS}


def test_declared_values_are_kept_under_our_ids_and_only_they_are_asked_for() -> None:
    wanted = {"role": "content", "values": {"labour_force_persons": {"code": "TYOVOIMATK"}}}
    found = _resolved(AREA, TIME, CONTENT, content=wanted)
    assert found.categories == {"content": {"labour_force_persons": "TYOVOIMATK"}}
    assert found.selection["contentscode"] == ("TYOVOIMATK",)
    assert found.offered["content"] == CONTENTS


@pytest.mark.parametrize("language", get_args(Language))
def test_a_value_is_found_by_its_label_in_the_language_of_the_table(language: Language) -> None:
    wanted = {"role": "content", "values": {"unemployed_persons": BY_LABEL}}
    labels = (*content_variable().labels[:2], Text("Osuus (%)", "Andel (%)", "Share (%)"))
    content = replace(content_variable(), labels=labels)
    found = _resolved(AREA, TIME, content, language=language, content=wanted)
    assert found.categories["content"] == {"unemployed_persons": "TYOTTOMATLOPUSSA"}


def test_finnish_left_behind_in_another_language_is_understood_for_variables() -> None:
    column = {"match": {"fi": "^sukupuoli$", "sv": "^kön$", "en": "^sex$"}, "values": {"all": {"code": "SSS"}}}
    found = _resolved(AREA, SEX, TIME, CONTENT, language="en", sex=column)
    assert found.selection["Sukupuoli"] == ("SSS",)


def test_a_table_without_a_content_variable_is_legal() -> None:
    found = resolve(source(**_without_content()), _metadata(table(AREA, TIME)))
    assert found.columns == {"area": "Alue", "month": "timeperiod_m"}


def test_a_variable_that_no_column_names_is_left_out_if_it_has_a_total_or_asked_for_if_it_has_one_value() -> None:
    totalled, single = replace(SEX, total="SSS"), other_variable("Laji", same("Laji"), ("1",))
    found = _resolved(AREA, totalled, single, TIME, CONTENT)
    assert found.left_out == ("Sukupuoli",)
    assert found.selection["Laji"] == ("1",)


@pytest.mark.parametrize(
    ("variables", "columns", "words"),
    [
        (
            (TIME, CONTENT),
            {},
            "expected one variable for area (by role area), found 0; the table has timeperiod_m (Kuukausi)",
        ),
        ((AREA, CONTENT), {}, "expected one variable for month (by role time), found 0"),
        ((AREA, WORKPLACE, TIME, CONTENT), {}, "expected one variable for area (by role area), found 2"),
        (
            (AREA, SEX, TIME, CONTENT),
            {},
            "the variable Sukupuoli (Sukupuoli) is new and cannot be left out; it has SSS, 1, 2",
        ),
        ((AREA, YEARS, CONTENT), {}, "expected periods such as 2026M06 in timeperiod_m, found 2024, 2025"),
        (
            (AREA, TIME, content_variable(CONTENTS[:2])),
            {},
            "content 'unemployment_share': expected the code TYOTOSUUS among the values of contentscode, found "
            "TYOTTOMATLOPUSSA, TYOVOIMATK.",
        ),
        (
            (AREA, TIME, CONTENT),
            _labelled("työ"),
            "content 'x': expected exactly one value of contentscode labelled like 'työ', found 3 among "
            "TYOTTOMATLOPUSSA (Työttömät",
        ),
        ((AREA, TIME, CONTENT), _labelled("lomautetut"), "labelled like 'lomautetut', found 0 among TYOTTOMATLOPUSSA"),
        ((AREA, TIME, CONTENT), _named("Sukupuoli"), "expected one variable for x (by label 'Sukupuoli'), found 0"),
        ((AREA, TIME, CONTENT), _named("Alue"), "the variable Alue fits several columns: area, x"),
    ],
)
def test_what_cannot_be_resolved_says_what_was_expected_and_what_was_found(
    variables: tuple[object, ...], columns: dict[str, object], words: str
) -> None:
    with pytest.raises(SourceChanged, match=re.escape(words)) as raised:
        _resolved(*variables, **columns)
    assert PATH in str(raised.value)


def test_two_area_variables_are_told_apart_by_label() -> None:
    column = {"role": "area", "match": {"fi": "^Työpaikan alue$", "sv": "^x$", "en": "^x$"}}
    totalled = replace(area_variable(), text=same("Asuinalue"))
    found = _resolved(totalled, WORKPLACE, TIME, CONTENT, area=column)
    assert (found.columns["area"], found.left_out) == ("Työpaikan alue", ("Alue",))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<!DOCTYPE html><html></html>", b"[]", b"null", b"{}", b'{"variables": []}', b"\xff",
        b'{"variables": [{"code": "Alue"}]}',
        b'{"variables": [{"code": "Alue", "values": null, "valueTexts": null}]}',
        b'{"variables": [{"code": "Alue", "values": ["1"], "valueTexts": []}]}',
        b'{"variables": [{"code": "Alue", "values": ["1", "1"], "valueTexts": ["a", "b"]}]}',
        b'{"version": "2.0", "class": "dataset", "id": [], "size": [], "value": []}',
    ],
)  # fmt: skip
def test_anything_but_a_table_description_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer, match="is not a table's description"):
        parse(body, "fi")


@needs_shared
def test_the_recorded_table_of_2025_resolves_with_all_its_contents() -> None:
    assert SHARED is not None
    recorded = SHARED / "statfin" / "raw" / "tyonv_12r5_metadata_fi_2025-03-19__pre2026.json"
    found = resolve(source(), parse(recorded.read_bytes(), "fi"))
    assert found.columns == {"area": "Alue", "month": "Kuukausi", "content": "Tiedot"}
    assert [len(codes) for codes in found.selection.values()] == [415, 217, 3]
