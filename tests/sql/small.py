"""A warehouse built from a few rows, through the real build and the real sql/."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from ingest import catalogue
from ingest.bronze import Bronze
from ingest.build import Material, build
from ingest.catalogue import Source
from ingest.history import History, lay_over
from ingest.panel import Panel
from ingest.raw import raw_columns
from ingest.readers import boundary, classification, occupation
from ingest.wide import Vintage
from tests.rows import frame
from tests.wide import vintage
from vertaispeili.resources import sql_directory

RELEASES = tuple(datetime(2026, month, 24, 6, tzinfo=UTC) for month in range(1, 13))
JOBSEEKERS, SERVICES, POPULATION = "statfin_tyonv_12r5", "statfin_tyonv_12u4", "statfin_vaerak_11ra"
OCCUPATIONS = "statfin_tyonv_12ti"
READERS = {"classification": classification.frame, "occupation": occupation.frame, "boundary": boundary.frame}

Drawing = str | pl.DataFrame
Tables = Mapping[str, Drawing | tuple[Drawing, ...]]


def warehouse(path: Path, tables: Tables) -> duckdb.DuckDBPyConnection:
    """Build a warehouse in the folder `path` and open it for reading.

    `tables` maps a source to its rows, drawn or as a frame: the raw columns of the source, our ids for contents, then
    value, where `...` is a hidden cell and `..` one that is not available. Several drawings are releases, the oldest
    first. A source stored wide has a column for each of its contents instead (`tests.wide`).
    """
    file = path / "small.duckdb"
    build(file, material(path, tables), _ignore)
    return duckdb.connect(str(file), read_only=True)


def material(path: Path, tables: Tables) -> Material:
    """Return what `warehouse` is built from; `path` is a folder, in which there are no documents."""
    sql = sql_directory()
    sources, indicators = catalogue.sources(sql), catalogue.indicators(sql)
    drawn = [source for source in sources if source.id in tables]
    histories = {source.id: _history(source, tables[source.id]) for source in drawn if source.storage == "long"}
    wide = {source.id: _vintages(source, tables[source.id]) for source in drawn if source.storage == "wide"}
    bronze = Bronze(path / "bronze")
    frames = {
        source.id: read(source, None, bronze)
        for source in sources
        for reader, read in READERS.items()
        if source.reader == reader
    }
    known = {"category": _categories(sources), "source_state": _no_states()}
    history, vintages = (lambda source: histories.get(source.id)), (lambda source: wide.get(source.id, ()))
    return Material(sql, sources, indicators, history, frames, known, vintages)


def code(source: Source, column: str, ours: str) -> str:
    """The publisher's code of one of our values; a value found by its label is its own code here."""
    category = source.columns[column].values.get(ours)
    return (category.code or ours) if category else ours


def _history(source: Source, drawings: Drawing | tuple[Drawing, ...]) -> History:
    releases = drawings if isinstance(drawings, tuple) else (drawings,)
    panels = [_panel(source, drawing, at) for drawing, at in zip(releases, RELEASES, strict=False)]
    return lay_over(panels, next(name for name, column in source.columns.items() if column.role == "time"))


def _vintages(source: Source, drawings: Drawing | tuple[Drawing, ...]) -> tuple[Vintage, ...]:
    releases = drawings if isinstance(drawings, tuple) else (drawings,)
    return tuple(vintage(source, str(one), at) for one, at in zip(releases, RELEASES, strict=False))[::-1]


def _panel(source: Source, drawing: Drawing, at: datetime) -> Panel:
    rows = frame(drawing) if isinstance(drawing, str) else drawing
    columns = {name: [code(source, name, str(one)) for one in rows[name]] for name in raw_columns(source)}
    codes = {name: tuple(dict.fromkeys(values)) for name, values in columns.items()}
    marks = [cell if cell in {"...", ".."} else None for cell in map(str, rows["value"])]
    values = [None if mark else float(str(cell)) for cell, mark in zip(rows["value"], marks, strict=True)]
    places = [
        pl.Series(name, [codes[name].index(one) for one in values], dtype=pl.UInt16) for name, values in columns.items()
    ]
    cells = pl.DataFrame(
        [*places, pl.Series("value", values, dtype=pl.Float64), pl.Series("status", marks, dtype=pl.String)]
    )
    return Panel(codes, cells.with_columns(pl.lit(at).cast(pl.Datetime("us", "UTC")).alias("published_at")))


def _categories(sources: tuple[Source, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "source_id": source.id,
                "column_name": name,
                "category_id": ours,
                "category_code": code(source, name, ours),
            }
            for source in sources
            for name, column in source.columns.items()
            for ours in column.values
        ]
    )


def _no_states() -> pl.DataFrame:
    moment, text = pl.Datetime("us", "UTC"), pl.String
    return pl.DataFrame(
        schema={
            "source_id": text,
            "updated_at": moment,
            "fetched_at": moment,
            "checked_at": moment,
            "outcome": text,
            "message": text,
            "next_release_at": moment,
            "next_release_is_published": pl.Boolean,
        }
    )


def _ignore(_step: str) -> None:
    """A build of a few rows needs no progress."""
