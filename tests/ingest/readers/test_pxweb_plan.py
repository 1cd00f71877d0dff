"""Plans: every cell once, under both limits, in hardly more requests than there must be."""

import time
from math import ceil, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.pxweb.plan import Block, halves, plan

LIMIT = 120_000


def _most(sizes: tuple[int, ...], max_cells: int) -> float:
    bound = ceil(prod(sizes) / max_cells)
    return max(bound + 1, 1.03 * bound)


@pytest.mark.parametrize(
    ("sizes", "requests"),
    [
        ((421, 212, 23), 18),  # 12r5, everything
        ((421, 12, 23), 1),
        ((421, 434, 212, 2), 651),  # 12ti, everything: 77 million cells
        ((421, 434, 1, 2), 4),
        ((568, 36, 5), 1),
        ((568, 36, 43), 8),
        ((23, 113, 9, 9, 1, 2), 4),  # 12tw, one month
        ((1, 120_001), 2),
        ((1, 1, 1), 1),
        ((312, 3, 5, 9, 31), 12),
    ],
)
def test_real_tables_take_hardly_more_requests_than_they_must(sizes: tuple[int, ...], requests: int) -> None:
    started = time.perf_counter()
    blocks = plan(sizes, LIMIT, LIMIT)
    assert time.perf_counter() - started < 0.25
    assert len(blocks) <= min(requests, _most(sizes, LIMIT))


realistic = st.lists(st.integers(1, 700), min_size=1, max_size=5).map(tuple).filter(lambda sizes: prod(sizes) < 3e7)


@settings(deadline=None)
@given(sizes=realistic, max_cells=st.sampled_from([10_000, 30_000, 100_000, 120_000, 150_000, 800_000]))
def test_any_table_takes_at_most_three_percent_or_one_request_more_than_it_must(
    sizes: tuple[int, ...], max_cells: int
) -> None:
    assert len(plan(sizes, max_cells, max_cells)) <= _most(sizes, max_cells)


@settings(deadline=None)
@given(
    sizes=st.lists(st.integers(0, 9), min_size=1, max_size=4).map(tuple),
    max_cells=st.integers(1, 40),
    max_values=st.integers(1, 9),
)
def test_every_cell_is_asked_for_exactly_once_and_no_request_is_over_a_limit(
    sizes: tuple[int, ...], max_cells: int, max_values: int
) -> None:
    asked: dict[tuple[int, ...], int] = {}
    for block in plan(sizes, max_cells, max_values):
        places = _places(block)
        assert len(places) <= max_cells
        assert all(stop - start <= max_values for start, stop in block)
        for place in places:
            asked[place] = asked.get(place, 0) + 1
    assert asked == dict.fromkeys(_places(tuple((0, size) for size in sizes)), 1)


def test_a_block_that_the_publisher_finds_too_large_is_halved_until_one_cell_is_left() -> None:
    assert halves(((0, 3), (10, 15))) == (((0, 3), (10, 12)), ((0, 3), (12, 15)))
    assert halves(((4, 5), (7, 8))) is None
    assert halves(()) is None


def _places(block: Block) -> list[tuple[int, ...]]:
    """All places of a block, the naive way."""
    places: list[tuple[int, ...]] = [()]
    for start, stop in block:
        places = [(*place, number) for place in places for number in range(start, stop)]
    return places
