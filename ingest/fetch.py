"""Fetching one PxWeb source: look whether it changed, plan, ask, check, keep, and complete the snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import prod
from typing import Literal

from ingest.answer import Answer
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.compare import KnownAreas, Release, compare_codes, compare_units
from ingest.cube import Cube
from ingest.errors import BadAnswer, SourceChanged, SourceUnavailable
from ingest.progress import Progress
from ingest.readers import jsonstat
from ingest.readers.pxweb.client import Client, Limits, QueryRefused, Question, TooLarge
from ingest.readers.pxweb.find import located
from ingest.readers.pxweb.metadata import Metadata
from ingest.readers.pxweb.plan import Block, halves, plan
from ingest.readers.pxweb.resolve import Resolved, resolve
from ingest.snapshot import Held, Snapshot
from ingest.whole import Wanted, whole_file


@dataclass(frozen=True)
class Fetched:
    """How a fetch ended: the snapshot now newest, the data calls it took and the cells read (none when unchanged)."""

    outcome: Literal["new", "unchanged"]
    snapshot: Snapshot
    data_calls: int
    cells: int


@dataclass(frozen=True)
class Keeping:
    """What a fetch works with besides the publisher: the store, the division known, and who is told."""

    bronze: Bronze
    areas: KnownAreas
    progress: Progress


def fetch(source: Source, client: Client, keeping: Keeping, files: tuple[str, ...] = ()) -> Fetched:
    """Bring the store up to the publisher's newest release of one table.

    An unchanged table costs one data call (of one cell); an interrupted fetch goes on with the answers it kept.
    `SourceUnavailable` (try later) and `SourceChanged` (a person must look) leave every snapshot held as it was.
    files: addresses below which the publisher may have the whole table in one file, which is then taken instead.
    """
    held = next(reversed(keeping.bronze.snapshots(source.id)), None)
    patient = client.for_source()
    work = _Work(located(source, patient), patient, keeping, held, files)
    for _ in range(2):
        try:
            return work.run()
        except _ReleaseLanded:
            keeping.progress.message(f"{source.table}: a new release came while it was read, reading again")
    raise SourceUnavailable(
        f"{source.table}: a release is being loaded, answers old and new are mixed. Try again later."
    )


def cubes(snapshot: Snapshot, bronze: Bronze) -> Iterator[Cube]:
    """Read a snapshot's answers again, in the order they were planned.

    `BadAnswer` names the kept file that is missing or corrupt; the snapshot is then set aside, so that the next fetch
    brings the release again.
    """
    for held in snapshot.answers:
        try:
            yield jsonstat.decode(bronze.body(held))
        except BadAnswer:
            bronze.set_aside(snapshot)
            raise


class _ReleaseLanded(Exception):
    """The publisher's answers are of two releases."""


@dataclass
class _Seen:
    """What the answers so far said beside their numbers."""

    updated_at: datetime
    fetched_at: datetime
    next_update: datetime | None = None
    cells: int = 0
    units: dict[str, str] = field(default_factory=dict[str, str])

    def note(self, cube: Cube, contents: set[str]) -> None:
        """Take over what an answer says; `contents` are the variables whose codes may have units."""
        self.cells += cube.size
        self.next_update = cube.next_update or self.next_update
        for dimension in cube.dimensions:
            if dimension.code in contents or dimension.code == cube.content_code:
                pairs = zip(dimension.codes, dimension.units, strict=True)
                self.units.update({code: unit for code, unit in pairs if unit is not None})


