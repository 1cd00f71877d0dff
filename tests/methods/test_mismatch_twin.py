"""The mismatch index on any cells and on the recorded ones, beside a naive twin."""

import math
from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.occupations import as_cells, only
from tests.shared import SHARED, needs_shared
from vertaispeili.methods.mismatch import ALPHAS, mismatch, tightness

INDEXES = ("mismatch_25", "mismatch_50", "mismatch_75")


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
