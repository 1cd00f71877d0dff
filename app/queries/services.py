"""What the page on services asks besides figures: sums of twelve months, and the counts that shares are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.db import Handle
from app.queries.figures import Wanted
from app.values import Point

_MONTHS = 12


@dataclass(frozen=True)
class Sums:
    """The sum of the twelve months up to a month and that of the twelve before; None where a month is missing."""

    now: Point | None
    before: Point | None


@dataclass(frozen=True)
class Counts:
    """The counts that a share is made of, as figures of its period."""

    part: Point
    whole: Point


@lru_cache(maxsize=512)
def sums_of_year(handle: Handle, indicator_ids: tuple[str, ...], area_id: str, last_period: date) -> Mapping[str, Sums]:
    """Sums by indicator; one without any figure in the two years is not in the answer."""
    rows = handle.rows("sum_of_year", indicator_ids=list(indicator_ids), area_ids=[area_id], last_period=last_period)
    found: dict[str, dict[int, Point]] = {}
    for row in rows:
        years = found.setdefault(row["indicator_id"], {})
        if row["months"] == _MONTHS:
            years[row["years_ago"]] = _point(last_period, row["low"], row["high"], int(row["hidden_cells"]))
    return {indicator_id: Sums(years.get(0), years.get(1)) for indicator_id, years in found.items()}


@lru_cache(maxsize=512)
def counts(handle: Handle, wanted: Wanted, area_ids: tuple[str, ...]) -> Mapping[tuple[str, str], Counts]:
    """Counts by indicator and area in the wanted periods; a share without figures is not in the answer."""
    rows = handle.rows(
        "ratio",
        indicator_ids=[indicator_id for indicator_id, _ in wanted],
        periods=[period for _, period in wanted],
        area_ids=list(area_ids),
    )
    return {
        (row["indicator_id"], row["area_id"]): Counts(
            _point(row["period"], row["numerator_low"], row["numerator_high"]),
            _point(row["period"], row["denominator_low"], row["denominator_high"]),
        )
        for row in rows
    }


def _point(period: date, low: float, high: float, hidden_cells: int = 0) -> Point:
    if low == high:
        return Point(period, float(low), float(low), float(high), "complete", 0, "")
    return Point(period, None, float(low), float(high), "partial", hidden_cells, "")
