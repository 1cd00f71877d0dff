"""The yearly tables of the sample: population, education, employment, commuting and workplaces."""

from itertools import product

import polars as pl

from ingest.sample.areas import Division
from ingest.sample.breakdown import percent, split, summed, with_totals
from ingest.sample.chance import uniform
from ingest.sample.edition import Edition, table, world
from ingest.sample.table import Table, Text, Variable
from ingest.sample.wording import contents, variable, years
from ingest.sample.yearly import EDUCATION, LABOUR, POPULATION

_WIDE = ("SSS", "KU", "SK", "TA", "HVA", "MK", "EVK", "MA")
_AREA = Text("Alue", "Område", "Area")
_WORK_AREA = Text("Työpaikan alue", "Arbetsplatsens område", "Area of workplace")
_TERTIARY = ("kaste5", "kaste6", "kaste7", "kaste8")
_COMMUTING = ("home", "out", "in")
_MEN = 0.49  # of the adult population
_EDUCATION_PARTS, _AGE_PARTS = (0.1, 0.44, 0.3, 0.16), (0.09, 0.46, 0.41, 0.04)
# Jobs by industry, A to U and unknown, of the whole; men's share of each.
_INDUSTRIES = (
    (0.03, 0.7), (0.003, 0.87), (0.125, 0.73), (0.005, 0.78), (0.005, 0.8), (0.07, 0.91), (0.11, 0.52), (0.055, 0.8),
    (0.036, 0.37), (0.046, 0.68), (0.017, 0.4), (0.01, 0.5), (0.064, 0.53), (0.073, 0.48), (0.045, 0.47), (0.07, 0.34),
    (0.172, 0.12), (0.022, 0.43), (0.028, 0.31), (0.003, 0.3), (0.0005, 0.5), (0.0105, 0.58),
)  # fmt: skip


def population(edition: Edition) -> Table:
    """Return 11ra: key figures on population by area and year."""
    area = _area(edition.division, edition.division.day, _WIDE)
    held = years(*edition.population_years)
    return table(edition, "11ra", (area, held, contents("11ra")), lambda: _population_rows(edition, area))


def education(edition: Edition) -> Table:
    """Return 12bs: population aged 15 or over by level of education, year, area and sex."""
    area = _area(edition.division, edition.division.day, ("SSS", "KU", "MK", "MA"))
    held = (years(*edition.population_years), area, variable("sex"), contents("12bs"))
    return table(edition, "12bs", held, lambda: _education_rows(edition, area))


def employment(edition: Edition) -> Table:
    """Return 115x: key indicators of employment by area and year."""
    area = _area(edition.division, edition.division.day, _WIDE)
    held = years(*edition.employment_years)
    return table(edition, "115x", (area, held, contents("115x")), lambda: _employment_rows(edition, area))


def self_sufficiency(edition: Edition) -> Table:
    """Return 125s: jobs per 100 employed residents by area and year."""
    area = _area(edition.division, edition.division.day, ("SSS", "KU", "SK", "MK"))
    held = years(*edition.employment_years)
    jobs = percent(pl.col("home") + pl.col("in"), pl.col("home") + pl.col("out")).alias("tyokay-tpomavar")
    rows = lambda: _by_area(edition, area, edition.employment_years, _COMMUTING).select(jobs)  # noqa: E731
    return table(edition, "125s", (area, held, contents("125s")), rows)


def commuting_out(edition: Edition) -> Table:
    """Return 115n: employed residents by commuting, education and age."""
    area = _area(edition.division, edition.division.day, ("SSS", "KU"))
    return _commuting(edition, "115n", area, ("home", "out"))


def commuting_in(edition: Edition) -> Table:
    """Return 115p: jobs by commuting, education and age."""
    area = _area(edition.division, edition.division.day, ("SSS", "KU"), _WORK_AREA, "tyopaikanalue")
    return _commuting(edition, "115p", area, ("home", "in"))


def industries(edition: Edition) -> Table:
    """Return 115h: jobs by industry and sex."""
    area = _area(edition.division, edition.division.day, ("SSS", "KU", "SK", "MK"), _WORK_AREA, "tyopaikanalue")
    held = (area, variable("industry"), variable("sex"), years(*edition.employment_years), contents("115h"))
    return table(edition, "115h", held, lambda: _industry_rows(edition, area))


def _area(division: Division, day: str, levels: tuple[str, ...], text: Text = _AREA, stem: str = "alue") -> Variable:
    return division.variable(f"{stem}_23_{day}", text, levels)


def _within(window: tuple[int, int]) -> pl.DataFrame:
    return world().yearly.filter(pl.col("year").is_between(*window))


def _by_area(edition: Edition, area: Variable, window: tuple[int, int], columns: tuple[str, ...]) -> pl.DataFrame:
    return summed(_within(window), edition.division.places(area), ("year",), columns).sort("place", "year")


