"""The numbers of the page on matching: what its lists, its charts, its tables, its sentences and its downloads show."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app import queries
from app.queries import matching
from app.queries.matching import Index, Meeting, Sides
from app.selection import COUNTRY
from app.situation import HALF
from app.values import Area, Point
from app.view import View
from vertaispeili.methods.beveridge import Point as CurvePoint

MOST_LEFT_OUT = 0.5  # of either side: an index of less than half of an area says little of it
LISTED = 8
_LEAST = 0.5  # a vacancy more or less, as it is shown
# Levels that have a commuting area of their own to be looked at; the others are labour markets or several.
_PARTS = frozenset({"municipality", "employment_area", "subregion"})


@dataclass(frozen=True)
class Range:
    """A number that lies between two bounds."""

    low: float
    high: float


class Matching:
    """What is known of the labour market of an area, each thing asked for once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.own = view.own_area
        self.digits = int(view.selection.digits)

    @cached_property
    def commuting_area(self) -> Area | None:
        """The commuting area that the own area's labour force lives in, half of it at least; None for wider areas."""
        found = queries.main_commuting_areas(self.view.handle).get(self.own.area_id)
        if found is None or found[1] < HALF or self.own.level not in _PARTS:
            return None
        return queries.areas(self.view.handle)[found[0]]

    @cached_property
    def area(self) -> Area:
        """The area whose figures are shown: the commuting area unless the own one alone is asked for."""
        wants_own = self.view.selection.market == "own" or self.commuting_area is None
        return self.own if wants_own or self.commuting_area is None else self.commuting_area

    @cached_property
    def period(self) -> date | None:
        """The month that is shown: the newest, or the newest up to the chosen one; None while nothing is published."""
        months, chosen = matching.occupation_months(self.view.handle), self.view.selection.period
        return next((month for month in months if chosen is None or month <= chosen), months[-1] if months else None)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every occupation that has somebody or something, by code."""
        return matching.meetings(self.view.handle, self.area.area_id, self.period, self.digits) if self.period else ()

    @cached_property
    def shortages(self) -> list[Meeting]:
        """Occupations that surely have more vacancies than at the area's own tightness, the most first."""
        short = [one for one in self.meetings if one.excess_low is not None and one.excess_low >= _LEAST]
        return sorted(short, key=lambda one: -(one.excess_low or 0))[:LISTED]

    @cached_property
    def surpluses(self) -> list[Meeting]:
        """Occupations that surely have fewer vacancies than at the area's own tightness, the fewest first."""
        many = [one for one in self.meetings if one.excess_high is not None and one.excess_high <= -_LEAST]
        return sorted(many, key=lambda one: one.excess_high or 0)[:LISTED]

    @property
    def untold(self) -> int:
        """How many occupations may be either, since figures are hidden."""
        bounds = [(one.excess_low, one.excess_high) for one in self.meetings]
        return sum(low is not None and high is not None and low < high and low <= 0 <= high for low, high in bounds)

    @cached_property
    def total(self) -> Sides | None:
        """Both sides of the area, all occupations together."""
        if self.period is None:
            return None
        return matching.totals(self.view.handle, (self.area.area_id,), self.period).get(self.area.area_id)

    @property
    def unemployed_per_vacancy(self) -> Range | None:
        """Unemployed jobseekers for one open vacancy; None where it cannot be told."""
        total = self.total
        if total is None or not total.vacancies.low:
            return None
        return Range(
            (total.unemployed.low or 0) / (total.vacancies.high or 1),
            (total.unemployed.high or 0) / total.vacancies.low,
        )

    @cached_property
    def without_place(self) -> tuple[Point, Sides] | None:
        """The country's vacancies without a municipality, and all its figures; None where it has no such bucket."""
        if self.period is None:
            return None
        placeless = matching.without_place(self.view.handle, self.period, self.digits).get(matching.ALL)
        country = matching.totals(self.view.handle, (COUNTRY,), self.period).get(COUNTRY)
        return (placeless, country) if placeless and country and country.vacancies.low else None

    @cached_property
    def series(self) -> tuple[Index, ...]:
        """The mismatch index of the area over time."""
        return self._indexes.get(self.area.area_id, ())

    @cached_property
    def country_series(self) -> tuple[Index, ...]:
        """The country's."""
        return self._indexes.get(COUNTRY, ())

    @cached_property
    def _indexes(self) -> dict[str, tuple[Index, ...]]:
        wanted = tuple(dict.fromkeys((self.area.area_id, COUNTRY)))
        return dict(matching.indexes(self.view.handle, wanted, self.digits))

    def at(self, series: tuple[Index, ...]) -> Index | None:
        """Return the index of the month that is shown."""
        return next((one for one in series if one.period == self.period), None)

    @cached_property
    def curve(self) -> tuple[CurvePoint, ...]:
        """The area's Beveridge curve; below the country it ends where vacancies began to be without a municipality."""
        return matching.curve(self.view.handle, self.area.area_id, self.path_ends)

    @cached_property
    def country_curve(self) -> tuple[CurvePoint, ...]:
        """The country's."""
        return matching.curve(self.view.handle, COUNTRY, None)

    @cached_property
    def path_ends(self) -> date | None:
        """The month from which on the area's vacancies cannot be compared with earlier ones; None where they can."""
        known = queries.breaks(self.view.handle).get("open_vacancies", ())
        stops = [one.first_period for one in known if one.stops_change and one.concerns(self.area)]
        return min(stops, default=None)


def is_told(index: Index) -> bool:
    """Tell whether an index is shown: there is one, and at most half of either side may be left out of it."""
    return index.reason is None and not is_refused(index)


def is_refused(index: Index) -> bool:
    """Tell whether too much of an area may be left out of its index."""
    return any(one is not None and one > MOST_LEFT_OUT for one in index.left_out)
