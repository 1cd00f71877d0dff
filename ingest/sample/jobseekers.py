"""The monthly tables of the sample: jobseekers and vacancies (12r5), services and activation (12u4)."""

import polars as pl

from ingest.sample.breakdown import hidden, part_names, percent, split, summed, with_totals
from ingest.sample.edition import Edition, table, world
from ingest.sample.monthly import COUNTS
from ingest.sample.table import Table, Text, Variable
from ingest.sample.wording import contents, months, variable

_AREA = Text("Alue", "Område", "Region")
_LEVELS = ("SSS", "KU", "MK", "SK", "ELY")
_OTHER = ("VUORVAPLOP", "KUNTTYOLOP", "OMAEHTLOP")
_SERVICES = ("TVKOULUTUSLOP", "VALMENNUSLOP", "TYOLLISTETTYLOP", "KOKEILULOP", *_OTHER)
_ACTIVATION = ("TYOTTOMATLOPUSSA", *_SERVICES)
# men under 25, 25 to 49, 50 and over, then women the same
_SEX_AND_AGE = (0.08, 0.3, 0.17, 0.05, 0.24, 0.16)


def jobseekers(edition: Edition) -> Table:
    """Return 12r5: areas, months, 23 contents; small counts and their rates hidden."""
    area = edition.division.variable("Alue", _AREA, _LEVELS, unplaced=True)
    return table(
        edition,
        "12r5",
        (area, months(*edition.months), contents("12r5")),
        lambda: _jobseeker_rows(edition, area),
    )


def activation(edition: Edition) -> Table:
    """Return 12u4: areas, sex, age, months, 10 contents; small counts and their rates hidden."""
    area = edition.division.variable("Alue", _AREA, _LEVELS, unplaced=True)
    sex, age = variable("tyonv_sex"), variable("tyonv_age")
    return table(
        edition,
        "12u4",
        (area, sex, age, months(*edition.service_months), contents("12u4")),
        lambda: _activation_rows(edition, area),
    )


def _jobseeker_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    counts = (*COUNTS, "TYOVOIMATK")
    frame = _with_labour_force(_within(edition.months), edition.early_months)
    rows = summed(frame, edition.division.places(area), ("month",), counts).sort("place", "month")
    rows = rows.with_columns(pl.sum_horizontal(*_OTHER).alias("MTPPALVELUTLOP"))
    unemployed = pl.col("TYOTTOMATLOPUSSA")
    rate = percent(unemployed, pl.col("TYOVOIMATK"))
    return rows.select(
        *(hidden(pl.col(code)).alias(code) for code in (*COUNTS, "MTPPALVELUTLOP")),
        "TYOVOIMATK",
        pl.when(unemployed.is_between(1, 4)).then(None).otherwise(rate).alias("TYOTOSUUS"),
    )


def _activation_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    parts = split(_within(edition.service_months), _ACTIVATION, _SEX_AND_AGE, "month")
    names = tuple(name for code in _ACTIVATION for name in part_names(code, len(_SEX_AND_AGE)))
    areas = summed(parts, edition.division.places(area), ("month",), names).sort("month")
    rows = with_totals(areas, (2, 3), ("place", "month"), _ACTIVATION).sort("place", maintain_order=True)
    services, unemployed = pl.sum_horizontal(*_SERVICES), pl.col("TYOTTOMATLOPUSSA")
    is_secret = services.is_between(1, 4) | unemployed.is_between(1, 4)
    return rows.select(
        *(hidden(pl.col(code)).alias(code) for code in _ACTIVATION),
        hidden(services).alias("PALVELUISSAYHTEENSA"),
        pl.when(is_secret).then(None).otherwise(percent(services, services + unemployed)).alias("AKTASTE"),
    )


def _within(window: tuple[int, int]) -> pl.DataFrame:
    return world().monthly.filter(pl.col("month").is_between(*window))


def _with_labour_force(frame: pl.DataFrame, early_months: tuple[int, ...]) -> pl.DataFrame:
    """Add TYOVOIMATK: the labour force two years back, three in months that are too early for the new one."""
    two_years_back = pl.col("month") // 12 - 2
    year = pl.when(pl.col("month").is_in(early_months)).then(two_years_back - 1).otherwise(two_years_back)
    labour_force = world().yearly.select(
        "unit", "year", (pl.col("employed") + pl.col("unemployed")).alias("TYOVOIMATK")
    )
    joined = frame.with_columns(year.alias("year")).join(labour_force, on=["unit", "year"], how="left")
    return joined.with_columns(pl.col("TYOVOIMATK").fill_null(0.0))
