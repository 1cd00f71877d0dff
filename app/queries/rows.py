"""From a row of an answer to the values of the app."""

from datetime import UTC, datetime
from typing import Any

from app.db import Row
from app.values import Names, Point


def names(row: Row, column: str) -> Names:
    """Return a text in the three languages."""
    texts = [row[f"{column}_{language}"] or "" for language in ("fi", "sv", "en")]
    return Names(*(text.strip() for text in texts))


def columns(row: Row, *columns: str) -> dict[str, Any]:
    """Return columns as they are, by name."""
    return {column: row[column] for column in columns}


def texts(row: Row, *columns: str) -> dict[str, Any]:
    """Return texts in three languages, by name."""
    return {column: names(row, column) for column in columns}


def times(row: Row, *columns: str) -> dict[str, Any]:
    """Return times, by name."""
    return {column: moment(row[column]) for column in columns}


def number(value: Any) -> float | None:
    """Return a number, None where there is none."""
    return None if value is None else float(value)


def moment(microseconds: int | None) -> datetime | None:
    """Return a time in UTC, None where there is none."""
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, UTC)


def point(row: Row, prefix: str = "") -> Point:
    """Return one figure of a series; `prefix` stands before its columns."""
    return Point(
        period=row[f"{prefix}period"],
        value=number(row[f"{prefix}value"]),
        low=number(row[f"{prefix}low"]),
        high=number(row[f"{prefix}high"]),
        status=row[f"{prefix}status"],
        hidden_cells=int(row[f"{prefix}hidden_cells"] or 0),
        origin=row[f"{prefix}origin"],
    )
