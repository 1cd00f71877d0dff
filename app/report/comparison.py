"""Whom a report compares its area with: the peers, the areas of its level, or those that were named."""

from dataclasses import dataclass
from statistics import median

from app import formatting, queries
from app.db import Handle
from app.peers import usual_peers
from app.report.request import Compare, ReportError, Request
from app.situation import CLASSES
from app.values import Area, PeerSet, Point
from app.view import ALAND


@dataclass(frozen=True)
class Comparison:
    """The other areas in the order they are shown in; peers are nearest first. `are_good`: whether peers are near."""

    kind: Compare
    areas: tuple[Area, ...]
    are_good: bool = True

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The ids of the areas."""
        return tuple(one.area_id for one in self.areas)


def comparison(handle: Handle, area: Area, request: Request, language: str) -> Comparison:
    """Return whom an area is compared with; nobody for the country. ReportError for a code that is no area."""
    known = queries.areas(handle)
    if request.compare == "codes":
        for code in request.codes:
            if code not in known:
                raise ReportError(f"{code} is no area: give codes such as TA25 or KU837 to compare with.")
        named = tuple(known[code] for code in request.codes if code != area.area_id)
        return Comparison("codes", named)
    if area.is_country:
        return Comparison(request.compare, ())
    if request.compare == "level":
        others = (one for one in known.values() if one.level == area.level and one != area and one.area_id != ALAND)
        ordered = sorted(others, key=lambda one: formatting.collation_key(one.names.of(language)))
        return Comparison("level", tuple(ordered))
    peers = PeerSet((), are_good=False) if area.level in CLASSES else usual_peers(handle, area.area_id)
    return Comparison("peers", tuple(known[one] for one in peers.area_ids), peers.are_good)


def middle(points: list[Point | None]) -> tuple[float, float] | None:
    """Return between what the median of figures is: the medians of their bounds; None where one is missing."""
    known = [(one.low, one.high) for one in points if one and one.low is not None and one.high is not None]
    if not known or len(known) < len(points):
        return None
    # Figures carry a few decimals: rounding here only takes the binary noise of halving away.
    return round(median(low for low, _ in known), 6), round(median(high for _, high in known), 6)
