"""The publishers that a refresh asks, and how a source of each format is fetched and read."""

from dataclasses import dataclass

import polars as pl
from requests.adapters import BaseAdapter

from ingest.answer import Clock, Sleep, Transport
from ingest.bronze import Bronze
from ingest.catalogue import Reader, Source
from ingest.errors import BadAnswer
from ingest.fetch import Fetched, Keeping
from ingest.fetch import fetch as fetch_table
from ingest.progress import Progress
from ingest.readers import boundary, classification, occupation
from ingest.readers.pxweb.client import Client
from ingest.sample.adapter import PublisherAdapter
from ingest.sample.releases import releases
from ingest.session import Patience, Session
from ingest.window import CallWindow
from vertaispeili.settings import Settings
from vertaispeili.warehouse import Warehouse

SAMPLE_URL = "https://sample.invalid/PxWeb/api/v1"


@dataclass(frozen=True)
class Services:
    """One set of publishers: their addresses and the transport to them; `readers` are the formats they offer.

    lacking: addresses of tables known not to be there, so that nobody asks for them (an old release of the sample).
    files: addresses of whole files; with them occupations are asked for in every month, None asks for the newest alone.
    """

    readers: frozenset[Reader]
    client: Client
    transport: Transport
    classification_url: str
    geo_url: str
    lacking: frozenset[str] = frozenset()
    files: tuple[str, ...] | None = None

    def offers(self, source: Source) -> bool:
        """Tell whether these publishers are to be asked for a source."""
        return source.reader in self.readers and source.table not in self.lacking


_PATIENCE = Patience()
# A receiver of notices that does not answer must not hold up a refresh.
_NOTICE_SECONDS = 10
_NOTICE_PATIENCE = Patience(connect=5, read=5, whole=5, largest=1_000_000)


@dataclass(frozen=True)
class Surroundings:
    """What the command brings to every publisher: settings, where to keep things, clock, sleep, who is told."""

    settings: Settings
    warehouse: Warehouse
    clock: Clock
    sleep: Sleep
    progress: Progress
    patience: Patience = _PATIENCE

    def session(self, adapters: dict[str, BaseAdapter] | None = None) -> Session:
        """Open a session that keeps to the call windows remembered beside the data."""
        return Session(
            clock=self.clock,
            sleep=self.sleep,
            window=CallWindow(self.warehouse.directory / "calls.json", self.clock, self.sleep),
            retry_seconds=self.settings.retry_seconds,
            adapters=adapters or {},
            patience=self.patience,
            notify=self.progress.message,
        )


def notices(surroundings: Surroundings) -> Session:
    """Open a session for one notice: seconds of patience, and a word about what goes wrong only at the end."""
    return Session(
        clock=surroundings.clock,
        sleep=surroundings.sleep,
        window=CallWindow(surroundings.warehouse.directory / "calls.json", surroundings.clock, surroundings.sleep),
        retry_seconds=_NOTICE_SECONDS,
        patience=_NOTICE_PATIENCE,
    )


def live(surroundings: Surroundings) -> tuple[Services, ...]:
    """Return the real publishers, at the addresses of the settings."""
    settings, session = surroundings.settings, surroundings.session()
    client = Client(session, settings.statfin_url)
    readers: frozenset[Reader] = frozenset({"pxweb", "classification", "occupation", "boundary"})
    files = tuple(settings.px_urls.split()) if settings.full_occupations else None
    return (Services(readers, client, session, settings.classification_url, settings.geo_url, files=files),)


def sample(surroundings: Surroundings) -> tuple[Services, ...]:
    """Return the embedded publisher, release by release; only the newest once a warehouse of it is published."""
    passes: list[Services] = []
    every = frozenset().union(*(release.publisher.tables for release in releases()))
    for release in releases():
        session = surroundings.session({SAMPLE_URL: PublisherAdapter(release.publisher)})
        lacking = every - set(release.publisher.tables)
        passes.append(Services(frozenset({"pxweb"}), Client(session, SAMPLE_URL), session, "", "", lacking))
    return tuple(passes[-1:] if surroundings.warehouse.current() else passes)


def fetch(source: Source, offered: Services, keeping: Keeping) -> Fetched:
    """Bring what is held of a source up to date; the errors are those of its reader."""
    match source.reader:
        case "pxweb":
            if offered.files is None or source.yields != "occupation":
                return fetch_table(source, offered.client, keeping)
            return fetch_table(source.in_full, offered.client, keeping, offered.files)
        case "classification":
            return classification.fetch(source, offered.transport, offered.classification_url, keeping)
        case "occupation":
            return occupation.fetch(source, offered.transport, offered.classification_url, keeping)
        case "boundary":
            return boundary.fetch(source, offered.transport, offered.geo_url, keeping)


def frame(source: Source, bronze: Bronze) -> pl.DataFrame:
    """Return the raw table of a source that is documents: of its newest sound snapshot, else no rows."""
    read = {
        "classification": classification.frame,
        "occupation": occupation.frame,
        "boundary": boundary.frame,
    }[source.reader]
    for snapshot in reversed(bronze.snapshots(source.id)):
        try:
            return read(source, snapshot, bronze)
        except BadAnswer:
            continue
    return read(source, None, bronze)
