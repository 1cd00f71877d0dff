"""Fetching a source that is a handful of documents, such as a classification: all of them, checked together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.answer import Answer, Transport
from ingest.bronze import Bronze, utc
from ingest.catalogue import Source
from ingest.errors import BadAnswer, SourceChanged, SourceUnavailable
from ingest.fetch import Fetched, Keeping
from ingest.snapshot import Snapshot

Bodies = Mapping[str, bytes]


@dataclass(frozen=True)
class Documents:
    """What makes up a source: each document's name to its address, and the check that all of them must pass."""

    source: Source
    addresses: Mapping[str, str]
    check: Callable[[Bodies], object]


def fetch_documents(wanted: Documents, transport: Transport, keeping: Keeping) -> Fetched:
    """Ask for every document, check them, and complete a snapshot unless the newest one holds the same bytes.

    `SourceUnavailable` when the service does not answer well, `SourceChanged` or `BadAnswer` as the check finds.
    """
    source, transport = wanted.source, transport.for_source()
    keeping.progress.start(source.id, len(wanted.addresses))
    answers: dict[str, Answer] = {}
    for name, url in wanted.addresses.items():
        answers[name] = _get(source, transport, url)
        keeping.progress.advance()
    wanted.check({name: answer.body for name, answer in answers.items()})
    kept = tuple(
        keeping.bronze.keep(source.id, {"document": name, "table": source.table}, answer)
        for name, answer in answers.items()
    )
    newest = next(reversed(keeping.bronze.snapshots(source.id)), None)
    if newest is not None and [held.sha256 for held in newest.answers] == [held.sha256 for held in kept]:
        return Fetched("unchanged", newest, len(answers), 0)
    arrived = max(answer.arrived_at for answer in answers.values())
    snapshot = Snapshot(
        source_id=source.id,
        table=source.table,
        language="fi",
        updated_at=utc(arrived),
        fetched_at=arrived,
        answers=kept,
    )
    keeping.bronze.complete(snapshot)
    return Fetched("new", snapshot, len(answers), 0)


def bodies(snapshot: Snapshot, bronze: Bronze) -> dict[str, bytes]:
    """Read a snapshot's documents again, by name; a corrupt one is a `BadAnswer` and sets the snapshot aside."""
    try:
        return {str(held.query["document"]): bronze.body(held) for held in snapshot.answers}
    except BadAnswer:
        bronze.set_aside(snapshot)
        raise


def _get(source: Source, transport: Transport, url: str) -> Answer:
    answer = transport.get(url)
    if answer.status in {400, 404}:
        raise SourceChanged(
            f"{source.table}: the service does not know {url} ({answer.status}). "
            "It was renamed or closed: find its new name and correct the source."
        )
    if answer.status != 200:
        raise SourceUnavailable(f"{url} answered {answer.status}. Try again later.")
    return answer
