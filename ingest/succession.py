"""What a new warehouse must not lose of the published one, and which releases are not in the published one."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.errors import BuildFailed
from ingest.snapshot import Snapshot

Span = tuple[date, date]


def keeps_periods(published: Path | None, built: Path) -> None:
    """Raise `BuildFailed` when a source has lost its oldest or newest periods, or all, since they were published.

    A kept answer that is damaged would take with it months that the publisher has dropped. A published file that cannot
    be read, or a source that is described no more, holds nothing up.
    """
    before, now = _periods(published) if published else {}, _periods(built)
    for source_id, periods in before.items():
        held = now.get(source_id, periods)
        if periods is not None and (held is None or held[0] > periods[0] or held[1] < periods[1]):
            raise BuildFailed(
                f"{source_id}: the periods {_span(periods)} are published, held are {_span(held)}: what is lost may be "
                "in a backup of bronze. To publish without it, move the folder warehouse away and refresh."
            )


def unpublished(published: Path | None, sources: Iterable[Source], bronze: Bronze) -> tuple[Snapshot, ...]:
    """Return the newest snapshot of each statistical source whose release is newer than the published one.

    None where nothing is published, or nothing that can be read: then nobody knows which were believed.
    """
    releases = _releases(published) if published else {}
    newest = [bronze.newest(source.id) for source in sources if source.reader == "pxweb"]
    return tuple(
        snapshot
        for snapshot in newest
        if snapshot and snapshot.source_id in releases and snapshot.updated_at > releases[snapshot.source_id]
    )


def _span(periods: Span | None) -> str:
    return f"{periods[0]:%Y-%m} to {periods[1]:%Y-%m}" if periods else "none"


def _periods(path: Path) -> Mapping[str, Span | None]:
    found = _rows(
        path,
        "select source.source_id, min(first_period), max(last_period) from catalogue.source as source "
        "left join catalogue.vintage using (source_id) where source.reader = 'pxweb' group by all",
    )
    return {source_id: (first, last) if first and last else None for source_id, first, last in found}


def _releases(path: Path) -> Mapping[str, datetime]:
    found = _rows(path, "select source_id, updated_at from catalogue.source_state where updated_at is not null")
    return {source_id: moment.replace(tzinfo=UTC) for source_id, moment in found}


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(query).fetchall()
    except duckdb.Error:
        return []
