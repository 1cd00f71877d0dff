"""A cube as a long frame: one row a cell, its codes by arithmetic."""

from collections.abc import Sequence

import polars as pl

from ingest.cube import Cube


def frame(cube: Cube, columns: Sequence[str] = ()) -> pl.DataFrame:
    """Return one row a cell in the cube's order: an Enum column for each dimension, then `value` and `status`.

    Columns are named by the dimension codes, or as `columns` says (one name each, in the dimensions' order).
    ValueError when the names are too few or many, or clash.
    """
    names = [*(columns or [dimension.code for dimension in cube.dimensions]), "value", "status"]
    if len(names) != len(cube.dimensions) + 2 or len(set(names)) != len(names):
        raise ValueError(f"{len(cube.dimensions)} dimensions cannot be given the column names {names[:-2]}")
    stride = cube.size
    codes: list[pl.Series] = []
    for dimension, name in zip(cube.dimensions, names[:-2], strict=True):
        stride //= len(dimension.codes)
        places = pl.int_range(cube.size, dtype=pl.UInt32) // stride % len(dimension.codes)
        category = pl.Series(name, dimension.codes, dtype=pl.Enum(dimension.codes))
        codes.append(category.gather(pl.select(places).to_series()))
    return pl.DataFrame([*codes, cube.values.alias("value"), cube.statuses.alias("status")])
