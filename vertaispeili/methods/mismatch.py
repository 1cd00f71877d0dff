"""Do vacancies meet the unemployed by occupation? Tightness of each occupation and the mismatch index of an area.

Rows are cells as published: area_id, period, occupation_id, unemployed (persons), vacancies, unemployed_hidden and
vacancies_hidden (true where the publisher hides a 1 to 4; the number is null then). A number that is null and not
hidden is missing. A cell without a row is zero on both sides. An area that several published ones make up has a row for
each of them under its own id; `period` may be anything. The row of all occupations together is never among them.

Mismatch is the index of Sahin, Song, Topa and Violante (Mismatch Unemployment, American Economic Review 104, 2014):
M = 1 - sum over i of (v_i / V)^alpha (u_i / U)^(1 - alpha), the share of hirings lost because the unemployed are in
other occupations than the vacancies. 0: both are spread alike; 1: no occupation has both.

Cells hidden on either side are left out of all four sums, before occupations are put together: only so are all shares
those of the same cells. How many they are and how much of each side they may be stands beside the index.

Classes whose code begins with X are no occupations (no occupation, not known, students, entrepreneurs): they enter no
sum, and how many people and vacancies they have is told. They held 22 % of the unemployed of October 2023, and in May
2022 the country's index at 0.5 would have fallen from 0.21 to 0.15 by the vacancies of "no occupation" turning from 0
to a hidden 1 to 4.
"""

from collections.abc import Collection
from typing import Literal

import polars as pl

ALPHAS = (0.25, 0.5, 0.75)
GREATEST_HIDDEN = 4
Digits = Literal[1, 2, 3, 4]
_SIDES = ("unemployed", "vacancies")
_AREA = ("area_id", "period")
_OCCUPATION = (*_AREA, "occupation_id")
_TOTALS = ("SSS", "all")
_TOLD = (
    "cells_left_out",
    "unemployed_left_out_high",
    "vacancies_left_out_high",
    "unemployed_without_occupation",
    "vacancies_without_occupation",
)
_NO_OCCUPATION = "X"


def mismatch(cells: pl.DataFrame, digits: Digits = 4, alphas: Collection[float] = ALPHAS) -> pl.DataFrame:
    """Return the mismatch index of each area and period, by occupations at 1 to 4 digits.

    Columns: area_id, period, unemployed, vacancies (of the cells kept), cells_left_out, unemployed_left_out_high and
    vacancies_left_out_high (the largest share of the side, all in occupations, that may be left out, 0 to 1),
    unemployed_without_occupation and vacancies_without_occupation (known cells of X classes), for each alpha a column
    mismatch_25, mismatch_50 and so on (0 to 1), and reason: null where there is an index, else 'missing' (a cell is
    missing; the shares are null too), 'no_vacancies', 'no_unemployed' or 'hidden' (one side is left out whole). Order:
    area_id, period. `ValueError` when the total is among the occupations, a hidden cell has a number, or an alpha is
    not between 0 and 1.
    """
    if not all(0 < alpha < 1 for alpha in alphas):
        raise ValueError("an alpha of the mismatch index is between 0 and 1")
    _refuse_wrong(cells)
    names = {f"mismatch_{round(100 * alpha)}": alpha for alpha in alphas}
    whole = pl.all_horizontal(pl.col(side).is_not_null() for side in _SIDES)
    kept = _by_occupation(cells.filter(whole, _has_occupation()), digits)
    index = kept.group_by(*_AREA).agg(_index(alpha).alias(name) for name, alpha in names.items())
    is_told = pl.col("reason").is_null()
    return (
        _sums(cells)
        .join(index, on=_AREA, how="left")
        .with_columns(pl.when(is_told).then(pl.col(name)).alias(name) for name in names)
        .select(*_AREA, *_SIDES, *_TOLD, *names, "reason")
        .sort(*_AREA)
    )


