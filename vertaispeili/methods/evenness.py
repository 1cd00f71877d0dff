"""Places pushed and pulled until they lie evenly and still beside their own neighbours (as in Dorling's cartograms)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vertaispeili.methods.hexagon import Point

_NEAREST = 10  # neighbours are looked for among so many nearest places
_CLEAR = 0.65  # 1 would be a Gabriel graph, which leaves the edges of the map loose
_ROUNDS = 150
_PULL, _PUSH = 0.08, 0.35  # parts of a pull's and of a collision's error mended in a round


@dataclass(frozen=True)
class Link:
    """Two neighbouring places and the step wanted from the first to the second, in tiles."""

    one: int
    other: int
    x: float
    y: float


def links(points: Sequence[Point], islands: Sequence[int]) -> list[Link]:
    """Return the pairs of neighbours: no third place near the middle between them.

    The step wanted is in the direction on the ground; its length is one tile, two where islands differ.
    """
    found: list[Link] = []
    for one, other in sorted(_pairs(points)):
        length = math.dist(points[one], points[other]) or 1.0
        wanted = (1.0 if islands[one] == islands[other] else 2.0) / length
        x, y = (points[other][axis] - points[one][axis] for axis in (0, 1))
        found.append(Link(one, other, x * wanted, y * wanted))
    return found


def evened(points: Sequence[Point], pulls: Sequence[Link]) -> list[Point]:
    """Return where the places come to lie when neighbours pull at each other and those nearer than a tile push."""
    x, y = [point[0] for point in points], [point[1] for point in points]
    for _ in range(_ROUNDS):
        moves = [(link.one, link.other, *_pull(link, x, y)) for link in pulls]
        moves += [(one, other, *_push(x[other] - x[one], y[other] - y[one])) for one, other in _collisions(x, y)]
        for one, other, move_x, move_y in moves:
            x[one] += move_x
            y[one] += move_y
            x[other] -= move_x
            y[other] -= move_y
    return list(zip(x, y, strict=True))


def _pairs(points: Sequence[Point]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for place, point in enumerate(points):
        by_distance = sorted(range(len(points)), key=lambda other, at=point: math.dist(points[other], at))
        nearest = [other for other in by_distance if other != place][:_NEAREST]
        for other in nearest:
            middle = ((point[0] + points[other][0]) / 2, (point[1] + points[other][1]) / 2)
            clear = _CLEAR * math.dist(point, middle)
            if all(math.dist(points[third], middle) >= clear for third in nearest if third != other):
                pairs.add((min(place, other), max(place, other)))
    return pairs


def _pull(link: Link, x: Sequence[float], y: Sequence[float]) -> Point:
    return (
        _PULL * (x[link.other] - x[link.one] - link.x),
        _PULL * (y[link.other] - y[link.one] - link.y),
    )


def _push(step_x: float, step_y: float) -> Point:
    length = math.hypot(step_x, step_y)
    if length == 0:
        return -_PUSH / 2, 0.0  # two places at one point: any way apart will do
    push = _PUSH * (1.0 - length) / length
    return -push * step_x, -push * step_y


def _collisions(x: Sequence[float], y: Sequence[float]) -> list[tuple[int, int]]:
    # Pairs nearer than one tile, found by sweeping from left to right.
    order = sorted(range(len(x)), key=lambda place: x[place])
    found: list[tuple[int, int]] = []
    for position, one in enumerate(order):
        for other in order[position + 1 :]:
            if x[other] - x[one] >= 1.0:
                break
            if abs(y[other] - y[one]) < 1.0 and math.hypot(x[other] - x[one], y[other] - y[one]) < 1.0:
                found.append((one, other))
    return found
