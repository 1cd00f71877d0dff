"""Places of a map laid out as equal hexagons: each near its own neighbours, the outline of the whole kept.

Two steps, both without chance: the places are pushed and pulled until they lie evenly, then the cells where they lie
densest are given out so that the sum of squared distances is least. (Exchanging cells afterwards to mend directions
between neighbours moved 6 of 308 places and gained nothing: it was left out.)
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vertaispeili.methods.assignment import assignment
from vertaispeili.methods.evenness import evened, links
from vertaispeili.methods.hexagon import Cell, Point, around, centre, near

_REACH = 4.0
_BLUR = 0.9  # tiles; less leaves holes, more rounds capes and bays away


@dataclass(frozen=True)
class Places:
    """Where places are: x to the right, y down, about one unit apart on average; and the island of each.

    Places of different islands never touch on the map. Island 0 is laid out first.
    """

    points: Sequence[Point]
    islands: Sequence[int]


def layout(places: Places) -> list[Cell]:
    """Return a hexagon (column, row) for each place, in the order of the places."""
    even = evened(places.points, links(places.points, places.islands))
    cells: dict[int, Cell] = {}
    for island in sorted(set(places.islands)):
        closed = {shore for cell in cells.values() for shore in (cell, *around(cell))}
        own = {place: even[place] for place, its in enumerate(places.islands) if its == island}
        cells |= _assigned(own, _densest(own, closed))
    return [cells[place] for place in range(len(even))]


def _densest(points: Mapping[int, Point], closed: set[Cell]) -> list[Cell]:
    # As many cells as places, where places lie densest: that keeps the outline and leaves no holes.
    density: dict[Cell, float] = {}
    for point in points.values():
        for cell in near(point, _REACH):
            if cell not in closed:
                distance = math.dist(centre(cell), point)
                density[cell] = density.get(cell, 0.0) + math.exp(-((distance / _BLUR) ** 2))
    return sorted(density, key=lambda cell: (-density[cell], cell))[: len(points)]


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
