"""Cells of a cube as polars columns: how many an answer may promise, and marks put in their places."""

from collections.abc import Sequence
from math import prod

import polars as pl

from ingest.errors import BadAnswer

MOST_CELLS = 200_000_000
"""The largest table known here has 77 million cells (StatFin tyonv 12ti)."""
ALWAYS_ALLOWED = 1_000_000
CELLS_A_BYTE = 200


def cell_count(sizes: Sequence[int], answer_bytes: int) -> int:
    """Return the number of cells the sizes promise.

    BadAnswer when an answer of that many bytes cannot honestly hold them: sparse answers leave cells out, so a few
    bytes could otherwise ask for any amount of memory.
    """
    cells = prod(sizes)
    if cells > min(MOST_CELLS, max(ALWAYS_ALLOWED, CELLS_A_BYTE * answer_bytes)):
        raise BadAnswer(f"the answer of {answer_bytes:,} bytes promises {cells:,} cells, more than it can hold")
    return cells


def column(symbols: pl.Series, positions: pl.Series, size: int) -> pl.Series:
    """Return `size` marks (String): each symbol at its position, null elsewhere. Positions are below `size`."""
    known = symbols.drop_nulls().unique(maintain_order=True)
    if len(known) == 1 and symbols.null_count() == 0:
        marked = pl.repeat(False, size, dtype=pl.Boolean, eager=True).scatter(positions, True)
        return marked.to_frame("marked").select(pl.when("marked").then(pl.lit(known[0])).alias("status")).to_series()
    numbers = pl.int_range(len(known), dtype=pl.UInt32, eager=True)
    places = pl.repeat(None, size, dtype=pl.UInt32, eager=True)
    places = places.scatter(positions, symbols.replace_strict(known, numbers, default=None, return_dtype=pl.UInt32))
    return known.gather(places).alias("status")


def unmarked(size: int) -> pl.Series:
    """Return `size` cells without any mark."""
    return pl.repeat(None, size, dtype=pl.String, eager=True).alias("status")
