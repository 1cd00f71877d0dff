"""For machines that watch the service: is the process well, are the data fresh enough, a handful of gauges."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, Response, request

from app import queries
from app.db import Database, NothingPublishedError
from app.values import Freshness

_GAUGES = {
    "published": "1 when a warehouse is published and can be read.",
    "built_timestamp_seconds": "When the published warehouse was built.",
    "ledger_timestamp_seconds": "When a refresh last wrote down what it did.",
    "source_fresh": "1 when the source was fresh when the published warehouse was built.",
    "source_last_period_timestamp_seconds": "First day of the newest month or year published.",
    "source_next_release_timestamp_seconds": "When the publisher's next release is expected.",
}


@dataclass(frozen=True)
class Watching:
    """What is watched: the data of `database`, the run ledger (a file that each refresh writes to), the time (UTC).

    ready_days: how many days a monthly release may be overdue; 0 when age does not matter. metrics: whether they are
    given at all.
    """

    database: Database
    ledger: Callable[[], Path]
    clock: Callable[[], datetime]
    ready_days: int
    metrics: bool


def register(server: Flask, watching: Watching) -> None:
    """Answer /health, /ready and, if wanted, /metrics before any page is looked for there."""
    answers = {"/health": _health, "/ready": lambda: _ready(watching)}
    if watching.metrics:
        answers["/metrics"] = lambda: _metrics(watching)

    def answer() -> Response | None:
        make = answers.get(request.path)
        if make is None or request.method not in {"GET", "HEAD"}:
            return None
        made = make()
        made.headers["Cache-Control"] = "no-store"
        return made

    server.before_request_funcs.setdefault(None, []).insert(0, answer)


def _health() -> Response:
    return _text("ok\n", 200)


def _ready(watching: Watching) -> Response:
    reason = unready(watching)
    return _text(f"{reason or 'ready'}\n", 503 if reason else 200)


def unready(watching: Watching) -> str | None:
    """Return why the data are not fresh enough, None when they are.

    They are when a warehouse is published and opens, and no monthly release is overdue by more than `ready_days`.
    The sample is always fresh enough.
    """
    try:
        with watching.database.handle() as handle:
            build, sources = queries.build(handle), queries.freshness(handle)
    except NothingPublishedError:
        return "nothing is published yet"
    except Exception as error:
        # Whatever a damaged file makes of itself, a watcher is told in one line.
        return f"the published warehouse cannot be read ({type(error).__name__})"
    if build.data_source == "sample" or watching.ready_days == 0:
        return None
    latest = watching.clock() - timedelta(days=watching.ready_days)
    late = [
        f"{source_id} expected {source.next_release_at:%Y-%m-%d}"
        for source_id, source in sources.items()
        if source.frequency == "month" and source.next_release_at is not None and source.next_release_at < latest
    ]
    return f"overdue by more than {watching.ready_days} days: {', '.join(late)}" if late else None


def _metrics(watching: Watching) -> Response:
    return _text("".join(f"{line}\n" for line in gauges(watching)), 200, "text/plain; version=0.0.4")


def gauges(watching: Watching) -> Iterator[str]:
    """Yield the gauges in the text format of Prometheus; one without a value is left out."""
    found: dict[str, list[tuple[str, float | None]]] = {name: [] for name in _GAUGES}
    found["ledger_timestamp_seconds"].append(("", _written(watching.ledger())))
    try:
        with watching.database.handle() as handle:
            build, sources = queries.build(handle), queries.freshness(handle)
    except Exception:
        # Nothing published, or nothing that can be read: the first gauge says it, the others have no value.
        found["published"].append(("", 0))
    else:
        found["published"].append(("", 1))
        found["built_timestamp_seconds"].append(("", _seconds(build.built_at)))
        for source_id, source in sources.items():
            for name, value in _of_source(source).items():
                found[name].append((f'{{source="{source_id}"}}', value))
    for name, samples in found.items():
        given = [(labels, value) for labels, value in samples if value is not None]
        if given:
            yield f"# HELP vertaispeili_{name} {_GAUGES[name]}"
            yield f"# TYPE vertaispeili_{name} gauge"
            yield from (f"vertaispeili_{name}{labels} {value:.0f}" for labels, value in given)


def _of_source(source: Freshness) -> dict[str, float | None]:
    period = source.last_period
    return {
        "source_fresh": float(source.outcome == "fresh"),
        "source_last_period_timestamp_seconds": _seconds(
            datetime(period.year, period.month, period.day, tzinfo=UTC) if period else None
        ),
        "source_next_release_timestamp_seconds": _seconds(source.next_release_at),
    }


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _written(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _text(body: str, status: int, mimetype: str = "text/plain") -> Response:
    return Response(body, status=status, content_type=f"{mimetype}; charset=utf-8")
