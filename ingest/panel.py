"""One vintage of a source as small integers: the cells of all its answers over shared code lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from ingest.cube import Cube
from ingest.errors import BadAnswer

Codes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Panel:
    """The cells of one or several vintages.

    codes: the publisher's codes per column; a column of `cells` holds positions in them (UInt16). cells: one row per
    cell, the columns of `codes`, then `value` (Float64), `status` (String) and `published_at` (UTC datetime).
    """

    codes: Codes
    cells: pl.DataFrame

    def decoded(self) -> pl.DataFrame:
        """The same rows with the publisher's codes in columns named <column>_code."""
        columns = [_decode(self.cells[name], codes, f"{name}_code") for name, codes in self.codes.items()]
        return pl.DataFrame(columns).hstack(self.cells.select("value", "status", "published_at"))


def panel(cubes: Iterable[Cube], codes: Codes, variables: Mapping[str, str], published_at: datetime) -> Panel:
    """Join the answers of one vintage.

    `variables` gives the publisher's variable of each column; a variable that no column names has one value only.
    `BadAnswer` when an answer lacks a variable or holds a code that the code lists do not.
    """
    frames = [_cells(cube, codes, variables) for cube in cubes]
    if not frames:
        raise BadAnswer("no answer is held for this release")
    stamped = pl.concat(frames).with_columns(pl.lit(published_at).cast(pl.Datetime("us", "UTC")).alias("published_at"))
    return Panel(dict(codes), stamped)


def _cells(cube: Cube, codes: Codes, variables: Mapping[str, str]) -> pl.DataFrame:
    strides: dict[str, tuple[int, tuple[str, ...]]] = {}
    stride = cube.size
    for dimension in cube.dimensions:
        stride //= max(1, len(dimension.codes))
        strides[dimension.code] = (stride, dimension.codes)
    missing = [variable for variable in variables.values() if variable not in strides]
    if missing:
        raise BadAnswer(f"the answer has no variable {', '.join(missing)}")
    position = pl.int_range(cube.size, dtype=pl.UInt32, eager=True)
    columns = [
        places(name, strides[variable][1], codes[name]).gather(
            position // strides[variable][0] % len(strides[variable][1])
        )
        for name, variable in variables.items()
    ]
    return pl.DataFrame([*columns, cube.values.alias("value"), cube.statuses.alias("status")])


def places(name: str, found: tuple[str, ...], known: tuple[str, ...]) -> pl.Series:
    """Return the place of each found code in the list of known ones (UInt16); `BadAnswer` for one that is not there."""
    place = {code: at for at, code in enumerate(known)}
    unknown = [code for code in found if code not in place]
    if unknown:
        raise BadAnswer(f"the answer holds values of {name} that were not asked for: {', '.join(unknown[:5])}")
    return pl.Series(name, [place[code] for code in found], dtype=pl.UInt16)


def _decode(places: pl.Series, codes: tuple[str, ...], name: str) -> pl.Series:
    return pl.Series(name, list(codes), dtype=pl.String).gather(places)
