"""One indicator in one period in many areas: their order, their distribution, or beside another indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import queries
from app.comparison.panel import transform_of
from app.comparison.ranks import Rank, ranks
from app.comparison.refusal import Refusal, not_comparable
from app.measure import Measure
from app.queries.comparison import SPREAD, Question, compared
from app.selection import COUNTRY
from app.values import Area, Indicator, Point
from app.view import ALAND, View

SMALLEST_SET = 5


@dataclass(frozen=True)
class CrossRow:
    """One area; `rank` is its place in the level, None where it has none."""

    area: Area
    point: Point | None
    rank: Rank | None
    is_in_level: bool

    @property
    def is_known(self) -> bool:
        """Tell whether there is a figure, if only its bounds."""
        return self.point is not None and self.point.low is not None and self.point.high is not None


@dataclass(frozen=True)
class Cross:
    """Areas in one period: those of the level, if one is compared, and the chosen ones; highest first.

    chosen: ids in the order of the address; own: the first that is not the country.
    """

    measure: Measure
    period: date
    level: str
    rows: tuple[CrossRow, ...]
    chosen: tuple[str, ...]
    own: str | None
    spread: Mapping[str, Point]

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.measure.indicator

    @property
    def country(self) -> Point | None:
        """The whole country's figure, where it is chosen."""
        return next((row.point for row in self.rows if row.area.is_country), None)

    def row(self, area_id: str | None) -> CrossRow | None:
        """Return an area's row."""
        return next((row for row in self.rows if row.area.area_id == area_id), None)

    @property
    def areas_in_level(self) -> int:
        """How many areas of the level have a figure."""
        return sum(row.is_in_level and row.is_known for row in self.rows)


def cross(view: View, indicator: Indicator, level: str) -> Cross | Refusal:
    """Return an indicator in its last period in the chosen areas and those of a level ('' for none)."""
    period = view.period_of(indicator)
    if period is None:
        return Refusal(indicator, "empty")
    breaks = queries.breaks(view.handle).get(indicator.indicator_id, ())
    refused = not_comparable(indicator, breaks, period, view.words)
    if refused:
        return refused
    found = _cross(view, indicator, level, period)
    if not any(row.is_known for row in found.rows):
        return Refusal(indicator, "empty")
    return found


def chosen_only(view: View, indicator: Indicator) -> Cross | None:
    """Return the chosen areas in their own order, for figures that areas cannot be ordered by; None without figures."""
    period = view.period_of(indicator)
    found = _cross(view, indicator, "", period) if period else None
    if found is None or not any(row.is_known for row in found.rows):
        return None
    order = {area_id: at for at, area_id in enumerate(found.chosen)}
    rows = tuple(sorted(found.rows, key=lambda row: order[row.area.area_id]))
    return Cross(found.measure, found.period, "", rows, found.chosen, found.own, {})


def scattered(view: View, level: str) -> tuple[Cross, Cross] | Refusal:
    """Return two indicators in the same areas, or why there are not two."""
    chosen = [one for one in map(view.indicator, view.selection.indicators) if one]
    if len(chosen) < 2:
        return Refusal(chosen[0], "two")
    first, second = (cross(view, indicator, level) for indicator in chosen[:2])
    if isinstance(first, Refusal):
        return first
    return second if isinstance(second, Refusal) else (first, second)


def level_of(view: View) -> str:
    """Return the level that a distribution is of: the chosen one, else the own area's, else employment areas."""
    own = view.own_area
    return view.selection.whole or (own.level if not own.is_country else "employment_area")


def _cross(view: View, indicator: Indicator, level: str, period: date) -> Cross:
    areas, selection = queries.areas(view.handle), view.selection
    in_level = [one.area_id for one in areas.values() if level and one.level == level and one.area_id != ALAND]
    wanted = tuple(dict.fromkeys((*selection.areas, *in_level)))
    transform = transform_of(view, indicator)
    question = Question(indicator.indicator_id, wanted, period, period, level or None, transform)
    found = {place: points[0] for place, points in compared(view.handle, question).items()}
    ranked = ranks({area: found[area] for area in _ranked(view, indicator, level, period, in_level) if area in found})
    members = frozenset(in_level)
    rows = [CrossRow(areas[one], found.get(one), ranked.get(one), one in members) for one in wanted]
    return Cross(
        measure=Measure(indicator, transform),
        period=period,
        level=level,
        rows=tuple(sorted(rows, key=_highest_first)),
        chosen=selection.areas,
        own=None if selection.area == COUNTRY else selection.area,
        spread={place: found[place] for place in SPREAD if place in found},
    )


def _ranked(view: View, indicator: Indicator, level: str, period: date, in_level: Sequence[str]) -> Sequence[str]:
    if level != "municipality":
        return in_level
    # Municipalities are ranked from a labour force of 1 000: those that a rank of the figure itself knows.
    standings = queries.standings(view.handle, ((indicator.indicator_id, period),), level)
    return [standing.area_id for standing in standings.get(indicator.indicator_id, ())]


def _highest_first(row: CrossRow) -> tuple[bool, float, float, str]:
    point = row.point
    if point is None or point.low is None or point.high is None:
        return (True, 0.0, 0.0, row.area.area_id)
    return (False, -point.high, -point.low, row.area.area_id)
