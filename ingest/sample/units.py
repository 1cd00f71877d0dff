"""What each municipality of the sample is like: size, growth, level of unemployment, invented around known orders."""

import polars as pl

from ingest.sample.areas import MANTYHARJU, PERTUNMAA, seed
from ingest.sample.chance import uniform

# Unemployed per 100 of the labour force in 2026, by employment area: hints rounded to halves, so that the order of
# areas is believable; every municipality is then moved by chance. No published figure is copied.
_LEVELS = (
    12, 10.5, 14.5, 15, 9.5, 14, 8.5, 14, 16.5, 11.5, 11.5, 10, 13, 11.5, 10.5, 13.5, 12.5, 8, 18, 11.5, 10.5, 12.5, 11,
    14, 6.5, 8, 14, 11, 15.5, 11, 12, 11, 10.5, 12, 13.5, 12, 9, 9.5, 14, 10, 12, 12, 15.5, 9.5, 11.5, 4.5,
)  # fmt: skip
_GROWTH = {1: 0.006, 2: -0.003, 3: -0.011}  # of the population in a year, by urban-rural class
_PERTUNMAA_SHARE = 0.24  # of the merged municipality


def units() -> pl.DataFrame:
    """Return one row a municipality of the 2024 division, ordered by `unit`.

    population: of 2025. urban_rural: 1 urban, 2 semi-urban, 3 rural. level: unemployed per 100 of the labour force in
    2026. growth: of the population, a year. is_centre: the largest of its employment area. centre_population: of the
    largest. is_aland, is_lapland: in the region. swedish: share of Swedish-speakers.
    """
    return _described(_split(_seeded())).sort("unit")


def _seeded() -> pl.DataFrame:
    code = pl.col("municipality_id")
    facts = seed("municipality").select(
        code,
        code.str.slice(2).cast(pl.Int64).alias("unit"),
        pl.col("urban_rural_class").str.slice(2).cast(pl.Int64).alias("urban_rural"),
        pl.col("language_class").str.slice(2).cast(pl.Int64).alias("language"),
        pl.col("population_2025").cast(pl.Float64).alias("population"),
    )
    return facts.join(_membership("TA", "area"), on="municipality_id").join(
        _membership("MK", "region"), on="municipality_id"
    )


def _membership(prefix: str, name: str) -> pl.DataFrame:
    members = seed("area_member").filter(pl.col("area_id").str.contains(rf"^{prefix}\d\d$"))
    return members.select("municipality_id", pl.col("area_id").str.slice(2).cast(pl.Int64).alias(name))


def _split(facts: pl.DataFrame) -> pl.DataFrame:
    is_merged = pl.col("unit") == MANTYHARJU
    own = pl.when(is_merged).then(1 - _PERTUNMAA_SHARE).otherwise(1.0)
    pertunmaa = facts.filter(is_merged).with_columns(
        pl.lit(PERTUNMAA, pl.Int64).alias("unit"), pl.col("population") * _PERTUNMAA_SHARE
    )
    return pl.concat([facts.with_columns(pl.col("population") * own), pertunmaa])


def _described(facts: pl.DataFrame) -> pl.DataFrame:
    levels = pl.DataFrame({"area": range(1, len(_LEVELS) + 1), "area_level": _LEVELS}, strict=False)
    largest = pl.col("population").max().over("area")
    moved = facts.join(levels, on="area").with_columns(
        (pl.col("population") * (0.97 + 0.06 * uniform(101, "unit"))).round(0).alias("population"),
        largest.alias("centre_population"),
        (pl.col("population") == largest).alias("is_centre"),
        (pl.col("region") == 21).alias("is_aland"),
        (pl.col("region") == 19).alias("is_lapland"),
    )
    alone = pl.len().over("area") == 1
    spread = pl.when(alone).then(1.0).when("is_centre").then(1.06).otherwise(0.82 + 0.3 * uniform(102, "unit"))
    growth = pl.col("urban_rural").replace_strict(_GROWTH, return_dtype=pl.Float64)
    swedish = pl.col("language").replace_strict({0: 0.004, 1: 0.2, 2: 0.6, 3: 0.88}, return_dtype=pl.Float64)
    return moved.select(
        "unit", "population", "urban_rural", "centre_population", "is_centre", "is_aland", "is_lapland",
        (pl.col("area_level") * spread).alias("level"),
        (growth + 0.008 * (uniform(103, "unit") - 0.5)).alias("growth"),
        (swedish * (0.8 + 0.3 * uniform(104, "unit"))).alias("swedish"),
    )  # fmt: skip
