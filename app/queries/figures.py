"""The numbers: figures, standings and series; each remembered per data version."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.db import Handle
from app.queries.catalogue import areas, indicators
from app.queries.rows import number, point
from app.values import KeyFigure, Point, Series, Standing

Wanted = tuple[tuple[str, date], ...]  # (indicator_id, period) pairs


@lru_cache(maxsize=2048)
def key_figures(handle: Handle, wanted: Wanted, area_ids: tuple[str, ...]) -> Mapping[tuple[str, str], KeyFigure]:
    """Figures by (indicator_id, area_id) in the wanted periods; what is not in the warehouse is not in the answer."""
    asked = {
        "indicator_ids": [indicator_id for indicator_id, _ in wanted],
        "periods": [period for _, period in wanted],
        "area_ids": list(area_ids),
    }
    effects = {
        (row["indicator_id"], row["area_id"]): number(row["labour_force_effect"])
        for row in handle.rows("labour_force_effect", **asked)
    }
    return {
        (row["indicator_id"], row["area_id"]): KeyFigure(
            indicator_id=row["indicator_id"],
            area_id=row["area_id"],
            now=point(row),
            before=point(row, "before_") if row["before_period"] else None,
            labour_force_effect=effects.get((row["indicator_id"], row["area_id"])),
            is_preliminary=bool(row["is_preliminary"]),
        )
        for row in handle.rows("key_figure", **asked)
    }


@lru_cache(maxsize=512)
def standings(
    handle: Handle, wanted: Wanted, level: str, area_ids: tuple[str, ...] = ()
) -> Mapping[str, tuple[Standing, ...]]:
    """Areas of a level by indicator, or the named ones alone, with the rank that bounds allow; missing are not in."""
    if not wanted:
        return {}
    found: dict[str, list[Standing]] = {}
    for row in handle.rows(
        "standing",
        indicator_ids=[indicator_id for indicator_id, _ in wanted],
        periods=[period for _, period in wanted],
        last_period=max(period for _, period in wanted),
        level=level,
        area_ids=list(area_ids),
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
        found.setdefault((row["indicator_id"], row["area_id"]), []).append(point(row))
    return {
        (indicator_id, area_id): Series(
            indicators(handle)[indicator_id], areas(handle)[area_id], tuple(found.get((indicator_id, area_id), ()))
        )
        for indicator_id in indicator_ids
        for area_id in area_ids
    }
