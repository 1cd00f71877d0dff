"""Build one warehouse, whole, from the answers held and the declarations of sql/."""

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb
import polars as pl

from ingest import declared, raw
from ingest.catalogue import Indicator, Source
from ingest.derive import DERIVED, Derived
from ingest.errors import BuildFailed, CheckFailed
from ingest.history import History
from ingest.models import Model, in_order, model, references
from ingest.wide import Vintage, asked, write_wide
from vertaispeili.methods.travel_to_work import USUAL, Parameters

SCHEMAS = ("cells", "raw", "catalogue", "stage", "core", "derive", "mart")
# Rows of a block. A question about an area or an indicator reads the blocks that have it and no others: of the usual
# 122 880 rows each is read for 8 192 that are wanted.
BLOCK_ROWS = 8192
# The cells of a source that is stored long are only ever read whole: small blocks would make them slower to write.
CELL_ROWS = 122_880
# Each thread needs memory of its own, and the largest models gain nothing from more.
_MOST_THREADS = 4
Step = Callable[[str], None]


@dataclass(frozen=True)
class Material:
    """What a build is made from.

    history: the laid-over vintages of a pxweb source, None where none is held. frames: raw tables of the other
    readers, by source id, empty where nothing is held. known: rows that only this run knows, by table of the
    catalogue (category, source_state, run, build). vintages: the releases of a source that is stored wide, the newest
    first. rule: how large and self-contained travel-to-work areas are.
    """

    sql: Path
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    history: Callable[[Source], History | None]
    frames: Mapping[str, pl.DataFrame]
    known: Mapping[str, pl.DataFrame]
    vintages: Callable[[Source], Sequence[Vintage]] = lambda _source: ()
    rule: Parameters = USUAL


def build(path: Path, material: Material, step: Step) -> None:
    """Write the warehouse file `path`; `step` is told the name of what is being made.

    `BuildFailed` names the model that cannot be made, `CheckFailed` the one whose grain does not hold.
    """
    with _file(path, CELL_ROWS) as connection:
        _receive(connection, material, step)
    with _file(path, BLOCK_ROWS) as connection:
        _make_all(connection, material, step)
        connection.execute("checkpoint")


def fill(connection: duckdb.DuckDBPyConnection, material: Material, step: Step) -> None:
    """Make every table and view in the database that the connection uses, a file or a lake; errors as in `build`."""
    _receive(connection, material, step)
    _make_all(connection, material, step)


def _receive(connection: duckdb.DuckDBPyConnection, material: Material, step: Step) -> None:
    """Make the catalogue, and what is held of the sources that are not stored wide."""
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    step("catalogue")
    for name, frame in declared.tables(material.sql, material.sources, material.indicators).items():
        raw.write_table(connection, f"catalogue.{name}", frame)
    raw.write_table(connection, "catalogue.travel_to_work_setting", pl.DataFrame([asdict(material.rule)]))
    for name, frame in material.known.items():
        raw.write_table(connection, f"catalogue.{name}", frame)
    raw.create_vintage(connection)
    for source in material.sources:
        if source.id in material.frames:
            step(f"raw.{source.id}")
            raw.write_table(connection, f"raw.{source.id}", material.frames[source.id])
        elif source.storage == "long":
            step(f"raw.{source.id}")
            raw.write_history(connection, source, material.history(source))


def _make_all(connection: duckdb.DuckDBPyConnection, material: Material, step: Step) -> None:
    """Make what is stored wide, then the models in their order."""
    for source in material.sources:
        if source.id not in material.frames and source.storage == "wide":
            step(f"raw.{source.id}")
            with raw.bounded(connection, is_meant=_is_whole(source)):
                write_wide(connection, source, material.vintages(source))
    # Models over a whole table stored wide are held to less memory than a build has: several are in hand at a time.
    is_large = any(_is_whole(source) for source in material.sources)
    nodes: list[Model | Derived] = [*models(material.sql, material.sources), *DERIVED]
    for each in in_order(nodes):
        step(each.name)
        _derive(connection, each) if isinstance(each, Derived) else _make(connection, each, is_large)


@contextmanager
def _file(path: Path, rows: int) -> Generator[duckdb.DuckDBPyConnection]:
    """Open a database file, which is created if need be; what is written to it is stored in blocks of so many rows."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": f"{path}.tmp",
        # What does not fit goes to disk: a refresh needs no larger machine than serving does, and hardly more time.
        "memory_limit": "1GB",
        "threads": min(_MOST_THREADS, os.cpu_count() or 1),
    }
    with duckdb.connect(config=config) as connection:
        quoted = str(path).replace("'", "''")
        connection.execute(f"attach '{quoted}' as warehouse (row_group_size {rows})")
        connection.execute("use warehouse")
        yield connection


def models(sql: Path, sources: tuple[Source, ...]) -> tuple[Model, ...]:
    """Every SELECT of the warehouse, in no order: those of sql/, and those that follow from the sources."""
    stage = [_staged(sql, source) for source in sources]
    rest = [model(file, layer) for layer in ("core", "mart") for file in sorted((sql / layer).glob("*.sql"))]
    listed = {"stage.figure": raw.stage_figure(sources), "core.revision": raw.core_revision(sources)}
    for source in sources:
        listed |= asked(source) if source.storage == "wide" else {}
    return (
        *stage,
        *rest,
        *(Model(name, text, (), references(text), name.startswith("stage.")) for name, text in listed.items()),
    )


def _staged(sql: Path, source: Source) -> Model:
    """The stage of one source; where it is stored wide, the grain is proved as the rows are written."""
    staged = model(sql / "sources" / f"{source.id}.sql", "stage")
    return replace(staged, grain=()) if source.storage == "wide" else staged


def _is_whole(source: Source) -> bool:
    return source.storage == "wide" and all(column.newest is None for column in source.columns.values())


def _make(connection: duckdb.DuckDBPyConnection, each: Model, is_large: bool) -> None:
    kind = "view" if each.is_view else "table"
    try:
        with raw.bounded(connection, is_meant=is_large and each.is_bounded):
            connection.execute(f"create {kind} {each.name} as {each.sql}")
    except (duckdb.IOException, duckdb.TransactionException):
        raise  # the disk's fault, not the model's
    except duckdb.Error as error:
        raise BuildFailed(f"{each.name} cannot be made: {' '.join(str(error).split())}") from error
    # Stage is what the publisher sent: it is checked. A view further on reads tables that were.
    if not each.grain or (each.is_view and each.layer != "stage"):
        return
    _prove_grain(connection, each.name, each.grain)


def _derive(connection: duckdb.DuckDBPyConnection, each: Derived) -> None:
    inputs = {parameter: raw.read_table(connection, table) for parameter, table in each.inputs.items()}
    raw.write_table(connection, each.name, each.make(**inputs))
    _prove_grain(connection, each.name, each.grain)


def _prove_grain(connection: duckdb.DuckDBPyConnection, name: str, grain: tuple[str, ...]) -> None:
    key = ", ".join(grain)
    twice = connection.execute(
        f"select {key}, count(*) from {name} group by {key} having count(*) > 1 limit 3"
    ).fetchall()
    if twice:
        raise CheckFailed(f"{name} has more than one row for {key}: {'; '.join(str(row) for row in twice)}")
