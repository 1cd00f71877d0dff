"""The run ledger as it stands now: also refreshes after which nothing new was published, which no warehouse knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import orjson

from app import queries
from app.db import Handle
from app.values import Freshness, Run
from vertaispeili.warehouse import Warehouse

_MOST_BYTES = 512 * 1024  # of the end of the file: some two thousand lines
_MOST_PUBLISHED = 400
_STATES = frozenset({"fresh", "stale", "absent"})


@dataclass(frozen=True)
class Refresh:
    """One refresh: the line of the whole, None while it runs or when it was cut off, and those of its sources."""

    started_at: datetime | None
    whole: Run | None
    sources: tuple[Run, ...]


def runs(handle: Handle) -> tuple[Run, ...]:
    """Return the lines of the ledger, newest first; those of the warehouse where the ledger is not beside it."""
    lines = _read(*stamp(Warehouse(handle.version.parents[1]).ledger))
    return lines or queries.runs(handle, _MOST_PUBLISHED)


def stamp(path: Path) -> tuple[Path, int, int]:
    """Return a ledger with the time and the size that say whether it is the same still; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> tuple[Run, ...]:
    return tuple(reversed(tuple(_lines(path))))


def refreshes(handle: Handle, most: int) -> tuple[Refresh, ...]:
    """Return the newest refreshes, newest first; of a source that was asked twice in one, the last word."""
    by_run: dict[str, list[Run]] = {}
    for run in runs(handle):
        by_run.setdefault(run.run_id, []).append(run)
    return tuple(_refresh(lines) for lines in list(by_run.values())[:most])


def freshness(handle: Handle) -> Mapping[str, Freshness]:
    """Return every source by id as it is known now: what was tried since the warehouse was made counts."""
    known = dict(queries.freshness(handle))
    newest: dict[str, Run] = {}
    for run in runs(handle):
        if run.source_id in known:
            newest.setdefault(run.source_id, run)
    for source_id, run in newest.items():
        source = known[source_id]
        is_later = run.finished_at and (source.checked_at is None or run.finished_at > source.checked_at)
        if is_later and run.outcome in _STATES:
            message = None if run.outcome == "fresh" else run.message
            known[source_id] = replace(source, checked_at=run.finished_at, outcome=run.outcome, message=message)
    return known


def _refresh(lines: list[Run]) -> Refresh:
    whole = next((run for run in lines if run.source_id is None), None)
    last: dict[str, Run] = {}
    for run in lines:
        if run.source_id is not None:
            last.setdefault(run.source_id, run)
    started = min((run.started_at for run in lines if run.started_at), default=None)
    return Refresh(started, whole, tuple(last[source_id] for source_id in sorted(last)))


def _lines(path: Path) -> Iterator[Run]:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _MOST_BYTES))
            text = file.read(_MOST_BYTES)
    except OSError:
        return
    for line in text.splitlines():
        run = _run(line)
        if run:
            yield run


def _run(line: bytes) -> Run | None:
    # A line cut in two, by a crash or by where the reading began, is no line.
    try:
        given = cast("dict[str, Any]", orjson.loads(line))
        return Run(
            run_id=str(given["run_id"]),
            source_id=given["source_id"],
            started_at=datetime.fromisoformat(given["started_at"]),
            finished_at=datetime.fromisoformat(given["finished_at"]),
            outcome=str(given["outcome"]),
            message=given.get("message") or None,
            data_calls=given.get("data_calls"),
            cells=given.get("cells"),
        )
    except (ValueError, KeyError, TypeError):
        return None
