"""Fetching a table over real loopback HTTP: what is asked, what is kept, what a second run costs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import orjson
import polars as pl
import pytest

from ingest.compare import KnownAreas
from ingest.errors import SourceChanged, SourceUnavailable
from ingest.panel import panel
from ingest.sample.protocol import Cells, Config, Publisher, Table, Variable, same
from tests.clock import RealClock
from tests.fetching import ID, Fetching
from tests.pxweb_server import Fault, rewritten, serving, status
from tests.pxweb_tables import (
    CONTENTS,
    PATH,
    RELEASED,
    area_variable,
    content_variable,
    months,
    publisher,
    source,
    table,
    time_variable,
)
from tests.shared import SHARED, needs_shared

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


def test_the_limits_of_the_publisher_are_kept_without_a_single_refused_call(fetching: Fetching) -> None:
    limits = {"max_cells": 20, "max_calls": 7, "time_window": 13}
    with serving(publisher(**limits), has_window=True, clock=lambda: fetching.clock().timestamp()) as server:
        fetching.fetch(server)
        fetching.fetch(server)  # the calls of the run before count
        assert (server.refused(), len(server.calls) > 14) == (0, True)
    assert len([call for one, call in pairwise(server.calls) if call.at - one.at > 1]) == len(server.calls) // 7


def test_the_limits_hold_by_the_real_clock_too(tmp_path: Path) -> None:
    fetching = Fetching(tmp_path, clock=RealClock())
    with serving(publisher(max_cells=50, max_calls=6, time_window=1), has_window=True) as server:
        fetching.fetch(server)
        assert (server.refused(), len(server.calls)) == (0, 1 + 1 + 1 + 7)


def test_a_refused_call_waits_as_long_as_the_publisher_asks(fetching: Fetching) -> None:
    with serving(publisher(max_cells=20, max_calls=5), has_window=True, clock=fetching_seconds(fetching)) as server:
        server._counted += [server.clock()] * 5  # another program on this machine used the window up
        fetching.fetch(server)
        assert server.refused() == 1
    assert 60 in fetching.clock.slept


def test_a_publisher_without_config_gets_the_strictest_limits_known(fetching: Fetching) -> None:
    with serving(publisher(max_calls=10, time_window=10), has_window=True, clock=fetching_seconds(fetching)) as server:
        server.faults.append(Fault(status(404), method="GET", times=1))
        fetching.fetch(server)
        assert server.refused() == 0


def test_a_block_the_publisher_finds_too_large_is_split(fetching: Fetching) -> None:
    with serving(publisher(max_cells=40)) as server:
        says_more = rewritten(lambda config: {**config, "maxCells": 1000})
        server.faults.append(Fault(says_more, method="GET"))
        fetched = fetching.fetch(server)
        assert [call.status for call in server.calls].count(403) > 1
    assert len(fetching.cells()) == fetched.cells == 7 * 12 * 3


@pytest.mark.parametrize("after", [0, 1])
def test_a_publisher_that_refuses_every_size_is_unavailable(fetching: Fetching, after: int) -> None:
    with serving(publisher()) as server:
        server.faults.append(Fault(status(403), after=after, times=1000))
        with pytest.raises(SourceUnavailable, match="refuses even one cell"):
            fetching.fetch(server)


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
        "statfin_tyonv_12r5: 3 requests",
    ]


@needs_shared
def test_the_recorded_panel_of_2022_arrives_whole_in_sixteen_requests(fetching: Fetching) -> None:
    """All 1,847,268 cells of 12r5 over HTTP, limits on, equal to the recorded values and marks."""
    assert SHARED is not None
    tables = SHARED / "statfin" / "tables"
    recorded = pl.read_parquet(tables / "tyonv_12r5__414areas_23measures_2006M01-2022M02__vintage-2022-03.parquet")
    names = ("Alue", "Kuukausi", "Tiedot")
    codes = [tuple(recorded[name].cast(pl.String).unique(maintain_order=True).to_list()) for name in names]
    places = [pl.col(name).cast(pl.String).replace_strict(list(listed), range(len(listed)), return_dtype=pl.Int64)
              for name, listed in zip(names, codes, strict=True)]  # fmt: skip
    values = recorded.sort(places)["value"].cast(pl.Float64)
    variables = [
        Variable(name, same(name), listed, tuple(map(same, listed)), role=role)
        for name, listed, role in zip(names, codes, ("area", "time", "content"), strict=True)
    ]
    held = Table(
        "12r5", same("x"), same("x"), tuple(variables), Cells(values), datetime(2022, 3, 22, 6, tzinfo=UTC), same("x")
    )
    fetching.areas = KnownAreas(frozenset(code for code in codes[0] if code[:2] != "ELY"))
    columns = {"area": {"role": "area"}, "month": {"role": "time"}, "content": {"role": "content"}}
    limited = Publisher({PATH: held}, Config())
    with serving(limited, has_window=True, clock=fetching_seconds(fetching)) as server:
        fetched = fetching.fetch(server, source(columns=columns))
        assert (server.refused(), fetched.data_calls, fetched.cells) == (0, 1 + 16, 1_847_268)
    snapshot = fetched.snapshot
    held_cells = panel(fetching.cubes(), snapshot.codes, snapshot.columns, snapshot.updated_at).cells
    in_order = held_cells.sort("area", "month", "content")
    assert in_order["value"].equals(values, null_equal=True)
    assert (in_order["status"] == "...").fill_null(value=False).equals(values.is_null())


def fetching_seconds(fetching: Fetching) -> object:
    return lambda: fetching.clock().timestamp()
