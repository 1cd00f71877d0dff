"""What there is: areas, indicators, periods, breaks, sources, runs; each remembered per data version."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.db import Handle, Row
from app.queries.rows import columns, moment, names, texts, times
from app.values import Area, Break, Build, Freshness, Indicator, Revision, Run


@lru_cache(maxsize=8)
def areas(handle: Handle) -> Mapping[str, Area]:
    """Every area by id, in the order of ids."""
    return {
        row["area_id"]: Area(row["area_id"], row["level"], names(row, "name"), row["origin"])
        for row in handle.rows("area")
    }


@lru_cache(maxsize=8)
def levels(handle: Handle) -> frozenset[str]:
    """Return the levels that there are areas of."""
    return frozenset(area.level for area in areas(handle).values())


@lru_cache(maxsize=8)
def members(handle: Handle) -> Mapping[str, tuple[str, ...]]:
    """Municipalities of every area, in the order of ids."""
    found: dict[str, list[str]] = {}
    for row in handle.rows("area_member"):
        found.setdefault(row["area_id"], []).append(row["municipality_id"])
    return {area_id: tuple(ids) for area_id, ids in found.items()}


def _indicator(row: Row) -> Indicator:
    caveat = names(row, "caveat")
    return Indicator(
        **columns(row, "indicator_id", "topic", "kind", "unit", "decimals", "polarity", "frequency", "reference"),
        **columns(row, "comparable_between_areas", "count_indicator_id", "first_period", "last_period"),
        **texts(row, "title", "short", "description", "formula"),
        caveat=caveat if caveat.fi else None,
        source_ids=tuple(part.strip() for part in (row["source_ids"] or "").split(",") if part.strip()),
        is_detail=bool(row.get("is_detail")),
    )


@lru_cache(maxsize=8)
def indicators(handle: Handle) -> Mapping[str, Indicator]:
    """Every indicator by id, by position; its periods are None while it has no figures."""
    return {row["indicator_id"]: _indicator(row) for row in handle.rows("indicator")}


def first_indicator(handle: Handle) -> str:
    """Return the indicator that a comparison opens with: the first with figures that areas can be compared by."""
    known = indicators(handle).values()
    ordered = sorted(known, key=lambda one: (one.last_period is None, not one.comparable_between_areas))
    return ordered[0].indicator_id if ordered else ""


@lru_cache(maxsize=8)
def periods(handle: Handle) -> frozenset[date]:
    """Every month and year for which anything is known."""
    return frozenset(row["period"] for row in handle.rows("period"))


@lru_cache(maxsize=8)
def breaks(handle: Handle) -> Mapping[str, tuple[Break, ...]]:
    """Known breaks by indicator, by period."""
    found: dict[str, list[Break]] = {}
    for row in handle.rows("statistical_break"):
        known = Break(
            row["break_id"],
            row["area_id"],
            row["level_scope"],
            bool(row["is_recurring"]),
            row["first_period"],
            row["last_period"],
            names(row, "name"),
            names(row, "text"),
            bool(row["stops_change"]),
        )
        found.setdefault(row["indicator_id"], []).append(known)
    return {indicator_id: tuple(rows) for indicator_id, rows in found.items()}


@lru_cache(maxsize=8)
def freshness(handle: Handle) -> Mapping[str, Freshness]:
    """Every source by id, with the age of what we hold."""
    return {
        row["source_id"]: Freshness(
            title=names(row, "title"),
            publisher=names(row, "publisher"),
            next_release_is_published=bool(row["next_release_is_published"]),
            **columns(row, "source_id", "table_address", "frequency", "licence", "last_period", "outcome", "message"),
            **times(row, "updated_at", "fetched_at", "checked_at", "next_release_at"),
        )
        for row in handle.rows("freshness")
    }


@lru_cache(maxsize=8)
def runs(handle: Handle, limit: int) -> tuple[Run, ...]:
    """The newest lines of the run ledger, newest first."""
    return tuple(
        Run(
            **columns(row, "run_id", "source_id", "outcome", "message", "data_calls", "cells"),
            **times(row, "started_at", "finished_at"),
        )
        for row in handle.rows("run", most=limit)
    )


@lru_cache(maxsize=8)
def revisions(handle: Handle) -> tuple[Revision, ...]:
    """What later releases changed, newest first."""
    return tuple(
        Revision(
            **columns(row, "source_id", "restated", "retired", "areas", "first_period", "last_period"),
            **times(row, "replaced_at"),
        )
        for row in handle.rows("revision")
    )


@lru_cache(maxsize=8)
def build(handle: Handle) -> Build:
    """Return what the published warehouse says of itself."""
    row = handle.rows("build")[0]
    return Build(row["data_source"], moment(row["built_at"]), row["version"])
