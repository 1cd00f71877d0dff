"""Guarantees on a built warehouse: each file of sql/check must return no row."""

from pathlib import Path

import duckdb

from ingest.build import Step
from ingest.errors import BuildFailed, CheckFailed


def check(path: Path, sql: Path, step: Step) -> None:
    """Run every check on the warehouse file; `CheckFailed` names the first that fails, why, and its first rows."""
    with duckdb.connect(str(path), read_only=True) as connection:
        for file in sorted((sql / "check").glob("*.sql")):
            step(f"check {file.stem}")
            run(connection, file)


def run(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Run one check."""
    statement = file.read_text("utf-8")
    try:
        cursor = connection.execute(statement)
        rows = cursor.fetchmany(3)
    except duckdb.Error as error:
        raise BuildFailed(f"check {file.stem} cannot be run: {' '.join(str(error).split())}") from error
    if rows:
        names = [column[0] for column in cursor.description or ()]
        shown = "; ".join(", ".join(f"{n}={v}" for n, v in zip(names, row, strict=True)) for row in rows)
        why = statement.splitlines()[0].removeprefix("-- ")
        raise CheckFailed(f"{file.stem}: {why} First rows: {shown}")
