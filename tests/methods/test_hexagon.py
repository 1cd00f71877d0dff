"""Hexagons stand in rows; every odd row is half a hexagon to the right."""

import math

import pytest

from vertaispeili.methods.hexagon import around, centre, from_origin, near


@pytest.mark.parametrize("cell", [(0, 0), (3, 1), (-2, -1), (5, 8)])
def test_six_cells_touch_a_cell_and_all_are_one_width_away(cell: tuple[int, int]) -> None:
    assert len(set(around(cell))) == 6
    for other in around(cell):
        assert math.dist(centre(cell), centre(other)) == pytest.approx(1.0)


def test_cells_near_a_point_are_those_within_reach() -> None:
    assert near((0.0, 0.0), 0.5) == [(0, 0)]
    assert set(near((0.0, 0.0), 1.01)) == {(0, 0), *around((0, 0))}


@pytest.mark.parametrize("rows_up", [0, 1, 2, 3])
def test_moving_to_the_origin_keeps_how_cells_lie_to_each_other(rows_up: int) -> None:
    cells = [(4, 3 + rows_up), *around((4, 3 + rows_up))]
    moved = from_origin(cells)
    assert min(column for column, _ in moved) == min(row for _, row in moved) == 0
    for one, other in zip(cells, moved, strict=True):
        for axis in (0, 1):
            step = centre(one)[axis] - centre(cells[0])[axis]
            assert centre(other)[axis] - centre(moved[0])[axis] == pytest.approx(step)
