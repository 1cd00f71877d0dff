"""The sample's table of pairs: employed persons by municipality of residence and of workplace."""

import polars as pl

from ingest.sample.areas import Division
from ingest.sample.edition import Edition, table, world
from ingest.sample.flows import commuters, shares
from ingest.sample.table import Table, Text, Variable
from ingest.sample.units import units
from ingest.sample.wording import contents, years

_HOME = Text("Asuinalue", "Boendeområde", "Area of residence")
_WORK = Text("Työpaikan alue", "Arbetsplatsens område", "Area of workplace")
_YEARS = 4


def commuting_pairs(edition: Edition) -> Table:
    """Return the four newest years of pairs; rows and columns add up to 115n and 115p."""
    last = edition.employment_years[1]
    home, work = _area(edition.division, "alue", _HOME), _area(edition.division, "tyopaikanalue", _WORK)
    span = (last - _YEARS + 1, last)
    return table(
        edition, "11od", (home, work, years(*span), contents("11od")), lambda: _rows(edition, home, work, span)
    )


def _area(division: Division, stem: str, text: Text) -> Variable:
    return division.variable(f"{stem}_23_{division.day}", text, ("SSS", "KU"))


def _rows(edition: Edition, home: Variable, work: Variable, span: tuple[int, int]) -> pl.DataFrame:
    """Every pair of places, place by place, year by year."""
    known = world().yearly.filter(pl.col("year").is_between(*span))
    crossing = commuters(known.select("unit", "year", "out"), shares(units()))
    staying = known.select("unit", pl.col("unit").alias("workplace"), "year", pl.col("home").alias("persons"))
    there = edition.division.places(work).rename({"place": "work_place", "unit": "workplace"})
    moved = pl.concat([crossing, staying]).join(edition.division.places(home), on="unit").join(there, on="workplace")
    summed = moved.group_by("place", "work_place", "year").agg(pl.col("persons").sum())
    dense = (
        pl.DataFrame({"place": range(len(home.values))}, schema={"place": pl.UInt32})
        .join(pl.DataFrame({"work_place": range(len(work.values))}, schema={"work_place": pl.UInt32}), how="cross")
        .join(pl.DataFrame({"year": range(span[0], span[1] + 1)}, schema={"year": pl.Int64}), how="cross")
    )
    every = dense.join(summed, on=["place", "work_place", "year"], how="left").sort("place", "work_place", "year")
    return every.select(pl.col("persons").fill_null(0.0).alias("tyokay-tyolliset2"))
