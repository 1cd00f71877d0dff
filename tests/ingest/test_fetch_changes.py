"""A table that changed: what may change by itself, and what needs a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.compare import KnownAreas
from ingest.errors import SourceChanged
from ingest.sample.protocol import Text
from tests.fetching import Fetching
from tests.pxweb_server import PxWebServer, serving
from tests.pxweb_tables import (
    AREAS,
    CONTENTS,
    RELEASED,
    UNITS,
    area_variable,
    content_variable,
    months,
    other_variable,
    publisher,
    table,
    time_variable,
)

NEXT = RELEASED + timedelta(days=28)
MONTHS = months("2025M07", 12)


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path)


def _release(*variables: object, **limits: int) -> Callable[[PxWebServer], None]:
    def then(server: PxWebServer) -> None:
        server.publisher = publisher(table(*variables, updated=NEXT), **{"max_cells": 50, **limits})

    return then


LOST_AREA = area_variable(tuple(code for code in AREAS if code != "KU507"))
NEW_AREA = area_variable((*AREAS, "KU999"))
PERCENT = replace(content_variable(), units=(UNITS[0], UNITS[2], UNITS[2]))
TIME, CONTENT = time_variable(MONTHS), content_variable()
HOLE = tuple(code for code in months("2025M07", 13) if code != "2026M03")


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ((LOST_AREA, TIME, CONTENT), "lost areas that were not dissolved: KU507"),
        ((NEW_AREA, TIME, CONTENT), "brings areas that are not in the division known here: KU999"),
        ((area_variable(), time_variable(MONTHS[:-1]), CONTENT), "went back in time: it ended with 2026M06"),
        ((area_variable(), time_variable(months("2026M02", 6)), CONTENT), "shrank: 7 of the 12 periods held are gone"),
        (
            (area_variable(), time_variable((*MONTHS, "2026M08")), CONTENT),
            "holes between its months: 2026M06 to 2026M08",
        ),
        ((area_variable(), time_variable(HOLE), CONTENT), "lost periods in the middle: 2026M03"),
        ((area_variable(), TIME, content_variable(CONTENTS[:2])), "expected the code TYOTOSUUS"),
        ((area_variable(), TIME, PERCENT), "expected the unit number of TYOVOIMATK, found 'prosentti'"),
        ((area_variable(), CONTENT), "expected one variable for month"),
        (
            (area_variable(), other_variable("Ikä", Text("Ikä", "Ålder", "Age"), ("1", "2")), TIME, CONTENT),
            "the variable Ikä (Ikä) is new and cannot be left out",
        ),
    ],
)
def test_a_table_that_changed_needs_a_person(fetching: Fetching, variables: tuple[object, ...], words: str) -> None:
    message = fetching.held_then(_release(*variables))
    assert message.startswith("SourceChanged: StatFin/tyonv/12r5.px")
    assert words in message


def test_a_table_that_changed_is_not_even_read(fetching: Fetching) -> None:
    with serving(publisher(table(NEW_AREA, TIME, CONTENT))) as server:
        with pytest.raises(SourceChanged):
            fetching.fetch(server)
        assert server.posts() == 1


def test_an_older_release_than_the_one_held_is_refused(fetching: Fetching) -> None:
    def then(server: PxWebServer) -> None:
        server.publisher = publisher(table(updated=RELEASED - timedelta(days=1)))

    assert "the release of 2026-08-25 05:00 UTC is held" in fetching.held_then(then)


def test_a_dissolved_municipality_may_go_and_the_oldest_months_may_roll_out(fetching: Fetching) -> None:
    fetching.areas = replace(fetching.areas, dissolved=frozenset({"KU507"}))
    with serving(publisher()) as server:
        fetching.fetch(server)
        _release(LOST_AREA, time_variable(months("2025M12", 9)), CONTENT)(server)
        assert fetching.fetch(server).outcome == "new"


def test_a_new_area_of_a_level_we_do_not_model_is_let_pass(fetching: Fetching) -> None:
    with serving(publisher(table(area_variable((*AREAS, "ELY99", "FI1B", "X")), TIME, CONTENT))) as server:
        assert fetching.fetch(server).outcome == "new"


def test_a_unit_that_changes_between_releases_is_refused_even_if_nobody_declared_it(fetching: Fetching) -> None:
    odd = replace(CONTENT, units=(Text("tuhat", "tusen", "thousand"), UNITS[1], UNITS[2]))
    message = fetching.held_then(_release(area_variable(), TIME, odd))
    assert "the unit of TYOTTOMATLOPUSSA was 'lukumäärä' and is now 'tuhat'" in message


def test_a_unit_in_another_language_is_the_same_unit(fetching: Fetching) -> None:
    english = replace(CONTENT, units=(UNITS[0]._replace(fi="number"), UNITS[1]._replace(fi="Number"), UNITS[2]))
    with serving(publisher()) as server:
        fetching.fetch(server)
        _release(area_variable(), TIME, english)(server)
        assert fetching.fetch(server).outcome == "new"


def test_known_areas_may_be_unplaced_buckets() -> None:
    areas = KnownAreas(frozenset({"KU091", "KU199", "KUJOU", "MK01"}), unplaced=frozenset({"KU199", "KUJOU"}))
    assert areas.of("KU") == {"KU091"}
    assert areas.of("MK") == {"MK01"}