def _areas(parts: pl.DataFrame, edition: Edition, area: Variable) -> pl.DataFrame:
    columns = tuple(column for column in parts.columns if "/" in column)
    return summed(parts, edition.division.places(area), ("year",), columns).sort("year")


def _population_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    people = pl.col("population")
    young_and_old = pl.col("under_15") + pl.col("over_64")
    return _by_area(edition, area, edition.population_years, POPULATION).select(
        people.alias("vaerak-vaesto"),
        percent(pl.col("under_15"), people).alias("vaesto_alle15_p"),
        percent(pl.col("working_age"), people).alias("vaesto_15_64_p"),
        percent(pl.col("over_64"), people).alias("vaesto_yli64_p"),
        (percent(pl.col("person_years"), people * 100)).alias("vaesto_keski_ika"),
        percent(young_and_old, pl.col("working_age")).alias("vaesto_huoltosuhde"),
        percent(pl.col("swedish_speakers"), people).alias("vaesto_ruotsi_p"),
        percent(pl.col("foreigners"), people).alias("vaesto_ulkom_p"),
    )


def _education_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    parts = split(_within(edition.population_years), EDUCATION, (_MEN, 1 - _MEN), "year")
    areas = _areas(parts, edition, area)
    rows = with_totals(areas, (2,), ("year", "place"), EDUCATION).sort("year", "place", maintain_order=True)
    rows = rows.with_columns(
        pl.sum_horizontal(*_TERTIARY).alias("kaste5T8"), pl.sum_horizontal(*EDUCATION).alias("vaesto_15_")
    )
    rows = rows.with_columns((pl.col("vaesto_15_") - pl.col("kaste0")).alias("kaste3T8"))
    shares = [
        percent(pl.col(code), pl.col("vaesto_15_")).alias(f"{code}osuus")
        for code in ("kaste0", "kaste3T8", "kaste3", "kaste5T8")
    ]
    lengths = zip(EDUCATION, (0, 3, 3.5, 5, 6, 8, 11), strict=True)
    studied = pl.sum_horizontal(*(pl.col(code) * length for code, length in lengths))
    return rows.with_columns(*shares, percent(studied, pl.col("vaesto_15_")).alias("vktm"))


def _employment_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    rows = _by_area(edition, area, edition.employment_years, (*LABOUR, "population"))
    employed, unemployed = pl.col("employed"), pl.col("unemployed")
    return rows.select(
        (employed + unemployed).alias("tyokay-tyovoima"),
        employed.alias("tyokay-tyolliset"),
        unemployed.alias("tyokay-tyottomat"),
        percent(pl.col("employed_adults"), pl.col("adults")).alias("tyokay-tyollisyysaste"),
        percent(unemployed, employed + unemployed).alias("tyokay-tyottomyysaste"),
        percent(pl.col("population") - employed, employed).alias("tyokay-huoltosuhde"),
    )


def _commuting(edition: Edition, table_id: str, area: Variable, columns: tuple[str, str]) -> Table:
    direction = variable("outcommuting" if table_id == "115n" else "incommuting")
    breakdowns = (direction, variable("education"), variable("age"))
    held = (area, *breakdowns, years(*edition.employment_years), contents(table_id))
    return table(edition, table_id, held, lambda: _commuting_rows(edition, area, columns))


def _commuting_rows(edition: Edition, area: Variable, columns: tuple[str, str]) -> pl.DataFrame:
    shares = tuple(level * age for level, age in product(_EDUCATION_PARTS, _AGE_PARTS))
    parts = split(_within(edition.employment_years), columns, shares, "year")
    areas = _areas(parts, edition, area)
    totals = with_totals(areas, (len(_EDUCATION_PARTS), len(_AGE_PARTS)), ("place", "year"), columns)
    home, away = (pl.col(column) for column in columns)
    directions = [totals.select("place", count.alias("tyokay-tyolliset2")) for count in (home + away, home, away)]
    return pl.concat(directions).sort("place", maintain_order=True)


def _industry_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    shares = tuple(part for size, men in _INDUSTRIES for part in (size * men, size * (1 - men)))
    jobs = _within(edition.employment_years).with_columns((pl.col("home") + pl.col("in")).alias("jobs"))
    # Industries stand from farming to public services: the more rural, the more of the first.
    bend = 1.3 - 0.2 * (pl.col("urban_rural") - 1) + 0.3 * (uniform(402, "unit") - 0.5)
    parts = split(jobs, ("jobs",), shares, "year", bend)
    areas = _areas(parts, edition, area)
    rows = with_totals(areas, (len(_INDUSTRIES), 2), ("place", "year"), ("jobs",))
    return rows.sort("place", maintain_order=True).select(pl.col("jobs").alias("tyokay-tyolliset3"))
