"""The whole file of a table, where its publisher offers one: one call instead of hundreds, held against the API."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO, Protocol

from ingest.answer import Answer, Transport
from ingest.bronze import Bronze
from ingest.cube import Cube, Dimension
from ingest.errors import BadAnswer, SourceUnavailable
from ingest.panel import Codes
from ingest.progress import Progress
from ingest.readers.px import described
from ingest.readers.px_pieces import header, pieces
from ingest.snapshot import Held

# A file says when it was updated to the minute.
_SAME_RELEASE = timedelta(minutes=1)


@dataclass(frozen=True)
class Wanted:
    """What a file must hold to stand for a table: the release and all codes by column; `columns` as a snapshot's."""

    source_id: str
    table: str
    updated_at: datetime
    columns: Mapping[str, str]
    codes: Codes

    @property
    def query(self) -> dict[str, object]:
        """What the file is kept under."""
        return {"table": self.table, "file": "px"}


class Keeping(Protocol):
    """Where a file is kept, and who is told why one was not taken."""

    @property
    def bronze(self) -> Bronze:
        """The store of answers."""
        ...

    @property
    def progress(self) -> Progress:
        """Who is told."""
        ...


def whole_file(wanted: Wanted, addresses: Sequence[str], transport: Transport, keeping: Keeping) -> Held | None:
    """Return the file as it is kept, fetched from the first address that has this release of it; None when none has.

    `addresses` are folders of files below which the table's address stands.
    """
    held = keeping.bronze.held(wanted.source_id, wanted.query, wanted.updated_at)
    if held is not None:
        return held
    for address in addresses:
        url = f"{address.rstrip('/')}/{wanted.table}"
        try:
            answer = transport.get(url)
            _check(answer, wanted)
        except (SourceUnavailable, BadAnswer) as error:
            keeping.progress.message(f"{wanted.table}: not taken as a whole file from {url}: {error}")
        else:
            return keeping.bronze.keep(wanted.source_id, wanted.query, answer, wanted.updated_at)
    return None


def is_file(held: Held) -> bool:
    """Tell whether an answer is a whole file."""
    return held.query.get("file") == "px"


def cubes(file: BinaryIO, columns: Mapping[str, str], codes: Codes) -> Iterator[Cube]:
    """Read a file piece by piece, its variables named as the API names those of `columns`; BadAnswer as of `pieces`."""
    keywords, _ = header(file)
    names = _names(described(keywords).dimensions, columns, codes)
    file.seek(0)
    for cube in pieces(file):
        renamed = tuple(replace(one, code=names.get(one.code, one.code)) for one in cube.dimensions)
        yield replace(cube, dimensions=renamed)


def _check(answer: Answer, wanted: Wanted) -> None:
    """Raise unless the answer is the whole table of the release."""
    if answer.status != 200:
        raise SourceUnavailable(f"{answer.url} answered {answer.status}. Try again later.")
    keywords, _ = header(BytesIO(answer.body))
    table = described(keywords)
    if table.updated is None or abs(table.updated - wanted.updated_at) > _SAME_RELEASE:
        raise BadAnswer(f"the file says it was updated {table.updated}, the table {wanted.updated_at}")
    _names(table.dimensions, wanted.columns, wanted.codes)
    for _ in pieces(BytesIO(answer.body)):
        pass


def _names(dimensions: tuple[Dimension, ...], columns: Mapping[str, str], codes: Codes) -> dict[str, str]:
    """The API's name of each variable of the file, found by its codes."""
    found: dict[str, str] = {}
    for column, variable in columns.items():
        same = [one.code for one in dimensions if set(codes[column]) <= set(one.codes)]
        if len(same) != 1:
            raise BadAnswer(f"the file has {len(same)} variables with the codes of {variable}, and one was expected")
        found[same[0]] = variable
    return found
