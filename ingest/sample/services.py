"""The sample's tables on services: by kind, started and ended (12u1 to 12u9), and what followed (12ur to 12ux)."""

import polars as pl

from ingest.sample.breakdown import hidden, percent, split, summed, with_totals
from ingest.sample.chance import portion, uniform
from ingest.sample.edition import Edition, table, world
from ingest.sample.table import Table, Text, Variable
from ingest.sample.turnover import followed, turnover
from ingest.sample.wording import contents, months, variable, years

AREA = Text("Alue", "Område", "Region")
LEVELS = ("SSS", "KU", "MK", "SK", "ELY")
MONTHS = 36  # of the newest release only, which is what the pages compare
_OUTCOME_YEARS = (2019, 2025)
_OTHER = ("VUORVAPLOP", "KUNTTYOLOP", "OMAEHTLOP")
_SERVICES = ("TVKOULUTUSLOP", "VALMENNUSLOP", "TYOLLISTETTYLOP", "KOKEILULOP", *_OTHER)
_COACHING, _TRIALS = (0.1, 0.75, 0.15), (0.86, 0.11, 0.01, 0.02)
_TRAINING, _EMPLOYMENT = (0.65, 0.35), (0.88, 0.12)
_STEPS = ("", "/started", "/ended")
_OUTCOMES = ("/ended", "/unemployed", "/in_services")


def area_of(edition: Edition) -> Variable:
    """Return the areas of a monthly table, with the buckets of what has no place."""
    return edition.division.variable("Alue", AREA, LEVELS, unplaced=True)


def last_months(edition: Edition) -> tuple[int, int]:
    """Return the first and the last month of the tables that have the newest months only."""
    return edition.months[1] - MONTHS + 1, edition.months[1]


def coaching(edition: Edition) -> Table:
    """Return 12u1: persons in coaching by kind; no total."""
    return _monthly(edition, "12u1", "coaching_kind", {"VALMENNUSLOP": _COACHING}, ("",))


def training(edition: Edition) -> Table:
    """Return 12u2: labour market training, those in it, started and ended."""
    return _monthly(edition, "12u2", "training_kind", {"TVKOULUTUSLOP": _TRAINING}, _STEPS)


def subsidised(edition: Edition) -> Table:
    """Return 12u6: subsidised employment, those in it, started and ended."""
    return _monthly(edition, "12u6", "employment_kind", {"TYOLLISTETTYLOP": _EMPLOYMENT}, _STEPS)


def trials(edition: Edition) -> Table:
    """Return 12u8: persons in work and training trials by kind."""
    return _monthly(edition, "12u8", "trial_kind", {"KOKEILULOP": _TRIALS}, ("",))


def other(edition: Edition) -> Table:
    """Return 12u9: other services by kind, those in them, started and ended; no total."""
    return _monthly(edition, "12u9", "other_kind", dict.fromkeys(_OTHER, (1.0,)), _STEPS)


def foreign_activation(edition: Edition) -> Table:
    """Return 12u5: foreign unemployed, foreigners in services and their activation rate."""
    area = area_of(edition)
    held = (area, months(*last_months(edition)), contents("12u5"))
    return table(edition, "12u5", held, lambda: _foreign_rows(edition, area))


def outcomes(edition: Edition) -> tuple[Table, ...]:
    """Return 12ur, 12us, 12ut, 12uw and 12ux: what followed ended services, by kind and year."""
    return (
        _yearly(edition, "12ur", "training_kind", {"TVKOULUTUSLOP": _TRAINING}),
        _yearly(edition, "12us", "coaching_kind", {"VALMENNUSLOP": _COACHING}),
        _yearly(edition, "12ut", "employment_kind", {"TYOLLISTETTYLOP": _EMPLOYMENT}),
        _yearly(edition, "12uw", "trial_kind", {"KOKEILULOP": _TRIALS}),
        _yearly(edition, "12ux", "other_kind", dict.fromkeys(_OTHER, (1.0,))),
    )


