"""The published warehouse, opened read-only and one version at a time; the only module here that knows DuckDB."""

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
    "memory_limit": "1GB",
    "lock_configuration": "true",
}


class NothingPublishedError(Exception):
    """No warehouse is published yet: there is nothing to show."""


class Handle:
    """One reader's view of one data version; equal to every other handle of that version, so it can key a cache.

    A version is a file: live and sample data may bear the same name in different folders.
    """

    def __init__(self, version: Path, cursor: duckdb.DuckDBPyConnection, queries: Mapping[str, str]) -> None:
        self.version = version
        self._cursor = cursor
        self._queries = queries

    def rows(self, query: str, **parameters: object) -> list[Row]:
        """Rows of sql/query/<query>.sql, in its order, one dict a row."""
        result = self._cursor.execute(self._queries[query], parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Handle) and other.version == self.version


class _Version:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        self.users = 0


class Database:
    """Opens the version that the pointer names, per request; an old version closes with its last user."""

    def __init__(self, current: Callable[[], Path | None], queries: Path) -> None:
        self._current = current
        self._queries = {file.stem: file.read_text(encoding="utf-8") for file in sorted(queries.glob("*.sql"))}
        self._lock = threading.Lock()
        self._open: _Version | None = None

    @contextmanager
    def handle(self) -> Generator[Handle]:
        """Give a handle on the newest version; raises NothingPublishedError when there is none."""
        version = self._enter()
        try:
            cursor = version.connection.cursor()
            try:
                yield Handle(version.path, cursor, self._queries)
            finally:
                cursor.close()
        finally:
            self._leave(version)

    def _enter(self) -> _Version:
        path = self._current()
        if path is None:
            raise NothingPublishedError
        with self._lock:
            if self._open is None or self._open.path != path:
                fresh = _Version(path)
                self._retire(self._open)
                self._open = fresh
            self._open.users += 1
            return self._open

    def _leave(self, version: _Version) -> None:
        with self._lock:
            version.users -= 1
            if version is not self._open:
                self._retire(version)

    @staticmethod
    def _retire(version: _Version | None) -> None:
        if version is not None and version.users == 0:
            version.connection.close()
