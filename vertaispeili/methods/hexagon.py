"""A grid of equal hexagons, point up, in rows whose odd ones stand half a hexagon to the right."""

import math
from collections.abc import Iterable

Point = tuple[float, float]
Cell = tuple[int, int]

ROW_HEIGHT = math.sqrt(3) / 2


def centre(cell: Cell) -> Point:
    """Where the middle of a cell (column, row) is: x to the right, y down, in widths of a hexagon."""
    column, row = cell
    return column + (row % 2) / 2, row * ROW_HEIGHT


def around(cell: Cell) -> tuple[Cell, ...]:
    """Return the six cells that share a side with a cell."""
    column, row = cell
    left = column - 1 + row % 2
    beside = ((column - 1, row), (column + 1, row))
    return (*beside, (left, row - 1), (left + 1, row - 1), (left, row + 1), (left + 1, row + 1))


def near(point: Point, reach: float) -> list[Cell]:
    """Return the cells whose middle is within `reach` of a point, row by row."""
    x, y = point
    rows = range(math.ceil((y - reach) / ROW_HEIGHT), math.floor((y + reach) / ROW_HEIGHT) + 1)
    columns = range(math.floor(x - reach) - 1, math.ceil(x + reach) + 1)
    return [(column, row) for row in rows for column in columns if math.dist(centre((column, row)), point) <= reach]


def from_origin(cells: Iterable[Cell]) -> list[Cell]:
    """Move cells, in their order and as they lie to each other, so that the first column and the first row are 0."""
    moved = list(cells)
    if min(row for _, row in moved) % 2:  # a step of one row changes which rows stand to the right
        moved = [(column - (row % 2 == 0), row - 1) for column, row in moved]
    left, top = min(column for column, _ in moved), min(row for _, row in moved)
    return [(column - left, row - top) for column, row in moved]
