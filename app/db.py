"""The published warehouse, opened read-only and one version at a time; only this and `app.lake` know DuckDB."""

import sys
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import _lru_cache_wrapper  # pyright: ignore[reportPrivateUsage] - the type has no other name
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from app import lake
from vertaispeili import warehouse
from vertaispeili.lake import Snapshot
from vertaispeili.settings import Settings

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


def forget_answers() -> None:
    """Empty every cache of this package: what was kept of a version before will not be asked for again.

    The caches are right without it (a handle of another version is another key), but would hold old answers until new
    ones push them out.
    """
    own = __name__.split(".", maxsplit=1)[0]
    modules = [module for name, module in list(sys.modules.items()) if name.split(".", maxsplit=1)[0] == own]
    for module in modules:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


class Handle:
    """One reader's view of one data version; equal to every other handle of that version, so it can key a cache.

    A version is a file, or a snapshot of a lake by its name: live and sample data may bear the same name in different
    folders.
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


Version = Path | Snapshot


def end_the_search_for_pandas() -> None:
    """Say once that pandas is not installed: for every value of a parameter DuckDB would look for it twice, in vain.

    That is a tenth of a millisecond each, as much as many a query takes in all. For a process that serves and nothing
    else: a library that looks whether pandas is loaded is not ready for a module that is None.
    """
    if "pandas" not in sys.modules and find_spec("pandas") is None:
        sys.modules["pandas"] = None  # pyright: ignore[reportArgumentType] - how Python notes a module that is not there


class _Version:
    def __init__(self, place: Version) -> None:
        self.place = place
        self.name = place.name if isinstance(place, Snapshot) else place
        self.connection = (
            lake.opened(place)
            if isinstance(place, Snapshot)
            else duckdb.connect(str(place), read_only=True, config=_CONFIG)
        )
        self.users = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor in which `layer.table` means that of this version."""
        return lake.cursor(self.connection) if isinstance(self.place, Snapshot) else self.connection.cursor()


class Database:
    """Opens the version that `current` names, per request; an old version closes with its last user."""

    def __init__(self, current: Callable[[], Version | None], queries: Path) -> None:
        self._current = current
        self._queries = {file.stem: file.read_text(encoding="utf-8") for file in sorted(queries.glob("*.sql"))}
        self._lock = threading.Lock()
        self._open: _Version | None = None

    @contextmanager
    def handle(self) -> Generator[Handle]:
        """Give a handle on the newest version; raises NothingPublishedError when there is none."""
        version = self._enter()
        try:
            cursor = version.cursor()
            try:
                yield Handle(version.name, cursor, self._queries)
            finally:
                cursor.close()
        finally:
            self._leave(version)

    def _enter(self) -> _Version:
        with self._lock:
            version = self._newest()
            version.users += 1
            return version

    def _newest(self) -> _Version:
        """The version that is published; one that was removed between looking and opening is looked for again."""
        place = self._current()
        while place is not None and (self._open is None or self._open.place != place):
            try:
                fresh = _Version(place)
            except duckdb.Error:
                now = self._current()
                if now == place:
                    raise
                place = now
            else:
                if self._open is not None:
                    self._retire(self._open)
                    forget_answers()
                self._open = fresh
        if place is None or self._open is None:
            raise NothingPublishedError
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


def published(settings: Settings) -> Callable[[], Version | None]:
    """Return what tells the version to serve: the newest of the lake where one is set up, else of the data folder."""
    if settings.lake is None:
        return lambda: warehouse.of(settings, warehouse.served(settings)).current()
    return lake.Watch(settings.lake, warehouse.served(settings), settings.data_dir).newest
