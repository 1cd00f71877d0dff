"""Rows as JSON or delimited text: the same columns and the same numbers in both."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson

from app.api import about
from app.api.endpoint import CSV, JSON, Answer, Column
from app.api.parameter import Asked
from app.api.parameters import LOCALE, TABLE_FORMAT
from app.db import Handle

Row = Mapping[str, Any]

# Two columns that only delimited text has, where nothing but the rows can say it.
SAID_IN_ROWS = ("attribution", "data_version")


def media(name: str, columns: Sequence[Column]) -> dict[str, dict[str, Any]]:
    """Return the schemas of a table's answers by media type."""
    row = {
        "type": "object",
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: {**column.schema, "description": column.text} for column in columns},
    }
    properties = {
        **about.SCHEMA,
        "count": {"type": "integer", "description": "How many rows there are."},
        name: {"type": "array", "items": row},
    }
    whole = {"type": "object", "required": list(properties), "properties": properties}
    head = ",".join([*(column.name for column in columns), *SAID_IN_ROWS])
    text = f"One head, then a row each: {head}. In synthetic data every head ends in _sample."
    return {JSON: whole, "text/csv": {"type": "string", "description": text}}


def answer(handle: Handle, asked: Asked, table: tuple[str, Sequence[Column]], rows: Sequence[Row]) -> Answer:
    """Return the rows in the form asked for; `table` is its name and its columns."""
    name, columns = table
    if asked.one(TABLE_FORMAT) == "csv":
        suffix = "-sample" if about.is_sample(handle) else ""
        return Answer(_delimited(handle, asked.one(LOCALE), columns, rows), CSV, f"vertaispeili-{name}{suffix}.csv")
    return Answer(orjson.dumps({**about.about(handle), "count": len(rows), name: rows}))


def _delimited(handle: Handle, locale: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    # The mark at the front tells spreadsheet programs that the letters are UTF-8.
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";" if locale == "fi" else ",", lineterminator="\r\n")
    mark = "_sample" if about.is_sample(handle) else ""
    names = [column.name for column in columns]
    writer.writerow([name + mark for name in (*names, *SAID_IN_ROWS)])
    said = (about.attribution(handle), about.version(handle))
    convert = _conversions(columns, "," if locale == "fi" else ".")
    for row in rows:
        record = [*(row[name] for name in names), *said]
        for place, converted in convert:
            record[place] = converted(record[place])
        writer.writerow(record)
    return text.getvalue().encode()


def _conversions(columns: Sequence[Column], decimal: str) -> list[tuple[int, Callable[[Any], Any]]]:
    # What Python's writer would not write as it is meant; a table may have a hundred thousand rows.
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, column in enumerate(columns):
        kind = column.schema["type"]
        if kind == "boolean":
            found.append((place, lambda value: "true" if value else "false"))
        elif kind == "array":
            found.append((place, " ".join))
        elif decimal != "." and "number" in kind:
            found.append((place, lambda value: None if value is None else str(value).replace(".", decimal)))
    return found
