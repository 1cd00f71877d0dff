"""The cells of a PC-Axis (PX) file as columns: numbers, quoted marks, and rows left out because they are all zero."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ingest.errors import BadAnswer
from ingest.readers import cells

NIL = "-"
MARKS = (".", "..", "...", "....", ".....", "......", NIL)
_SPACES = bytes.maketrans(b",;\t\r\n\f\v", b"       ")
_BOUNDARY = re.compile(rb"[\s,;]")
_TOKEN = re.compile(r'"[^"]*+"|[^\s,;"]++')
_PIECE_BYTES = 1_000_000


@dataclass(frozen=True)
class Cells:
    """Cells in the cube's order: numbers (Float64) and marks (String), null where there is none."""

    values: pl.Series
    statuses: pl.Series


@dataclass(frozen=True)
class Tokens:
    """Cells as written: the numbers, and where a mark stands instead which one."""

    values: pl.Series
    positions: pl.Series
    marks: pl.Series


def dense(data: bytes, size: int, symbols: Mapping[str, str]) -> Cells:
    """Return the cells after DATA= without its semicolon; `symbols` are the file's own texts for marks.

    '-' is the format's nil, a true zero: 0.0 with the mark. Dots are no number. BadAnswer for too few or many cells
    or anything that is neither a number nor a mark.
    """
    chunks = [read(split(chunk), symbols) for chunk in _chunks(data)]
    values = pl.concat([pl.Series(dtype=pl.Float64), *(chunk.values for chunk in chunks)])
    if len(values) != size:
        short = "is cut short" if len(values) < size else "holds too much"
        raise BadAnswer(f"the PX file {short}: {len(values):,} values where its variables make {size:,} cells")
    starts = [0]
    for chunk in chunks:
        starts.append(starts[-1] + len(chunk.values))
    positions = pl.concat([chunk.positions + start for chunk, start in zip(chunks, starts, strict=False)])
    marks = pl.concat([chunk.marks for chunk in chunks])
    return Cells(values.rechunk(), cells.column(marks, positions, size))


@dataclass(frozen=True)
class Rows:
    """How a file with KEYS is laid out: the key texts of each stub variable, and the cells of a row."""

    keys: Sequence[Sequence[str]]
    width: int

    @cached_property
    def tokens(self) -> int:
        """Keys and cells of a row."""
        return len(self.keys) + self.width


def keyed(data: str, rows: Rows, size: int, symbols: Mapping[str, str]) -> Cells:
    """Return the cells of rows that carry their keys, rows left out being zeros; BadAnswer as for dense files."""
    tokens = pl.Series(_TOKEN.findall(data), dtype=pl.String)
    if len(tokens) % rows.tokens or data.count('"') % 2:
        raise BadAnswer(f"the PX file is cut short: its rows should have {rows.tokens:,} keys and cells each")
    numbered = pl.int_range(len(tokens), dtype=pl.UInt32, eager=True) % rows.tokens
    found = read(tokens.filter(numbered >= len(rows.keys)), symbols)
    row = _row_numbers(tokens, rows)
    place = pl.int_range(len(found.values), dtype=pl.UInt32, eager=True)
    positions = row.gather(place // rows.width) * rows.width + place % rows.width
    zeros = pl.repeat(0.0, size, dtype=pl.Float64, eager=True)
    values = zeros.scatter(positions, found.values)
    return Cells(values, cells.column(found.marks, positions.gather(found.positions), size))


def _row_numbers(tokens: pl.Series, rows: Rows) -> pl.Series:
    number = pl.repeat(0, len(tokens) // rows.tokens, dtype=pl.UInt32, eager=True)
    for offset, keys in enumerate(rows.keys):
        quoted = pl.Series([f'"{key}"' for key in keys], dtype=pl.String)
        named = tokens.gather_every(rows.tokens, offset)
        index = pl.int_range(len(keys), dtype=pl.UInt32, eager=True)
        places = named.replace_strict(quoted, index, default=None, return_dtype=pl.UInt32)
        if places.null_count():
            unknown = named.filter(places.is_null())[0]
            raise BadAnswer(f"the PX file has a row for {unknown[:40]}, which is not among its values")
        number = number * len(keys) + places
    if number.n_unique() != len(number):
        raise BadAnswer("the PX file has two rows with the same keys")
    return number


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the data in pieces that end between cells: a whole file of 200 MB is split without five copies of it."""
    start = 0
    while start < len(data):
        boundary = _BOUNDARY.search(data, start + _PIECE_BYTES)
        stop = len(data) if boundary is None else boundary.end()
        yield data[start:stop]
        start = stop


def split(chunk: bytes) -> pl.Series:
    """Return the cells of a piece of DATA as written; BadAnswer when it holds anything but ASCII."""
    try:
        text = chunk.translate(_SPACES).decode("ascii")
    except UnicodeDecodeError as error:
        raise BadAnswer(f"the PX file holds something else than numbers: {chunk[error.start :][:20]!r}") from error
    words = pl.Series([text]).str.split(" ").explode()
    return words.filter(words != "")


def read(tokens: pl.Series, symbols: Mapping[str, str]) -> Tokens:
    """Return cells as written, understood; BadAnswer for one that is neither a number nor a mark."""
    numbers = tokens.cast(pl.Float64, strict=False)
    written = tokens.filter(numbers.is_null())
    marks = written.str.strip_chars('"').replace(list(symbols), list(symbols.values()))
    unknown = written.filter(~marks.is_in(MARKS))
    if len(unknown) or not numbers.is_finite().all():
        wrong = unknown if len(unknown) else tokens.filter(~numbers.is_finite())
        raise BadAnswer(f"the PX file holds {wrong[0][:40]!r} where a number belongs")
    positions = numbers.is_null().arg_true()
    if NIL in marks:
        numbers = numbers.scatter(positions.filter(marks == NIL), 0.0)
    return Tokens(numbers.alias("value"), positions, marks)
