"""Publishing into a lake: what a warehouse file holds goes there in one transaction, and old snapshots leave it."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from ingest.errors import LakeUnavailable
from ingest.models import Model, in_order, references
from ingest.progress import Progress
from vertaispeili.lake import CONFIG, NAME, Lake
from vertaispeili.settings import DataSource

KEPT = 5  # snapshots, the newest
# A reader may still be in the middle of a request, and a publisher in the middle of writing.
_GRACE = timedelta(hours=1)
_GRACE_OF_ORPHANS = timedelta(days=1)
_AUTHOR = "vertaispeili"


@dataclass(frozen=True)
class Held:
    """One snapshot of a lake and the warehouse file whose tables it holds."""

    number: int
    file: str


class Sharing:
    """The lake of one kind of data, as its publisher sees it: opened when it is needed first, closed by `close`."""

    def __init__(self, lake: Lake, kind: DataSource) -> None:
        self.lake = lake
        self.kind: DataSource = kind
        self._connection: duckdb.DuckDBPyConnection | None = None

    def share(self, file: Path, progress: Progress) -> bool:
        """Make the newest snapshot hold what a warehouse file holds; tell whether anything had to be done.

        All tables and views change in one transaction: a reader sees the old ones or the new ones, and a publisher that
        is killed has changed nothing. `LakeUnavailable`, and then the lake is as it was.
        """
        try:
            with self._writing() as connection:
                held = _held(connection)
                if held and held[-1].file == file.name:
                    return False
                connection.execute(f"attach {_quoted(str(file))} as built (read_only)")
                connection.begin()
                _copy(connection, progress)
                connection.execute(f"call {NAME}.set_commit_message($author, $file)", _told(file))
                connection.commit()
                connection.execute("detach built")
        except duckdb.Error as error:
            raise LakeUnavailable(
                f"the lake ({self.lake}) cannot be written: {_cause(error)}. The next refresh tries again."
            ) from error
        return True

    def held(self) -> tuple[Held, ...]:
        """Return the snapshots of the lake, the oldest first; `LakeUnavailable` when it cannot be reached."""
        try:
            with self._writing() as connection:
                return _held(connection)
        except duckdb.Error as error:
            raise LakeUnavailable(f"the lake ({self.lake}) cannot be read: {_cause(error)}.") from error

    def tidy(self, now: datetime, grace: timedelta | None = None) -> None:
        """Let all but the newest snapshots go, and delete files that none has needed for a while; else as in `held`.

        grace: for how long a file is left that nobody needs any more (usually an hour, a day for one that a publisher
        never finished).
        """
        try:
            with self._writing() as connection:
                old = [one.number for one in _held(connection)][:-KEPT]
                if old:
                    connection.execute(f"call ducklake_expire_snapshots('{NAME}', versions => {old})")
                for call, usual in (
                    ("ducklake_cleanup_old_files", _GRACE),
                    ("ducklake_delete_orphaned_files", _GRACE_OF_ORPHANS),
                ):
                    before = now - (usual if grace is None else grace)
                    connection.execute(f"call {call}('{NAME}', older_than => timestamptz '{before.isoformat()}')")
        except duckdb.Error as error:
            raise LakeUnavailable(f"the lake ({self.lake}) cannot be tidied: {_cause(error)}.") from error

    def close(self) -> None:
        """Let go of the lake."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _writing(self) -> Generator[duckdb.DuckDBPyConnection]:
        try:
            if self._connection is None:
                self._connection = duckdb.connect(config=CONFIG)
                for statement in (*self.lake.reach(), self.lake.attach(self.kind, writes=True), f"use {NAME}"):
                    self._connection.execute(statement)
            yield self._connection
        except BaseException:
            # What was begun is gone with the connection.
            self.close()
            raise


def _held(connection: duckdb.DuckDBPyConnection) -> tuple[Held, ...]:
    rows = connection.execute(
        "select snapshot_id, commit_message from ducklake_snapshots($lake) where author = $author order by all",
        {"lake": NAME, "author": _AUTHOR},
    ).fetchall()
    return tuple(Held(int(number), str(file)) for number, file in rows)


def _copy(connection: duckdb.DuckDBPyConnection, progress: Progress) -> None:
    """Give the lake the tables and views of the attached file, and no others."""
    tables, views = _tables(connection, "built"), _views(connection, "built")
    for schema in sorted({name.partition(".")[0] for name in (*tables, *views)}):
        connection.execute(f"create schema if not exists {schema}")
    # A name that has become a view was a table before, or is there no more.
    for name in _views(connection, NAME).keys() - views.keys():
        connection.execute(f"drop view {name}")
    for name in _tables(connection, NAME) - tables:
        connection.execute(f"drop table {name}")
    progress.start(NAME, len(tables))
    for name in sorted(tables):
        connection.execute(f"create or replace table {name} as select * from built.{name}")  # noqa: S608 - our own names
        progress.advance()
    for each in in_order([Model(name, sql, (), references(sql) - {name}, True) for name, sql in views.items()]):
        connection.execute(each.sql.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> frozenset[str]:
    found = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = $database",
        {"database": database},
    )
    return frozenset(str(row[0]) for row in found.fetchall())


def _views(connection: duckdb.DuckDBPyConnection, database: str) -> Mapping[str, str]:
    found = connection.execute(
        "select schema_name || '.' || view_name, sql from duckdb_views() "
        "where database_name = $database and not internal",
        {"database": database},
    )
    return {str(name): str(sql) for name, sql in found.fetchall()}


def _told(file: Path) -> dict[str, str]:
    return {"author": _AUTHOR, "file": file.name}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _cause(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
