"""The numbers of the page on peers: what its tables, its chart, its sentences and its downloads all show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from app import queries
from app.peer_notes import OwnNotes, own_notes
from app.peers import Choice, peers_of
from app.queries.structure import StructuralFeature, Structure, features, spread, structure
from app.selection import COUNTRY
from app.situation import CARDS
from app.values import Area, Break, Ends, Indicator, KeyFigure, Point, Series
from app.view import View
from vertaispeili.methods.like_start import Bounds, Course, Path, change, courses
from vertaispeili.methods.peers import Peers
from vertaispeili.methods.targets import PeerNote

_CLASSES = frozenset({"country", "urban_rural_class", "language_class"})
_YEARS = 10  # how far back the chart goes


@dataclass(frozen=True)
class Progress:
    """Who began alike: figures then and now, how far a start may be apart, and what became of each peer."""

    indicator: Indicator
    start: date
    now: date
    band: float
    own: Path
    courses: tuple[Course, ...]
    crossed: tuple[Break, ...]

    @property
    def own_change(self) -> Bounds | None:
        """The own area's change."""
        return change(self.own)

    @property
    def best(self) -> Course | None:
        """The peer that has surely done best of those that began alike and did better."""
        return next((one for one in self.courses if one.verdict == "better"), None)


@dataclass(frozen=True)
class Pin:
    """A note with its number and the area of the page that it belongs to: its own, or that of its municipality."""

    number: int
    note: PeerNote
    area: Area


