"""What a map is made from: the places of municipalities, their boundaries, every figure of a level over a span."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from app.db import Handle
from app.values import Point

Polygons = Mapping[str, list[list[list[list[float]]]]]


Span = tuple[date, date]  # first and last period, both in


@dataclass(frozen=True)
class Likeness:
    """Figures that are drawn alike: their bounds and status, the country's figure where it counts, and how many."""

    low: float | None
    high: float | None
    status: str
    country: float | None
    figures: int


@dataclass(frozen=True)
class LevelFigures:
    """Figures by period and area id, and the country's by period; what the warehouse has no row for is not there."""

    areas: Mapping[date, Mapping[str, Point]]
    country: Mapping[date, Point]


@lru_cache(maxsize=8)
def tiles(handle: Handle) -> Mapping[str, tuple[int, int]]:
    """Column and row of every municipality's hexagon, by id."""
    return {row["municipality_id"]: (row["tile_column"], row["tile_row"]) for row in handle.rows("map_tile")}


@lru_cache(maxsize=4)
def boundaries(handle: Handle) -> Polygons:
    """Polygons of every municipality by id, each a list of rings of (longitude, latitude); none without boundaries."""
    return {row["area_id"]: _polygons(orjson.loads(row["geometry"])) for row in handle.rows("map_boundary")}


def _polygons(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


@lru_cache(maxsize=256)
def level_figures(handle: Handle, indicator_id: str, level: str, period: date) -> LevelFigures:
    """Figures of an indicator in the areas of a level, and in the country, in one period."""
    return every_figure(handle, indicator_id, level, (period, period))


def every_figure(handle: Handle, indicator_id: str, level: str, span: Span) -> LevelFigures:
    """Figures of an indicator in the areas of a level, and in the country, in every period of a span: not kept."""
    areas: dict[date, dict[str, Point]] = {}
    country: dict[date, Point] = {}
    points: dict[tuple[Any, ...], Point] = {}
    for row in handle.rows("map_figure", **_asked(indicator_id, level, span)):
        period = row["period"]
        # Tens of thousands of rows have a few hundred different figures a period: each is made once.
        key = (period, row["low"], row["high"], row["status"], row["hidden_cells"])
        point = points.get(key)
        if point is None:
            point = points[key] = Point(period, None, key[1], key[2], key[3], key[4] or 0, "")
        if row["area_id"] == "SSS":
            country[period] = point
        else:
            areas.setdefault(period, {})[row["area_id"]] = point
    return LevelFigures(areas, country)


@lru_cache(maxsize=256)
def likenesses(
    handle: Handle, indicator_id: str, level: str, span: Span, *, beside_country: bool
) -> tuple[Likeness, ...]:
    """Every different figure of a level over a span with how often it is there: enough to cut classes."""
    rows = handle.rows("map_likeness", **_asked(indicator_id, level, span), beside_country=beside_country)
    return tuple(Likeness(row["low"], row["high"], row["status"], row["country"], row["figures"]) for row in rows)


@lru_cache(maxsize=256)
def level_periods(handle: Handle, indicator_id: str, level: str, span: Span) -> tuple[date, ...]:
    """Periods of a span in which any area of a level has a figure, oldest first."""
    return tuple(row["period"] for row in handle.rows("map_period", **_asked(indicator_id, level, span)))


def _asked(indicator_id: str, level: str, span: Span) -> dict[str, Any]:
    return {"indicator_id": indicator_id, "level": level, "first_period": span[0], "last_period": span[1]}


@lru_cache(maxsize=64)
def preliminary_periods(handle: Handle, indicator_id: str) -> frozenset[date]:
    """Periods in which an indicator is preliminary."""
    return frozenset(row["period"] for row in handle.rows("map_preliminary", indicator_id=indicator_id))
