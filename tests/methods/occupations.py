"""Small tables of unemployed and vacancies by occupation."""

import polars as pl

from tests.rows import frame


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
