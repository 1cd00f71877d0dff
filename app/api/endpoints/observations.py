"""The figures: one a row for each indicator, area and period."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app import queries
from app.api import cube, table
from app.api.endpoint import JSON, Answer, Column, Endpoint
from app.api.known import areas_of, indicators_of
from app.api.parameter import Asked
from app.api.parameters import AREA, FORMAT, FROM, INDICATOR, LEVEL, LOCALE, TO
from app.api.problem import Problem
from app.db import Handle
from app.values import Indicator

MOST_ROWS = 100_000
_BEGINNING, _END = date(1900, 1, 1), date(2099, 12, 1)
_NUMBER = {"type": ["number", "null"]}

COLUMNS = (
    Column("area_id", {"type": "string"}, "The area."),
    Column("indicator_id", {"type": "string"}, "The indicator; its unit is in `indicators`."),
    Column("period", {"type": "string", "format": "date"}, "The first day of the month or year."),
    Column("value", _NUMBER, "The figure, only where status is complete."),
    Column("low", _NUMBER, "The least it can be; with nothing hidden the value itself."),
    Column("high", _NUMBER, "The most it can be; with nothing hidden the value itself."),
    Column(
        "status",
        {"type": "string", "enum": ["complete", "partial", "hidden", "missing"]},
        "complete: exact; partial: some cells under it are confidential, it lies from low to high; hidden: it is "
        "confidential itself; missing: not known.",
    ),
    Column("hidden_cells", {"type": "integer"}, "How many confidential cells (1 to 4 each) are under it."),
    Column(
        "origin",
        {"type": "string", "enum": ["published", "summed"]},
        "Published for the area, or summed over its municipalities.",
    ),
)


def answer(handle: Handle, asked: Asked) -> Answer:
    """Return the figures asked for, by indicator, area and period; raises Problem, also when there are too many."""
    rows = _rows(handle, asked)
    if asked.one(FORMAT) == "json-stat":
        return cube.answer(handle, rows, MOST_ROWS)
    return table.answer(handle, asked, ("observations", COLUMNS), rows)


def _rows(handle: Handle, asked: Asked) -> list[dict[str, Any]]:
    first, last = asked.maybe(FROM) or _BEGINNING, asked.maybe(TO) or _END
    if first > last:
        message = f"from ({first:%Y-%m}) is after to ({last:%Y-%m}): no period is in between."
        raise Problem(422, "empty_span", message, "from", f"{first:%Y-%m}")
    indicator_ids = indicators_of(handle, asked.many(INDICATOR))
    area_ids = areas_of(handle, asked.many(AREA), asked.many(LEVEL))
    question: dict[str, Any] = {
        "indicator_ids": indicator_ids,
        "area_ids": area_ids,
        "first_period": first,
        "last_period": last,
    }
    known = queries.indicators(handle)
    periods = sum(_periods(known[indicator_id], first, last) for indicator_id in indicator_ids)
    if periods * len(area_ids) > MOST_ROWS:  # counting takes time: only where it could matter
        _refuse_too_many(handle.rows("observation_count", **question)[0]["observations"])
    return _shown(handle.rows("observation", **question), known)


def _periods(indicator: Indicator, first: date, last: date) -> int:
    if indicator.first_period is None or indicator.last_period is None:
        return 0
    begin, end = max(first, indicator.first_period), min(last, indicator.last_period)
    months = 12 * (end.year - begin.year) + end.month - begin.month + 1
    return max(0, months)


def _refuse_too_many(rows: int) -> None:
    if rows > MOST_ROWS:
        message = (
            f"The answer would have {rows} rows; at most {MOST_ROWS} are given at a time. "
            "Ask for less: name indicators (indicator=), areas (area=) or a level (level=), or a span (from=, to=)."
        )
        raise Problem(422, "too_many_rows", message)


def _shown(rows: Iterable[dict[str, Any]], known: Mapping[str, Indicator]) -> list[dict[str, Any]]:
    # Whole numbers are written whole: 34185, not 34185.0.
    whole = {indicator_id for indicator_id, indicator in known.items() if indicator.decimals == 0}
    shown: list[dict[str, Any]] = []
    for row in rows:
        if row["indicator_id"] in whole:
            for name in ("value", "low", "high"):
                row[name] = None if row[name] is None else int(row[name])
        shown.append(row)
    return shown


_TABLE = table.media("observations", COLUMNS)

ENDPOINT = Endpoint(
    "observations",
    "Figures by indicator, area and period",
    f"At most {MOST_ROWS} rows (json, csv) or cells (json-stat) an answer: a larger question gets 422 and the number "
    "of its rows. Where confidential cells are under a figure its value is null and low, high and hidden_cells are "
    "given. By indicator, area and period.",
    (AREA, LEVEL, INDICATOR, FROM, TO, FORMAT, LOCALE),
    {**_TABLE, JSON: {"anyOf": [_TABLE[JSON], cube.SCHEMA]}},
    answer,
)
