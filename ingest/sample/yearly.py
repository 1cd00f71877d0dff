"""The true counts of the sample by year: population, education, employment, commuting and workplaces."""

import polars as pl

from ingest.sample.chance import portion, uniform, whole
from ingest.sample.flows import commuters, shares

FIRST_YEAR, LAST_YEAR = 2008, 2025
_KEYS = ("unit", "year")

POPULATION = ("population", "under_15", "working_age", "over_64", "person_years", "swedish_speakers", "foreigners")
EDUCATION = ("kaste0", "kaste3", "kaste4", "kaste5", "kaste6", "kaste7", "kaste8")
LABOUR = ("adults", "employed_adults", "employed", "unemployed", "home", "out", "in")

# Parts of the adult population by education: urban, semi-urban and rural municipalities; the rest has kaste0.
_EDUCATION_SHARES = {
    "kaste3": (0.385, 0.44, 0.465),
    "kaste4": (0.011, 0.013, 0.014),
    "kaste5": (0.078, 0.092, 0.085),
    "kaste6": (0.145, 0.105, 0.085),
    "kaste7": (0.13, 0.065, 0.045),
    "kaste8": (0.013, 0.003, 0.002),
}


def yearly(units: pl.DataFrame) -> pl.DataFrame:
    """Return unit, year, urban_rural, POPULATION, EDUCATION and LABOUR (persons; person_years: the sum of ages)."""
    counted = pl.DataFrame({"year": range(FIRST_YEAR, LAST_YEAR + 1)}, schema={"year": pl.Int64})
    grid = units.join(counted, how="cross").sort(_KEYS)
    everyone = _commuting(_employment(_education(_population(grid))), shares(units))
    return everyone.select(*_KEYS, "urban_rural", *POPULATION, *EDUCATION, *LABOUR)


def _population(grid: pl.DataFrame) -> pl.DataFrame:
    wander = 1 + 0.004 * (uniform(301, *_KEYS) - 0.5)
    people = (pl.col("population") * (1 - pl.col("growth") * (2025 - pl.col("year"))) * wander).round(0)
    old = _by_class(0.19, 0.24, 0.29) * (0.85 + 0.3 * uniform(302, "unit")) + 0.003 * (pl.col("year") - 2025)
    young = _by_class(0.155, 0.155, 0.14) * (0.85 + 0.3 * uniform(303, "unit")) - 0.001 * (pl.col("year") - 2025)
    age = 44 + 40 * (old - 0.22) - 25 * (young - 0.15)
    foreign = _by_class(0.09, 0.035, 0.025) * (1 + 0.05 * (pl.col("year") - 2025)) * (0.6 + 0.8 * uniform(304, "unit"))
    return (
        grid.with_columns(people.alias("population"))
        .with_columns(
            _part(pl.col("population"), young, 305).alias("under_15"),
            _part(pl.col("population"), old, 306).alias("over_64"),
            (pl.col("population") * age).round(0).alias("person_years"),
            _part(pl.col("population"), pl.col("swedish"), 307).alias("swedish_speakers"),
            _part(pl.col("population"), foreign, 308).alias("foreigners"),
        )
        .with_columns((pl.col("population") - pl.col("under_15") - pl.col("over_64")).alias("working_age"))
    )


def _education(frame: pl.DataFrame) -> pl.DataFrame:
    grown = pl.col("population") - pl.col("under_15")
    later = 1 + 0.012 * (pl.col("year") - 2025)
    shares = {
        level: _by_class(*parts) * (0.85 + 0.3 * uniform(310 + place, "unit")) * (1 if level == "kaste3" else later)
        for place, (level, parts) in enumerate(_EDUCATION_SHARES.items())
    }
    levels = [_part(grown, share, 320 + place).alias(level) for place, (level, share) in enumerate(shares.items())]
    return frame.with_columns(*levels).with_columns(
        (grown - pl.sum_horizontal(*_EDUCATION_SHARES)).alias("kaste0"),
    )


def _employment(frame: pl.DataFrame) -> pl.DataFrame:
    boom = pl.col("year").replace_strict(
        dict(zip(range(2008, 2026), (2, 0, 0, 1, 0, -1, -2, -3, -2, 0, 2, 3, 1, 3, 5, 4, 2, 1), strict=True)),
        return_dtype=pl.Float64,
    )
    rate = (81.0 - 0.75 * pl.col("level") + boom * 0.6 + 2 * (uniform(330, "unit") - 0.5)) / 100
    unemployed = pl.col("level") / 100 * (0.75 - 0.02 * boom) * (1 + 0.08 * (2 * uniform(331, *_KEYS) - 1))
    return (
        frame.with_columns(_part(pl.col("working_age"), 0.945, 332).alias("adults"))
        .with_columns(_part(pl.col("adults"), rate, 333).alias("employed_adults"))
        .with_columns(_plus(pl.col("employed_adults"), pl.col("over_64") * 0.045, 334).alias("employed"))
        .with_columns(_part(pl.col("employed"), unemployed / (1 - unemployed), 335).alias("unemployed"))
    )


def _commuting(frame: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Split the employed into home and out; those who come in are those who leave other places for this one."""
    beside_a_city = ~pl.col("is_centre") & (pl.col("centre_population") > 90_000)
    leaving = (pl.when("is_centre").then(_by_class(0.2, 0.24, 0.28)).when(beside_a_city).then(0.6).otherwise(0.4)) * (
        0.85 + 0.3 * uniform(340, "unit")
    )
    split = frame.with_columns(_part(pl.col("employed"), leaving, 342).alias("out"))
    coming = (
        commuters(split.select(*_KEYS, "out"), parts)
        .group_by(pl.col("workplace").alias("unit"), "year")
        .agg(pl.col("persons").sum().alias("in"))
    )
    return (
        split.join(coming, on=_KEYS, how="left")
        .with_columns((pl.col("employed") - pl.col("out")).alias("home"), pl.col("in").fill_null(0.0))
        .sort(_KEYS)
    )


def _by_class(urban: float, semi_urban: float, rural: float) -> pl.Expr:
    return pl.col("urban_rural").replace_strict({1: urban, 2: semi_urban, 3: rural}, return_dtype=pl.Float64)


def _part(count: pl.Expr, share: pl.Expr | float, salt: int) -> pl.Expr:
    return portion(count, 0.0, share, uniform(salt, *_KEYS))


def _plus(count: pl.Expr, expected: pl.Expr, salt: int) -> pl.Expr:
    return count + whole(expected, uniform(salt, *_KEYS))