def by_kind(
    frame: pl.DataFrame, area: Variable, edition: Edition, key: str, kinds: tuple[str, tuple[str, ...]]
) -> pl.DataFrame:
    """Sum parts to areas, in the order area, kind, time: `kinds` is the name of the variable and the columns.

    Columns of `frame` are named as `part_names` does; the variable has a total where it has the value SSS.
    """
    name, columns = kinds
    count = len([code for code in variable(name).values if code != "SSS"])
    parts = tuple(column for column in frame.columns if column not in {"unit", key})
    areas = summed(frame, edition.division.places(area), (key,), parts).sort(key)
    rows = with_totals(areas, (count,), ("place", key), columns)
    if variable(name).values[0] != "SSS":
        rows = rows.filter(pl.col("depth_0") > 0)
    return rows.sort("place", maintain_order=True)


def _monthly(
    edition: Edition, table_id: str, kind: str, shares: dict[str, tuple[float, ...]], steps: tuple[str, ...]
) -> Table:
    area = area_of(edition)
    held = (area, variable(kind), months(*last_months(edition)), contents(table_id))

    def rows() -> pl.DataFrame:
        window = turnover().filter(pl.col("month").is_between(*last_months(edition)))
        found = by_kind(_parts(window, "month", shares, steps), area, edition, "month", (kind, steps))
        codes = contents(table_id).values
        return found.select(hidden(pl.col(step)).alias(code) for step, code in zip(steps, codes, strict=True))

    return table(edition, table_id, held, rows)


def _yearly(edition: Edition, table_id: str, kind: str, shares: dict[str, tuple[float, ...]]) -> Table:
    area = area_of(edition)
    held = (area, variable(kind), years(*_OUTCOME_YEARS), contents(table_id))

    def rows() -> pl.DataFrame:
        window = followed().filter(pl.col("year").is_between(*_OUTCOME_YEARS))
        found = by_kind(_parts(window, "year", shares, _OUTCOMES), area, edition, "year", (kind, _OUTCOMES))
        ended, unemployed, in_services = (pl.col(name) for name in _OUTCOMES)
        cells = (hidden(ended), hidden(unemployed), _share(unemployed, ended), hidden(in_services))
        codes = contents(table_id).values
        return found.select(
            cell.alias(code) for cell, code in zip((*cells, _share(in_services, ended)), codes, strict=True)
        )

    return table(edition, table_id, held, rows)


def _parts(frame: pl.DataFrame, key: str, shares: dict[str, tuple[float, ...]], steps: tuple[str, ...]) -> pl.DataFrame:
    """Columns step/0, step/1, ...: each stock split by its shares, the stocks one after the other."""
    made: list[pl.DataFrame] = []
    first = 0
    for stock, of_stock in shares.items():
        parts = split(frame, tuple(f"{stock}{step}" for step in steps), of_stock, key)
        names = {
            f"{stock}{step}/{place}": f"{step}/{first + place}" for step in steps for place in range(len(of_stock))
        }
        made.append(parts.rename(names))
        first += len(of_stock)
    keys = made[0].select("unit", key)
    return pl.concat([keys, *(one.drop("unit", key) for one in made)], how="horizontal")


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(part.is_between(1, 4) | whole.is_between(1, 4)).then(None).otherwise(percent(part, whole))


def _foreign_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    window = world().monthly.filter(pl.col("month").is_between(*last_months(edition)))
    chance = uniform(590, "unit", "month")
    part = 0.16 * (0.6 + 0.8 * uniform(591, "unit"))
    services = portion(pl.sum_horizontal(*_SERVICES), 0.0, part, chance).alias("services")
    rows = summed(
        window.with_columns(services), edition.division.places(area), ("month",), ("services", "TYOTTOMATULK")
    ).sort("place", "month")
    in_services, unemployed = pl.col("services"), pl.col("TYOTTOMATULK")
    is_secret = in_services.is_between(1, 4) | unemployed.is_between(1, 4)
    rate = percent(in_services, in_services + unemployed)
    return rows.select(
        pl.when(is_secret).then(None).otherwise(rate).alias("AKTASTEULK"),
        hidden(unemployed).alias("TYOTTOMATULK"),
        hidden(in_services).alias("PALVELUISSAYHTEENSAULK"),
    )
