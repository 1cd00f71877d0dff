"""The mismatch index and tightness: whole cells only, what is left out told, no value without a reason."""

import math

import polars as pl
import pytest

from tests.methods.occupations import cells, only
from vertaispeili.methods.mismatch import mismatch

INDEXES = ("mismatch_25", "mismatch_50", "mismatch_75")


def test_the_index_is_one_less_the_sum_of_the_geometric_means_of_shares() -> None:
    found = only(
        mismatch(
            cells("""
            occupation | unemployed | vacancies
            2221       | 20         | 30
            5120       | 30         | 10
            7115       | 50         | 0
            """)
        )
    )
    expected = 1 - (math.sqrt(0.2 * 0.75) + math.sqrt(0.3 * 0.25))
    assert found["mismatch_50"] == pytest.approx(expected, abs=1e-15)
    assert found["mismatch_25"] == pytest.approx(1 - (0.75**0.25 * 0.2**0.75 + 0.25**0.25 * 0.3**0.75), abs=1e-15)
    assert (found["unemployed"], found["vacancies"], found["reason"]) == (100, 40, None)


def test_alike_spread_sides_are_matched_and_sides_that_never_meet_are_not() -> None:
    alike = cells("""
        occupation | unemployed | vacancies
        2221       | 7          | 14
        5120       | 9          | 18
        7115       | 13         | 26
    """)
    apart = cells("""
        occupation | unemployed | vacancies
        2221       | 7          | 0
        5120       | 0          | 9
    """)
    assert [only(mismatch(alike))[name] for name in INDEXES] == pytest.approx([0, 0, 0], abs=1e-15)
    assert [only(mismatch(apart))[name] for name in INDEXES] == [1, 1, 1]


def test_an_occupation_hidden_on_either_side_is_left_out_of_all_sums_and_told() -> None:
    shown = """
        occupation | unemployed | vacancies
        2221       | 20         | 30
        5120       | 30         | 10
    """
    hidden = """
        7115       | 46         | ...
        7126       | ...        | 6
        8332       | ...        | ...
    """
    found, without = only(mismatch(cells(shown.rstrip() + hidden))), only(mismatch(cells(shown)))
    assert [found[name] for name in INDEXES] == [without[name] for name in INDEXES]
    assert (found["unemployed"], found["vacancies"], found["cells_left_out"]) == (50, 40, 3)
    assert found["unemployed_left_out_high"] == (46 + 4 + 4) / (50 + 46 + 4 + 4)
    assert found["vacancies_left_out_high"] == (4 + 6 + 4) / (40 + 4 + 6 + 4)


@pytest.mark.parametrize(
    ("unemployed", "vacancies", "reason"),
    [
        ("20", "0", "no_vacancies"),
        ("0", "20", "no_unemployed"),
        ("0", "0", "no_vacancies"),
        ("20", "...", "hidden"),
        ("...", "20", "hidden"),
        ("...", "0", "no_vacancies"),
        ("20", "-", "missing"),
    ],
)
def test_without_an_index_there_is_a_reason(unemployed: str, vacancies: str, reason: str) -> None:
    found = only(
        mismatch(
            cells(f"""
            occupation | unemployed   | vacancies
            2221       | {unemployed} | {vacancies}
            5120       | 0            | 0
            """)
        )
    )
    assert [found[name] for name in INDEXES] == [None, None, None]
    assert found["reason"] == reason
    shares = (found["unemployed_left_out_high"], found["vacancies_left_out_high"])
    assert (None in shares) is (reason == "missing")


def test_occupations_are_put_together_by_their_first_digits_after_hidden_ones_are_left_out() -> None:
    four = cells("""
        occupation | unemployed | vacancies
        2221       | 20         | 0
        2222       | 0          | 30
        2223       | ...        | 5
        5120       | 80         | 70
    """)
    two = cells("""
        occupation | unemployed | vacancies
        22         | 20         | 30
        51         | 80         | 70
    """)
    found = only(mismatch(four, digits=2))
    assert [found[name] for name in INDEXES] == [only(mismatch(two))[name] for name in INDEXES]
    assert found["cells_left_out"] == 1


def test_an_area_of_several_published_ones_takes_the_whole_cells_of_each() -> None:
    parts = pl.concat(
        [
            cells("""
            occupation | unemployed | vacancies
            2221       | 20         | 10
            5120       | 30         | 5
            """),
            cells("""
            occupation | unemployed | vacancies
            2221       | 5          | 7
            5120       | ...        | 6
            """),
        ]
    )
    whole = cells("""
        occupation | unemployed | vacancies
        2221       | 25         | 17
        5120       | 30         | 5
    """)
    assert [only(mismatch(parts))[name] for name in INDEXES] == [only(mismatch(whole))[name] for name in INDEXES]
    assert only(mismatch(parts))["cells_left_out"] == 1


def test_rows_of_zeros_may_be_there_or_not() -> None:
    table = """
        occupation | unemployed | vacancies
        2221       | 20         | 30
        5120       | 30         | 10
    """
    assert mismatch(cells(table.rstrip() + "\n 7115 | 0 | 0")).equals(mismatch(cells(table)))


def test_classes_that_are_no_occupations_are_told_and_enter_no_sum() -> None:
    table = """
        occupation | unemployed | vacancies
        2221       | 20         | 30
        5120       | 30         | 10
    """
    without = only(mismatch(cells(table)))
    for vacancies in ("0", "..."):
        found = only(mismatch(cells(table.rstrip() + f"\n X211 | 29000 | {vacancies}")))
        assert found == {**without, "unemployed_without_occupation": 29000}


def test_the_total_is_never_summed_with_its_parts() -> None:
    with pytest.raises(ValueError, match="SSS"):
        mismatch(
            cells("""
            occupation | unemployed | vacancies
            SSS        | 20         | 30
            """).with_columns(occupation_id=pl.lit("SSS"))
        )


def test_a_hidden_cell_with_a_number_and_an_alpha_outside_are_refused() -> None:
    one = cells("""
        occupation | unemployed | vacancies
        2221       | 20         | 30
    """)
    with pytest.raises(ValueError, match="hidden"):
        mismatch(one.with_columns(unemployed_hidden=pl.lit(True)))
    with pytest.raises(ValueError, match="alpha"):
        mismatch(one, alphas=(0.5, 1.0))