class PeerFacts:
    """What is known of an area and its peers, each thing asked for once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.area = view.own_area
        selection = view.selection
        self.choice = Choice(
            weights=selection.weights,
            scaling="robust" if selection.scaling == "robust" else "standard",
            language_classes=selection.language_classes,
            aland=bool(selection.aland),
        )

    @cached_property
    def found(self) -> Peers | None:
        """The peers; None for the country and for classes, which have none, and where no structure is known."""
        return None if self.has_no_peers else peers_of(self.view.handle, self.area.area_id, self.choice)

    @property
    def has_no_peers(self) -> bool:
        """Tell whether an area of this level is not compared with others."""
        return self.area.level in _CLASSES

    @cached_property
    def peers(self) -> list[Area]:
        """The peers, nearest first."""
        known = queries.areas(self.view.handle)
        return [known[one.area_id] for one in self.found.peers] if self.found else []

    @cached_property
    def features(self) -> list[StructuralFeature]:
        """The features that the areas are compared by, in their order."""
        known = features(self.view.handle)
        return [known[one] for one in self.found.features] if self.found else []

    @cached_property
    def structure(self) -> Structure:
        """The structure of every area of the level."""
        return structure(self.view.handle, self.area.level)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The indicators of Situation that have figures."""
        return [one for one in map(self.view.indicator, CARDS) if one and self.view.period_of(one)]

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], KeyFigure]:
        """Their newest figures in the own area, its peers and the country, by indicator and area."""
        wanted = tuple((one.indicator_id, period) for one in self.indicators if (period := self.view.period_of(one)))
        return queries.key_figures(self.view.handle, wanted, (*self._named, COUNTRY))

    def figure(self, indicator: Indicator, area_id: str) -> Point | None:
        """Return the newest figure of an indicator in an area."""
        found = self.figures.get((indicator.indicator_id, area_id))
        return found.now if found else None

    def middle(self, indicator: Indicator) -> tuple[float, float] | None:
        """Return between what the median of the peers is; None for counts and where figures are missing."""
        points = [self.figure(indicator, one.area_id) for one in self.peers]
        known = [(p.low, p.high) for p in points if p and p.low is not None and p.high is not None]
        if not indicator.comparable_between_areas or not known or len(known) < len(points):
            return None
        return median(low for low, _ in known), median(high for _, high in known)

    @cached_property
    def indicator(self) -> Indicator | None:
        """The chosen indicator, if it has figures."""
        found = self.view.indicator(self.view.selection.indicator)
        return found if found and found.last_period else None

    @cached_property
    def series(self) -> list[Series]:
        """The chosen indicator over ten years: the own area, its peers, the country where it can be compared."""
        if self.indicator is None or self.indicator.last_period is None:
            return []
        last = self.indicator.last_period
        named = (*self._named, *([COUNTRY] if self.indicator.comparable_between_areas else []))
        span = (date(last.year - _YEARS, last.month, 1), last)
        found = queries.series(self.view.handle, (self.indicator.indicator_id,), named, span)
        return [found[self.indicator.indicator_id, one] for one in named]

    @cached_property
    def breaks(self) -> list[Break]:
        """The known breaks of the chosen indicator in what the chart shows."""
        if self.indicator is None or not self.series:
            return []
        first = min((point.period for one in self.series for point in one.points), default=date.max)
        areas = [one.area for one in self.series]
        return [one for one in self._known_breaks if any(map(one.concerns, areas)) and one.last_period > first]

    @cached_property
    def ends(self) -> Ends | None:
        """The lowest and the highest of the peers in the newest period; None where a figure is missing."""
        if self.indicator is None or self.indicator.last_period is None:
            return None
        points = [self.at(one, self.indicator.last_period) for one in self.peers]
        known = [(p.low, p.high) for p in points if p and p.low is not None and p.high is not None]
        if not known or len(known) < len(points):
            return None
        return Ends(self.indicator.last_period, min(low for low, _ in known), max(high for _, high in known))

    def newest(self, area: Area) -> Point | None:
        """Return the newest figure of the chosen indicator in an area of the chart."""
        return self.at(area, self.indicator.last_period) if self.indicator and self.indicator.last_period else None

    @cached_property
    def progress(self) -> Progress | None:
        """Who began alike; None for an indicator that has no better side or by which areas are not compared."""
        one = self.indicator
        if one is None or one.last_period is None or one.polarity == "neutral" or not one.comparable_between_areas:
            return None
        start = date(one.last_period.year - int(self.view.selection.years), one.last_period.month, 1)
        apart = spread(self.view.handle, one.indicator_id, self.area.level, start)
        if apart is None:
            return None
        own = self._path(self.area, start, one.last_period)
        paths = [self._path(area, start, one.last_period) for area in self.peers]
        band = round(apart / 2, 6)
        found = courses(own, paths, band, lower_is_better=one.polarity == "lower_is_better")
        areas = [self.area, *self.peers]
        crossed = [
            known
            for known in self._known_breaks
            if any(map(known.concerns, areas)) and (known.is_recurring or known.parts(start, one.last_period))
        ]
        return Progress(one, start, one.last_period, band, own, tuple(found), tuple(crossed))

    @cached_property
    def notes(self) -> OwnNotes:
        """Every note of the data folder."""
        return own_notes(self.view)

    @cached_property
    def pins(self) -> list[Pin]:
        """The notes on the own area, its peers and their municipalities, the oldest first, numbered."""
        members = queries.members(self.view.handle)
        at = {member: one for one in [*self.peers, self.area] for member in members.get(one.area_id, ())}
        at |= {one.area_id: one for one in [*self.peers, self.area]}
        found = [(note, at[note.area_id]) for note in self.notes.rows if note.area_id in at]
        return [Pin(number, note, area) for number, (note, area) in enumerate(found, start=1)]

    def contacts(self, area_id: str) -> Sequence[str]:
        """Return whom the notes on an area name to be asked, the newest first."""
        named = [one.note.contact for one in reversed(self.pins) if one.area.area_id == area_id and one.note.contact]
        return list(dict.fromkeys(named))

    @property
    def _named(self) -> tuple[str, ...]:
        return (self.area.area_id, *(one.area_id for one in self.peers))

    @property
    def _known_breaks(self) -> Sequence[Break]:
        return queries.breaks(self.view.handle).get(self.indicator.indicator_id, ()) if self.indicator else ()

    def at(self, area: Area, period: date) -> Point | None:
        """Return the chosen indicator's figure in an area of the chart in a period."""
        own = next((one for one in self.series if one.area.area_id == area.area_id), None)
        return next((point for point in own.points if point.period == period), None) if own else None

    def _path(self, area: Area, start: date, now: date) -> Path:
        stops = any(one.stops_change and one.concerns(area) and one.parts(start, now) for one in self._known_breaks)
        return Path(area.area_id, _bounds(self.at(area, start)), _bounds(self.at(area, now)), is_broken=stops)


def _bounds(point: Point | None) -> Bounds | None:
    # A wholly hidden figure has bounds, but so wide that they would only pretend to compare.
    if point is None or point.is_hidden or point.low is None or point.high is None or point.status == "missing":
        return None
    return Bounds(point.low, point.high)
