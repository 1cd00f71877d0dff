"""What two warehouse files do not share: tables, columns, views, and rows cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

# When a warehouse was built is a time of the run, and the fingerprint is of what it was made from: neither is a figure.
_OF_THE_RUN = {"catalogue.build": ("built_at", "fingerprint")}
_SHOWN = 200


@dataclass(frozen=True)
class Difference:
    """One table or view that differs, in words; `matters` is false when only the last digits of fractions do.

    A sum of fractions depends on the order of its terms, which a database is free to choose: equal to twelve digits
    is the same figure.
    """

    text: str
    matters: bool = True


def differences(published: Path, rebuilt: Path) -> Iterator[Difference]:
    """Yield what differs, views first, then tables by name; rows are compared in no order.

    Neither file is written. `duckdb.Error` when one cannot be read.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(published)}' as published (read_only)")
        connection.execute(f"attach '{_quoted(rebuilt)}' as rebuilt (read_only)")
        for kind, texts in (("view", _views), ("table", _tables)):
            ours, theirs = texts(connection, "published"), texts(connection, "rebuilt")
            for name in sorted(ours.keys() | theirs.keys()):
                if name not in theirs:
                    yield Difference(f"{name}: a {kind} that a rebuild does not have")
                elif name not in ours:
                    yield Difference(f"{name}: a {kind} that only a rebuild has")
                elif ours[name] != theirs[name]:
                    yield Difference(f"{name}: the {kind} is defined otherwise: {_first(ours[name], theirs[name])}")
                elif kind == "table":
                    yield from _rows(connection, name)


def lines_of_the_ledger(published: Path) -> int:
    """Return how many lines the run ledger had when a warehouse was built; `duckdb.Error` when it cannot be read."""
    with duckdb.connect(str(published), read_only=True) as connection:
        row = connection.execute("select count(*) from catalogue.run").fetchone()
    assert row is not None, "a count is always there"
    return row[0]


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[Difference]:
    without = ", ".join(_OF_THE_RUN.get(name, ()))
    exact = f"* exclude ({without})" if without else "*"
    if _is_the_same_in_order(connection, name, exact):
        return
    found = _only_in_one(connection, name, exact)
    if found is None:
        return
    rounded = _only_in_one(connection, name, f"{exact} replace ({_digits(connection, name)})")
    if rounded is None:
        yield Difference(f"{name}: the same but for the last digits of sums of fractions", matters=False)
    else:
        yield Difference(f"{name}: {rounded}")


def _is_the_same_in_order(connection: duckdb.DuckDBPyConnection, name: str, columns: str) -> bool:
    """Whether all rows are equal one by one: the usual case, and quicker than comparing them in no order."""
    row = connection.execute(
        f"select count(*) from (select {columns} from published.{name}) as one "  # noqa: S608 - names of our own tables
        f"positional join (select {columns} from rebuilt.{name}) as other where one is distinct from other"
    ).fetchone()
    return row == (0,)


def _only_in_one(connection: duckdb.DuckDBPyConnection, name: str, columns: str) -> str | None:
    """Say how many rows only one of the two has, with one of each; None when there are none."""
    parts: list[str] = []
    total = 0
    for one, other in (("published", "rebuilt"), ("rebuilt", "published")):
        row = connection.execute(
            f"select count(*), min(row::varchar) from (select {columns} from {one}.{name} "  # noqa: S608
            f"except all select {columns} from {other}.{name}) as row"
        ).fetchone()
        assert row is not None, "a count is always there"
        total += row[0]
        parts.append(f"{row[0]} rows only {one}" + (f", such as {row[1][:_SHOWN]}" if row[0] else ""))
    return "; ".join(parts) if total else None


def _digits(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Select the fractions of a table in twelve digits; a table without any gets one column as it is."""
    rows = connection.execute(
        "select column_name, data_type = 'DOUBLE' from duckdb_columns() where database_name = 'published' "
        "and schema_name || '.' || table_name = $name order by data_type = 'DOUBLE' desc, column_index",
        {"name": name},
    ).fetchall()
    fractions = [f"printf('%.11e', {column}) as {column}" for column, is_fraction in rows if is_fraction]
    return ", ".join(fractions) or f"{rows[0][0]} as {rows[0][0]}"


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """Tables by layer.name, each with its columns and their types."""
    return dict(
        connection.execute(
            "select schema_name || '.' || table_name, string_agg(column_name || ' ' || data_type, ', ' "
            "order by column_index) from duckdb_columns() where database_name = $database and not internal "
            "and (schema_name, table_name) in "
            "(select (schema_name, table_name) from duckdb_tables() where database_name = $database) group by all",
            {"database": database},
        ).fetchall()
    )


def _views(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """Views by layer.name, each with its statement."""
    return dict(
        connection.execute(
            "select schema_name || '.' || view_name, sql from duckdb_views() "
            "where database_name = $database and not internal",
            {"database": database},
        ).fetchall()
    )


def _first(published: str, rebuilt: str) -> str:
    """The place where two texts part."""
    place = next((at for at, (a, b) in enumerate(zip(published, rebuilt, strict=False)) if a != b), 0)
    start = max(0, place - 20)
    return " ".join(f"{published[start : start + 60]!r} against {rebuilt[start : start + 60]!r}".split())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
