"""How many requests tables take of a publisher, against the fewest that its limits allow, and how they are paced."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from ingest.bronze import Bronze
from ingest.catalogue import Source, sources
from ingest.readers.pxweb.plan import plan
from ingest.window import CallWindow
from tests.bench.figures import Bar, Bench, Figures, Setting, Table
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

MOST_CELLS, MOST_VALUES, CALLS, SECONDS = 120_000, 120_000, 40, 60
# The two tables as large as their publisher has them: areas, occupations, months, contents.
WHOLE = {"12r5 whole": (421, 211, 23), "12ti whole": (421, 434, 211, 2)}
NEWEST = {"12r5, newest month": ((421, 1, 23), 1), "12ti, newest month": ((421, 434, 1, 2), 4)}


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield requests of every registered table as the sample has it, of the largest at full size, and the pace."""
    rows: list[tuple[str, ...]] = []
    bronze, over = Bronze(Warehouse(setting.data / "sample").bronze), list[float]()
    for source in sources(sql_directory()):
        sizes = _sizes(source, bronze)
        if sizes:
            requests = _requests(source, sizes)
            rows.append(_row(source.id, sizes, requests))
            over.append(requests - _allowed(sizes))
    for name, sizes in WHOLE.items():
        requests = len(plan(sizes, MOST_CELLS, MOST_VALUES))
        rows.append(_row(name, sizes, requests))
        over.append(requests - _allowed(sizes))
    yield Bar("requests over max(bound + 1, 1.03 x bound), the worst table", Figures(over, ""), 0, max)
    for name, (sizes, most) in NEWEST.items():
        yield Bar(f"requests: {name}", Figures([len(plan(sizes, MOST_CELLS, MOST_VALUES))], ""), most)
    crowd, minutes = _paced(setting.folder, 700)
    yield Bar(f"calls in any {SECONDS} seconds, of 700 in a row", Figures([crowd], ""), CALLS)
    yield Bar("minutes that 700 calls take", Figures([minutes], "minutes"))
    yield Table("Requests", ("table", "cells", "bound", "requests", "times the bound"), rows)


def _sizes(source: Source, bronze: Bronze) -> tuple[int, ...]:
    newest = bronze.newest(source.id) if source.reader == "pxweb" else None
    return tuple(len(codes) for codes in newest.codes.values()) if newest else ()


def _requests(source: Source, sizes: tuple[int, ...]) -> int:
    if source.storage == "long":
        return len(plan(sizes, MOST_CELLS, MOST_VALUES))
    at = next(place for place, column in enumerate(source.columns.values()) if column.role == "content")
    return len(plan((*sizes[:at], *sizes[at + 1 :]), MOST_CELLS // sizes[at], MOST_VALUES))


def _bound(sizes: tuple[int, ...]) -> int:
    return math.ceil(math.prod(sizes) / MOST_CELLS)


def _allowed(sizes: tuple[int, ...]) -> float:
    return max(_bound(sizes) + 1, 1.03 * _bound(sizes))


def _row(name: str, sizes: tuple[int, ...], requests: int) -> tuple[str, ...]:
    bound = _bound(sizes)
    return (name, f"{math.prod(sizes):,}", f"{bound:,}", f"{requests:,}", f"{requests / bound:.3f}")


def _paced(folder: Path, calls: int) -> tuple[int, float]:
    """Let calls through by a clock of our own; return the most in any window, and the minutes they took."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ticks = count()

    def clock() -> datetime:
        return now + timedelta(milliseconds=next(ticks))

    def sleep(seconds: float) -> None:
        nonlocal now
        now += timedelta(seconds=seconds)

    window = CallWindow(folder / "calls.json", clock, sleep)
    window.limit("statfin", CALLS, SECONDS)
    times: list[float] = []
    for _ in range(calls):
        window.wait("statfin")
        window.arrived("statfin")
        times.append(clock().timestamp())
    crowd = max(sum(1 for other in times[at:] if other < one + SECONDS) for at, one in enumerate(times))
    return crowd, (times[-1] - times[0]) / 60


REQUESTS = Bench(
    "requests",
    "Requests",
    "Requests that the planner makes of a table under the publisher's limits (120,000 cells a call, 40 calls in 60 "
    "seconds), against the bound: cells / 120,000, rounded up. Registered tables as the sample has them, the two "
    "largest also at full size. The pace is that of the call window by a clock that only its own sleeping moves.",
    measure,
)
