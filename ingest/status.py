"""What is published and how each source stands, for a person and for a program, with an exit code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ingest.ledger import Run
from ingest.standing import Standing
from vertaispeili.settings import DataSource

FRESH, STALE, UNPUBLISHED = range(3)
_WORDS = {FRESH: "fresh", STALE: "stale", UNPUBLISHED: "unpublished"}


@dataclass(frozen=True)
class Status:
    """The state of one kind of data at `now`; `warehouse` is the served file's name, `last_run` a whole refresh."""

    kind: DataSource
    now: datetime
    warehouse: str | None
    rolled_back: bool
    last_run: Run | None
    sources: tuple[Standing, ...]

    @property
    def exit_code(self) -> int:
        """0 when all is fresh, 1 when something is stale, 2 when nothing is published."""
        if self.warehouse is None:
            return UNPUBLISHED
        failed = self.last_run is not None and self.last_run.outcome == "failed"
        return STALE if failed or any(self.is_stale(standing) for standing in self.sources) else FRESH

    def is_stale(self, standing: Standing) -> bool:
        """Whether its last try failed, or refreshes have stopped; the sample is all there is of it, and asks less."""
        if self.kind == "sample":
            return standing.failed
        return standing.last is None or standing.failed or standing.is_overdue(self.now)

    def lines(self) -> Iterator[str]:
        """Yield the state in words, one line for each source; times of day are UTC."""
        back = " (rolled back to; see `vertaispeili snapshots`)" if self.rolled_back else ""
        yield f"{self.kind}: {self.warehouse or 'nothing is published yet'}{back}"
        if self.last_run is not None and self.last_run.outcome == "failed":
            yield f"  the last refresh failed at {_minute(self.last_run.finished_at)}: {self.last_run.message}"
        for standing in self.sources:
            yield f"  {standing.source.id:<28} {self._sentence(standing)}"

    def _sentence(self, standing: Standing) -> str:
        if standing.last is None:
            return "never asked"
        parts = [f"{standing.last.outcome}, asked {_minute(standing.last.finished_at)}"]
        if standing.failed and standing.succeeded_at is not None:
            parts.append(f"last success {_minute(standing.succeeded_at)}")
        if standing.updated_at is not None:
            parts.append(f"release of {_minute(standing.updated_at)}")
        if standing.last_period is not None:
            parts.append(f"up to {standing.last_period:%Y-%m}")
        if standing.expected_at is not None:
            how = "announced for" if standing.is_announced else "about"
            parts.append(f"next {how} {standing.expected_at:%Y-%m-%d}")
        if self.kind == "live" and standing.is_overdue(self.now):
            parts.append("not asked for since: do refreshes still run?")
        return ", ".join(parts) + (f": {standing.last.message}" if standing.failed else "")

    def document(self) -> dict[str, object]:
        """Return the state for a program; the keys are listed in docs/operations.md and stay."""
        last = self.last_run
        return {
            "data_source": self.kind,
            "state": _WORDS[self.exit_code],
            "exit_code": self.exit_code,
            "now": self.now,
            "warehouse": self.warehouse,
            "rolled_back": self.rolled_back,
            "last_run": last and last.model_dump(include=_RUN),
            "sources": [self._row(standing) for standing in self.sources],
        }

    def _row(self, standing: Standing) -> dict[str, object]:
        age = self.now - standing.succeeded_at if standing.succeeded_at else None
        return {
            "source_id": standing.source.id,
            "table_code": standing.source.code,
            "outcome": standing.last.outcome if standing.last else "never_asked",
            "message": standing.last.message if standing.last and standing.failed else "",
            "is_stale": self.is_stale(standing),
            "last_try_at": standing.last.finished_at if standing.last else None,
            "last_success_at": standing.succeeded_at,
            "age_seconds": int(age.total_seconds()) if age is not None else None,
            "updated_at": standing.updated_at,
            "last_period": standing.last_period,
            "next_expected_at": standing.expected_at,
            "next_is_announced": standing.is_announced,
            "is_overdue": self.kind == "live" and standing.is_overdue(self.now),
        }


_RUN = {"run_id", "started_at", "finished_at", "outcome", "message", "exit_code", "warehouse"}


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
