"""What begins and ends in the sample: services and unemployment, by month, and what followed services by year."""

from functools import cache

import polars as pl

from ingest.sample.chance import portion, uniform, whole
from ingest.sample.edition import world

# How many of those in a service in a month leave it and are replaced in the next one.
_TURNOVER = {
    "TYOLLISTETTYLOP": 0.1,
    "TVKOULUTUSLOP": 0.2,
    "VUORVAPLOP": 0.05,
    "KUNTTYOLOP": 0.22,
    "OMAEHTLOP": 0.05,
    "VALMENNUSLOP": 0.5,
    "KOKEILULOP": 0.35,
    "TYOTTOMATLOPUSSA": 0.17,
}
# Of ended services, how many were followed by unemployment and how many by a service: the two overlap.
_FOLLOWED = {
    "TYOLLISTETTYLOP": (0.4, 0.2),
    "TVKOULUTUSLOP": (0.38, 0.3),
    "VUORVAPLOP": (0.2, 0.08),
    "KUNTTYOLOP": (0.23, 0.94),
    "OMAEHTLOP": (0.24, 0.36),
    "VALMENNUSLOP": (0.52, 0.37),
    "KOKEILULOP": (0.41, 0.46),
}
FOLLOWED = tuple(_FOLLOWED)
_KEYS = ("unit", "month")
_FIRST = 2019 * 12


@cache
def turnover() -> pl.DataFrame:
    """Return unit and month, and of each stock code itself, code/before, code/started and code/ended.

    before + started - ended is the stock. Rows are in the order of unit and month, from January 2019 on.
    """
    stocks = tuple(_TURNOVER)
    held = world().monthly.filter(pl.col("month") >= _FIRST - 1).select(*_KEYS, *stocks).sort(_KEYS)
    before = held.with_columns(pl.col(code).shift(1).over("unit").alias(f"{code}/before") for code in stocks)
    columns: list[pl.Expr] = []
    for place, (code, share) in enumerate(_TURNOVER.items()):
        step = pl.col(code) - pl.col(f"{code}/before")
        replaced = whole(pl.col(f"{code}/before") * share, uniform(500 + place, *_KEYS))
        columns += [
            (replaced + step.clip(lower_bound=0)).alias(f"{code}/started"),
            (replaced - step.clip(upper_bound=0)).alias(f"{code}/ended"),
        ]
    return before.drop_nulls().with_columns(columns)


@cache
def followed() -> pl.DataFrame:
    """Return unit and year, and of each service code/ended, code/unemployed and code/in_services (periods)."""
    ended = [pl.col(f"{code}/ended").sum() for code in FOLLOWED]
    yearly = turnover().with_columns((pl.col("month") // 12).alias("year")).group_by("unit", "year").agg(ended)
    columns: list[pl.Expr] = []
    for place, (code, shares) in enumerate(_FOLLOWED.items()):
        for side, (name, share) in enumerate(zip(("unemployed", "in_services"), shares, strict=True)):
            salt = 520 + 2 * place + side
            moved = share * (0.8 + 0.4 * uniform(salt + 40, "unit"))
            part = portion(pl.col(f"{code}/ended"), 0.0, moved.clip(0, 1), uniform(salt, "unit", "year"))
            columns.append(part.alias(f"{code}/{name}"))
    return yearly.with_columns(columns).sort("unit", "year")
