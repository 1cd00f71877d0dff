"""A data folder and a clock to fetch with, as a refresh would, against a stand-in publisher."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.compare import KnownAreas
from ingest.cube import Cube
from ingest.errors import IngestError
from ingest.fetch import Fetched, Keeping, cubes, fetch
from ingest.progress import Lines
from ingest.readers.pxweb.client import Client
from ingest.session import Patience, Session
from ingest.window import CallWindow
from tests.clock import Clock
from tests.pxweb_server import PxWebServer, serving
from tests.pxweb_tables import AREAS, publisher, source

ID = "statfin_tyonv_12r5"


@dataclass
class Fetching:
    """Every `fetch` is a run of its own: a new session over the same folder."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    areas: KnownAreas = field(default_factory=lambda: KnownAreas(frozenset(AREAS)))
    retry_seconds: float = 120
    said: io.StringIO = field(default_factory=io.StringIO)

    @property
    def bronze(self) -> Bronze:
        return Bronze(self.folder / "bronze")

    def session(self, patience: Patience | None = None) -> Session:
        window = CallWindow(self.folder / "calls.json", self.clock, self.clock.sleep)
        patience = patience or Patience(connect=2, read=2)
        return Session(
            self.clock, self.clock.sleep, window, self.retry_seconds, patience=patience, notify=self.progress.message
        )

    @property
    def progress(self) -> Lines:
        return Lines(self.said)

    def fetch(self, server: PxWebServer, described: Source | None = None, patience: Patience | None = None) -> Fetched:
        client = Client(self.session(patience), server.base)
        return fetch(described or source(), client, Keeping(self.bronze, self.areas, self.progress))

    def held_then(self, then: Callable[[PxWebServer], None]) -> str:
        """Fetch a good release, let something happen to the publisher, fetch again; return the error it ends with.

        What is held must stay as it was, and the error must be one line.
        """
        with serving(publisher(max_cells=50)) as server:
            good = self.fetch(server).snapshot
            cells = self.cells()
            then(server)
            with pytest.raises(IngestError) as raised:
                self.fetch(server)
        assert self.bronze.snapshots(ID) == (good,)
        assert self.cells() == cells
        assert "\n" not in str(raised.value)
        return f"{type(raised.value).__name__}: {raised.value}"

    def snapshots(self) -> int:
        return len(self.bronze.snapshots(ID))

    def cubes(self) -> list[Cube]:
        return list(cubes(self.bronze.snapshots(ID)[-1], self.bronze))

    def cells(self) -> dict[tuple[str, ...], tuple[float | None, str | None]]:
        """Every cell of the newest snapshot by its codes."""
        found: dict[tuple[str, ...], tuple[float | None, str | None]] = {}
        for cube in self.cubes():
            places = [()]
            for dimension in cube.dimensions:
                places = [(*place, code) for place in places for code in dimension.codes]
            found.update(zip(places, zip(cube.values, cube.statuses, strict=True), strict=True))
        return found
