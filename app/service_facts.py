"""The numbers of the page on services: what its figures, tables, sentences and downloads all show."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from app import queries
from app.queries import Wanted
from app.queries.services import Counts, Sums, counts, sums_of_year
from app.selection import COUNTRY
from app.values import Area, Break, Indicator, KeyFigure, Point, Series
from app.view import View

SHARE, BROAD, IN_SERVICES, RATE = "unemployment_share", "broad_unemployment_share", "in_services", "activation_rate"
KINDS = (
    "subsidised_employment",
    "labour_market_training",
    "coaching",
    "trials",
    "work_practice",
    "other_services",
)
PARTS = ("rehabilitative_work", "self_motivated_study", "job_alternation")  # of other services
TURNING = ("labour_market_training", "subsidised_employment", *PARTS)  # whose starts and ends are published
FOLLOWED = (
    "labour_market_training",
    "subsidised_employment",
    "trials",
    "work_coaching",
    "job_search_coaching",
    "career_coaching",
    *PARTS,
)
SIDES = ("unemployed", "in_services")  # what is told of those whose service ended: they overlap
LASTING = ("flow_over_1_month", "flow_over_3_months", "flow_over_6_months", "flow_over_12_months")
LONGEST = LASTING[-1]
DURATIONS = (
    "unemployed_up_to_12_weeks",
    "unemployed_13_to_26_weeks",
    "unemployed_27_to_52_weeks",
    "unemployed_53_to_104_weeks",
    "unemployed_over_2_years",
)
MEAN_SEARCH = "mean_search_duration"
PERIODS = ("unemployment_started", "unemployment_ended", "mean_ended_duration")
REASONS = tuple(
    f"ended_{reason}_share"
    for reason in (
        "open_market",
        "found_work",
        "layoff_ended",
        "subsidised_employment",
        "services",
        "other_education",
        "outside_labour_force",
        "not_renewed",
        "other",
    )
)
_YEARS = 10
_MOST_REGIONS = 3  # an area over more regions than this is shown beside the country alone
OUTCOMES = tuple(f"{kind}_{side}_after_share" for kind in FOLLOWED for side in SIDES)
_FIGURES = (
    SHARE,
    BROAD,
    IN_SERVICES,
    RATE,
    *KINDS,
    *PARTS,
    *OUTCOMES,
    *LASTING,
    *DURATIONS,
    MEAN_SEARCH,
    *PERIODS,
    *REASONS,
)


class ServiceFacts:
    """What is known of the page's area, each thing asked for once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.area = view.own_area
        self.country = queries.areas(view.handle)[COUNTRY]

    def indicators(self, ids: Sequence[str]) -> list[Indicator]:
        """Return those of the named indicators that the catalogue has."""
        return [one for one in map(self.view.indicator, ids) if one]

    @cached_property
    def regions(self) -> tuple[Area, ...]:
        """The regions that the area's municipalities are in; none for the country and for an area over many."""
        known, members = queries.areas(self.view.handle), queries.members(self.view.handle)
        own = set(members.get(self.area.area_id, ()))
        found = [one for one in known.values() if one.level == "region" and own & set(members.get(one.area_id, ()))]
        return () if self.area.is_country or len(found) > _MOST_REGIONS else tuple(found)

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], KeyFigure]:
        """Figures of the area, its regions and the country, by indicator and area."""
        areas = dict.fromkeys((self.area.area_id, *(one.area_id for one in self.regions), COUNTRY))
        return queries.key_figures(self.view.handle, self._wanted(_FIGURES), tuple(areas))

    def _wanted(self, ids: Sequence[str]) -> Wanted:
        periods = {one.indicator_id: self.view.period_of(one) for one in self.indicators(ids)}
        return tuple((indicator_id, period) for indicator_id, period in periods.items() if period)

    def point(self, indicator_id: str, area: Area | None = None) -> Point | None:
        """Return the figure of an area, the page's own where none is named; None where there is none."""
        figure = self.figures.get((indicator_id, (area or self.area).area_id))
        return None if figure is None or figure.now.status == "missing" else figure.now

    def before(self, indicator_id: str) -> Point | None:
        """Return the own area's figure of a year before."""
        figure = self.figures.get((indicator_id, self.area.area_id))
        return figure.before if figure else None

    def places(self, ids: Sequence[str]) -> tuple[Area, ...]:
        """Return the areas that figures are shown of: the own one; else, where it has none, its regions."""
        if any(self.point(one) for one in ids):
            return (self.area,)
        return tuple(area for area in self.regions if any(self.point(one, area) for one in ids))

    @cached_property
    def sums(self) -> Mapping[str, Sums]:
        """Sums of twelve months of what began and what ended, by indicator."""
        ids = tuple(f"{kind}_{what}" for kind in TURNING for what in ("started", "ended"))
        period = self.turnover_period
        return sums_of_year(self.view.handle, ids, self.area.area_id, period) if period else {}

    @property
    def turnover_period(self) -> date | None:
        """The last of the twelve months."""
        periods = [period for _, period in self._wanted(tuple(f"{kind}_started" for kind in TURNING))]
        return max(periods, default=None)

    @cached_property
    def outcome_counts(self) -> Mapping[tuple[str, str], Counts]:
        """How many periods ended and how many of them were followed by what, by indicator and area."""
        return counts(self.view.handle, self._wanted(OUTCOMES), (self.area.area_id,))

    @cached_property
    def reason_counts(self) -> Mapping[tuple[str, str], Counts]:
        """How many unemployment periods ended for each reason, by indicator and area."""
        areas = tuple(one.area_id for one in self.places(REASONS))
        return counts(self.view.handle, self._wanted(REASONS), areas)

    def series(self, ids: Sequence[str], areas: Sequence[Area]) -> list[Series]:
        """Return the last ten years of indicators in areas, those with any figure."""
        known = self.indicators(ids)
        periods = [period for one in known if (period := self.view.period_of(one))]
        if not periods:
            return []
        last = max(periods)
        span = (date(last.year - _YEARS, last.month, 1), last)
        found = queries.series(
            self.view.handle, tuple(one.indicator_id for one in known), tuple(one.area_id for one in areas), span
        )
        return [
            one
            for one in found.values()
            if any(point.low is not None and point.high is not None for point in one.points)
        ]

    def breaks(self, ids: Sequence[str], areas: Sequence[Area]) -> list[Break]:
        """Return the known breaks in the series of indicators in areas, each once."""
        known = queries.breaks(self.view.handle)
        found = [one for name in ids for one in known.get(name, ()) if any(map(one.concerns, areas))]
        return list({one.break_id: one for one in found}.values())

    def crossed(self, ids: Sequence[str]) -> list[Break]:
        """Return the breaks between the own area's figures of indicators and those of a year before."""
        found: list[Break] = []
        for name in ids:
            figure = self.figures.get((name, self.area.area_id))
            if figure and figure.before:
                known = self.breaks((name,), (self.area,))
                found += [one for one in known if one.parts(figure.before.period, figure.now.period)]
        return list({one.break_id: one for one in found}.values())
