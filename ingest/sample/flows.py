"""Who goes to work where in the sample: shares that fall with distance, and whole persons made of them."""

import math

import polars as pl

from ingest.sample.areas import MANTYHARJU, PERTUNMAA, seed
from ingest.sample.chance import portion, uniform

_KILOMETRES_PER_DEGREE = 111.2
_EXTENT = 5.0  # kilometres: a municipality is no point
_LEAST_SHARE = 0.0015  # of those who leave a municipality: nobody goes where fewer would
_ROUNDS = 8


def shares(units: pl.DataFrame) -> pl.DataFrame:
    """Return where those go who work outside their municipality: unit, workplace, start, end, in order.

    start and end: the part of them, 0 to 1, that the workplace takes; the parts of a municipality stand end to end. The
    two that merged in 2025 send each other nobody, so that a sum of the two is that of one.
    """
    known = _located(units)
    pairs = known.join(known.rename(lambda name: f"{name}/work"), how="cross").filter(
        (pl.col("unit") != pl.col("unit/work"))
        & ~(pl.col("unit").is_in([MANTYHARJU, PERTUNMAA]) & pl.col("unit/work").is_in([MANTYHARJU, PERTUNMAA]))
    )
    middle = (pl.col("latitude") + pl.col("latitude/work")) / 2 * (math.pi / 180)
    north = pl.col("latitude") - pl.col("latitude/work")
    east = (pl.col("longitude") - pl.col("longitude/work")) * middle.cos()
    apart = (north * north + east * east).sqrt() * _KILOMETRES_PER_DEGREE + _EXTENT
    pull = pl.col("jobs/work") / (apart * apart * apart) * (0.4 + 1.2 * uniform(345, "unit", "unit/work"))
    pairs = _balanced(pairs.with_columns(pull.alias("pull"))).sort("unit", "unit/work")
    # Few cross the sea between Åland and the rest every day.
    by_sea = pl.col("is_aland") != pl.col("is_aland/work")
    pairs = pairs.with_columns(pl.when(by_sea).then(pl.col("pull") * 0.02).otherwise(pl.col("pull")).alias("pull"))
    end = (pl.col("pull").cum_sum() / pl.col("pull").sum()).over("unit")
    is_last = pl.col("unit/work") == pl.col("unit/work").max().over("unit")
    return pairs.select(
        "unit", pl.col("unit/work").alias("workplace"), pl.when(is_last).then(1.0).otherwise(end).alias("end")
    ).with_columns(pl.col("end").shift(1, fill_value=0.0).over("unit").alias("start"))


def _balanced(pairs: pl.DataFrame) -> pl.DataFrame:
    """Leave out the weakest pairs, and bring those who come to a workplace near to the jobs it has for them."""
    kept = pairs.filter(pl.col("pull") >= _LEAST_SHARE * pl.col("pull").sum().over("unit"))
    for _ in range(_ROUNDS):
        kept = kept.with_columns(pl.col("pull") / pl.col("pull").sum().over("unit") * pl.col("leaving"))
        kept = kept.with_columns(pl.col("pull") / pl.col("pull").sum().over("unit/work") * pl.col("jobs/work"))
    return kept


def commuters(leaving: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Share those who leave (unit, year, out) among workplaces; returns unit, workplace, year, persons, all above 0.

    What goes out of a municipality adds up to its `out`.
    """
    rows = leaving.join(parts, on="unit")
    persons = portion(pl.col("out"), pl.col("start"), pl.col("end"), uniform(346, "unit", "year"))
    return rows.select("unit", "workplace", "year", persons.alias("persons")).filter(pl.col("persons") > 0)


def _located(units: pl.DataFrame) -> pl.DataFrame:
    """unit, latitude, longitude, is_aland, leaving (about how many leave it) and jobs (for others, in no unit)."""
    places = seed("municipality").select(
        pl.col("municipality_id").str.slice(2).cast(pl.Int64).alias("unit"),
        *(pl.col(name).cast(pl.Float64) for name in ("latitude", "longitude")),
    )
    merged = places.filter(pl.col("unit") == MANTYHARJU).with_columns(
        pl.lit(PERTUNMAA, pl.Int64).alias("unit"), pl.col("longitude") - 0.4
    )
    size = pl.col("centre_population")
    beside_a_city = ~pl.col("is_centre") & (size > 90_000)
    city = pl.when(size > 500_000).then(2.6).when(size > 90_000).then(1.7).otherwise(1.0)
    pull = pl.when("is_centre").then(city).when(beside_a_city).then(0.75).otherwise(0.4)
    leaving = pl.when("is_centre").then(0.21).when(beside_a_city).then(0.6).otherwise(0.4)
    located = pl.concat([places, merged]).join(units, on="unit")
    return located.select(
        "unit",
        "latitude",
        "longitude",
        "is_aland",
        (pl.col("population") * leaving).alias("leaving"),
        (pl.col("population") * pull * (0.8 + 0.4 * uniform(341, "unit"))).alias("jobs"),
    )
