"""Peers (verrokit): the areas most alike by structure, how alike, in what, and how surely.

Only structure counts, never an outcome or what is spent on services. The features used and their scale are those of
structure_space. Distance is the weighted Euclidean one, divided by the root of the sum of weights, so that it is a
typical difference in standard deviations whatever the weights; the order is that of the undivided one. Being a peer
is not mutual: a large city has the next ones as its peers, and they have each other.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vertaispeili.methods.structure_space import Feature, LeftOut, Scaling, Space, space, values_of

ALAND = "MK21"
PEERS = 7
_USUAL = 0.95  # beyond this part of all nearest distances an area has no good peers
_EXACT = 1 + 1e-9  # two ways to the same distance differ in the last binary places


@dataclass(frozen=True)
class Question:
    """What is asked: the features with their weights, the scale, how many peers, and who may be one.

    `excluded` areas are out of the whole comparison, scale too (Åland, unless asked for). `allowed` only narrows who
    may be a peer (the language filter): distances stay what they were. None allows all.
    """

    features: tuple[Feature, ...]
    scaling: Scaling = "standard"
    count: int = PEERS
    excluded: frozenset[str] = frozenset()
    allowed: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Refuse weights that cannot be weights, and features named twice."""
        if any(not math.isfinite(one.weight) or one.weight < 0 for one in self.features):
            raise ValueError("a weight is a number from 0 upwards")
        if len({one.feature_id for one in self.features}) < len(self.features):
            raise ValueError("a feature is named twice")
        if self.count < 1:
            raise ValueError("at least one peer is asked for")


@dataclass(frozen=True)
class Part:
    """A feature's share of the squared distance (0 to 1), and by how many deviations the peer is above the own area."""

    feature_id: str
    share: float
    difference: float


@dataclass(frozen=True)
class Peer:
    """One peer: rank from 1, distance in standard deviations, its parts in the order of the features.

    `stability` is the share of the runs with one feature left out in which the area is still among the peers (0 to
    1); None with a single feature, where there are no such runs.
    """

    area_id: str
    rank: int
    distance: float
    stability: float | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Peers:
    """The answer for one area. `peers` is empty when no feature or no candidate is left.

    `usual_distance` is the 95th percentile of the distances of all areas to their nearest; `are_good` is False when
    the nearest peer is beyond it or there is none. `left_out` are features not used, `lacking` areas not compared
    because they lack a feature.
    """

    area_id: str
    peers: tuple[Peer, ...]
    usual_distance: float | None
    are_good: bool
    features: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    lacking: tuple[tuple[str, tuple[str, ...]], ...]


class Likeness:
    """The areas of one level as one question sees them; what they share is worked out once for all that are asked of.

    `structure` has the rows area_id, feature_id, value of the areas of the level.
    """

    def __init__(self, structure: pl.DataFrame, question: Question) -> None:
        self._values = values_of(structure)
        self._question = question
        self._candidates = [area for area in self._values if area not in question.excluded]
        self._scaled: dict[frozenset[str], _Scaled] = {}

    def peers(self, own: str) -> Peers:
        """Return the peers of one area; KeyError when nothing is known of its structure."""
        if own not in self._values:
            raise KeyError(f"no structure is known of {own}")
        return _answer(own, self._scale_of(own), self._question)

    def _scale_of(self, own: str) -> "_Scaled":
        # Areas in the comparison that have the same features share one scale.
        key = frozenset({own}) if own in self._question.excluded else frozenset(self._values[own])
        known = self._scaled.get(key)
        if known is None or own not in known.space.points:
            how = (self._question.features, self._question.scaling)
            known = self._scaled[key] = _scaled(space(self._values, own, self._candidates, how), self._question)
        return known


def peers(structure: pl.DataFrame, own: str, question: Question) -> Peers:
    """Return the peers of one area, as `Likeness` tells them."""
    return Likeness(structure, question).peers(own)


def aland(area_member: pl.DataFrame) -> frozenset[str]:
    """Return the areas all of whose municipalities are in Åland, from rows area_id, municipality_id."""
    own = area_member.filter(pl.col("area_id") == ALAND)["municipality_id"].to_list()
    inside = area_member.group_by("area_id").agg(pl.col("municipality_id").is_in(own).all().alias("inside"))
    return frozenset(inside.filter(pl.col("inside"))["area_id"])


@dataclass(frozen=True)
class _Scaled:
    space: Space
    weights: tuple[float, ...]  # of the features used, in their order
    usual_distance: float | None


def _scaled(found: Space, question: Question) -> _Scaled:
    weight = {one.feature_id: one.weight for one in question.features}
    weights = tuple(weight[one] for one in found.features)
    if not weights or len(found.areas) < 2:
        return _Scaled(found, weights, None)
    points = [found.points[area] for area in found.areas]
    nearest = [math.inf] * len(points)
    for one, point in enumerate(points):
        for other in range(one):
            distance = math.dist(point, points[other])
            nearest[one] = min(nearest[one], distance)
            nearest[other] = min(nearest[other], distance)
    return _Scaled(found, weights, _percentile(nearest, _USUAL) / math.sqrt(sum(weights)))


def _percentile(values: Sequence[float], part: float) -> float:
    # Linear between the two nearest in order, as most statistical programs have it by default.
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _answer(own: str, scaled: _Scaled, question: Question) -> Peers:
    where = scaled.space
    there = [area for area in where.areas if area != own and (question.allowed is None or area in question.allowed)]
    steps = {
        area: tuple(at - here for at, here in zip(where.points[area], where.points[own], strict=True))
        for area in (there if where.features else ())
    }
    runs = [
        _nearest(steps, question.count, gone) for gone in range(len(where.features) if len(where.features) > 1 else 0)
    ]
    found = tuple(
        _peer(area, rank, steps[area], scaled, [area in run for run in runs])
        for rank, area in enumerate(_nearest(steps, question.count, None), start=1)
    )
    usual = scaled.usual_distance
    good = bool(found) and usual is not None and found[0].distance <= usual * _EXACT
    lacking = tuple((area, features) for area, features in where.lacking.items() if area != own)
    return Peers(own, found, usual, good, where.features, where.left_out, lacking)


def _nearest(steps: Mapping[str, tuple[float, ...]], count: int, gone: int | None) -> list[str]:
    # The nearest areas, one feature left out or none; equally near ones in the order of their ids.
    squares = {
        area: sum(part * part for place, part in enumerate(step) if place != gone) for area, step in steps.items()
    }
    return sorted(squares, key=lambda area: (squares[area], area))[:count]


def _peer(area: str, rank: int, step: tuple[float, ...], scaled: _Scaled, stays: Sequence[bool]) -> Peer:
    total = sum(part * part for part in step)
    parts = tuple(
        Part(feature, part * part / total if total > 0 else 0.0, part / math.sqrt(weight))
        for feature, part, weight in zip(scaled.space.features, step, scaled.weights, strict=True)
    )
    distance = math.sqrt(total / sum(scaled.weights))
    return Peer(area, rank, distance, sum(stays) / len(stays) if stays else None, parts)
