"""The monthly table of the sample by occupation (12ti): unemployed and vacancies that do not always meet."""

import polars as pl

from ingest.sample.areas import seed
from ingest.sample.breakdown import hidden, summed
from ingest.sample.chance import portion, uniform
from ingest.sample.edition import Edition, table, world
from ingest.sample.table import Table, Text, Variable
from ingest.sample.units import units
from ingest.sample.wording import contents, months

_LEVELS = ("SSS", "KU", "MK", "SK", "ELY")
_AREA = Text("Alue", "Område", "Region")
_OCCUPATION = Text("Ammattiryhmä", "Yrkesgrupp", "Occupational group")
_MONTHS = 24
_SIDES = ("TYOTTOMATLOPUSSA", "AVPAIKATLOPUSSA")
# Occupation: how many of a thousand unemployed and of a thousand vacancies have it, invented around known orders.
_WEIGHTS = """
0210 1 1, 0310 1 1, 1120 6 2, 1211 2 1, 1221 7 4, 1321 3 2, 1323 3 2, 1342 2 3, 1345 1 2, 1412 4 3, 1420 5 4, 2113 2 1,
2142 3 6, 2144 5 7, 2151 4 8, 2161 3 2, 2166 9 2, 2211 1 9, 2212 2 12, 2221 2 8, 2261 1 5, 2310 5 4, 2320 5 7, 2330 6 8,
2341 6 10, 2342 3 28, 2352 2 16, 2359 5 6, 2411 6 8, 2422 11 7, 2431 11 5, 2512 11 8, 2514 16 5, 2522 6 3, 2621 3 1,
2634 2 6, 2635 4 22, 2642 8 2, 2643 4 1, 2652 5 1, 2654 4 1, 3112 4 7, 3115 6 5, 3123 5 6, 3141 4 2, 3212 2 4, 3213 1 5,
3221 8 62, 3255 3 7, 3313 9 9, 3322 20 26, 3334 3 8, 3341 2 2, 3343 16 3, 3344 4 3, 3412 14 22, 3423 8 6, 3431 5 1,
3434 4 7, 3512 9 4, 4110 34 8, 4222 9 12, 4226 7 4, 4311 9 4, 4321 18 11, 5120 34 40, 5131 15 18, 5141 8 10, 5151 2 4,
5153 20 13, 5169 2 1, 5221 6 1, 5222 4 9, 5223 58 38, 5230 5 4, 5244 7 30, 5246 5 6, 5311 20 26, 5312 24 14, 5321 30 66,
5322 8 34, 5414 7 12, 6113 9 6, 6121 3 4, 6210 5 5, 7111 12 14, 7114 6 6, 7115 24 20, 7119 5 8, 7126 9 14, 7131 12 8,
7212 11 14, 7213 4 5, 7223 10 12, 7231 15 16, 7233 10 20, 7411 9 18, 7421 5 7, 7512 6 4, 7522 4 2, 8121 4 4, 8153 4 1,
8160 9 11, 8172 4 4, 8212 5 4, 8219 7 8, 8322 18 14, 8331 4 10, 8332 20 26, 8342 11 12, 8344 6 6, 9112 44 62, 9214 5 8,
9313 16 7, 9321 7 4, 9329 12 6, 9333 22 14, 9412 20 14, 9621 6 10, 9629 8 3, X011 12 0, X121 9 0, X131 8 0, X211 104 0,
X212 62 0
"""


def occupations(edition: Edition) -> Table:
    """Return 12ti: areas, occupations, the newest 24 months, unemployed and vacancies; small counts hidden."""
    area = edition.division.variable("Alue", _AREA, _LEVELS, unplaced=True)
    occupation = _variable()
    last = edition.months[1]
    held = (area, occupation, months(last - _MONTHS + 1, last), contents("12ti"))
    return table(edition, "12ti", held, lambda: _rows(edition, area))


def _weights() -> pl.DataFrame:
    """Return occupation (its place in the table), code and the weights of both sides."""
    rows = [one.split() for one in _WEIGHTS.replace("\n", " ").split(",")]
    frame = pl.DataFrame(
        [
            (place, code, float(unemployed), float(vacancies))
            for place, (code, unemployed, vacancies) in enumerate(rows)
        ],
        schema={"occupation": pl.Int64, "code": pl.String, **dict.fromkeys(_SIDES, pl.Float64)},
        orient="row",
    )
    # Rarer among the unemployed, more wanted: the two sides of the sample meet about as badly as real ones.
    scarcity = (pl.col(_SIDES[1]) / pl.col(_SIDES[0])) ** 0.8
    return frame.with_columns((pl.col(_SIDES[1]) * scarcity).alias(_SIDES[1]))


def _variable() -> Variable:
    codes = _weights()["code"].to_list()
    words = {code: Text(fi, sv, en) for code, _, fi, sv, en, _ in seed("occupation").rows()}
    labels = (*(words[code] for code in codes), Text("Yhteensä", "Totalt", "Total"))
    return Variable("Ammattiryhmä", _OCCUPATION, (*codes, "SSS"), labels, "other", "SSS")


def _rows(edition: Edition, area: Variable) -> pl.DataFrame:
    last = edition.months[1]
    counts = world().monthly.filter(pl.col("month").is_between(last - _MONTHS + 1, last))
    chances = [uniform(500 + place, "unit", "month").alias(f"{side}/chance") for place, side in enumerate(_SIDES)]
    counts = counts.select("unit", "month", *_SIDES, *chances)
    share = {side: [pl.col(f"{side}/{end}") for end in ("start", "end", "chance")] for side in _SIDES}
    split = [portion(pl.col(side), *share[side]).alias(side) for side in _SIDES]
    parts = counts.join(_shares(counts), on="unit").select("unit", "month", "occupation", *split)
    by_area = summed(parts, edition.division.places(area), ("occupation", "month"), _SIDES)
    total = by_area.group_by("place", "month").agg(pl.col(_SIDES).sum())
    total = total.with_columns(pl.lit(_weights().height, pl.Int64).alias("occupation")).select(by_area.columns)
    return (
        pl.concat([by_area, total])
        .sort("place", "occupation", "month")
        .select(*(hidden(pl.col(side)).alias(side) for side in _SIDES))
    )


def _shares(counts: pl.DataFrame) -> pl.DataFrame:
    """Return unit, occupation and the two shares between which each side of it lies: towns and chance move them."""
    classes = units().select("unit", pl.col("urban_rural").cast(pl.Int64))
    every = counts.select(pl.col("unit").unique()).join(classes, on="unit", how="left")
    grid = (
        every.with_columns(pl.col("urban_rural").fill_null(1)).join(_weights(), how="cross").sort("unit", "occupation")
    )
    # What an occupation is more of in the country or in towns is the same on both sides, its own chance is not.
    rural = 1 + 0.25 * (pl.col("urban_rural") - 1) * (2 * uniform(510, "occupation") - 1)
    moved = [
        (pl.col(side) * rural * (0.5 + uniform(511 + place, "unit", "occupation"))).alias(side)
        for place, side in enumerate(_SIDES)
    ]
    ends = [(pl.col(side).cum_sum() / pl.col(side).sum()).over("unit").alias(f"{side}/end") for side in _SIDES]
    starts = [pl.col(f"{side}/end").shift(1, fill_value=0.0).over("unit").alias(f"{side}/start") for side in _SIDES]
    return grid.with_columns(*moved).with_columns(*ends).with_columns(*starts)