def tightness(cells: pl.DataFrame, digits: Digits = 4) -> pl.DataFrame:
    """Return how many vacancies there are for one unemployed, by occupation at 1 to 4 digits.

    Columns: area_id, period, occupation_id, unemployed, vacancies (what is known of them), unemployed_hidden and
    vacancies_hidden (numbers of hidden cells), tightness (null unless all is known), tightness_low and tightness_high
    (its bounds), excess_vacancies (vacancies more than the occupation would have at the tightness of all occupations
    that are known whole: above 0 labour is short, below 0 jobs are; null unless all is known, and for X classes, which
    are rows of their own), and reason: null where
    there is a tightness, else 'missing', 'no_unemployed' or 'hidden' (the bounds stand). Order: area_id, period,
    occupation_id. `ValueError` as of `mismatch`.
    """
    _refuse_wrong(cells)
    hidden = pl.col("unemployed_hidden") + pl.col("vacancies_hidden")
    is_whole = ~pl.col("is_missing") & (hidden == 0) & _has_occupation()
    unemployed, vacancies = (pl.col(side).filter(is_whole).sum().over(*_AREA) for side in _SIDES)
    expected = pl.col("unemployed") * vacancies / unemployed
    high = {side: pl.col(side) + GREATEST_HIDDEN * pl.col(f"{side}_hidden") for side in _SIDES}
    low = {side: pl.col(side) + pl.col(f"{side}_hidden") for side in _SIDES}
    reason = (
        pl.when("is_missing")
        .then(pl.lit("missing"))
        .when(high["unemployed"] == 0)
        .then(pl.lit("no_unemployed"))
        .when(hidden > 0)
        .then(pl.lit("hidden"))
    )
    has_bounds = pl.col("reason").is_null() | (pl.col("reason") == "hidden")
    told = {
        "tightness": pl.when(pl.col("reason").is_null()).then(pl.col("vacancies") / pl.col("unemployed")),
        "tightness_low": pl.when(has_bounds).then(low["vacancies"] / high["unemployed"]),
        "tightness_high": pl.when(has_bounds).then(high["vacancies"] / low["unemployed"]),
        "excess_vacancies": pl.when(is_whole & (unemployed > 0)).then(pl.col("vacancies") - expected),
    }
    occupations = _by_occupation(cells, digits).with_columns(reason=reason).with_columns(**told)
    return occupations.select(*_OCCUPATION, *_SIDES, *(f"{side}_hidden" for side in _SIDES), *told, "reason")


def _index(alpha: float) -> pl.Expr:
    vacancies, unemployed = pl.col("vacancies"), pl.col("unemployed")
    shares = (vacancies / vacancies.sum()).pow(alpha) * (unemployed / unemployed.sum()).pow(1 - alpha)
    # In the last binary place two equal distributions could come out better than matched.
    return (1 - shares.sum()).clip(0, 1)


def _sums(cells: pl.DataFrame) -> pl.DataFrame:
    # What is kept and left out of each area and period, and why there is no index.
    is_whole = pl.all_horizontal(pl.col(side).is_not_null() for side in _SIDES)
    has = _has_occupation()
    kept = [pl.col(side).filter(is_whole & has).sum() for side in _SIDES]
    left_out = [pl.col(side).fill_null(GREATEST_HIDDEN).filter(~is_whole & has).sum() for side in _SIDES]
    sums = cells.group_by(*_AREA).agg(
        *kept,
        *(high.alias(f"{side}_left_out_high") for side, high in zip(_SIDES, left_out, strict=True)),
        *(pl.col(side).filter(~has).sum().alias(f"{side}_without_occupation") for side in _SIDES),
        (~is_whole & has).sum().alias("cells_left_out"),
        (_is_missing() & has).any().alias("is_missing"),
    )
    share = {
        f"{side}_left_out_high": pl.when(~pl.col("is_missing")).then(
            pl.col(f"{side}_left_out_high") / pl.max_horizontal(pl.col(side) + pl.col(f"{side}_left_out_high"), 1)
        )
        for side in _SIDES
    }
    reason = (
        pl.when("is_missing")
        .then(pl.lit("missing"))
        .when(pl.col("vacancies") + pl.col("vacancies_left_out_high") == 0)
        .then(pl.lit("no_vacancies"))
        .when(pl.col("unemployed") + pl.col("unemployed_left_out_high") == 0)
        .then(pl.lit("no_unemployed"))
        .when(pl.min_horizontal(*_SIDES) == 0)
        .then(pl.lit("hidden"))
    )
    return sums.with_columns(reason=reason, **share)


def _by_occupation(cells: pl.DataFrame, digits: Digits) -> pl.DataFrame:
    # Sums of what is known, numbers of hidden cells, and whether a cell is missing.
    return (
        cells.with_columns(pl.col("occupation_id").str.slice(0, digits), is_missing=_is_missing())
        .group_by(*_OCCUPATION)
        .agg(
            *(pl.col(side).cast(pl.Float64).sum() for side in _SIDES),
            *(pl.col(f"{side}_hidden").sum().cast(pl.Int64) for side in _SIDES),
            pl.col("is_missing").any(),
        )
        .sort(*_OCCUPATION)
    )


def _is_missing() -> pl.Expr:
    return pl.any_horizontal(pl.col(side).is_null() & ~pl.col(f"{side}_hidden") for side in _SIDES)


def _has_occupation() -> pl.Expr:
    return ~pl.col("occupation_id").str.starts_with(_NO_OCCUPATION)


def _refuse_wrong(cells: pl.DataFrame) -> None:
    if total := cells.filter(pl.col("occupation_id").is_in(_TOTALS))["occupation_id"].to_list():
        raise ValueError(f"the row of all occupations ({total[0]}) must not be summed with them")
    shown = pl.any_horizontal(pl.col(side).is_not_null() & pl.col(f"{side}_hidden") for side in _SIDES)
    if not cells.filter(shown).is_empty():
        raise ValueError("a hidden cell has a number: one of the two is wrong")
