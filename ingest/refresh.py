"""One refresh: ask every source, build what changed, publish it, and write down what happened."""

import fcntl
import hashlib
import traceback
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from ingest import catalogue, due, held, ledger, services
from ingest.bronze import Bronze
from ingest.build import Material, models
from ingest.catalogue import Indicator, Source
from ingest.compare import KnownAreas
from ingest.derive import DERIVED
from ingest.errors import IngestError, RefreshRunning, SourceUnavailable
from ingest.fetch import Keeping
from ingest.ledger import Run
from ingest.progress import Progress
from ingest.publish import fingerprint, publish
from ingest.services import Services
from vertaispeili.settings import DataSource
from vertaispeili.warehouse import Warehouse

FRESH, STALE, FAILED, RUNNING = range(4)


@dataclass(frozen=True)
class Refresh:
    """What a refresh works with.

    passes: the publishers to ask, one after the other (the sample has two releases, live data one publisher); later
    passes see what earlier ones left. Only the sources that a publisher offers are asked.
    """

    kind: DataSource
    warehouse: Warehouse
    sql: Path
    version: str
    passes: tuple[Services, ...]
    progress: Progress
    clock: due.Clock

    def run(self) -> int:
        """Do it; return the exit code: 0 all fresh, 1 a source is stale or absent, 2 not built, 3 another is running.

        Never raises for what can go wrong outside: the cause is told through `progress` and stands in the ledger.
        """
        try:
            with _locked(self.warehouse):
                return self._locked_run()
        except RefreshRunning as error:
            self.progress.message(str(error))
            return RUNNING
        except OSError as error:
            self.progress.message(f"the data folder {self.warehouse.directory} cannot be written: {error.strerror}.")
            return FAILED

    def _locked_run(self) -> int:
        started = self.clock()
        run_id = f"{started:%Y%m%dT%H%M%S.%f}Z"
        code, outcome, message, published = FAILED, "failed", "", None
        try:
            sources, indicators = catalogue.sources(self.sql), catalogue.indicators(self.sql)
            runs = self._ask_all(sources, run_id)
            published = self._publish(sources, indicators, runs)
            code = FRESH if all(run.outcome == "fresh" for run in runs.values()) else STALE
            outcome = "published" if published else "unchanged"
            message = f"published {published.name}" if published else "nothing new: the published warehouse stays"
        except IngestError as error:
            message = f"{error} The warehouse published before stays."
        except Exception as error:
            # A fault of our own is one line in the ledger too, never a page of code.
            message = f"a fault in the program, to be reported: {_described(error)}; what was published stays."
        self.progress.done("warehouse", message)
        ledger.append(
            self.warehouse.ledger,
            Run(
                run_id=run_id,
                started_at=started,
                finished_at=self.clock(),
                outcome=outcome,
                message=message,
                exit_code=code,
                warehouse=published.name if published else None,
            ),
        )
        return code

    def _ask_all(self, sources: tuple[Source, ...], run_id: str) -> dict[str, Run]:
        """Ask each source of each pass; the last word on each source, by source id."""
        runs: dict[str, Run] = {}
        for offered in self.passes:
            for source in sources:
                if source.reader in offered.readers:
                    runs[source.id] = self._ask(source, offered, run_id)
                    ledger.append(self.warehouse.ledger, runs[source.id])
        return runs

    def _ask(self, source: Source, offered: Services, run_id: str) -> Run:
        bronze = Bronze(self.warehouse.bronze)
        started = self.clock()
        held.set_corrupt_aside(source, bronze)
        try:
            fetched = services.fetch(source, offered, Keeping(bronze, _known_areas(self.sql), self.progress))
        except IngestError as error:
            outcome = "stale" if bronze.snapshots(source.id) else "absent"
            self.progress.done(source.id, f"{outcome}: {error}")
            return Run(
                run_id=run_id,
                source_id=source.id,
                started_at=started,
                finished_at=self.clock(),
                outcome=outcome,
                message=str(error),
            )
        snapshot = fetched.snapshot
        self.progress.done(source.id, f"{fetched.outcome}, release of {snapshot.updated_at:%Y-%m-%d %H:%M} UTC")
        return Run(
            run_id=run_id,
            source_id=source.id,
            started_at=started,
            finished_at=self.clock(),
            outcome="fresh",
            is_new=fetched.outcome == "new",
            message=fetched.outcome,
            data_calls=fetched.data_calls,
            cells=fetched.cells,
            updated_at=snapshot.updated_at,
            last_period=_last_period(source, snapshot.codes),
            resolved=_resolved(source, snapshot.categories),
        )

    def _publish(
        self, sources: tuple[Source, ...], indicators: tuple[Indicator, ...], runs: Mapping[str, Run]
    ) -> Path | None:
        """Build and publish unless the published warehouse was made from just this; None when it was."""
        bronze = Bronze(self.warehouse.bronze)
        if not any(bronze.snapshots(source.id) for source in sources if source.reader == "pxweb"):
            raise SourceUnavailable("no statistics are held and none could be had: nothing can be built.")
        made_from = _made_from(self.version, self.sql, sources, bronze, runs)
        if made_from == fingerprint(self.warehouse):
            return None
        now = self.clock()
        known = {
            "category": pl.DataFrame([row for source in sources for row in held.categories(source, bronze)]),
            "source_state": _states(sources, bronze, runs),
            "run": ledger.table(ledger.read(self.warehouse.ledger)),
            "build": _build(self, now, sources, made_from),
        }
        material = Material(
            sql=self.sql,
            sources=sources,
            indicators=indicators,
            history=lambda source: held.history(source, bronze),
            frames={source.id: services.frame(source, bronze) for source in sources if source.reader != "pxweb"},
            known=known,
        )
        checks = len(list((self.sql / "check").glob("*.sql")))
        self.progress.start("warehouse", 1 + len(sources) + len(models(self.sql, sources)) + len(DERIVED) + checks)
        return publish(self.warehouse, material, now, lambda _name: self.progress.advance())


