"""A refresh as the command runs it: real settings, real HTTP, a real data folder."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.command import refresh
from vertaispeili import warehouse as warehouses
from vertaispeili.settings import DataSource, Settings
from vertaispeili.warehouse import Warehouse

REFUSED = "http://127.0.0.1:1"


@dataclass
class Refreshing:
    """A data folder whose live publisher is `base`; the other services refuse."""

    folder: Path
    base: str
    kind: DataSource = "live"

    @property
    def settings(self) -> Settings:
        return Settings(
            data_dir=self.folder,
            statfin_url=self.base,
            classification_url=REFUSED,
            geo_url=REFUSED,
            retry_seconds=5,
        )

    @property
    def warehouse(self) -> Warehouse:
        return warehouses.of(self.settings, self.kind)

    def run(self) -> int:
        return refresh(self.settings, self.kind)

    def rows(self, query: str) -> list[tuple]:
        current = self.warehouse.current()
        assert current is not None, "something is published"
        with duckdb.connect(str(current), read_only=True) as connection:
            return connection.execute(query).fetchall()
