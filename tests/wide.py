"""Vintages of a wide source drawn in ASCII: an answer for each of its areas, all that is not drawn being zero."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import product

import polars as pl

from ingest.catalogue import Source
from ingest.cube import Cube, Dimension
from ingest.panel import Codes
from ingest.wide import Vintage
from tests.rows import frame

RELEASED = datetime(2026, 7, 24, 6, tzinfo=UTC)
Cells = Mapping[tuple[str, ...], str]


def vintage(source: Source, drawing: str, at: datetime = RELEASED, more: Mapping[str, tuple[str, ...]] = {}) -> Vintage:
    """Return a release: columns of the source and of its contents by our ids; `...` is hidden, `..` not available.

    `more`: codes of a column that the table has beside the drawn ones; their cells are zero.
    """
    rows = frame(drawing).with_columns(pl.all().cast(pl.String))
    content = next(name for name, column in source.columns.items() if column.role == "content")
    keys = [name for name in source.columns if name != content]
    codes = {name: tuple(dict.fromkeys((*rows[name], *more.get(name, ())))) for name in keys}
    contents = {ours: category.code or ours for ours, category in source.columns[content].values.items()}
    cells = {(*(row[name] for name in keys), contents[ours]): row[ours] for row in rows.to_dicts() for ours in contents}
    return Vintage(
        at, codes, {name: name for name in keys}, content, contents, partial(_answers, codes, contents, cells)
    )


def cube(codes: Codes, cells: Cells) -> Cube:
    """Return a dense answer over code lists, the last varying fastest; a cell that is not given is zero."""
    dimensions = tuple(
        Dimension(name, name, values, values, tuple(None for _ in values)) for name, values in codes.items()
    )
    written = [cells.get(key, "0") for key in product(*codes.values())]
    return Cube(
        dimensions=dimensions,
        values=pl.Series("value", [float(cell) if cell[0] != "." else None for cell in written], dtype=pl.Float64),
        statuses=pl.Series("status", [cell if cell[0] == "." else None for cell in written], dtype=pl.String),
        label="",
        source="",
        updated=None,
        next_update=None,
        time_code=None,
        content_code=None,
    )


def _answers(codes: Codes, contents: Mapping[str, str], cells: Cells, _periods: Collection[str]) -> Iterator[Cube]:
    first, *_ = codes
    for code in codes[first]:
        yield cube({**codes, first: (code,), "content": tuple(contents.values())}, cells)
