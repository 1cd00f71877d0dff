"""The cells of a JSON-stat dataset as columns: `value` and `status` in each form the standard allows."""

import re
from typing import cast

import polars as pl

from ingest.errors import BadAnswer
from ingest.readers import cells, expect
from ingest.readers.jsonstat_body import Marks

_JSON_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", re.ASCII)


def values(value: object, size: int) -> pl.Series:
    """Return `size` numbers (Float64, null where there is none) of a dense list or a sparse object."""
    if isinstance(value, pl.Series):
        return _whole(value, size)
    if isinstance(value, list):
        return _whole(_floats(cast("list[object]", value)), size)
    sparse = expect.mapping(value, "value")
    numbers = _floats(list(sparse.values()))
    empty = pl.repeat(None, size, dtype=pl.Float64, eager=True)
    return empty.scatter(_positions(list(sparse), size, "value"), numbers).alias("value")


def statuses(status: object, size: int) -> pl.Series:
    """Return `size` marks (String, null where there is none).

    A text, or a list of one, is the mark of every cell; a list gives one each; an object some.
    """
    if status is None:
        return cells.unmarked(size)
    if isinstance(status, Marks):
        _check_last(status.positions, size, "status")
        return cells.column(pl.Series([status.symbol]), status.positions, size)
    if isinstance(status, str):
        return pl.repeat(status or None, size, dtype=pl.String, eager=True).alias("status")
    if isinstance(status, list):
        return _listed(cast("list[object]", status), size)
    sparse = expect.mapping(status, "status")
    marks = _marks(list(sparse.values()))
    return cells.column(marks, _positions(list(sparse), size, "status"), size)


def _whole(numbers: pl.Series, size: int) -> pl.Series:
    if len(numbers) != size:
        short = "is cut short" if len(numbers) < size else "holds too much"
        raise BadAnswer(f"the answer {short}: {len(numbers):,} values where its dimensions make {size:,} cells")
    return numbers.alias("value")


def _floats(numbers: list[object]) -> pl.Series:
    """Return JSON values as Float64. A text that is a JSON number is one: the standard's schema allows texts."""
    kinds = set(map(type, numbers))
    if str in kinds:
        numbers = [_number(item) if isinstance(item, str) else item for item in numbers]
        kinds = set(map(type, numbers))
    if not kinds <= {int, float, type(None)}:
        raise BadAnswer("value holds something else than numbers and nulls")
    return pl.Series("value", numbers, dtype=pl.Float64)


def _number(text: str) -> float:
    if not _JSON_NUMBER.fullmatch(text) or abs(number := float(text)) == float("inf"):
        raise BadAnswer(f"value holds the text {text[:40]!r} where a number belongs")
    return number


def _listed(status: list[object], size: int) -> pl.Series:
    marks = _marks(status)
    if len(marks) == 1:
        return statuses(marks[0], size)
    if len(marks) != size:
        raise BadAnswer(f"status lists {len(marks):,} marks for {size:,} cells")
    return marks.alias("status")


def _marks(items: list[object]) -> pl.Series:
    if not set(map(type, items)) <= {str, type(None)}:
        raise BadAnswer("status holds something else than texts")
    marks = pl.Series(items, dtype=pl.String)
    return marks.replace("", None) if "" in marks else marks


def _positions(keys: list[str], size: int, what: str) -> pl.Series:
    """Return the cell positions that the keys of a sparse object spell, below size; BadAnswer for any other key."""
    spelled = pl.Series(keys, dtype=pl.String)
    positions = spelled.cast(pl.UInt32, strict=False)
    if not (positions.cast(pl.String).eq_missing(spelled)).all():
        raise BadAnswer(f"{what} has a key that is not the position of a cell")
    _check_last(positions, size, what)
    return positions


def _check_last(positions: pl.Series, size: int, what: str) -> None:
    last = cast("int | None", positions.max())
    if last is not None and last >= size:
        raise BadAnswer(f"{what} names cell {last:,} where there are {size:,} cells")
