"""One timed run of ours in a fresh process, bytes to a closed DuckDB file: `python -m tests.bench.load_ours`.

Arguments: how (long, wide, same), out, then the answers. `long` and `wide` are how sources are stored; `same` is the
layout of the peers: a row a cell, dimensions as text.
"""

import json
import sys
import time
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from ingest import catalogue
from ingest.build import BLOCK_ROWS, CELL_ROWS, SCHEMAS
from ingest.catalogue import Source
from ingest.cube import Cube
from ingest.history import lay_over
from ingest.panel import panel
from ingest.raw import Stream, create_vintage, write_history
from ingest.readers import jsonstat, px
from ingest.readers.frames import frame
from ingest.readers.px_pieces import pieces
from ingest.wide import Vintage, write_wide
from tests.bench.cubes import CONTENTS
from tests.bench.memory import peak
from vertaispeili.resources import sql_directory

RELEASED = datetime(2026, 8, 25, 5, tzinfo=UTC)
Load = Callable[[duckdb.DuckDBPyConnection, list[Path]], None]


def load_long(connection: duckdb.DuckDBPyConnection, files: list[Path]) -> None:
    """Store a table as 12r5 is stored: a row a cell, small integers with their code lists."""
    found = list(_cubes(files))
    codes = _codes(found[0])
    held = lay_over([panel(found, codes, {name: name for name in codes}, RELEASED)], "month")
    write_history(connection, _source("statfin_tyonv_12r5"), held)


def load_wide(connection: duckdb.DuckDBPyConnection, files: list[Path]) -> None:
    """Store a table as 12ti is stored: a row for the cells of all contents, none where all are zero."""
    source = _source("statfin_tyonv_12ti")
    codes = json.loads(files[0].with_suffix(".codes").read_text("utf-8"))
    codes = {name: tuple(codes[name]) for name in ("area", "occupation", "month")}
    contents = dict(zip(source.columns["content"].values, CONTENTS, strict=True))

    def cubes(_periods: Collection[str]) -> Iterator[Cube]:
        return _cubes(files)

    write_wide(connection, source, [Vintage(RELEASED, codes, {one: one for one in codes}, "content", contents, cubes)])


def load_same(connection: duckdb.DuckDBPyConnection, files: list[Path]) -> None:
    """Store a table as the peers do."""
    cells = pl.concat(frame(cube).drop("status") for cube in _cubes(files))
    incoming = Stream(cells)  # noqa: F841 - read by the statement
    connection.execute("create table cells.same as select * from incoming")


def _cubes(files: list[Path]) -> Iterator[Cube]:
    for path in files:
        if path.suffix != ".px":
            yield jsonstat.decode(path.read_bytes())
        elif path.stat().st_size < 20_000_000:
            yield px.decode(path.read_bytes())
        else:
            with path.open("rb") as file:
                yield from pieces(file)


def _codes(cube: Cube) -> dict[str, tuple[str, ...]]:
    return {dimension.code: dimension.codes for dimension in cube.dimensions}


@cache  # what the program reads once, not with every answer: known after the tiny table
def _source(source_id: str) -> Source:
    return next(one for one in catalogue.sources(sql_directory()) if one.id == source_id)


def _load(out: Path, load: Load, files: list[Path]) -> None:
    with duckdb.connect() as connection:
        rows = CELL_ROWS if load is load_long else BLOCK_ROWS
        connection.execute(f"attach '{out}' as warehouse (row_group_size {rows})")
        connection.execute("use warehouse")
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        create_vintage(connection)
        load(connection, files)
        connection.execute("checkpoint")


def main(how: str, out: Path, files: list[Path]) -> None:
    """Print what it took and what the closed file holds."""
    load = {"long": load_long, "wide": load_wide, "same": load_same}[how]
    tiny = files[0].parent / "tiny"
    if tiny.is_dir():
        _load(out.with_suffix(".tiny"), load, sorted(tiny.glob(f"*{files[0].suffix}")))
        out.with_suffix(".tiny").unlink()
    cpu, wall = time.process_time(), time.perf_counter()
    _load(out, load, files)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "rss": peak(), "bytes": out.stat().st_size, **_found(out, how)}))
    out.unlink()


def _found(out: Path, how: str) -> dict[str, float]:
    with duckdb.connect(str(out), read_only=True) as connection:
        if how == "wide":
            names = [
                row[0]
                for row in connection.execute(
                    "select column_name from duckdb_columns() where schema_name = 'cells' "
                    "and table_name = 'statfin_tyonv_12ti' and data_type = 'INTEGER'"
                ).fetchall()
            ]
            asked = "cells.statfin_tyonv_12ti_{}_asked"
            rows = (
                f"(select count(*) from {asked.format('area')} join {asked.format('occupation')} using (month)) "
                f"* {len(names)}"
            )
            nulls = " + ".join(f"count(*) filter ({name} is null)" for name in names)
            total = " + ".join(f"coalesce(sum({name}), 0)" for name in names)
            table = "cells.statfin_tyonv_12ti"
        else:
            table = "cells.same" if how == "same" else "cells.statfin_tyonv_12r5"
            rows, nulls, total = "count(*)", "count(*) filter (value is null)", "sum(value)"
        found = connection.execute(f"select {rows}, {nulls}, {total} from {table}").fetchall()[0]
    return dict(zip(("rows", "nulls", "sum"), map(float, found), strict=True))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(one) for one in sys.argv[3:]])
