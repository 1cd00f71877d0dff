"""Decode PC-Axis (PX) files, the form in which whole tables are published, into cubes."""

from dataclasses import dataclass
from datetime import datetime

from ingest.cube import Cube, Dimension
from ingest.errors import BadAnswer
from ingest.readers import cells, expect, stamps
from ingest.readers.px_cells import MARKS, Cells, Rows, dense, keyed
from ingest.readers.px_header import Header, decoded, read_header
from ingest.readers.px_time import time_codes

END_OF_FILE = b" \t\r\n\x1a"  # DOS files may end in Ctrl-Z
CUT_SHORT = "the PX file is cut short: its DATA does not end in a semicolon"
_SYMBOLS = {f"DATASYMBOL{count}": "." * count for count in range(1, 7)} | {"DATASYMBOLNIL": "-"}


@dataclass(frozen=True)
class Described:
    """What the keywords of a PX file say of its table: the cube without its cells, and how the cells are written.

    `stub` is the number of dimensions in STUB, which come first; `symbols` are the file's own texts for marks.
    """

    dimensions: tuple[Dimension, ...]
    stub: int
    symbols: dict[str, str]
    label: str
    source: str
    updated: datetime | None
    next_update: datetime | None
    time_code: str | None
    content_code: str | None

    def cube(self, dimensions: tuple[Dimension, ...], found: Cells) -> Cube:
        """Return a cube of this table, or of some values of its dimensions, with its cells."""
        return Cube(
            dimensions=dimensions,
            values=found.values,
            statuses=found.statuses,
            label=self.label,
            source=self.source,
            updated=self.updated,
            next_update=self.next_update,
            time_code=self.time_code,
            content_code=self.content_code,
        )


def decode(body: bytes) -> Cube:
    """Return the table of a PX file (axis versions to 2013) in its main language; BadAnswer when it is not whole.

    Dimensions are STUB then HEADING. Codes are CODES, else the time values, else the texts of VALUES. Stamps are read
    as Finnish local time. '-' (nil) is 0.0 with its mark; dots are marks without a number.
    """
    header = read_header(body)
    table = described(header)
    return table.cube(table.dimensions, _cells(body, header, table))


def described(header: Header) -> Described:
    """Return what the keywords say of the table; BadAnswer when they do not describe one."""
    stub, heading = header.texts("STUB"), header.texts("HEADING")
    names = expect.unique([*stub, *heading], "the PX file")
    if not names:
        raise BadAnswer("the PX file has neither STUB nor HEADING")
    content = _content(header, names)
    dimensions = tuple(_dimension(header, name, is_content=name == content) for name in names)
    codes = expect.unique([dimension.code for dimension in dimensions], "VARIABLECODE of the PX file")
    time = [code for code, name in zip(codes, names, strict=True) if _is_time(header, name)]
    return Described(
        dimensions=dimensions,
        stub=len(stub),
        symbols=_symbols(header),
        label=header.text("TITLE") or header.text("DESCRIPTION") or header.text("CONTENTS"),
        source=header.text("SOURCE"),
        updated=_updated(header),
        next_update=stamps.if_any(stamps.helsinki, header.text("NEXT-UPDATE")),
        time_code=time[0] if len(time) == 1 else None,
        content_code=None if content is None else codes[names.index(content)],
    )


def has_keys(header: Header, table: Described) -> bool:
    """Tell whether the rows of the file carry their keys, so that rows of zeros may be left out."""
    return any(_keys(header, dimension) for dimension in table.dimensions[: table.stub])


def _content(header: Header, names: tuple[str, ...]) -> str | None:
    content = header.text("CONTVARIABLE") or None
    if content is not None and content not in names:
        raise BadAnswer(f"CONTVARIABLE of the PX file names {content[:40]!r}, which is not among its variables")
    return content


def _is_time(header: Header, name: str) -> bool:
    return header.value("TIMEVAL", name) is not None or header.text("VARIABLE-TYPE", name).lower() == "time"


def _dimension(header: Header, name: str, *, is_content: bool) -> Dimension:
    labels, codes = header.texts("VALUES", name), header.texts("CODES", name)
    time = header.value("TIMEVAL", name)
    codes = codes or (time_codes(time) if time is not None else []) or labels
    labels = labels or codes
    if not codes or len(codes) != len(labels):
        raise BadAnswer(f"variable {name[:40]!r} of the PX file has {len(labels):,} values and {len(codes):,} codes")
    return Dimension(
        code=header.text("VARIABLECODE", name) or name,
        label=name,
        codes=expect.unique(codes, f"variable {name[:40]!r} of the PX file"),
        labels=tuple(labels),
        units=tuple(_unit(header, label) if is_content else None for label in labels),
    )


def _unit(header: Header, label: str) -> str | None:
    return header.text("UNITS", label) or header.text("UNITS") or None


def _updated(header: Header) -> datetime | None:
    """Return the newest of the table's and its contents' stamps."""
    contents = [header.text("LAST-UPDATED", content) for content in header.subkeys("LAST-UPDATED")]
    written = [stamp for stamp in (header.text("LAST-UPDATED"), *contents) if stamp]
    return max((stamps.helsinki(stamp) for stamp in set(written)), default=None)


def _cells(body: bytes, header: Header, table: Described) -> Cells:
    end = body.rfind(b";", header.data_start)
    if end < 0 or body[end + 1 :].strip(END_OF_FILE):
        raise BadAnswer(CUT_SHORT)
    data = body[header.data_start : end]
    sizes = [len(dimension.codes) for dimension in table.dimensions]
    size = cells.cell_count(sizes, len(body))
    keys = [_keys(header, dimension) for dimension in table.dimensions[: table.stub]]
    if not any(keys):
        return dense(data, size, table.symbols)
    if not all(keys):
        raise BadAnswer("the PX file has KEYS for some variables of its stub, not for all")
    width = cells.cell_count(sizes[table.stub :], len(body))
    return keyed(decoded(data, header.encoding), Rows(keys, width), size, table.symbols)


def _keys(header: Header, dimension: Dimension) -> tuple[str, ...]:
    chosen = header.text("KEYS", dimension.label).upper()
    if chosen not in {"", "CODES", "VALUES"}:
        raise BadAnswer(f"KEYS of the PX file is {chosen[:40]!r} where CODES or VALUES belongs")
    if chosen == "VALUES":
        return expect.unique(list(dimension.labels), f"variable {dimension.label[:40]!r} of the PX file")
    return dimension.codes if chosen else ()


def _symbols(header: Header) -> dict[str, str]:
    """Return the texts by which the file shows its marks, except such as are themselves marks in its DATA."""
    texts = {header.text(keyword): mark for keyword, mark in _SYMBOLS.items()}
    return {text: mark for text, mark in texts.items() if text and text not in MARKS}
