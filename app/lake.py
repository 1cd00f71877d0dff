"""A lake as the app reads it: which snapshot is the newest, and one of them opened and shut off from all else."""

from pathlib import Path

import duckdb

from vertaispeili.lake import CONFIG, NAME, Kind, Lake, Snapshot

_READER: dict[str, str | bool | int | float | list[str]] = {**CONFIG, "threads": "1", "memory_limit": "1GB"}
# How the engine says that nobody has written to this lake yet.
_NO_LAKE_YET = ("creating a new DuckLake is explicitly disabled", "database does not exist")


class Watch:
    """Tells the newest snapshot of a lake; `folder` is the data folder of this machine.

    It asks the catalogue each time, which costs about a millisecond; a connection that was lost is made again.
    """

    def __init__(self, lake: Lake, kind: Kind, folder: Path) -> None:
        self._lake = lake
        self._kind: Kind = kind
        self._folder = folder
        self._open: duckdb.DuckDBPyConnection | None = None

    def newest(self) -> Snapshot | None:
        """Return the newest snapshot, None when nothing is published; raises `duckdb.Error` when it cannot be asked."""
        number = self._number()
        # The first one, 0, is the empty lake.
        return Snapshot(self._lake, self._kind, number, self._folder) if number else None

    def _number(self) -> int | None:
        if self._open is not None:
            try:
                return _asked(self._open)
            except duckdb.Error:
                self._open = None
        try:
            self._open = _reached(self._lake, self._kind, None)
        except duckdb.Error as error:
            if any(words in str(error) for words in _NO_LAKE_YET):
                return None
            raise
        return _asked(self._open)


def opened(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """Open one snapshot read-only, with everything else shut; raises `duckdb.Error` when it is not there any more."""
    return _reached(snapshot.lake, snapshot.kind, snapshot.number)


def cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a cursor of an opened snapshot in which `layer.table` means the lake's."""
    made = connection.cursor()
    made.execute(f"use {NAME}")
    return made


def _reached(lake: Lake, kind: Kind, number: int | None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=_READER)
    try:
        # In this order: what must be loaded and reached first, then nothing else can be.
        for statement in (*lake.reach(), lake.attach(kind, snapshot=number), *lake.shut(kind)):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _asked(connection: duckdb.DuckDBPyConnection) -> int:
    asking = connection.cursor()
    try:
        row = asking.execute("select * from ducklake_current_snapshot($lake)", {"lake": NAME}).fetchone()
    finally:
        asking.close()
    return int(row[0]) if row else 0
