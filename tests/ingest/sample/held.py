"""Tables of the sample as frames, for tests."""

from functools import cache, reduce

import polars as pl

from ingest.sample.areas import seed
from ingest.sample.releases import releases
from ingest.sample.table import Table

OLDER, NEWER = 0, 1
TABLE_IDS = ("12r5", "12u4", "11ra", "12bs", "115x", "115n", "115p", "115h", "125s")
TABLES = [(release, table_id) for release in (OLDER, NEWER) for table_id in TABLE_IDS]


def table(release: int, table_id: str) -> Table:
    held = releases()[release].publisher.tables.values()
    return next(one for one in held if one.table_id == table_id)


@cache
def frame(release: int, table_id: str) -> pl.DataFrame:
    """One row for each combination of values: area, time, the other variables by their codes; contents as columns."""
    held = table(release, table_id)
    *keys, content = held.variables
    frames = [pl.DataFrame({_name(variable): variable.values}) for variable in keys]
    rows = reduce(lambda left, right: left.join(right, how="cross", maintain_order="left_right"), frames)
    size = len(content.values)
    cells = [held.held.values.gather_every(size, place).alias(code) for place, code in enumerate(content.values)]
    return rows.with_columns(cells)


def counts(release: int, table_id: str) -> list[str]:
    """Content codes that are whole numbers of persons or vacancies."""
    content = table(release, table_id).variables[-1]
    return [code for code, decimals in zip(content.values, content.decimals, strict=True) if decimals == 0]


def keys(release: int, table_id: str) -> list[str]:
    return [_name(variable) for variable in table(release, table_id).variables[:-1]]


@cache
def members(release: int) -> pl.DataFrame:
    """area and municipality, from the seeds, for the areas above municipalities; the country with the unplaced."""
    held = seed("area_member").select(pl.col("area_id").alias("of"), pl.col("municipality_id").alias("area"))
    held = held.filter(~pl.col("of").str.starts_with("KU") & pl.col("of").str.contains(r"^(SSS|MK|SK|TA|HVA|EVK)"))
    if release == NEWER:
        return pl.concat([held, pl.DataFrame({"of": ["SSS", "SSS"], "area": ["KU199", "KUJOU"]})])
    with_pertunmaa = held.filter(pl.col("area") == "KU507").with_columns(pl.lit("KU588").alias("area"))
    return pl.concat([held, with_pertunmaa])


def series(release: int, table_id: str, area: str, code: str) -> dict[str, float | None]:
    """One content of one area over time, of a table without breakdowns."""
    rows = frame(release, table_id).filter(pl.col("area") == area)
    return dict(zip(rows["time"].to_list(), rows[code].to_list(), strict=True))


def _name(variable) -> str:
    return variable.role if variable.role in {"area", "time"} else variable.code
