"""The published warehouses of one kind of data: their names, the pointer, the files beside them."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vertaispeili.settings import DataSource, Settings

SUFFIX = ".duckdb"


@dataclass(frozen=True)
class Warehouse:
    """The folder data/<live|sample>: immutable warehouse files, a pointer to the published one, ledger, bronze."""

    directory: Path

    @property
    def files(self) -> Path:
        """Folder of the warehouse files and the pointer."""
        return self.directory / "warehouse"

    @property
    def pointer(self) -> Path:
        """The file that holds the name of the published warehouse file."""
        return self.files / "CURRENT"

    @property
    def ledger(self) -> Path:
        """The run ledger: one JSON object a line, appended and synced."""
        return self.directory / "runs.jsonl"

    @property
    def bronze(self) -> Path:
        """Folder of the answers as they were received."""
        return self.directory / "bronze"

    @property
    def lock(self) -> Path:
        """The file whose lock a refresh holds."""
        return self.directory / "refresh.lock"

    def current(self) -> Path | None:
        """Return the published file, or None when nothing is published or the pointer points to nothing."""
        try:
            name = self.pointer.read_text("utf-8").strip()
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None
        path = self.files / name
        return path if name.endswith(SUFFIX) and path.name == name and path.is_file() else None

    def new_file(self, now: datetime) -> Path:
        """Return the name of a warehouse built at `now` (UTC), one that does not exist yet; names sort by time."""
        return self.files / f"{now:%Y%m%dT%H%M%S.%f}Z{SUFFIX}"

    def publish(self, built: Path) -> None:
        """Make `built`, a closed file in `files`, the published one: synced, then the pointer moves atomically."""
        _sync(built)
        _sync(self.files)
        aside = self.pointer.with_name("CURRENT.new")
        aside.write_text(built.name + "\n", "utf-8")
        _sync(aside)
        aside.replace(self.pointer)
        _sync(self.files)


def of(settings: Settings, source: DataSource) -> Warehouse:
    """Return the warehouses of live or sample data; the two never meet."""
    return Warehouse(settings.data_dir / source)


def served(settings: Settings) -> DataSource:
    """Return which data are shown: the setting, else live if published, else sample; of a lake live unless set."""
    return settings.source or ("live" if settings.lake or of(settings, "live").current() else "sample")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
