"""Proving a published warehouse: the answers kept are read again, it is built anew aside, and every cell compared."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from ingest import ledger
from ingest.bronze import Bronze
from ingest.build import build
from ingest.difference import Difference, differences, lines_of_the_ledger
from ingest.errors import BuildFailed, IngestError, RefreshRunning
from ingest.lock import locked
from ingest.making import Making, making
from ingest.progress import Progress
from ingest.publish import fingerprint
from vertaispeili.methods.travel_to_work import USUAL, Parameters
from vertaispeili.settings import DataSource
from vertaispeili.warehouse import Warehouse

SAME, DIFFERS, UNPROVEN, RUNNING = range(4)
_MADE_OTHERWISE = (
    "it was made by another version, another sql/ or from fewer answers than are here now: what differs may come from "
    "that, and the next refresh publishes anew."
)


@dataclass(frozen=True)
class Verification:
    """What a verification works with; `version` is that of the program, `rule` that of travel-to-work areas."""

    kind: DataSource
    warehouse: Warehouse
    sql: Path
    version: str
    progress: Progress
    rule: Parameters = USUAL

    def run(self, now: datetime) -> int:
        """Do it, telling each difference; return 0 the same, 1 something differs, 2 not provable, 3 a refresh runs.

        Nothing is changed: damaged answers stay where they are, and what is built is deleted.
        """
        try:
            with locked(self.warehouse):
                return self._locked_run(now)
        except RefreshRunning as error:
            self.progress.message(str(error))
            return RUNNING
        except IngestError as error:
            self.progress.message(str(error))
        except OSError as error:
            self.progress.message(f"the data folder {self.warehouse.directory} cannot be written: {error.strerror}.")
        except duckdb.Error as error:
            self.progress.message(f"the warehouse cannot be compared: {' '.join(str(error).split())}")
        return UNPROVEN

    def _locked_run(self, now: datetime) -> int:
        published = self.warehouse.current()
        if published is None:
            raise BuildFailed("nothing is published yet: there is nothing to verify.")
        made = making(self.kind, self.version, self.sql, Bronze(self.warehouse.bronze), self.rule)
        faults = [Difference(fault) for source in made.sources for fault in made.bronze.faults(source.id)]
        found = faults or self._compared(published, made, now)
        for difference in found:
            self.progress.message(difference.text)
        places = sum(difference.matters for difference in found)
        if faults:
            verdict = f"{published.name} was not compared: refresh, which mends what is damaged, then verify again."
        elif places:
            verdict = f"{published.name} differs from what is held in {places} tables or views."
        else:
            verdict = f"{published.name} holds what a rebuild from the answers kept gives."
        self.progress.done("verify", verdict)
        return DIFFERS if places else SAME

    def _compared(self, published: Path, made: Making, now: datetime) -> list[Difference]:
        lines = ledger.read(self.warehouse.ledger)[: lines_of_the_ledger(published)]
        runs = {run.source_id: run for run in lines if run.source_id and run.run_id == lines[-1].run_id}
        material = made.material(runs, lines, now)
        notes: list[Difference] = []
        if material.known["build"]["fingerprint"][0] != fingerprint(self.warehouse):
            notes.append(Difference(_MADE_OTHERWISE, matters=False))
        # Named so that the next publication removes it, should this process be killed.
        aside = published.with_name(".building-verify.duckdb")
        try:
            aside.unlink(missing_ok=True)
            build(aside, material, lambda _name: None)
            return notes + list(differences(published, aside))
        finally:
            aside.unlink(missing_ok=True)
