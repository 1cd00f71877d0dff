"""Each row gets a column of its own at the least sum of costs."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from vertaispeili.methods.assignment import assignment

COSTS = st.integers(1, 5).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(0, 9), min_size=rows + 1, max_size=rows + 1), min_size=rows, max_size=rows
    )
)


def test_the_first_row_gives_way_when_that_is_cheaper_for_both() -> None:
    assert assignment([{0: 1.0, 1: 2.0}, {0: 1.0, 1: 9.0}]) == [1, 0]


def test_there_is_none_when_two_rows_may_have_only_the_same_column() -> None:
    assert assignment([{0: 1.0}, {0: 1.0}]) is None


def test_nothing_is_assigned_to_no_rows() -> None:
    assert assignment([]) == []


@given(COSTS)
def test_no_other_way_is_cheaper(table: list[list[int]]) -> None:
    found = assignment([dict(enumerate(map(float, row))) for row in table])
    assert found is not None
    ways = permutations(range(len(table[0])), len(table))
    assert sum(table[row][column] for row, column in enumerate(found)) == min(
        sum(table[row][column] for row, column in enumerate(way)) for way in ways
    )
    assert len(set(found)) == len(table)
