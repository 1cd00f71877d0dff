import math
import re
from itertools import pairwise

from app.figures.map_shape import Drawing, around, centre, ground, lines, outline, path, tiles

SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10))
RIGHT_OF_IT = ((10, 0), (20, 0), (20, 10), (10, 10))


def corners(drawn: str) -> list[list[tuple[int, int]]]:
    """A naive reader of what `path` and `lines` write: the corners of every line."""
    found = []
    for part in filter(None, drawn.replace("z", "").split("M")):
        start, _, steps = part.partition("l")
        at = [tuple(map(int, start.split(",")))]
        for dx, dy in re.findall(r"(-?\d+),(-?\d+)", steps):
            at.append((at[-1][0] + int(dx), at[-1][1] + int(dy)))
        found.append(at)
    return found


def length(drawn: str) -> float:
    return sum(math.dist(one, other) for line in corners(drawn) for one, other in pairwise(line))


def test_a_ring_is_written_corner_by_corner_and_closed() -> None:
    assert path([SQUARE]) == "M0,0l10,0 0,10 -10,0z"
    assert corners(path([SQUARE, RIGHT_OF_IT])) == [list(SQUARE), list(RIGHT_OF_IT)]


def test_a_side_that_two_neighbours_share_is_not_in_their_outline() -> None:
    assert ((10, 0), (10, 10)) in around([SQUARE])
    assert ((10, 0), (10, 10)) not in around([SQUARE, RIGHT_OF_IT])
    assert length(outline([SQUARE, RIGHT_OF_IT])) == 60
    assert length(outline([SQUARE])) == 40


def test_a_hole_and_an_island_keep_their_own_outlines() -> None:
    hole, island = ((3, 3), (3, 6), (6, 6), (6, 3)), ((40, 0), (42, 0), (42, 2), (40, 2))
    assert length(outline([SQUARE, hole, island])) == 40 + 12 + 8
    # What fills the hole takes its outline away.
    assert length(outline([SQUARE, hole, hole[::-1]])) == 40


def test_lines_are_joined_end_to_end_and_none_is_drawn_twice() -> None:
    edges = [((0, 0), (1, 0)), ((1, 0), (2, 0)), ((2, 0), (3, 1)), ((1, 0), (1, 5))]
    drawn = lines(edges)
    assert drawn.count("M") == 2
    assert length(drawn) == 1 + 1 + math.dist((2, 0), (3, 1)) + 5


def test_hexagons_are_of_one_size_and_neighbours_share_a_side_to_the_unit() -> None:
    drawn = tiles({"A": (0, 0), "B": (1, 0), "C": (0, 1), "D": (1, 1), "E": (5, 30)})
    for one, other in (("A", "B"), ("A", "C"), ("B", "C"), ("B", "D"), ("C", "D")):
        shared = around(drawn.rings[one]) & around(drawn.rings[other])
        assert len(shared) == 1, (one, other)
    assert not around(drawn.rings["A"]) & around(drawn.rings["D"])
    sizes = {max(x for x, _ in ring) - min(x for x, _ in ring) for (ring,) in drawn.rings.values()}
    assert sizes == {100}
    assert all(0 < x < drawn.width and 0 < y < drawn.height for (ring,) in drawn.rings.values() for x, y in ring)


def test_an_odd_row_stands_half_a_hexagon_to_the_right() -> None:
    drawn = tiles({"A": (0, 0), "B": (0, 1)})
    (left, top), (right, bottom) = centre(drawn.rings["A"]), centre(drawn.rings["B"])
    assert right - left == 50
    assert bottom - top in {86, 87}


def test_the_ground_has_north_above_and_east_to_the_right_and_keeps_shared_borders() -> None:
    west = [[[24.0, 61.0], [25.0, 61.0], [25.0, 62.0], [24.0, 62.0], [24.0, 61.0]]]
    east = [[[25.0, 61.0], [26.0, 61.0], [26.0, 62.0], [25.0, 62.0], [25.0, 61.0]]]
    north = [[[24.0, 62.0], [25.0, 62.0], [25.0, 63.0], [24.0, 63.0], [24.0, 62.0]]]
    drawn = ground({"W": [west], "E": [east], "N": [north]})
    assert centre(drawn.rings["W"])[0] < centre(drawn.rings["E"])[0]
    assert centre(drawn.rings["N"])[1] < centre(drawn.rings["W"])[1]
    assert len(around(drawn.rings["W"]) & around(drawn.rings["E"])) == 1
    assert len(around(drawn.rings["W"]) & around(drawn.rings["N"])) == 1


def test_the_ground_has_the_shape_of_the_national_grid() -> None:
    # ETRS-TM35FIN of two places in kilometres (east, north), by the series of Krüger on the ellipsoid GRS 80.
    known = {"Hanko": (22.97, 59.82, 274.088, 6638.238), "Utsjoki": (27.03, 69.91, 501.150, 7755.837)}
    parts = {
        name: [[[[x, y], [x + 0.01, y], [x, y + 0.01], [x, y]]]] for name, (x, y, _, _) in known.items()
    }  # fmt: skip
    drawn = ground(parts)
    (x, y), (other_x, other_y) = (centre(drawn.rings[name]) for name in known)
    ratio = abs(other_x - x) / abs(other_y - y)
    (_, _, east, north), (_, _, other_east, other_north) = known.values()
    assert abs(ratio - (other_east - east) / (other_north - north)) < 0.005


def test_a_municipality_too_small_to_be_seen_keeps_one_ring_and_specks_fall_away() -> None:
    big = [[[24.0, 60.0], [26.0, 60.0], [26.0, 69.0], [24.0, 69.0], [24.0, 60.0]]]
    speck = [[[20.0, 60.0], [20.0001, 60.0], [20.0001, 60.0001], [20.0, 60.0]]]
    drawn = ground({"big": [big, speck], "small": [speck]})
    assert len(drawn.rings["big"]) == 1
    assert len(drawn.rings["small"]) == 1
    assert centre(drawn.rings["small"])[0] < centre(drawn.rings["big"])[0]


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert ground({}) == Drawing(1, 1, {})
    assert tiles({}).rings == {}
    assert lines([]) == outline([]) == path([]) == ""
