"""The rank of an area among others, as an interval where bounds overlap: the rule of sql/query/standing.sql."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from app.values import Point


@dataclass(frozen=True)
class Rank:
    """From and to which place of how many an area may be; 1 is the highest."""

    first: int
    last: int
    areas: int


def ranks(points: Mapping[str, Point]) -> Mapping[str, Rank]:
    """Rank figures by area; one without bounds is not in. Equal figures share a rank."""
    known = {area: point for area, point in points.items() if point.low is not None and point.high is not None}
    lows = sorted(point.low or 0.0 for point in known.values())
    highs = sorted(point.high or 0.0 for point in known.values())
    found: dict[str, Rank] = {}
    for area, point in known.items():
        low, high = point.low or 0.0, point.high or 0.0
        surely_above = len(lows) - bisect_right(lows, high)
        # The area itself is among those whose high bound is above its low one, unless it is one number.
        maybe_above = len(highs) - bisect_right(highs, low) - (high > low)
        found[area] = Rank(1 + surely_above, 1 + maybe_above, len(known))
    return found
