"""What is held of a source: the history of its snapshots, in the newest release's own codes of contents."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from ingest import whole
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.fetch import cubes
from ingest.history import History, lay_over
from ingest.panel import Panel, panel
from ingest.snapshot import Held, Snapshot
from ingest.wide import Vintage


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


def vintages(source: Source, bronze: Bronze) -> tuple[Vintage, ...]:
    """Return the releases held of a source that is stored wide, the newest first; nothing is read yet."""
    return tuple(_vintage(source, snapshot, bronze) for snapshot in reversed(bronze.snapshots(source.id)))


def _vintage(source: Source, snapshot: Snapshot, bronze: Bronze) -> Vintage:
    content = next(name for name, column in source.columns.items() if column.role == "content")
    time = next(name for name, column in source.columns.items() if column.role == "time")
    return Vintage(
        published_at=snapshot.updated_at,
        codes={name: codes for name, codes in snapshot.codes.items() if name != content},
        columns={name: variable for name, variable in snapshot.columns.items() if name != content},
        content=snapshot.columns[content],
        contents=snapshot.categories[content],
        cubes=partial(_cubes_of, snapshot, bronze, snapshot.columns[time]),
    )


def _cubes_of(snapshot: Snapshot, bronze: Bronze, time: str, periods: Collection[str]) -> Iterator[Cube]:
    """Read the answers that were asked for any of the periods."""
    for answer in snapshot.answers:
        if whole.is_file(answer):
            yield from _cubes_of_file(snapshot, bronze, answer)
        elif _asked(answer, time) & set(periods):
            yield from cubes(snapshot.model_copy(update={"answers": (answer,)}), bronze)


def _cubes_of_file(snapshot: Snapshot, bronze: Bronze, answer: Held) -> Iterator[Cube]:
    try:
        with bronze.opened(answer) as file:
            yield from whole.cubes(file, snapshot.columns, snapshot.codes)
    except BadAnswer:
        bronze.set_aside(snapshot)
        raise


def _asked(answer: Held, variable: str) -> set[str]:
    items: Any = answer.query.get("query", ())
    return {code for item in items if item["code"] == variable for code in item["selection"]["values"]}


def located(source: Source, bronze: Bronze) -> Source:
    """Return the source with the address of the table that its newest snapshot is of, where it had to be found."""
    newest = bronze.newest(source.id) if source.is_sought else None
    return source.model_copy(update={"table": newest.table}) if newest else source


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