@contextmanager
def _locked(warehouse: Warehouse) -> Generator[None]:
    """Hold the lock of one kind of data; the kernel frees it when the process ends, however it ends."""
    warehouse.directory.mkdir(parents=True, exist_ok=True)
    with warehouse.lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefreshRunning("another refresh of the same data is running: nothing to do here.") from None
        yield


def _described(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {' '.join(str(error).split())}"


def _known_areas(sql: Path) -> KnownAreas:
    """The codes that a source may have: of areas, of buckets without a place, of municipalities that are no more."""

    def codes(seed: str, column: str) -> frozenset[str]:
        return frozenset(pl.read_csv(sql / "seeds" / f"{seed}.csv", infer_schema=False)[column])

    unplaced = codes("unplaced_area", "area_id")
    return KnownAreas(codes("area", "area_id") | unplaced, codes("municipality_change", "old_id"), unplaced)


def _resolved(source: Source, categories: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The values that were found by their labels: these the ledger remembers."""
    return {
        ours: categories[name][ours]
        for name, column in source.columns.items()
        for ours, value in column.values.items()
        if value.code is None
    }


def _states(sources: tuple[Source, ...], bronze: Bronze, runs: Mapping[str, Run]) -> pl.DataFrame:
    """Rows of catalogue.source_state: each source that was asked."""
    schema = {
        "source_id": pl.String,
        "updated_at": pl.Datetime("us", "UTC"),
        "fetched_at": pl.Datetime("us", "UTC"),
        "checked_at": pl.Datetime("us", "UTC"),
        "outcome": pl.String,
        "message": pl.String,
        "next_release_at": pl.Datetime("us", "UTC"),
        "next_release_is_published": pl.Boolean,
    }
    return pl.DataFrame(
        [_state(source, bronze, runs[source.id]) for source in sources if source.id in runs], schema=schema
    )


def _state(source: Source, bronze: Bronze, run: Run) -> dict[str, object]:
    snapshot = next(reversed(bronze.snapshots(source.id)), None)
    last = _last_period(source, snapshot.codes) if snapshot else None
    published = snapshot.next_update if snapshot else None
    return {
        "source_id": source.id,
        "updated_at": snapshot.updated_at if snapshot else None,
        "fetched_at": snapshot.fetched_at if snapshot else None,
        "checked_at": run.finished_at,
        "outcome": run.outcome,
        "message": run.message if run.outcome != "fresh" else "",
        "next_release_at": published or (due.next_release(source.release, last) if last else None),
        "next_release_is_published": published is not None,
    }


def _build(refresh: Refresh, now: datetime, sources: tuple[Source, ...], made_from: str) -> pl.DataFrame:
    """Return the one row of catalogue.build; the division is the one that the classification's name dates."""
    classification = next(source.table for source in sources if source.reader == "classification")
    row = {
        "data_source": refresh.kind,
        "built_at": now,
        "version": refresh.version,
        "division_date": datetime.strptime(classification[-8:], "%Y%m%d").replace(tzinfo=UTC).date(),
        "fingerprint": made_from,
    }
    return pl.DataFrame([row], schema_overrides={"built_at": pl.Datetime("us", "UTC")})


def _last_period(source: Source, codes: Mapping[str, tuple[str, ...]]) -> date | None:
    time = next((name for name, column in source.columns.items() if column.role == "time"), None)
    if time is None or not codes.get(time):
        return None
    return datetime.strptime(max(codes[time]), "%YM%m" if time == "month" else "%Y").replace(tzinfo=UTC).date()


def _made_from(version: str, sql: Path, sources: tuple[Source, ...], bronze: Bronze, runs: Mapping[str, Run]) -> str:
    """Hash of everything a warehouse depends on: the code's version, sql/, the snapshots held, how sources are."""
    digest = hashlib.sha256(version.encode())
    for path in sorted(path for path in sql.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(sql)).encode() + path.read_bytes())
    for source in sources:
        for snapshot in bronze.snapshots(source.id):
            digest.update(f"{source.id} {snapshot.name}".encode())
        digest.update((runs[source.id].outcome if source.id in runs else "not asked").encode())
    return digest.hexdigest()
