"""The numbers of one map: every figure of a level over a span, their classes, and how each is filled."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app import queries
from app.db import Handle
from app.figures import map_classes
from app.figures.map_classes import Classes
from app.queries import maps
from app.queries.maps import Likeness, Span
from app.values import Area, Break, Indicator, Point
from app.view import View

EPOCH = date(1900, 1, 1)
# Fills that are no tone: hidden, missing, in no area of the level; the sign in a legend for bounds in several classes.
HIDDEN, MISSING, OUTSIDE, MIXED = "h", "m", "x", "04"


@dataclass(frozen=True)
class MapNumbers:
    """One indicator in every area of a level, in every period of a span; `classes` are the same in all of them."""

    indicator: Indicator
    level: str
    areas: tuple[Area, ...]
    span: Span
    periods: tuple[date, ...]  # that any area has a figure for, oldest first
    classes: Classes
    period: date
    figures: Mapping[str, Point]  # in the shown period, by area id
    country: Point | None  # in the shown period

    def point(self, area: Area) -> Point | None:
        """Return an area's figure in the shown period."""
        return self.figures.get(area.area_id)

    def is_preliminary(self, handle: Handle) -> bool:
        """Tell whether the shown period is preliminary."""
        return self.period in maps.preliminary_periods(handle, self.indicator.indicator_id)


def fill_of(classes: Classes, point: Point | None, country: Point | None) -> str:
    """Return how a figure is filled: a tone 0-4, two tones where its bounds are in two classes, hidden or missing.

    country: the country's figure of the same period.
    """
    if point is None:
        return MISSING
    whole = country.exact if country else None
    return _fill(classes, Likeness(point.low, point.high, point.status, whole, 1))


def _fill(classes: Classes, one: Likeness) -> str:
    if one.status == "missing" or one.low is None or one.high is None:
        return MISSING
    if _is_hidden(one):
        return HIDDEN
    if classes.cut != "country":
        return classes.of(one.low, one.high)
    ends = _differences(one)
    return classes.of(*ends) if ends else MISSING


def _is_hidden(one: Likeness) -> bool:
    # As a Point is: a share of nought over a hidden number is known.
    return one.status == "hidden" and one.low != one.high


def _differences(one: Likeness) -> tuple[float, float] | None:
    if one.country is None or one.low is None or one.high is None:
        return None
    # Figures carry a few decimals: rounding here only takes the binary noise of the subtraction away.
    return round(one.low - one.country, 6), round(one.high - one.country, 6)


def mapped(view: View) -> MapNumbers | None:
    """Return the numbers that the address asks for; None where the indicator is not mapped or has no figures."""
    selection, handle = view.selection, view.handle
    indicator = view.indicator(selection.indicator)
    wanted = view.period_of(indicator) if indicator else None
    if indicator is None or wanted is None or not indicator.comparable_between_areas:
        return None
    span = span_of(view, indicator)
    periods = maps.level_periods(handle, indicator.indicator_id, selection.level, span)
    if not periods:
        return None
    period = max((one for one in periods if one <= wanted), default=periods[0])
    figures = maps.level_figures(handle, indicator.indicator_id, selection.level, period)
    return MapNumbers(
        indicator=indicator,
        level=selection.level,
        areas=tuple(area for area in queries.areas(handle).values() if area.level == selection.level),
        span=span,
        periods=periods,
        classes=_classes(handle, indicator, selection.level, span, selection.classes),
        period=period,
        figures=figures.areas.get(period, {}),
        country=figures.country.get(period),
    )


def span_of(view: View, indicator: Indicator) -> Span:
    """Return the first and the last period that can be played: the chosen span, or all if the month is older.

    The span does not move with the shown month: the classes are those of the whole span.
    """
    newest = indicator.last_period or EPOCH
    period = view.period_of(indicator) or newest
    if view.selection.span == "all":
        return EPOCH, newest
    first = date(newest.year - int(view.selection.span), newest.month, 1)
    return (first if period >= first else EPOCH), newest


@lru_cache(maxsize=256)
def _classes(handle: Handle, indicator: Indicator, level: str, span: Span, cut: str) -> Classes:
    known = maps.likenesses(handle, indicator.indicator_id, level, span, beside_country=cut == "country")
    shown = [one for one in known if one.status != "missing" and not _is_hidden(one)]
    # A figure with hidden parts counts with both its bounds, a whole one twice: all weigh alike.
    counted: Counter[float] = Counter()
    for one in shown:
        for end in (_differences(one) or ()) if cut == "country" else (one.low, one.high):
            if end is not None:
                counted[end] += one.figures
    if cut == "country":
        return map_classes.around_country(counted, indicator.decimals)
    return map_classes.quantiles(counted) if cut == "quantile" else map_classes.equal(counted, indicator.decimals)


def fills(view: View, found: MapNumbers) -> frozenset[str]:
    """Return every fill that occurs in the span."""
    return _fills(view.handle, found.indicator.indicator_id, found.level, found.span, found.classes)


@lru_cache(maxsize=256)
def _fills(handle: Handle, indicator_id: str, level: str, span: Span, classes: Classes) -> frozenset[str]:
    known = maps.likenesses(handle, indicator_id, level, span, beside_country=classes.cut == "country")
    return frozenset(_fill(classes, one) for one in known)


def seen_breaks(view: View, found: MapNumbers) -> Sequence[Break]:
    """Known breaks of the indicator within the span that concern every area, and the recurring ones."""
    return [
        one
        for one in queries.breaks(view.handle).get(found.indicator.indicator_id, ())
        if one.area_id is None
        and (one.is_recurring or (one.last_period > found.periods[0] and one.first_period <= found.periods[-1]))
    ]


def in_order(found: MapNumbers, order: str, names: Mapping[str, tuple[str, ...]]) -> list[tuple[Area, Point | None]]:
    """Return areas with their figures: highest first, lowest first or by name; hidden and missing ones last.

    names: what to order names by, by area id; equal figures are in the order of names.
    """
    rows = [(area, found.point(area)) for area in sorted(found.areas, key=lambda area: names[area.area_id])]
    if order == "name":
        return rows
    known = [(area, p) for area, p in rows if p and p.low is not None and p.high is not None and not p.is_hidden]
    sign = -1 if order == "high" else 1
    known.sort(key=lambda row: sign * ((row[1].low or 0) + (row[1].high or 0)))
    placed = {area.area_id for area, _ in known}
    hidden = [row for row in rows if row[0].area_id not in placed]
    return [*known, *sorted(hidden, key=lambda row: row[1] is None or row[1].status == "missing")]
