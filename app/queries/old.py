"""The questions the pages ask, each answered by one file of sql/query and remembered per data version."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from app.db import Handle, Row
from app.values import Area, Break, Build, Freshness, Indicator, KeyFigure, Names, Point, Run, Series, Standing

Wanted = tuple[tuple[str, date], ...]  # (indicator_id, period) pairs


def _names(row: Row, column: str) -> Names:
    texts = [row[f"{column}_{language}"] or "" for language in ("fi", "sv", "en")]
    return Names(*(text.strip() for text in texts))


def _columns(row: Row, *columns: str) -> dict[str, Any]:
    return {column: row[column] for column in columns}


def _texts(row: Row, *columns: str) -> dict[str, Any]:
    return {column: _names(row, column) for column in columns}


def _times(row: Row, *columns: str) -> dict[str, Any]:
    return {column: _time(row[column]) for column in columns}


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _time(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, UTC)


def _point(row: Row, prefix: str = "") -> Point:
    return Point(
        period=row[f"{prefix}period"],
        value=_float(row[f"{prefix}value"]),
        low=_float(row[f"{prefix}low"]),
        high=_float(row[f"{prefix}high"]),
        status=row[f"{prefix}status"],
        hidden_cells=int(row[f"{prefix}hidden_cells"] or 0),
        origin=row[f"{prefix}origin"],
    )


@lru_cache(maxsize=8)
def areas(handle: Handle) -> Mapping[str, Area]:
    """Every area by id, in the order of ids."""
    return {
        row["area_id"]: Area(row["area_id"], row["level"], _names(row, "name"), row["origin"])
        for row in handle.rows("area")
    }


@lru_cache(maxsize=8)
def members(handle: Handle) -> Mapping[str, tuple[str, ...]]:
    """Municipalities of every area, in the order of ids."""
    found: dict[str, list[str]] = {}
    for row in handle.rows("area_member"):
        found.setdefault(row["area_id"], []).append(row["municipality_id"])
    return {area_id: tuple(ids) for area_id, ids in found.items()}


def _indicator(row: Row) -> Indicator:
    caveat = _names(row, "caveat")
    return Indicator(
        **_columns(row, "indicator_id", "topic", "kind", "unit", "decimals", "polarity", "frequency", "reference"),
        **_columns(row, "comparable_between_areas", "count_indicator_id", "first_period", "last_period"),
        **_texts(row, "title", "short", "description", "formula"),
        caveat=caveat if caveat.fi else None,
        source_ids=tuple(part.strip() for part in (row["source_ids"] or "").split(",") if part.strip()),
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


@lru_cache(maxsize=2048)
def key_figures(handle: Handle, wanted: Wanted, area_ids: tuple[str, ...]) -> Mapping[tuple[str, str], KeyFigure]:
    """Figures by (indicator_id, area_id) in the wanted periods; what is not in the warehouse is not in the answer."""
    rows = handle.rows(
        "key_figure",
        indicator_ids=[indicator_id for indicator_id, _ in wanted],
        periods=[period for _, period in wanted],
        area_ids=list(area_ids),
    )
    return {
        (row["indicator_id"], row["area_id"]): KeyFigure(
            indicator_id=row["indicator_id"],
            area_id=row["area_id"],
            now=_point(row),
            before=_point(row, "before_") if row["before_period"] else None,
            labour_force_effect=_float(row["labour_force_effect"]),
            is_preliminary=bool(row["is_preliminary"]),
        )
        for row in rows
    }


@lru_cache(maxsize=512)
def standings(handle: Handle, wanted: Wanted, level: str) -> Mapping[str, tuple[Standing, ...]]:
    """Areas of a level by indicator, with the rank that bounds allow; missing figures are not in."""
    if not wanted:
        return {}
    found: dict[str, list[Standing]] = {}
    for row in handle.rows(
        "standing",
        indicator_ids=[indicator_id for indicator_id, _ in wanted],
        periods=[period for _, period in wanted],
        last_period=max(period for _, period in wanted),
        level=level,
    ):
        standing = Standing(
            row["area_id"], float(row["low"]), float(row["high"]), row["rank_from"], row["rank_to"], row["areas"]
        )
        found.setdefault(row["indicator_id"], []).append(standing)
    return {indicator_id: tuple(rows) for indicator_id, rows in found.items()}


@lru_cache(maxsize=1024)
def series(
    handle: Handle, indicator_ids: tuple[str, ...], area_ids: tuple[str, ...], span: tuple[date, date]
) -> Mapping[tuple[str, str], Series]:
    """Series by (indicator_id, area_id) within a span of periods, both ends in; one without figures is empty."""
    found: dict[tuple[str, str], list[Point]] = {}
    for row in handle.rows(
        "series",
        indicator_ids=list(indicator_ids),
        area_ids=list(area_ids),
        first_period=span[0],
        last_period=span[1],
    ):
        found.setdefault((row["indicator_id"], row["area_id"]), []).append(_point(row))
    return {
        (indicator_id, area_id): Series(
            indicators(handle)[indicator_id], areas(handle)[area_id], tuple(found.get((indicator_id, area_id), ()))
        )
        for indicator_id in indicator_ids
        for area_id in area_ids
    }


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
            _names(row, "name"),
            _names(row, "text"),
            bool(row["stops_change"]),
        )
        found.setdefault(row["indicator_id"], []).append(known)
    return {indicator_id: tuple(rows) for indicator_id, rows in found.items()}


@lru_cache(maxsize=8)
def freshness(handle: Handle) -> Mapping[str, Freshness]:
    """Every source by id, with the age of what we hold."""
    return {
        row["source_id"]: Freshness(
            publisher=_names(row, "publisher"),
            next_release_is_published=bool(row["next_release_is_published"]),
            **_columns(row, "source_id", "table_address", "frequency", "licence", "last_period", "outcome", "message"),
            **_times(row, "updated_at", "fetched_at", "checked_at", "next_release_at"),
        )
        for row in handle.rows("freshness")
    }


@lru_cache(maxsize=8)
def runs(handle: Handle, limit: int) -> tuple[Run, ...]:
    """The newest lines of the run ledger, newest first."""
    return tuple(
        Run(
            **_columns(row, "run_id", "source_id", "outcome", "message", "data_calls", "cells"),
            **_times(row, "started_at", "finished_at"),
        )
        for row in handle.rows("run", most=limit)
    )


@lru_cache(maxsize=8)
def build(handle: Handle) -> Build:
    """Return what the published warehouse says of itself."""
    row = handle.rows("build")[0]
    return Build(row["data_source"], _time(row["built_at"]), row["version"])
