"""Recorded real tables, served as their publisher serves them."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ingest.sample.protocol import Cells, Publisher, Table, Text, Variable, same
from tests.shared import SHARED

PATH = "StatFin/tyonv/12r5.px"
PANEL = "tyonv_12r5__414areas_23measures_2006M01-2022M02__vintage-2022-03.parquet"
RELEASED = datetime(2022, 3, 22, 6, tzinfo=UTC)
_NUMBER, _PERCENT = Text("lukumäärä", "antal", "number"), Text("prosentti", "procent", "percent")


def panel(name: str = PANEL) -> pl.DataFrame:
    """Rows of a recorded 12r5 file: area, month, content (String), value (Float64, null = hidden)."""
    assert SHARED is not None, "callers are skipped where the recordings are absent"
    frame = pl.read_parquet(Path(SHARED) / "statfin" / "tables" / name)
    return frame.select(
        area=pl.col("Alue").cast(pl.String),
        month=pl.col("Kuukausi").cast(pl.String),
        content=pl.col("Tiedot").cast(pl.String),
        value=pl.col("value").cast(pl.Float64),
    )


def table(rows: pl.DataFrame, updated: datetime = RELEASED) -> Table:
    """The rows as a table in the form of today; every null is a hidden cell."""
    areas, contents = (tuple(rows[name].unique(maintain_order=True)) for name in ("area", "content"))
    months = tuple(sorted(rows["month"].unique()))
    order = {"area": areas, "month": months, "content": contents}
    dense = rows.sort(*(pl.col(name).cast(pl.Enum(codes)) for name, codes in order.items()))
    assert dense.height == len(areas) * len(months) * len(contents), "a recorded table is a full cube"
    units = tuple(_PERCENT if content == "TYOTOSUUS" else _NUMBER for content in contents)
    variables = (
        Variable("Alue", Text("Alue", "Område", "Region"), areas, tuple(map(same, areas)), "area", total="SSS"),
        Variable("timeperiod_m", Text("Kuukausi", "Månad", "Month"), months, tuple(map(same, months)), "time"),
        Variable(
            "contentscode",
            Text("Tiedot", "Uppgifter", "Information"),
            contents,
            tuple(map(same, contents)),
            "content",
            units=units,
            decimals=tuple(1 if unit is _PERCENT else 0 for unit in units),
        ),
    )
    title = same("Työttömät työnhakijat eri ryhmissä")
    return Table("12r5", title, title, variables, Cells(dense["value"]), updated, same("KEHA-keskus"))


def publisher(content: Table) -> Publisher:
    """A publisher that has this one table."""
    return Publisher({PATH: content})
