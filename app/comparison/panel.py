"""One indicator over time in the chosen areas, with the spread of a whole level behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import queries
from app.comparison.refusal import Refusal
from app.measure import Measure
from app.queries.comparison import SPREAD, Question, compared
from app.values import Area, Break, Indicator, Point, Series
from app.view import View

_EPOCH = date(1900, 1, 1)
_MONTHS_BEFORE = {"monthly": 0, "mean": 11, "change": 12}


@dataclass(frozen=True)
class Panel:
    """One indicator in the chosen areas over the chosen span.

    spread: points by place in the level (lowest … median … highest); empty without a level, or where areas cannot be
    compared.
    """

    measure: Measure
    period: date
    series: tuple[Series, ...]
    level: str
    spread: Mapping[str, tuple[Point, ...]]
    breaks: tuple[Break, ...]

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.measure.indicator

    @property
    def periods(self) -> list[date]:
        """Every period that anything is known of, oldest first."""
        known = [*(one.points for one in self.series), *self.spread.values()]
        return sorted({point.period for points in known for point in points})

    @property
    def latest(self) -> list[tuple[Area, Point | None]]:
        """Each area's figure in the last period."""
        return [(one.area, _at(one.points, self.period)) for one in self.series]

    @property
    def median(self) -> Point | None:
        """The median of the level in the last period."""
        return _at(self.spread.get("median", ()), self.period)


def panels(view: View) -> list[Panel | Refusal]:
    """Return what the address asks for, one for each indicator."""
    chosen = (view.indicator(indicator_id) for indicator_id in view.selection.indicators)
    return [panel(view, indicator) for indicator in chosen if indicator]


def panel(view: View, indicator: Indicator) -> Panel | Refusal:
    """Return one indicator over time, or why there is nothing to show."""
    selection = view.selection
    period = view.period_of(indicator)
    if period is None:
        return Refusal(indicator, "empty")
    transform = transform_of(view, indicator)
    if selection.view == "index" and transform == "change":
        return Refusal(indicator, "index_of_change")
    first = max(_first(view, period), _later(indicator.first_period or _EPOCH, _MONTHS_BEFORE[transform]))
    base = _base(view, indicator, first) if selection.view == "index" else None
    level = selection.whole if indicator.comparable_between_areas else ""
    question = Question(indicator.indicator_id, selection.areas, first, period, level or None, transform, base)
    found = compared(view.handle, question)
    areas = queries.areas(view.handle)
    series = tuple(Series(indicator, areas[area_id], found.get(area_id, ())) for area_id in selection.areas)
    spread = {place: found[place] for place in SPREAD if place in found}
    if not spread and not any(point.status != "missing" for one in series for point in one.points):
        return Refusal(indicator, "empty" if base is None else "no_base")
    known = queries.breaks(view.handle).get(indicator.indicator_id, ())
    measure = Measure(indicator, transform, base)
    return Panel(measure, period, series, level, spread, _seen(known, series, (first, period)))


def transform_of(view: View, indicator: Indicator) -> str:
    """Return how the numbers are made: a yearly figure has no mean of twelve months."""
    asked = view.selection.transform
    return "monthly" if asked == "mean" and indicator.frequency == "year" else asked


def _first(view: View, period: date) -> date:
    span = view.selection.span
    return _EPOCH if span == "all" else date(period.year - int(span), period.month, 1)


def _later(period: date, months: int) -> date:
    count = period.year * 12 + period.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _base(view: View, indicator: Indicator, first: date) -> date:
    chosen = view.selection.base or first
    return date(chosen.year, 1, 1) if indicator.frequency == "year" else chosen


def _at(points: Sequence[Point], period: date) -> Point | None:
    return next((point for point in reversed(points) if point.period == period), None)


def _seen(known: Sequence[Break], series: Sequence[Series], span: tuple[date, date]) -> tuple[Break, ...]:
    areas = [one.area for one in series]
    # A level behind the chosen areas has the breaks of areas below the country.
    concerned = [one for one in known if any(one.concerns(area) for area in areas)]
    return tuple(
        one for one in concerned if one.is_recurring or (one.last_period > span[0] and one.first_period <= span[1])
    )
