"""A data folder with a release published, its publisher on the loopback interface, and a newer release to lose."""

import io
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb

from ingest import ledger
from ingest.catalogue import sources
from ingest.command import now
from ingest.progress import Lines
from ingest.refresh import Refresh
from ingest.sample.protocol import Publisher, Table
from ingest.services import Surroundings, live
from ingest.session import Patience
from tests import short
from tests.pxweb_server import PxWebServer, serving
from tests.refreshing import REFUSED
from vertaispeili import warehouse as warehouses
from vertaispeili.resources import sql_directory
from vertaispeili.settings import Settings
from vertaispeili.warehouse import Warehouse

SOURCE, TABLE = "statfin_tyonv_12r5", short.JOBSEEKERS
POPULATION = "StatFin/vaerak/11ra.px"
# Long enough for a busy machine, short enough for a test of what never comes.
PATIENCE = Patience(connect=1, read=1.5, whole=2, largest=20_000_000)
BUDGET = 5
# A wait of the product's takes a fraction of its time here; what it counts against its budget is the whole.
FASTER = 500
_FIGURES = ("mart.indicator_value", "mart.ratio", "core.revision", "core.area_member")


@cache
def newest() -> Table:
    """The release that is to be lost: three months."""
    return short.publisher(3).tables[TABLE]


@cache
def older() -> Publisher:
    """The publisher before it: 12r5 with the first two of the three months, and the population; no other tables."""
    shorter = short.without_newest(newest())
    before = replace(shorter, updated=newest().updated - timedelta(days=28))
    made = short.publisher(1)
    return replace(made, tables={TABLE: before, POPULATION: made.tables[POPULATION]})


@cache
def _lacking() -> frozenset[str]:
    """Tables that this publisher never had: asking for them would tell nothing and take time."""
    asked = (source.table for source in sources(sql_directory()) if source.reader == "pxweb")
    return frozenset(asked) - older().tables.keys()


@dataclass
class World:
    """One data folder and its publisher; a fault may change any of it. The services of areas and maps refuse."""

    folder: Path
    server: PxWebServer
    statfin_url: str
    old: str
    new: str = ""
    documents: str = REFUSED
    shift: timedelta = timedelta()
    patience: Patience = PATIENCE
    said: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(
            data_dir=self.folder,
            statfin_url=self.statfin_url,
            classification_url=self.documents,
            geo_url=self.documents,
            retry_seconds=BUDGET,
        )

    @property
    def environment(self) -> dict[str, str]:
        """The same settings, for a child."""
        names = ("data_dir", "statfin_url", "classification_url", "geo_url", "retry_seconds")
        return {f"VERTAISPEILI_{name.upper()}": str(getattr(self.settings, name)) for name in names}

    @property
    def warehouse(self) -> Warehouse:
        return warehouses.of(self.settings, "live")

    def clock(self) -> datetime:
        return now() + self.shift

    def release(self, table: Table | None = None, path: str = TABLE) -> None:
        """The publisher brings a newer 12r5, by default the good one."""
        tables = {name: held for name, held in self.server.publisher.tables.items() if name != TABLE}
        self.server.publisher = replace(self.server.publisher, tables={**tables, path: table or newest()})

    def refresh(self) -> int:
        """Run one refresh in this process, with the real network, disk and database; waits are shortened."""
        told = io.StringIO()
        surroundings = Surroundings(
            self.settings,
            self.warehouse,
            self.clock,
            lambda seconds: time.sleep(seconds / FASTER),
            Lines(told),
            self.patience,
        )
        code = Refresh(
            kind="live",
            warehouse=self.warehouse,
            sql=sql_directory(),
            version="0",
            passes=tuple(replace(one, lacking=_lacking()) for one in live(surroundings)),
            progress=surroundings.progress,
            clock=self.clock,
        ).run()
        self.said = told.getvalue().splitlines()
        return code

    def figures(self) -> str:
        """A hash of everything published that a reader may see as a number; "nothing" when nothing is published."""
        current = self.warehouse.current()
        return figures(current) if current else "nothing"

    def last(self, source: str | None = None) -> ledger.Run:
        """The last line of the ledger for a source, or for the refresh as a whole."""
        return next(run for run in reversed(ledger.read(self.warehouse.ledger)) if run.source_id == source)

    def kept(self) -> set[str]:
        """The files of bronze, by the names they had before they were set aside."""
        aside = {".bad", ".refused", ".mended"}
        paths = (path for path in self.warehouse.bronze.rglob("*") if path.is_file() and path.suffix != ".tmp")
        return {str(path.with_suffix("") if path.suffix in aside else path) for path in paths}

    def leftovers(self) -> list[str]:
        """What no refresh may leave in the folder of the warehouses."""
        known = {path.name for path in self.warehouse.files.glob("2*.duckdb*")} | {"CURRENT", "ROLLED_BACK"}
        return sorted(path.name for path in self.warehouse.files.iterdir() if path.name not in known)


def figures(path: Path) -> str:
    """A hash of the figures of one warehouse file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = [
            connection.execute(f"select count(*), bit_xor(hash(row)) from {name} as row").fetchone()
            for name in _FIGURES
        ]
    return repr(found)


@dataclass(frozen=True)
class Template:
    """A data folder as the good older release left it, and the figures of both releases."""

    folder: Path
    old: str
    new: str


def template(folder: Path) -> Template:
    """Publish the older release in `folder`, and the newer in a copy, to know its figures."""
    with serving(older()) as server:
        world = World(folder / "old", server, server.base, "")
        assert world.refresh() < 2, world.said
        old = world.figures()
        shutil.copytree(folder / "old", folder / "new")
        world.folder = folder / "new"
        world.release()
        assert world.refresh() < 2, world.said
        assert world.last(SOURCE).outcome == "fresh"
        assert world.figures() != old
        return Template(folder / "old", old, world.figures())


@contextmanager
def world(made: Template, folder: Path) -> Iterator[World]:
    """A copy of the template with a publisher of its own, which already has the newer release."""
    shutil.copytree(made.folder, folder)
    with serving(older()) as server:
        copy = World(folder, server, server.base, made.old, made.new)
        copy.release()
        yield copy
