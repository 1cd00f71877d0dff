"""One refresh: ask every source, build what changed, publish it, and write down what happened."""

import traceback
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest import due, held, known, ledger, rollback, services
from ingest.bronze import Bronze
from ingest.build import models
from ingest.catalogue import Source
from ingest.derive import DERIVED
from ingest.errors import CheckFailed, IngestError, LakeUnavailable, RefreshRunning, SourceUnavailable
from ingest.fetch import Keeping
from ingest.lake import Sharing
from ingest.ledger import Run
from ingest.lock import locked
from ingest.making import Making, making
from ingest.progress import Progress
from ingest.publish import fingerprint, publish
from ingest.services import Services
from ingest.succession import unpublished
from vertaispeili.methods.travel_to_work import USUAL, Parameters
from vertaispeili.settings import DataSource
from vertaispeili.warehouse import Warehouse

FRESH, STALE, FAILED, RUNNING = range(4)
_UNCHANGED = "nothing new: the published warehouse stays"


@dataclass(frozen=True)
class Refresh:
    """What a refresh works with.

    passes: the publishers to ask, one after the other (the sample has two releases, live data one publisher); later
    passes see what earlier ones left. Only the sources that a publisher offers are asked. rule: how large and
    self-contained travel-to-work areas are. sharing: the lake that other machines read, if there is one.
    """

    kind: DataSource
    warehouse: Warehouse
    sql: Path
    version: str
    passes: tuple[Services, ...]
    progress: Progress
    clock: due.Clock
    rule: Parameters = USUAL
    sharing: Sharing | None = None

    def run(self) -> int:
        """Do it; return the exit code: 0 all fresh, 1 a source is stale or absent, 2 not built, 3 another is running.

        Never raises for what can go wrong outside: the cause is told through `progress` and stands in the ledger.
        """
        try:
            with locked(self.warehouse):
                return self._locked_run()
        except RefreshRunning as error:
            self.progress.message(str(error))
            return RUNNING
        except OSError as error:
            self.progress.message(self._unwritable(error))
            return FAILED

    def _unwritable(self, error: OSError) -> str:
        return f"the data folder {self.warehouse.directory} cannot be written: {error.strerror}."

    def _locked_run(self) -> int:
        started = self.clock()
        run_id = f"{started:%Y%m%dT%H%M%S.%f}Z"
        code, outcome, message, published = FAILED, "failed", "", None
        try:
            made = making(self.kind, self.version, self.sql, Bronze(self.warehouse.bronze), self.rule)
            runs = self._ask_all(made.sources, run_id)
            published = self._publish(made, runs)
            published = self._share() or published
            code = FRESH if all(run.outcome == "fresh" for run in runs.values()) else STALE
            outcome = "published" if published else "unchanged"
            message = f"published {published.name}" if published else self._nothing_new()
        except IngestError as error:
            message = f"{error} The warehouse published before stays."
        except OSError as error:
            message = self._unwritable(error)
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

    def _share(self) -> Path | None:
        """Bring the lake up to date; return what it holds now, None when that was so before or there is no lake."""
        current = self.warehouse.current()
        if self.sharing is None or current is None:
            return None
        with closing(self.sharing):
            if not self.sharing.share(current, self.progress):
                return None
            try:
                self.sharing.tidy(self.clock())
            except LakeUnavailable as error:
                self.progress.message(str(error))  # what is old costs room and nothing else
        return current

    def _nothing_new(self) -> str:
        target = rollback.target(self.warehouse)
        return f"nothing new: the warehouse rolled back to stays, {target.name}" if target else _UNCHANGED

    def _ask_all(self, sources: tuple[Source, ...], run_id: str) -> dict[str, Run]:
        """Ask each source of each pass; the last word on each source, by source id."""
        runs: dict[str, Run] = {}
        for offered in self.passes:
            for source in sources:
                if offered.offers(source):
                    runs[source.id] = self._ask(source, offered, run_id)
                    ledger.append(self.warehouse.ledger, runs[source.id])
        return runs

    def _ask(self, source: Source, offered: Services, run_id: str) -> Run:
        bronze = Bronze(self.warehouse.bronze)
        started = self.clock()
        held.set_corrupt_aside(source, bronze)
        try:
            fetched = services.fetch(source, offered, Keeping(bronze, known.areas(self.sql), self.progress))
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
            last_period=known.last_period(source, snapshot.codes),
            resolved=known.resolved(source, snapshot.categories),
        )

    def _publish(self, made: Making, runs: Mapping[str, Run]) -> Path | None:
        """Build and publish unless the published warehouse was made from just this; None when it was."""
        if not any(made.bronze.snapshots(source.id) for source in made.sources if source.reader == "pxweb"):
            raise SourceUnavailable("no statistics are held and none could be had: nothing can be built.")
        all_held = made.held
        unchanged = known.made_from(all_held, made.sources, runs) == fingerprint(self.warehouse)
        if unchanged or rollback.holds(self.warehouse, all_held):
            return None
        now = self.clock()
        material = made.material(runs, ledger.read(self.warehouse.ledger), now)
        checks = len(list((self.sql / "check").glob("*.sql")))
        steps = 1 + len(made.sources) + len(models(self.sql, made.sources)) + len(DERIVED) + checks
        self.progress.start("warehouse", steps)
        try:
            published = publish(self.warehouse, material, now, lambda _name: self.progress.advance())
        except CheckFailed as error:
            raise CheckFailed(f"{error}{self._ask_again(made)}") from error
        rollback.forget(self.warehouse)
        return published

    def _ask_again(self, made: Making) -> str:
        """Set aside what was not published: a publisher may mend a release without giving it another stamp."""
        refused = unpublished(self.warehouse.current(), made.sources, made.bronze)
        for snapshot in refused:
            made.bronze.refuse_snapshot(snapshot)
        return f" To be asked for again: {', '.join(one.source_id for one in refused)}." if refused else ""


def _described(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {' '.join(str(error).split())}"
