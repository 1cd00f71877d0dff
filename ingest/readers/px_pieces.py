"""A PX file read piece by piece: a cube for each value of its first variable, so that memory never holds the table."""

import re
from collections.abc import Iterator
from dataclasses import replace
from math import prod
from typing import BinaryIO

import polars as pl

from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.readers import cells
from ingest.readers.px import CUT_SHORT, END_OF_FILE, Described, described, has_keys
from ingest.readers.px_cells import Cells, Tokens, read, split
from ingest.readers.px_header import Header, read_header

_PIECE_BYTES = 1_000_000
_LONGEST_HEADER = 32_000_000
_LONGEST_CELL = 200
_LAST_BOUNDARY = re.compile(rb"[\s,;](?=[^\s,;]*\Z)")


def header(file: BinaryIO) -> tuple[Header, bytes]:
    """Read the keywords from the start of a file; return them and what was read beyond them.

    BadAnswer when it is no PX file.
    """
    start = file.read(_PIECE_BYTES)
    while True:
        try:
            found = read_header(start)
        except BadAnswer:
            more = file.read(_PIECE_BYTES)
            if not more or len(start) > _LONGEST_HEADER:
                raise
            start += more
        else:
            return found, start[found.data_start :]


def pieces(file: BinaryIO, piece_bytes: int = _PIECE_BYTES) -> Iterator[Cube]:
    """Yield the table as a cube for each value of its first variable, in the file's order.

    BadAnswer as for a file read whole; what came before it has been handed over by then. Files whose rows carry their
    keys are not read here.
    """
    keywords, rest = header(file)
    table = described(keywords)
    if has_keys(keywords, table):
        raise BadAnswer("the PX file has KEYS: it cannot be read piece by piece")
    first, *others = table.dimensions
    size = prod(len(dimension.codes) for dimension in others)
    cells.cell_count([len(first.codes), size], cells.MOST_CELLS)
    source, waiting = _Pieces(file, rest, piece_bytes), _Waiting(table, size)
    for at, code in enumerate(first.codes):
        while waiting.cells < size:
            piece = source.next()
            if not piece:
                raise BadAnswer(
                    f"the PX file is cut short: {at * size + waiting.cells:,} values where its variables make "
                    f"{len(first.codes) * size:,} cells"
                )
            waiting.add(read(split(piece), table.symbols))
        one = replace(first, codes=(code,), labels=(first.labels[at],), units=(first.units[at],))
        yield table.cube((one, *others), waiting.take())
    _expect_the_end(source, waiting.cells)


class _Waiting:
    """Cells that were read and not yet handed over."""

    def __init__(self, table: Described, size: int) -> None:
        self._table = table
        self._size = size
        self._frames: list[pl.DataFrame] = []
        self.cells = 0

    def add(self, tokens: Tokens) -> None:
        """Keep cells, with their marks in their places."""
        marks = cells.column(tokens.marks, tokens.positions, len(tokens.values))
        self._frames.append(pl.DataFrame({"value": tokens.values, "status": marks}))
        self.cells += len(tokens.values)

    def take(self) -> Cells:
        """Hand over the cells of one value of the first variable."""
        joined = pl.concat(self._frames)
        self._frames = [joined.slice(self._size)]
        self.cells -= self._size
        whole = joined.head(self._size).rechunk()
        return Cells(whole["value"], whole["status"])


class _Pieces:
    """The bytes of a file in pieces that end between cells: `rest` is not handed over yet, `taken` was last."""

    def __init__(self, file: BinaryIO, rest: bytes, piece_bytes: int) -> None:
        self.file = file
        self._bytes = piece_bytes
        self.rest = rest
        self.taken = b""

    def next(self) -> bytes:
        """Return the next piece; nothing at the end of the file."""
        more = self.file.read(self._bytes)
        together = self.rest + more
        end = len(together)
        if more:
            boundary = _LAST_BOUNDARY.search(together, max(end - _LONGEST_CELL, 0))
            if boundary is None:
                raise BadAnswer("the PX file holds something else than numbers")
            end = boundary.end()
        self.taken, self.rest = together[:end] or self.taken, together[end:]
        return together[:end]


def _expect_the_end(source: "_Pieces", left: int) -> None:
    tail = source.rest + source.file.read()
    if left or tail.strip(END_OF_FILE + b";"):
        raise BadAnswer("the PX file holds too much: more values than its variables make cells")
    if not (source.taken + tail).rstrip(END_OF_FILE).endswith(b";"):
        raise BadAnswer(CUT_SHORT)
