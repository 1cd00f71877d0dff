"""The notice: one JSON document for whoever wants to be told that a release has landed or a refresh went wrong."""

from collections.abc import Sequence
from typing import Literal

import orjson

from ingest.answer import Transport
from ingest.errors import SourceUnavailable
from ingest.ledger import Run
from ingest.progress import Progress
from ingest.refresh import FAILED

Event = Literal["landed", "failed", "stale"]
_UNWRITTEN = "the data folder cannot be written: see the log of the refresh."
_SOURCE = {"source_id", "outcome", "is_new", "message", "updated_at", "last_period"}


def notice(before: Sequence[Run], now: Sequence[Run], code: int) -> dict[str, object] | None:
    """Return what to tell of a refresh, by the ledger's lines before it and of it; None when there is nothing to tell.

    code: how it ended, 2 is failed; then it may have written no line, since the data folder cannot be written.

    landed: it published and a source had a release not held before. failed: nothing could be published, and the
    refresh before did not fail for the same reason. stale: a source that was fresh in its last try no longer is.
    """
    whole = next((run for run in now if run.source_id is None), None)
    if whole is None:
        return {"event": "failed", "message": _UNWRITTEN} if code == FAILED else None
    event = _event(whole, before, now)
    told = [run for run in now if run.source_id is not None and (run.is_new or run.outcome != "fresh")]
    return event and {
        "event": event,
        "message": whole.message,
        "run_id": whole.run_id,
        "finished_at": whole.finished_at,
        "warehouse": whole.warehouse,
        "sources": [run.model_dump(include=_SOURCE) for run in told],
    }


def send(document: dict[str, object], address: str, transport: Transport, progress: Progress) -> None:
    """Post the notice; what goes wrong is one line, without the address: it may hold a secret."""
    try:
        answer = transport.post(address, orjson.loads(orjson.dumps(document)))
    except SourceUnavailable as error:
        reason = str(error).replace(address, "its address")
        progress.message(f"the notice could not be sent: {reason}")
        return
    if not 200 <= answer.status < 300:
        progress.message(f"the notice could not be sent: it was answered {answer.status}.")


def _event(whole: Run, before: Sequence[Run], now: Sequence[Run]) -> Event | None:
    if whole.outcome == "failed":
        last = next((run for run in reversed(before) if run.source_id is None), None)
        return None if last is not None and (last.outcome, last.message) == ("failed", whole.message) else "failed"
    if whole.outcome == "published" and any(run.is_new for run in now):
        return "landed"
    fresh = {run.source_id: run.outcome == "fresh" for run in before}
    return "stale" if any(fresh.get(run.source_id) and run.outcome != "fresh" for run in now if run.source_id) else None
