"""The mismatch index and tightness: whole cells only, what is left out told, no value without a reason."""

import math
from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import frame
from tests.shared import SHARED, needs_shared
from vertaispeili.methods.mismatch import ALPHAS, mismatch, tightness

INDEXES = ("mismatch_25", "mismatch_50", "mismatch_75")


def cells(text: str) -> pl.DataFrame:
    """Cells of one area and month: occupation, unemployed, vacancies; '...' is hidden, '-' missing."""
    return as_cells(
        frame(text).select(
            area_id=pl.lit("MK06"),
            period=pl.lit("2026M06"),
            occupation_id=pl.col("occupation").cast(pl.String).str.zfill(4),
            unemployed=pl.col("unemployed").cast(pl.String),
            vacancies=pl.col("vacancies").cast(pl.String),
        )
    )


def as_cells(texts: pl.DataFrame) -> pl.DataFrame:
    sides = ("unemployed", "vacancies")
    return texts.with_columns(
        *(pl.col(side).eq_missing("...").alias(f"{side}_hidden") for side in sides),
        *(pl.col(side).cast(pl.Float64, strict=False) for side in sides),
    )


def only(found: pl.DataFrame) -> dict[str, object]:
    assert found.height == 1
    return found.row(0, named=True)


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


def test_tightness_has_a_value_bounds_or_a_reason() -> None:
    found = tightness(
        cells("""
        occupation | unemployed | vacancies
        2221       | 20         | 30
        5120       | 40         | ...
        7115       | ...        | 6
        8332       | 0          | 6
        9111       | 80         | 4
        9112       | -          | 4
        """)
    ).select("occupation_id", "tightness", "tightness_low", "tightness_high", "excess_vacancies", "reason")
    assert found.rows() == [
        ("2221", 1.5, 1.5, 1.5, 30 - 20 * 40 / 100, None),
        ("5120", None, 1 / 40, 4 / 40, None, "hidden"),
        ("7115", None, 6 / 4, 6 / 1, None, "hidden"),
        ("8332", None, None, None, 6, "no_unemployed"),
        ("9111", 0.05, 0.05, 0.05, 4 - 80 * 40 / 100, None),
        ("9112", None, None, None, None, "missing"),
    ]


def test_tightness_of_a_group_has_the_bounds_of_its_hidden_cells() -> None:
    found = only(
        tightness(
            cells("""
            occupation | unemployed | vacancies
            2221       | 20         | ...
            2222       | ...        | 6
            """),
            digits=2,
        )
    )
    assert (found["occupation_id"], found["unemployed"], found["vacancies"]) == ("22", 20, 6)
    assert (found["unemployed_hidden"], found["vacancies_hidden"], found["tightness"]) == (1, 1, None)
    assert (found["tightness_low"], found["tightness_high"]) == ((6 + 1) / (20 + 4), (6 + 4) / (20 + 1))


CELL = st.one_of(st.just("..."), st.just("0"), st.integers(5, 500).map(str))


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=12))
def test_the_index_is_a_share_or_there_is_a_reason_and_hiding_is_never_worth_more_than_told(
    table: list[tuple[str, str]],
) -> None:
    made = as_cells(
        pl.DataFrame(
            [("MK06", "2026M06", f"{1000 + place}", *row) for place, row in enumerate(table)],
            schema=("area_id", "period", "occupation_id", "unemployed", "vacancies"),
            orient="row",
        )
    )
    found = only(mismatch(made))
    values = [found[name] for name in INDEXES]
    assert all(value is None for value in values) is (found["reason"] is not None)
    assert all(isinstance(value, float) and 0 <= value <= 1 for value in values if value is not None)
    listed = tightness(made)
    assert listed["excess_vacancies"].sum() == pytest.approx(0, abs=1e-9) or listed["unemployed"].sum() == 0


@needs_shared
def test_on_real_occupations_a_naive_twin_finds_the_same_and_all_is_finite() -> None:
    real = recorded_cells()
    assert real.select(pl.col("area_id", "occupation_id", "period").n_unique()).row(0) == (20, 432, 214)
    found = mismatch(real)
    twins = naive(real)
    assert found.height == len(twins) == 20 * 214
    for row in found.iter_rows(named=True):
        twin = twins[row["area_id"], row["period"]]
        if twin is None:
            assert row["reason"] in {"no_vacancies", "no_unemployed", "hidden"}
            continue
        for name, value in zip(INDEXES, twin, strict=True):
            assert math.isfinite(row[name])
            assert abs(row[name] - value) <= 1e-12
    country = found.filter(area_id="SSS")
    assert country["cells_left_out"].max() < 150
    assert country["unemployed_left_out_high"].max() < 0.12
    # A class without occupation that begins to be hidden must not move the index.
    assert country["mismatch_50"].diff().abs().max() < 0.05


def recorded_cells() -> pl.DataFrame:
    assert SHARED is not None
    name = "tyonv_12ti__20areas_433occupations_2measures_2006M01-2023M10__vintage-2023-12-05.parquet"
    text = pl.col(pl.Categorical).cast(pl.String)
    wide = pl.read_parquet(SHARED / "statfin" / "tables" / name).with_columns(text)
    return (
        wide.filter(pl.col("Ammattiryhmä") != "SSS")
        .pivot("Tiedot", index=["Alue", "Ammattiryhmä", "Kuukausi"], values="value")
        .select(
            area_id="Alue",
            period="Kuukausi",
            occupation_id="Ammattiryhmä",
            unemployed="TYOTTOMATLOPUSSA",
            vacancies="AVPAIKATLOPUSSA",
            unemployed_hidden=pl.col("TYOTTOMATLOPUSSA").is_null(),
            vacancies_hidden=pl.col("AVPAIKATLOPUSSA").is_null(),
        )
    )


def naive(real: pl.DataFrame) -> dict[tuple[str, str], list[float] | None]:
    groups: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    rows = real.select("area_id", "period", "occupation_id", "unemployed", "vacancies").iter_rows()
    for area, period, occupation, unemployed, vacancies in rows:
        if unemployed is not None and vacancies is not None and occupation[0] != "X":
            groups[area, period].append((vacancies, unemployed))
    found: dict[tuple[str, str], list[float] | None] = {}
    for key, pairs in groups.items():
        all_vacancies, all_unemployed = (math.fsum(side) for side in zip(*pairs, strict=True))
        found[key] = (
            [
                1 - math.fsum((v / all_vacancies) ** a * (u / all_unemployed) ** (1 - a) for v, u in pairs)
                for a in ALPHAS
            ]
            if all_vacancies and all_unemployed
            else None
        )
    return found
