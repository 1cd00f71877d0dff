"""The numbers of one situation: what the cards, the paragraph, the changes and the table all show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from app import queries
from app.peers import usual_peers
from app.queries import Wanted
from app.selection import COUNTRY
from app.targets import OwnTargets, own_targets
from app.values import Area, Break, Ends, Indicator, KeyFigure, PeerSet, Point, Series, Standing
from app.view import View
from vertaispeili.methods.targets import Target
from vertaispeili.methods.variation import NotTold, Variation

COUNT, SHARE = "unemployed", "unemployment_share"
CARDS = (
    SHARE,
    "broad_unemployment_share",
    "long_term_share",
    "under_25_share",
    "laid_off_share",
    "new_vacancies",
    "activation_rate",
    "employment_rate",
)
CLASSES = frozenset({"urban_rural_class", "language_class"})
HALF = 0.5  # an area is shown beside the commuting area that at least so much of its labour force lives in
_YEARS = 10

Against = Literal["peers", "level"]


@dataclass(frozen=True)
class Beside:
    """An area shown beside the own one besides the country: its commuting area, or the sub-region of one without."""

    area: Area
    is_commuting_area: bool


@dataclass(frozen=True)
class CardFacts:
    """Everything a card says of one indicator in one area; None and empty where there is nothing to say.

    `ends` are those of the peers, or of the middle half of the level where there are no good peers (`against`).
    `standings` are of the level, or of the area and its seven peers (`is_among_peers`).
    """

    indicator: Indicator
    figure: KeyFigure | None
    count: Point | None
    country: Point | None
    beside: tuple[Beside, Point] | None
    own_series: Series | None
    country_series: Series | None
    ends: tuple[Ends, ...]
    against: Against
    standings: Sequence[Standing]
    is_among_peers: bool
    breaks: Sequence[Break]
    variation: Variation | NotTold
    target: Target | None

    @property
    def ends_now(self) -> Ends | None:
        """The ends in the period that is shown."""
        period = self.figure.now.period if self.figure else None
        return next((one for one in self.ends if one.period == period), None)


class Situation:
    """What is known of the page's area, each thing asked for once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.area = view.own_area
        self.indicators = [one for one in map(view.indicator, CARDS) if one]
        self.compared = [one for one in self.indicators if one.comparable_between_areas]

    def wanted(self, indicators: Sequence[Indicator]) -> Wanted:
        """Return the period to show of each indicator, and of the count beside it; none without figures."""
        pairs: dict[str, date] = {}
        for indicator in indicators:
            period = self.view.period_of(indicator)
            if period:
                pairs[indicator.indicator_id] = period
                if indicator.count_indicator_id:
                    pairs.setdefault(indicator.count_indicator_id, period)
        return tuple(pairs.items())

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], KeyFigure]:
        """Figures of the own area, the country and the area beside it, by indicator and area."""
        areas = [self.area.area_id, COUNTRY, *([self.beside.area.area_id] if self.beside else [])]
        return queries.key_figures(self.view.handle, self.wanted(self.indicators), tuple(dict.fromkeys(areas)))

    def figure(self, indicator_id: str | None) -> KeyFigure | None:
        """Return the own area's figure."""
        return self.figures.get((indicator_id or "", self.area.area_id))

    @cached_property
    def beside(self) -> Beside | None:
        """The commuting area of the own area; a municipality in none has its sub-region, a larger one nothing."""
        areas = queries.areas(self.view.handle)
        if self.area.level in {"country", "commuting_area", *CLASSES}:
            return None
        found, part = queries.main_commuting_areas(self.view.handle).get(self.area.area_id, ("", 0.0))
        if found and part >= HALF:
            return Beside(areas[found], is_commuting_area=True)
        if self.area.level != "municipality":
            return None
        members = queries.members(self.view.handle)
        own = (
            one
            for one in areas.values()
            if one.level == "subregion" and self.area.area_id in members.get(one.area_id, ())
        )
        return next((Beside(one, is_commuting_area=False) for one in own), None)

    @cached_property
    def peers(self) -> PeerSet:
        """The seven areas most alike by structure; nobody for the country or a class of municipalities."""
        if self.area.level in {"country", *CLASSES}:
            return PeerSet((), are_good=False)
        return usual_peers(self.view.handle, self.area.area_id)

    @cached_property
    def among_peers(self) -> Mapping[str, tuple[Standing, ...]]:
        """The own area and its peers by indicator; empty without peers."""
        if not self.peers.area_ids:
            return {}
        named = (self.area.area_id, *self.peers.area_ids)
        return queries.standings(self.view.handle, self.wanted(self.compared), self.area.level, named)

    @cached_property
    def among_level(self) -> Mapping[str, tuple[Standing, ...]]:
        """The areas of the own level by indicator."""
        if self.area.is_country:
            return {}
        return queries.standings(self.view.handle, self.wanted(self.compared), self.area.level)

    @cached_property
    def variations(self) -> Mapping[str, Variation | NotTold]:
        """Whether a change is more than the area's usual ones; not of details, nor of another indicator's count."""
        return queries.variations(self.view.handle, self._judged, self.area.area_id)

    @cached_property
    def _judged(self) -> Wanted:
        known = queries.indicators(self.view.handle).values()
        counts = {one.count_indicator_id for one in known}
        shown = [one for one in known if one.indicator_id not in counts and not one.is_detail]
        return tuple((one.indicator_id, period) for one in shown if (period := self.view.period_of(one)))

    @cached_property
    def targets(self) -> OwnTargets:
        """The municipality's own targets."""
        return own_targets(self.view)

    def breaks(self, indicator: Indicator) -> list[Break]:
        """Return the known breaks in the own area's series of an indicator."""
        known = queries.breaks(self.view.handle).get(indicator.indicator_id, ())
        return [one for one in known if one.concerns(self.area)]

    @cached_property
    def cards(self) -> list[CardFacts]:
        """What each card says, in order."""
        return [self._card(one) for one in self.indicators]

    def _card(self, indicator: Indicator) -> CardFacts:
        name, period = indicator.indicator_id, self.view.period_of(indicator)
        compares = indicator.comparable_between_areas and not self.area.is_country
        country = self.figures.get((name, COUNTRY)) if compares else None
        count = self.figure(indicator.count_indicator_id)
        near = self.figures.get((name, self.beside.area.area_id)) if self.beside and compares else None
        standings, is_among_peers = self._standings(name)
        ends, against = self._ends(name) if compares else ((), "peers")
        return CardFacts(
            indicator=indicator,
            figure=self.figure(name),
            count=count.now if count else None,
            country=country.now if country else None,
            beside=(self.beside, near.now) if self.beside and near else None,
            own_series=_last_years(self._history.get(name), period),
            country_series=_last_years(self._country.get((name, COUNTRY)), period) if compares else None,
            ends=ends,
            against=against,
            standings=standings,
            is_among_peers=is_among_peers,
            breaks=self.breaks(indicator),
            variation=self.variations.get(name, NotTold("no_newest_change")),
            target=self.targets.of(self.area, indicator, period) if period else None,
        )

    def _standings(self, name: str) -> tuple[Sequence[Standing], bool]:
        standings = self.among_level.get(name, ())
        is_small = self.area.level == "municipality" and not any(one.area_id == self.area.area_id for one in standings)
        return (self.among_peers.get(name, ()), True) if is_small and self.peers.area_ids else (standings, False)

    def _ends(self, name: str) -> tuple[tuple[Ends, ...], Against]:
        ids = tuple(one.indicator_id for one in self.compared)
        if self.area.level in CLASSES:
            return (), "level"
        if self.peers.are_good:
            return queries.range_of(self.view.handle, ids, self.peers.area_ids, self._span).get(name, ()), "peers"
        return queries.middle_of(self.view.handle, ids, self.area.level, self._span).get(name, ()), "level"

    @property
    def _span(self) -> tuple[date, date]:
        # The longest of what is shown: one question for months and years together, and the same one for every area.
        periods = [period for _, period in self.wanted(self.indicators)] or [date(1900, 1, 1)]
        return date(min(periods).year - _YEARS, 1, 1), max(periods)

    def judged(self, indicator_id: str, period: date) -> KeyFigure:
        """Return the figure whose change was judged, with the one of a year before; KeyError where there is none."""
        points = {point.period: point for point in self._history[indicator_id].points}
        before = points.get(period.replace(year=period.year - 1))
        return KeyFigure(indicator_id, self.area.area_id, points[period], before, None, is_preliminary=False)

    @cached_property
    def _history(self) -> Mapping[str, Series]:
        return queries.whole_series(self.view.handle, self._judged, self.area.area_id)

    @cached_property
    def _country(self) -> Mapping[tuple[str, str], Series]:
        ids = tuple(one.indicator_id for one in self.compared)
        return queries.series(self.view.handle, ids, (COUNTRY,), self._span)


def _last_years(series: Series | None, period: date | None) -> Series | None:
    if series is None or period is None:
        return None
    first = date(period.year - _YEARS, period.month, 1)
    return Series(series.indicator, series.area, tuple(one for one in series.points if first <= one.period <= period))
