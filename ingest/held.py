"""What is held of a source: the history of its snapshots, in the newest release's own codes of contents."""

from collections.abc import Iterator, Mapping

from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.errors import BadAnswer
from ingest.fetch import cubes
from ingest.history import History, lay_over
from ingest.panel import Panel, panel
from ingest.snapshot import Snapshot


def history(source: Source, bronze: Bronze) -> History | None:
    """Lay all sound snapshots of a statistical source over each other; None when none is held.

    A snapshot with a corrupt answer is set aside: the next refresh fetches it again, older ones stay.
    """
    snapshots = bronze.snapshots(source.id)
    if not snapshots:
        return None
    time = next(name for name, column in source.columns.items() if column.role == "time")
    panels = _panels(snapshots, bronze)
    first = next(panels, None)
    return None if first is None else lay_over(_chain(first, panels), time)


def categories(source: Source, bronze: Bronze) -> Iterator[dict[str, str]]:
    """Rows of catalogue.category: each of our ids with the publisher's code in the newest snapshot."""
    snapshots = bronze.snapshots(source.id)
    for column, values in (snapshots[-1].categories if snapshots else {}).items():
        for ours, theirs in values.items():
            yield {
                "source_id": source.id,
                "column_name": column,
                "category_id": ours,
                "category_code": theirs,
            }


def set_corrupt_aside(source: Source, bronze: Bronze) -> None:
    """Read the newest snapshot's answers; when one is corrupt the snapshot no longer counts, and is fetched again."""
    for snapshot in bronze.snapshots(source.id)[-1:]:
        try:
            for answer in snapshot.answers:
                bronze.body(answer)
        except BadAnswer:
            bronze.set_aside(snapshot)


def _panels(snapshots: tuple[Snapshot, ...], bronze: Bronze) -> Iterator[Panel]:
    newest = snapshots[-1].categories
    for snapshot in snapshots:
        renamed = {column: _renamed(values, newest.get(column, {})) for column, values in snapshot.categories.items()}
        try:
            found = panel(cubes(snapshot, bronze), snapshot.codes, snapshot.columns, snapshot.updated_at)
        except BadAnswer:
            continue
        codes = {
            column: tuple(renamed.get(column, {}).get(code, code) for code in values)
            for column, values in found.codes.items()
        }
        yield Panel(codes, found.cells)


def _renamed(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The publisher renames contents; the same content is the same column of history, under its newest code."""
    return {code: now[ours] for ours, code in then.items() if ours in now}


def _chain(first: Panel, rest: Iterator[Panel]) -> Iterator[Panel]:
    yield first
    yield from rest
