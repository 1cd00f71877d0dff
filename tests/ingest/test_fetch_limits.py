"""Fetching under a publisher's limits: no refused call, no query too large, the whole recorded panel."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from ingest.compare import KnownAreas
from ingest.errors import SourceUnavailable
from ingest.panel import panel
from ingest.sample.protocol import Cells, Config, Publisher, Table, Variable, same
from tests.clock import RealClock
from tests.fetching import Fetching
from tests.pxweb_server import Fault, rewritten, serving, status
from tests.pxweb_tables import PATH, publisher, source
from tests.shared import SHARED, needs_shared


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path)


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
        assert (server.refused(), len(server.calls)) == (0, 1 + 1 + 1 + 6)
    assert fetching.clock.slept


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