@dataclass
class _Work:
    source: Source
    client: Client
    keeping: Keeping
    held: Snapshot | None
    files: tuple[str, ...] = ()
    data_calls: int = 0

    def run(self) -> Fetched:
        """One attempt at the whole table; `_ReleaseLanded` when the table changed meanwhile."""
        limits = self.client.limits()
        answer, metadata = self.client.metadata(self.source.table)
        self.keeping.bronze.keep(self.source.id, {"table": self.source.table, "language": metadata.language}, answer)
        resolved = resolve(self.source, metadata)
        try:
            seen = self._probe(resolved, metadata)
            if self.held is not None and _is_held(self.held, seen.updated_at, resolved):
                return Fetched("unchanged", self.held, self.data_calls, 0)
            self._compare(seen.updated_at, resolved)
            file = self._file(resolved, seen)
            if file is not None:
                return self._complete([file], resolved, metadata, seen)
            return self._read(self._plan(limits, resolved), resolved, metadata, seen)
        except QueryRefused as error:
            self._explain_refusal(error, metadata)
            raise _ReleaseLanded from error

    def _probe(self, resolved: Resolved, metadata: Metadata) -> _Seen:
        """Ask for one cell of the newest period: its stamp tells the release, and no cache holds an old answer."""
        times = {variable.code for variable in metadata.variables if variable.is_time}
        one = {code: (values[-1] if code in times else values[0],) for code, values in resolved.selection.items()}
        question = Question(self.source.table, metadata.language, one)
        try:
            answer, cube = self._ask(question)
        except TooLarge as error:
            raise self._refused_even_one() from error
        self._keep(question, answer, cube)
        return _Seen(_stamp(cube), answer.arrived_at)

    def _ask(self, question: Question) -> tuple[Answer, Cube]:
        self.data_calls += 1
        return self.client.ask(question)

    def _keep(self, question: Question, answer: Answer, cube: Cube) -> Held:
        return self.keeping.bronze.keep(self.source.id, question.key, answer, _stamp(cube))

    def _compare(self, updated_at: datetime, resolved: Resolved) -> None:
        if self.held is not None and updated_at < self.held.updated_at:
            raise SourceChanged(
                f"{self.source.table} went back in time: the release of {self.held.updated_at:%Y-%m-%d %H:%M} UTC is "
                f"held, the publisher now gives one of {updated_at:%Y-%m-%d %H:%M} UTC."
            )
        compare_codes(self.source, self.held, Release(resolved.codes, resolved.offered), self.keeping.areas)

    def _read(self, blocks: tuple[Block, ...], resolved: Resolved, metadata: Metadata, seen: _Seen) -> Fetched:
        self.keeping.progress.start(self.source.id, len(blocks))
        answers: list[Held] = []
        for block in blocks:
            answers += self._block(block, resolved, metadata, seen)
            self.keeping.progress.advance()
        try:
            compare_units(self.source, self.held, seen.units, resolved.categories)
        except SourceChanged:
            # The publisher may mend it under the same stamp.
            self.keeping.bronze.refuse(self.source.id, answers, seen.updated_at)
            raise
        return self._complete(answers, resolved, metadata, seen)

    def _file(self, resolved: Resolved, seen: _Seen) -> Held | None:
        """The whole table in one file, where the publisher has it."""
        if not self.files:
            return None
        wanted = Wanted(self.source.id, self.source.table, seen.updated_at, resolved.columns, resolved.codes)
        file = whole_file(wanted, self.files, self.client.transport, self.keeping)
        seen.cells += prod(len(codes) for codes in resolved.selection.values()) if file else 0
        return file

    def _complete(self, answers: list[Held], resolved: Resolved, metadata: Metadata, seen: _Seen) -> Fetched:
        snapshot = Snapshot(
            source_id=self.source.id,
            table=self.source.table,
            language=metadata.language,
            updated_at=seen.updated_at,
            fetched_at=seen.fetched_at,
            next_update=seen.next_update,
            columns=dict(resolved.columns),
            categories={name: dict(codes) for name, codes in resolved.categories.items()},
            codes=resolved.codes,
            units=seen.units,
            answers=tuple(answers),
        )
        self.keeping.bronze.complete(snapshot)
        return Fetched("new", snapshot, self.data_calls, seen.cells)

    def _plan(self, limits: Limits, resolved: Resolved) -> tuple[Block, ...]:
        """Cut the table; where all contents of a row are stored together, each answer has them all."""
        names = list(resolved.selection)
        whole = [names.index(one) for one in self._contents(resolved)] if self.source.storage == "wide" else []
        sizes = tuple(len(codes) for codes in resolved.selection.values())
        return plan(sizes, limits.max_cells, limits.max_values, whole=next(iter(whole), None))

    def _block(self, block: Block, resolved: Resolved, metadata: Metadata, seen: _Seen) -> list[Held]:
        """The answers that make up one block: one, or more where the publisher finds it too large."""
        spans = zip(resolved.selection.items(), block, strict=True)
        selection = {code: values[start:stop] for (code, values), (start, stop) in spans}
        question = Question(self.source.table, metadata.language, selection)
        held = self.keeping.bronze.held(self.source.id, question.key, seen.updated_at)
        try:
            if held is None:
                answer, cube = self._ask(question)
                held = self._keep(question, answer, cube)
            else:
                cube = jsonstat.decode(self.keeping.bronze.body(held))
        except TooLarge as error:
            parts = halves(block)
            if parts is None:
                raise self._refused_even_one() from error
            return [one for part in parts for one in self._block(part, resolved, metadata, seen)]
        if _stamp(cube) != seen.updated_at:
            raise _ReleaseLanded
        seen.note(cube, self._contents(resolved))
        return [held]

    def _refused_even_one(self) -> SourceUnavailable:
        return SourceUnavailable(f"{self.source.table}: the publisher refuses even one cell (403). Try again later.")

    def _contents(self, resolved: Resolved) -> set[str]:
        return {resolved.columns[name] for name, column in self.source.columns.items() if column.role == "content"}

    def _explain_refusal(self, error: QueryRefused, before: Metadata) -> None:
        """Return when the table changed since its metadata was read; else it is not what it says it is."""
        _, now = self.client.metadata(self.source.table)
        if now == before:
            raise SourceChanged(
                f"{error}, although it names only what the table's description offers. Look at the table by hand."
            ) from error


def _is_held(held: Snapshot, updated_at: datetime, resolved: Resolved) -> bool:
    return (held.updated_at, held.columns, held.codes) == (updated_at, dict(resolved.columns), resolved.codes) and (
        held.categories == {name: dict(codes) for name, codes in resolved.categories.items()}
    )


def _stamp(cube: Cube) -> datetime:
    assert cube.updated is not None, "a checked answer has a stamp"
    return cube.updated
