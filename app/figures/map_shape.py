"""The shapes of a map in whole units of a box: hexagons, boundaries on the ground, outlines of areas."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Vertex = tuple[int, int]
Ring = tuple[Vertex, ...]  # closed: the last vertex is joined to the first
Edge = tuple[Vertex, Vertex]

_TILE = 100  # width of a hexagon
_GROUND = 4000  # height of the ground map: a unit is some 300 metres, finer than the 1:4 500 000 of the boundaries
_MIDDLE = math.radians(27)  # the middle meridian of the national grid
_EDGE = 6  # room for the strongest line around the whole


@dataclass(frozen=True)
class Drawing:
    """Municipalities as rings in a box of whole units, x to the right and y down."""

    width: int
    height: int
    rings: Mapping[str, tuple[Ring, ...]]

    def of(self, municipality_ids: Iterable[str]) -> tuple[Ring, ...]:
        """Return the rings of several municipalities; one that is not drawn has none."""
        return tuple(ring for one in municipality_ids for ring in self.rings.get(one, ()))


def tiles(cells: Mapping[str, tuple[int, int]]) -> Drawing:
    """Draw a hexagon, point up, for every municipality; cells are (column, row) as derive.tile has them.

    Neighbours have corners in common to the unit: heights are counted in sixths of a hexagon's side step.
    """
    step = _TILE / (2 * math.sqrt(3))
    half = _TILE // 2
    corners = ((0, -2), (half, -1), (half, 1), (0, 2), (-half, 1), (-half, -1))
    rings: dict[str, tuple[Ring, ...]] = {}
    for name, (column, row) in cells.items():
        x, y = half + _TILE * column + half * (row % 2), 2 + 3 * row
        ring = tuple((x + dx + _EDGE, round((y + dy) * step) + _EDGE) for dx, dy in corners)
        rings[name] = (ring,)
    return _boxed(rings)


def ground(polygons: Mapping[str, Iterable[Iterable[Sequence[Sequence[float]]]]]) -> Drawing:
    """Draw boundaries: by municipality its polygons, of rings, of (longitude, latitude) in degrees.

    A transverse Mercator projection on the middle meridian, rounded to whole units: corners that neighbours have in
    common stay in common. Islands and holes too small to be seen fall away, but never the last ring of a municipality.
    """
    flat = {
        name: [[_projected(*corner[:2]) for corner in ring] for polygon in parts for ring in polygon]
        for name, parts in polygons.items()
    }
    corners = [corner for rings in flat.values() for ring in rings for corner in ring]
    if not corners:
        return Drawing(1, 1, {})
    west, north = min(x for x, _ in corners), min(y for _, y in corners)
    scale = (_GROUND - 2 * _EDGE) / ((max(y for _, y in corners) - north) or 1)
    return _boxed({name: _rounded(rings, (west, north), scale) for name, rings in flat.items()})


def _projected(longitude: float, latitude: float) -> tuple[float, float]:
    east, north = math.radians(longitude) - _MIDDLE, math.radians(latitude)
    return math.atanh(math.sin(east) * math.cos(north)), -math.atan2(math.tan(north), math.cos(east))


def _rounded(
    rings: Sequence[Sequence[tuple[float, float]]], corner: tuple[float, float], scale: float
) -> tuple[Ring, ...]:
    found: list[Ring] = []
    for ring in sorted(rings, key=lambda one: -abs(_area(one))):
        at = [(round((x - corner[0]) * scale) + _EDGE, round((y - corner[1]) * scale) + _EDGE) for x, y in ring]
        kept = tuple(one for one, before in zip(at, at[-1:] + at[:-1], strict=True) if one != before)
        if len(kept) >= 3 or not found:
            found.append(kept or (at[0],))
    return tuple(found)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    after = [*ring[1:], ring[0]]
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, after, strict=True)) / 2


def _boxed(rings: Mapping[str, tuple[Ring, ...]]) -> Drawing:
    corners = [corner for of_one in rings.values() for ring in of_one for corner in ring]
    return Drawing(
        max((x for x, _ in corners), default=0) + _EDGE, max((y for _, y in corners), default=0) + _EDGE, rings
    )


def centre(rings: Iterable[Ring]) -> Vertex:
    """Return a place near the middle of the largest ring: for the arrow keys and for labels."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def path(rings: Iterable[Ring]) -> str:
    """Write closed rings as the path of a drawing."""
    return "".join(f"{_line(ring)}z" for ring in rings)


def outline(rings: Iterable[Ring]) -> str:
    """Write only what goes around a group of neighbours: a side that two of them share falls away."""
    return lines(around(rings))


def around(rings: Iterable[Ring]) -> set[Edge]:
    """Return the sides that stand only once among rings, each with its smaller corner first."""
    found: set[Edge] = set()
    for ring in rings:
        for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
            if start != end:
                found ^= {(min(start, end), max(start, end))}
    return found


def lines(edges: Collection[Edge]) -> str:
    """Write sides as the path of a drawing, joined end to end as far as they go."""
    return "".join(map(_line, joined(edges)))


def joined(edges: Collection[Edge]) -> list[list[Vertex]]:
    """Return sides joined end to end as far as they go; what goes around comes back to its first corner."""
    beside: dict[Vertex, list[Vertex]] = {}
    for start, end in sorted(edges):
        beside.setdefault(start, []).append(end)
        beside.setdefault(end, []).append(start)
    parts: list[list[Vertex]] = []
    # Open ends first, so that a line with two ends is drawn from one of them to the other.
    for corner in sorted(beside, key=lambda one: len(beside[one]) != 1):
        while beside[corner]:
            parts.append(_walk(corner, beside))
    return parts


def _walk(corner: Vertex, beside: dict[Vertex, list[Vertex]]) -> list[Vertex]:
    walked = [corner]
    while beside[walked[-1]]:
        here = walked[-1]
        there = beside[here].pop()
        beside[there].remove(here)
        walked.append(there)
    return walked


def _line(corners: Sequence[Vertex]) -> str:
    (x, y), steps = corners[0], list[str]()
    for next_x, next_y in corners[1:]:
        steps.append(f"{next_x - x},{next_y - y}")
        x, y = next_x, next_y
    return f"M{corners[0][0]},{corners[0][1]}" + (f"l{' '.join(steps)}" if steps else "")
