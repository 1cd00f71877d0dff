"""The numbers of one report, each thing asked for once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from app import formatting, queries
from app.report.comparison import Comparison, comparison
from app.report.request import ReportError, Request
from app.selection import COUNTRY, MOST_AREAS
from app.situation import COUNT, SHARE, Situation
from app.values import Area, Break, Indicator, KeyFigure, Series
from app.view import View
from vertaispeili.methods.targets import Target

YEARS = 5  # how far back the lines go


class Facts:
    """What is known of the area of a report and of those it is compared with."""

    def __init__(self, view: View, request: Request) -> None:
        self.view = view
        self.words = view.words
        self.language = view.words.language
        self.area = view.own_area
        self.situation = Situation(view)
        self.comparison: Comparison = comparison(view.handle, self.area, request, self.language)
        self.country = queries.areas(view.handle)[COUNTRY]

    @cached_property
    def period(self) -> date:
        """The month of the report: that of the share of unemployed, or of their count; ReportError where neither is."""
        known = (self.view.indicator(one) for one in (SHARE, COUNT))
        found = next((period for one in known if one and (period := self.view.period_of(one))), None)
        if found is None:
            raise ReportError("There are no figures of unemployed jobseekers to report on: run a refresh first.")
        return found

    def indicators(self, *names: str) -> list[Indicator]:
        """Return indicators that have figures by then, in the given order."""
        found = [one for one in map(self.view.indicator, names) if one]
        return [one for one in found if self.period_of(one)]

    def of_topics(self, *topics: str) -> list[Indicator]:
        """Return every indicator of some topics that the own area has a figure of, in the catalogue's order."""
        known = queries.indicators(self.view.handle).values()
        found = [one for one in known if one.topic in topics and self.period_of(one)]
        figures = self.figures(found, [self.area])
        own = {one: figures.get((one.indicator_id, self.area.area_id)) for one in found}
        return [one for one, figure in own.items() if figure is not None and figure.now.status != "missing"]

    def period_of(self, indicator: Indicator) -> date | None:
        """Return the newest period of an indicator up to the report's; None before its first."""
        found = self.view.period_of(indicator)
        is_known = found is not None and indicator.first_period is not None and indicator.first_period <= found
        return found if is_known else None

    def figures(self, indicators: Sequence[Indicator], areas: Sequence[Area]) -> Mapping[tuple[str, str], KeyFigure]:
        """Return figures with those of a year before, by indicator and area; others may be in the answer too."""
        wanted = self._wanted(indicators)
        area_ids = tuple(dict.fromkeys(one.area_id for one in areas))
        if not wanted or not area_ids:
            return {}
        if self._near.issuperset(area_ids):
            return self._near_figures
        return queries.key_figures(self.view.handle, wanted, area_ids)

    @cached_property
    def _near(self) -> frozenset[str]:
        """The few areas that most sections speak of."""
        compared = self.comparison.area_ids if len(self.comparison.areas) <= MOST_AREAS else ()
        return frozenset({self.area.area_id, self.country.area_id, *compared})

    @cached_property
    def _near_figures(self) -> Mapping[tuple[str, str], KeyFigure]:
        # One question for the whole report: many small ones take longer than the answer has rows.
        wanted = self._wanted(queries.indicators(self.view.handle).values())
        return queries.key_figures(self.view.handle, wanted, tuple(sorted(self._near))) if wanted else {}

    def _wanted(self, indicators: Iterable[Indicator]) -> queries.Wanted:
        return tuple((one.indicator_id, period) for one in indicators if (period := self.period_of(one)))

    def figure(self, indicator: Indicator, area: Area) -> KeyFigure | None:
        """Return the figure of one indicator in one area."""
        return self.figures([indicator], [area]).get((indicator.indicator_id, area.area_id))

    def breaks(self, indicator: Indicator) -> list[Break]:
        """Return the known breaks in the own area's series."""
        return self.situation.breaks(indicator)

    def target(self, indicator: Indicator) -> Target | None:
        """Return the municipality's own target of an indicator in the own area."""
        period = self.period_of(indicator)
        return self.situation.targets.of(self.area, indicator, period) if period else None

    def span(self, indicator: Indicator) -> tuple[date, date]:
        """Return the first and the last period that a line shows."""
        last = self.period_of(indicator) or self.period
        return date(last.year - YEARS, last.month, 1), last

    def series(self, wanted: Iterable[tuple[Indicator, Area]]) -> list[Series]:
        """Return the series of indicators in areas over the last years, in the order they are wanted in."""
        pairs = list(wanted)
        areas: dict[str, dict[str, None]] = {}
        for indicator, area in pairs:
            areas.setdefault(indicator.indicator_id, {})[area.area_id] = None
        found: dict[tuple[str, str], Series] = {}
        for indicator in dict.fromkeys(one for one, _ in pairs):
            ids = tuple(areas[indicator.indicator_id])
            found |= queries.series(self.view.handle, (indicator.indicator_id,), ids, self.span(indicator))
        return [found[indicator.indicator_id, area.area_id] for indicator, area in pairs]

    def name(self, area: Area) -> str:
        """Return an area's name in the language of the report."""
        return self.view.name(area)

    def when(self, period: date, frequency: str) -> str:
        """Return a period in words: 'kesäkuu 2026', '2024'."""
        return formatting.period(period, frequency, self.language)
