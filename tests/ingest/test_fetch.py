"""Fetching a table over real loopback HTTP: what is asked, what is kept, what a second run costs."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from ingest.errors import SourceChanged, SourceUnavailable
from ingest.sample.protocol import Publisher
from tests.fetching import ID, Fetching
from tests.pxweb_server import Fault, serving, status
from tests.pxweb_tables import (
    CONTENTS,
    RELEASED,
    area_variable,
    content_variable,
    months,
    publisher,
    source,
    table,
    time_variable,
)

NEXT = RELEASED + timedelta(days=28)


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path)


def test_every_cell_of_the_table_arrives_with_its_mark(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        fetched = fetching.fetch(server)
    held, values = fetching.cells(), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, None]
    assert (fetched.outcome, fetched.cells, len(held)) == ("new", 7 * 12 * 3, 7 * 12 * 3)
    assert [held["SSS", month, content][0] for month in months("2025M07", 3) for content in CONTENTS][:7] == values
    assert {status for value, status in held.values() if value is None} == {"..."}


def test_the_snapshot_tells_what_was_resolved(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        snapshot = fetching.fetch(server).snapshot
    assert fetching.bronze.snapshots(ID) == (snapshot,)
    assert snapshot.updated_at == RELEASED
    assert snapshot.columns == {"area": "Alue", "month": "timeperiod_m", "content": "contentscode"}
    assert snapshot.categories["content"]["unemployed_persons"] == "TYOTTOMATLOPUSSA"
    assert snapshot.codes["month"] == months("2025M07", 12)
    assert snapshot.units == {"TYOTTOMATLOPUSSA": "lukumäärä", "TYOVOIMATK": "lukumäärä", "TYOTOSUUS": "prosentti"}


def test_an_unchanged_table_costs_one_data_call_of_one_cell(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        first = fetching.fetch(server)
        before = server.posts()
        second = fetching.fetch(server)
        assert server.posts() - before == 1
    assert (second.outcome, second.data_calls, second.cells) == ("unchanged", 1, 0)
    assert second.snapshot == first.snapshot


def test_the_one_cell_is_of_the_newest_period_which_no_cache_can_have_from_an_older_release(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        fetching.fetch(server)
        first = next(call for call in server.calls if call.method == "POST")
    asked = {item["code"]: item["selection"]["values"] for item in orjson.loads(first.body)["query"]}
    assert asked == {"Alue": ["SSS"], "timeperiod_m": ["2026M06"], "contentscode": ["TYOTTOMATLOPUSSA"]}


def test_a_new_release_becomes_the_newest_snapshot_and_the_old_one_stays(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        old = fetching.fetch(server).snapshot
        time = time_variable(months("2025M08", 12))
        server.publisher = publisher(table(area_variable(), time, content_variable(), updated=NEXT, first=1000))
        new = fetching.fetch(server).snapshot
    assert fetching.bronze.snapshots(ID) == (old, new)
    assert fetching.cells()["SSS", "2025M08", "TYOTTOMATLOPUSSA"] == (1000, None)


def test_the_same_release_is_fetched_again_when_more_of_it_is_asked_for(fetching: Fetching) -> None:
    two = {"unemployed_persons": {"code": "TYOTTOMATLOPUSSA"}, "labour_force_persons": {"code": "TYOVOIMATK"}}
    columns = {"area": {"role": "area"}, "month": {"role": "time"}, "content": {"role": "content", "values": two}}
    with serving(publisher()) as server:
        assert fetching.fetch(server, source(columns=columns)).cells == 7 * 12 * 2
        assert fetching.fetch(server).cells == 7 * 12 * 3


def test_a_table_keeps_its_history_through_the_renaming_of_its_variables(fetching: Fetching) -> None:
    old = (area_variable(), time_variable(months("2025M07", 11), "Kuukausi"), content_variable(code="Tiedot"))
    new = (area_variable(code="alue_23_20260101"), time_variable(months("2025M07", 12)), content_variable())
    with serving(publisher(table(*old, updated=RELEASED - timedelta(days=60)))) as server:
        fetching.fetch(server)
        server.publisher = publisher(table(*new))
        assert fetching.fetch(server).outcome == "new"
    assert [snapshot.columns["area"] for snapshot in fetching.bronze.snapshots(ID)] == ["Alue", "alue_23_20260101"]


def test_an_interrupted_fetch_goes_on_where_it_stopped_also_from_another_host(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        server.faults.append(Fault(status(503), after=4, times=1000))
        with pytest.raises(SourceUnavailable):
            fetching.fetch(server)
        assert fetching.snapshots() == 0
    with serving(publisher(max_cells=50)) as mirror:
        fetched = fetching.fetch(mirror)
        assert mirror.posts() == fetched.data_calls == 1 + len(fetched.snapshot.answers) - 3
    assert len(fetching.cells()) == 7 * 12 * 3


def test_a_release_that_lands_midway_is_read_from_the_start(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        new = publisher(table(updated=NEXT, first=500), max_cells=50)
        server.on_call = lambda running, _method: setattr(running, "publisher", new) if running.posts() == 4 else None
        snapshot = fetching.fetch(server).snapshot
    assert snapshot.updated_at == NEXT
    assert min(value for value, _ in fetching.cells().values() if value is not None) == 500


def test_a_publisher_that_keeps_changing_is_asked_later(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:

        def release(running: object, method: str) -> None:
            if method == "POST":
                server.publisher = publisher(table(updated=RELEASED + timedelta(days=server.posts())), max_cells=50)

        server.on_call = release
        with pytest.raises(SourceUnavailable, match="a release is being loaded"):
            fetching.fetch(server)
    assert fetching.snapshots() == 0


def test_a_refused_query_is_not_repeated_but_makes_it_read_the_metadata_again(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        renamed = table(
            area_variable(code="alue_23_20260101"), time_variable(months("2025M07", 12)), content_variable()
        )
        server.on_call = lambda running, method: (
            setattr(running, "publisher", publisher(renamed)) if running.posts() == 3 else None
        )
        assert fetching.fetch(server).snapshot.columns["area"] == "alue_23_20260101"
        assert [call.status for call in server.calls].count(400) == 1


def test_a_query_refused_without_a_reason_needs_a_person(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        server.faults.append(Fault(status(400, b"Bad Request"), times=1000))
        with pytest.raises(SourceChanged, match="refuses the query"):
            fetching.fetch(server)
        assert server.posts() == 1


def test_a_table_that_is_not_there_needs_a_person(fetching: Fetching) -> None:
    with serving(Publisher({"StatFin/tyonv/12zz.px": table()})) as server:
        with pytest.raises(SourceChanged, match=r"12r5\.px: the publisher answers that there is no such table"):
            fetching.fetch(server)
        assert server.posts() == 0


@pytest.mark.parametrize(("spoken", "language"), [("en", "en"), ("sv", "sv")])
def test_a_table_without_finnish_is_read_in_another_language(fetching: Fetching, spoken: str, language: str) -> None:
    with serving(publisher()) as server:
        others = {"fi", "en", "sv"} - {spoken}
        right = server.publisher.answer

        class Monolingual(Publisher):
            def answer(self, method: str, path: str, body: bytes = b"") -> object:
                is_other = any(f"/v1/{other}/" in path for other in others) and "config" not in path
                return status(400, b"Bad Request")(right("GET", path)) if is_other else right(method, path, body)

        server.publisher = Monolingual(server.publisher.tables)
        assert fetching.fetch(server).snapshot.language == language


def test_waits_and_requests_are_told_line_by_line(fetching: Fetching) -> None:
    with serving(publisher(max_cells=100)) as server:
        server.faults.append(Fault(status(503)))
        fetching.fetch(server)
    assert fetching.said.getvalue().splitlines() == [
        f"{server.base.split('/')[2]} answered 503: waiting before attempt 2",
        "statfin_tyonv_12r5: 3 steps",
    ]
