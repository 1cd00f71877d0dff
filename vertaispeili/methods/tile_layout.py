"""Places of a map laid out as equal tiles: all the same size, each near its own neighbours, the outline kept.

Three steps, all without chance: the places are pushed and pulled until they lie evenly (springs between neighbours,
as in Dorling's cartograms), each gets the hexagon that makes the sum of squared distances least, and hexagons are
exchanged while that brings neighbours nearer to where they are on the ground.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vertaispeili.methods.assignment import assignment
from vertaispeili.methods.hexagon import Cell, Point, around, centre, near

Edge = tuple[int, int]

_NEAREST = 10  # neighbours are looked for among so many nearest places
_CLEAR = 0.5
_ROUNDS = 150
_PULL, _PUSH = 0.08, 0.35  # parts of a spring's and of a collision's error mended in a round
_APART = 2.0  # hexagons between two places of different islands
_REACH = 4.0
_BLUR = 0.75


@dataclass(frozen=True)
class Places:
    """Where places are: x to the right, y down, the mean distance of neighbours about 1; and the island of each.

    Places of different islands never touch on the map. Island 0 is laid out first.
    """

    points: Sequence[Point]
    islands: Sequence[int]


def layout(places: Places) -> list[Cell]:
    """Return a hexagon (column, row) for each place, in the order of the places."""
    edges = neighbours(places.points)
    points = _evened(places, edges)
    cells: dict[int, Cell] = {}
    for island in sorted(set(places.islands)):
        own = [place for place, its in enumerate(places.islands) if its == island]
        closed = {shore for cell in cells.values() for shore in (cell, *around(cell))}
        cells |= _placed({place: points[place] for place in own}, closed)
    _exchange(cells, _aims(places, edges), places.islands)
    return [cells[place] for place in range(len(places.points))]


def neighbours(points: Sequence[Point]) -> list[Edge]:
    """Return the pairs of points with no third inside the circle between them (Gabriel graph), in order."""
    edges: set[Edge] = set()
    for place, point in enumerate(points):
        by_distance = sorted(range(len(points)), key=lambda other, at=point: math.dist(points[other], at))
        nearest = by_distance[1 : _NEAREST + 1]
        for other in nearest:
            middle = ((point[0] + points[other][0]) / 2, (point[1] + points[other][1]) / 2)
            radius = math.dist(point, middle)
            if all(math.dist(points[third], middle) >= _CLEAR * radius for third in nearest if third != other):
                edges.add((min(place, other), max(place, other)))
    return sorted(edges)


def _aims(places: Places, edges: Iterable[Edge]) -> list[tuple[int, int, float, float]]:
    # For each pair of neighbours the step from the first to the second: its direction on the ground, one tile long.
    aims: list[tuple[int, int, float, float]] = []
    for one, other in edges:
        length = math.dist(places.points[one], places.points[other]) or 1.0
        wanted = 1.0 if places.islands[one] == places.islands[other] else _APART
        step_x, step_y = (places.points[other][axis] - places.points[one][axis] for axis in (0, 1))
        aims.append((one, other, step_x / length * wanted, step_y / length * wanted))
    return aims


def _evened(places: Places, edges: Sequence[Edge]) -> list[Point]:
    aims = _aims(places, edges)
    x, y = [point[0] for point in places.points], [point[1] for point in places.points]
    for _ in range(_ROUNDS):
        move_x, move_y = [0.0] * len(x), [0.0] * len(y)
        for one, other, aim_x, aim_y in aims:
            step_x, step_y = x[other] - x[one], y[other] - y[one]
            stretch = 0.15 * math.hypot(aim_x, aim_y) / (math.hypot(step_x, step_y) or 1.0)
            pull_x = _PULL * (step_x - 0.85 * aim_x - stretch * step_x)
            pull_y = _PULL * (step_y - 0.85 * aim_y - stretch * step_y)
            move_x[one] += pull_x
            move_y[one] += pull_y
            move_x[other] -= pull_x
            move_y[other] -= pull_y
        for one, other in _collisions(x, y):
            step_x, step_y = x[other] - x[one], y[other] - y[one]
            length = math.hypot(step_x, step_y) or 1e-9
            push = _PUSH * (1.0 - length) / length
            move_x[one] -= push * step_x
            move_y[one] -= push * step_y
            move_x[other] += push * step_x
            move_y[other] += push * step_y
        x = [at + move for at, move in zip(x, move_x, strict=True)]
        y = [at + move for at, move in zip(y, move_y, strict=True)]
    return list(zip(x, y, strict=True))


def _collisions(x: Sequence[float], y: Sequence[float]) -> list[Edge]:
    # Pairs nearer than one tile, found by sweeping from left to right.
    order = sorted(range(len(x)), key=lambda place: x[place])
    found: list[Edge] = []
    for position, one in enumerate(order):
        for other in order[position + 1 :]:
            if x[other] - x[one] >= 1.0:
                break
            if abs(y[other] - y[one]) < 1.0 and math.hypot(x[other] - x[one], y[other] - y[one]) < 1.0:
                found.append((one, other))
    return found


def _placed(points: Mapping[int, Point], closed: set[Cell]) -> dict[int, Cell]:
    # As many cells as places, where places lie densest: that keeps the outline and leaves no holes.
    density: dict[Cell, float] = {}
    for point in points.values():
        for cell in near(point, _REACH):
            if cell not in closed:
                distance = math.dist(centre(cell), point)
                density[cell] = density.get(cell, 0.0) + math.exp(-((distance / _BLUR) ** 2))
    densest = sorted(density, key=lambda cell: (-density[cell], cell))[: len(points)]
    return _assigned(points, densest)


def _assigned(points: Mapping[int, Point], cells: Sequence[Cell]) -> dict[int, Cell]:
    # Far cells are left out of the choice as long as there is a way without them.
    reach = _REACH
    while True:
        costs: list[dict[int, float]] = []
        for point in points.values():
            distances = [math.dist(centre(cell), point) for cell in cells]
            costs.append({number: distance**2 for number, distance in enumerate(distances) if distance <= reach})
        found = assignment(costs)
        if found is not None:
            return {place: cells[number] for place, number in zip(points, found, strict=True)}
        reach *= 2


def _exchange(cells: dict[int, Cell], aims: list[tuple[int, int, float, float]], islands: Sequence[int]) -> None:
    links: dict[int, list[tuple[int, float, float]]] = {place: [] for place in cells}
    for one, other, aim_x, aim_y in aims:
        links[one].append((other, aim_x, aim_y))
        links[other].append((one, -aim_x, -aim_y))

    def strain(*moved: int) -> float:
        total = 0.0
        for place in moved:
            x, y = centre(cells[place])
            for other, aim_x, aim_y in links[place]:
                other_x, other_y = centre(cells[other])
                total += (other_x - x - aim_x) ** 2 + (other_y - y - aim_y) ** 2
        return total

    for _ in range(20):
        holder = {cell: place for place, cell in cells.items()}
        changed = False
        for one in sorted(cells):
            for cell in near(centre(cells[one]), 2.0):
                other = holder.get(cell)
                if other is None or other == one or islands[one] != islands[other]:
                    continue
                before = strain(one, other)
                cells[one], cells[other] = cells[other], cells[one]
                if strain(one, other) < before - 1e-9:
                    holder[cells[one]], holder[cells[other]] = one, other
                    changed = True
                else:
                    cells[one], cells[other] = cells[other], cells[one]
        if not changed:
            break
