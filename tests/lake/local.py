"""A lake of one process: its catalogue is a file beside its Parquet files; nothing of it is a server."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from vertaispeili.lake import CONFIG, Lake

needs_extension = pytest.mark.skipif(
    find_spec("duckdb_extension_ducklake") is None, reason="needs the extra vertaispeili[lake]"
)


def local_lake(folder: Path) -> Lake:
    """A lake in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return Lake(str(folder / "catalogue.ducklake"), str(folder / "files"))


@contextmanager
def written(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write to the lake of live data and uses it."""
    with duckdb.connect(config=CONFIG) as connection:
        for statement in (*lake.reach(), lake.attach("live", writes=True)):
            connection.execute(statement)
        connection.execute("use lake")
        yield connection


def relations(connection: duckdb.DuckDBPyConnection, database: str) -> set[str]:
    """The tables and views of a database, as layer.name."""
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = $name "
        "union all select schema_name || '.' || view_name from duckdb_views() where database_name = $name "
        "and not internal",
        {"name": database},
    ).fetchall()
    return {row[0] for row in rows}


def differing(connection: duckdb.DuckDBPyConnection, one: str, other: str, wanted: str = "") -> dict[str, int]:
    """For each table and view that two attached databases do not hold alike, how many rows are in one of them only.

    Both must have all the same names; compared are those that match the pattern `wanted`.
    """
    names = relations(connection, one)
    assert names == relations(connection, other)
    found: dict[str, int] = {}
    for name in sorted(one for one in names if re.search(wanted, one)):
        ours, theirs = (_rows(connection, database, name) for database in (one, other))
        if ours != theirs:
            found[name] = len((Counter(ours) - Counter(theirs)) + (Counter(theirs) - Counter(ours)))
    return found


def _rows(connection: duckdb.DuckDBPyConnection, database: str, name: str) -> list[str]:
    # As text: a moment with a zone would need a package more, and a float prints what it is.
    connection.execute(f"use {database}")
    rows = connection.execute(f"select whole_row::varchar from {name} as whole_row").fetchall()
    return sorted(str(row[0]) for row in rows)
