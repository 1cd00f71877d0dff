"""The value every statistical reader yields: a dense cube of published cells."""

from dataclasses import dataclass
from datetime import datetime
from math import prod

import polars as pl


@dataclass(frozen=True)
class Dimension:
    """One variable of an answer: its values in the answer's order.

    `units` has one entry per code, None where the answer names no unit (only contents have units).
    """

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    units: tuple[str | None, ...]


@dataclass(frozen=True)
class Cube:
    """Published cells, row-major over `dimensions` (the last varies fastest).

    values: Float64, null where the publisher gives no number. statuses: String, null where there is no mark, else the
    raw symbol such as '...'. Both have as many items as the sizes say. `updated` and `next_update` are UTC.
    `time_code` and `content_code` are dimension codes, None where the answer does not say or has none.
    """

    dimensions: tuple[Dimension, ...]
    values: pl.Series
    statuses: pl.Series
    label: str
    source: str
    updated: datetime | None
    next_update: datetime | None
    time_code: str | None
    content_code: str | None

    @property
    def size(self) -> int:
        """Number of cells."""
        return prod(len(dimension.codes) for dimension in self.dimensions)
