"""What an area is seen against: its peers and their range, its commuting area, its own usual variation."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.db import Handle
from app.queries.catalogue import breaks, indicators
from app.queries.figures import series
from app.values import Break, Ends, Indicator, Series
from vertaispeili.methods import variation as usual

_EPOCH = date(1900, 1, 1)
_NOISE = 1e-6  # of binary fractions, so that what is just within the limits is within them


@lru_cache(maxsize=8)
def main_commuting_areas(handle: Handle) -> Mapping[str, tuple[str, float]]:
    """The commuting area that most of an area's labour force lives in, by area, with its part of it (0 to 1)."""
    return {
        row["area_id"]: (row["commuting_area_id"], float(row["part"])) for row in handle.rows("main_commuting_area")
    }


@lru_cache(maxsize=512)
def range_of(
    handle: Handle, indicator_ids: tuple[str, ...], area_ids: tuple[str, ...], span: tuple[date, date]
) -> Mapping[str, tuple[Ends, ...]]:
    """The lowest and the highest figure of some areas, by indicator, by period."""
    given = {"indicator_ids": list(indicator_ids), "area_ids": list(area_ids)}
    return _ends(handle, "range_of_areas", span, given)


@lru_cache(maxsize=64)
def middle_of(
    handle: Handle, indicator_ids: tuple[str, ...], level: str, span: tuple[date, date]
) -> Mapping[str, tuple[Ends, ...]]:
    """What the middle half of the areas of a level is between, by indicator, by period."""
    return _ends(handle, "middle_of_level", span, {"indicator_ids": list(indicator_ids), "level": level})


def _ends(
    handle: Handle, query: str, span: tuple[date, date], given: Mapping[str, object]
) -> Mapping[str, tuple[Ends, ...]]:
    found: dict[str, list[Ends]] = {}
    for row in handle.rows(query, first_period=span[0], last_period=span[1], **given):
        found.setdefault(row["indicator_id"], []).append(Ends(row["period"], float(row["low"]), float(row["high"])))
    return {indicator_id: tuple(ends) for indicator_id, ends in found.items()}


@lru_cache(maxsize=1024)
def variations(
    handle: Handle, wanted: tuple[tuple[str, date], ...], area_id: str
) -> Mapping[str, usual.Variation | usual.NotTold]:
    """Whether the change on the year in the wanted period is more than the area's own usual ones, by indicator."""
    found = whole_series(handle, wanted, area_id)
    return {one: _variation(handle, found[one], period) for one, period in wanted}


def whole_series(handle: Handle, wanted: tuple[tuple[str, date], ...], area_id: str) -> Mapping[str, Series]:
    """The whole history of an area up to the newest of the wanted periods, by indicator."""
    if not wanted:
        return {}
    found = series(handle, tuple(one for one, _ in wanted), (area_id,), (_EPOCH, max(period for _, period in wanted)))
    return {indicator_id: one for (indicator_id, _), one in found.items()}


def _variation(handle: Handle, own: Series, period: date) -> usual.Variation | usual.NotTold:
    # A hidden figure may be any of four: it is no part of what is usual. A rate is known to half of its last decimal.
    indicator = indicators(handle)[own.indicator.indicator_id]
    slack = (0.5 + _NOISE) * 10**-indicator.decimals if indicator.unit == "percent" else 0.0
    figures = [
        usual.Figure(point.period, point.low - slack, point.high + slack)
        for point in own.points
        if point.period <= period and not point.is_hidden and point.low is not None and point.high is not None
    ]
    if not any(figure.period == period for figure in figures):
        return usual.NotTold("no_newest_change")
    known = [
        usual.Break(one.break_id, one.first_period, one.last_period, one.stops_change)
        for one in _breaks(handle, indicator, own)
    ]
    return usual.variation(figures, indicator.frequency, _kind(indicator), known)


def _kind(indicator: Indicator) -> usual.Kind:
    return "difference" if indicator.unit == "percent" else "ratio"


def _breaks(handle: Handle, indicator: Indicator, own: Series) -> list[Break]:
    known = breaks(handle).get(indicator.indicator_id, ())
    return [one for one in known if one.concerns(own.area) and not one.is_recurring]
