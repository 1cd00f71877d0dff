"""How each source stands: what is held of it, how its last tries went, when more is expected; read, never written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingest import due, known
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.ledger import Run

# A release that is expected and that nobody has asked for, this long, means that refreshes have stopped.
GRACE = timedelta(days=2)


@dataclass(frozen=True)
class Standing:
    """One source. Times are UTC; None where there is no such thing.

    tries: when it was asked, oldest first. last: the ledger's last word on it. succeeded_at: when it was last known
    that what is held is the newest there is. expected_at: when the period after `last_period` should come;
    is_announced: by the publisher's own word, else by the rule in the source's description.
    """

    source: Source
    tries: tuple[datetime, ...]
    last: Run | None
    succeeded_at: datetime | None
    updated_at: datetime | None
    last_period: date | None
    expected_at: datetime | None
    is_announced: bool

    @property
    def failed(self) -> bool:
        """Whether the last try brought nothing usable."""
        return self.last is not None and self.last.outcome != "fresh"

    def is_overdue(self, now: datetime) -> bool:
        """Whether a release was expected more than two days ago and no try since then went well."""
        if self.expected_at is None or now < self.expected_at + GRACE:
            return False
        return self.succeeded_at is None or self.succeeded_at < self.expected_at


def standings(sources: Iterable[Source], bronze: Bronze, runs: Iterable[Run]) -> tuple[Standing, ...]:
    """How each source stands by what is held and by the ledger's lines (oldest first)."""
    by_source: dict[str, list[Run]] = {}
    for run in runs:
        if run.source_id is not None:
            by_source.setdefault(run.source_id, []).append(run)
    return tuple(_standing(source, bronze, by_source.get(source.id, [])) for source in sources)


def _standing(source: Source, bronze: Bronze, runs: list[Run]) -> Standing:
    snapshot = bronze.newest(source.id)
    last_period = known.last_period(source, snapshot.codes) if snapshot else None
    announced = snapshot.next_update if snapshot else None
    return Standing(
        source=source,
        tries=tuple(run.started_at for run in runs),
        last=runs[-1] if runs else None,
        succeeded_at=next((run.finished_at for run in reversed(runs) if run.outcome == "fresh"), None),
        updated_at=snapshot.updated_at if snapshot else None,
        last_period=last_period,
        expected_at=announced or (due.next_release(source.release, last_period) if last_period else None),
        is_announced=announced is not None,
    )
