"""What only a run knows of its sources: the codes they may have, how each ended, what the warehouse is made from."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from ingest import due
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.compare import KnownAreas
from ingest.ledger import Run


def areas(sql: Path) -> KnownAreas:
    """Return the codes that a source may have: areas, buckets without a place, municipalities that are no more."""

    def codes(seed: str, column: str) -> frozenset[str]:
        return frozenset(pl.read_csv(sql / "seeds" / f"{seed}.csv", infer_schema=False)[column])

    unplaced = codes("unplaced_area", "area_id")
    return KnownAreas(codes("area", "area_id") | unplaced, codes("municipality_change", "old_id"), unplaced)


def resolved(source: Source, categories: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the values that were found by their labels: these the ledger remembers."""
    return {
        ours: categories[name][ours]
        for name, column in source.columns.items()
        for ours, value in column.values.items()
        if value.code is None and ours in categories[name]
    }


def states(sources: tuple[Source, ...], bronze: Bronze, runs: Mapping[str, Run]) -> pl.DataFrame:
    """Return the rows of catalogue.source_state: each source that was asked."""
    schema = {
        "source_id": pl.String,
        "updated_at": pl.Datetime("us", "UTC"),
        "fetched_at": pl.Datetime("us", "UTC"),
        "checked_at": pl.Datetime("us", "UTC"),
        "outcome": pl.String,
        "message": pl.String,
        "next_release_at": pl.Datetime("us", "UTC"),
        "next_release_is_published": pl.Boolean,
    }
    return pl.DataFrame(
        [_state(source, bronze, runs[source.id]) for source in sources if source.id in runs], schema=schema
    )


def _state(source: Source, bronze: Bronze, run: Run) -> dict[str, object]:
    snapshot = next(reversed(bronze.snapshots(source.id)), None)
    last = last_period(source, snapshot.codes) if snapshot else None
    published = snapshot.next_update if snapshot else None
    return {
        "source_id": source.id,
        "updated_at": snapshot.updated_at if snapshot else None,
        "fetched_at": snapshot.fetched_at if snapshot else None,
        "checked_at": run.finished_at,
        "outcome": run.outcome,
        "message": run.message if run.outcome != "fresh" else "",
        "next_release_at": published or (due.next_release(source.release, last) if last else None),
        "next_release_is_published": published is not None,
    }


def build(kind: str, version: str, now: datetime, sources: tuple[Source, ...], made_from: str) -> pl.DataFrame:
    """Return the one row of catalogue.build; the division is the one that the classification's name dates."""
    classification = next(source.table for source in sources if source.reader == "classification")
    row = {
        "data_source": kind,
        "built_at": now,
        "version": version,
        "division_date": datetime.strptime(classification[-8:], "%Y%m%d").replace(tzinfo=UTC).date(),
        "fingerprint": made_from,
    }
    return pl.DataFrame([row], schema_overrides={"built_at": pl.Datetime("us", "UTC")})


def last_period(source: Source, codes: Mapping[str, tuple[str, ...]]) -> date | None:
    """Return the first day of the newest period among the codes held; None for a source without periods."""
    time = next((name for name, column in source.columns.items() if column.role == "time"), None)
    if time is None or not codes.get(time):
        return None
    return datetime.strptime(max(codes[time]), "%YM%m" if time == "month" else "%Y").replace(tzinfo=UTC).date()


def material(version: str, sql: Path, sources: tuple[Source, ...], bronze: Bronze) -> str:
    """Return a hash of what figures are built from: the version, sql/, the snapshots held."""
    digest = hashlib.sha256(version.encode())
    for path in sorted(path for path in sql.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(sql)).encode() + path.read_bytes())
    for source in sources:
        for snapshot in bronze.snapshots(source.id):
            digest.update(f"{source.id} {snapshot.name}".encode())
    return digest.hexdigest()


def made_from(held: str, sources: tuple[Source, ...], runs: Mapping[str, Run]) -> str:
    """Return a hash of all that a warehouse depends on: what is held (`material`) and how each source is."""
    digest = hashlib.sha256(held.encode())
    for source in sources:
        digest.update(f"{source.id} {runs[source.id].outcome if source.id in runs else 'not asked'}".encode())
    return digest.hexdigest()
