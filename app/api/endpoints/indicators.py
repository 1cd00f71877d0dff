"""The indicators: what each means, how it is read, the periods it covers and where it comes from."""

from typing import Any

from app import queries
from app.api import table
from app.api.endpoint import Answer, Column, Endpoint
from app.api.parameter import Asked
from app.api.parameters import LOCALE, TABLE_FORMAT
from app.db import Handle
from app.values import Indicator

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_DATE = {"type": ["string", "null"], "format": "date"}
_LANGUAGES = ("fi", "sv", "en")
_TEXTS = (
    ("title", "What it is called"),
    ("description", "What it means"),
    ("formula", "How it is computed"),
    ("caveat", "What to beware of (null: nothing)"),
)

COLUMNS = (
    Column("indicator_id", _TEXT, "The name that questions use."),
    Column("topic", _TEXT, "The topic it belongs to."),
    Column("kind", {"type": "string", "enum": ["count", "ratio", "published"]}, "How it comes about."),
    Column("unit", _TEXT, "The unit of value, low and high."),
    Column("decimals", {"type": "integer"}, "How many decimals it is given with."),
    Column("polarity", _TEXT, "lower_is_better, higher_is_better or neutral."),
    Column("frequency", {"type": "string", "enum": ["month", "year"]}, "What a period of it is."),
    Column("reference", {"type": "string", "enum": ["during", "end"]}, "During the period, or at its end."),
    Column("comparable_between_areas", {"type": "boolean"}, "False: never rank areas by it (a count ranks size)."),
    Column("count_indicator_id", _MAYBE, "The count to show beside a rate."),
    Column("first_period", _DATE, "The first period with figures (null: none yet)."),
    Column("last_period", _DATE, "The newest period with figures (null: none yet)."),
    *(
        Column(f"{field}_{language}", _MAYBE if field == "caveat" else _TEXT, f"{words}, in {name}.")
        for field, words in _TEXTS
        for language, name in zip(_LANGUAGES, ("Finnish", "Swedish", "English"), strict=True)
    ),
    Column("source_ids", {"type": "array", "items": _TEXT}, "Its sources; in csv with a space between."),
    Column("sources", _TEXT, "Its tables and their publishers, in words."),
)

_PLAIN = tuple(column.name for column in COLUMNS[:12])


def answer(handle: Handle, asked: Asked) -> Answer:
    """Return every indicator in the order of the catalogue."""
    rows = [_row(handle, indicator) for indicator in queries.indicators(handle).values()]
    return table.answer(handle, asked, ("indicators", COLUMNS), rows)


def _row(handle: Handle, indicator: Indicator) -> dict[str, Any]:
    sources = queries.freshness(handle)
    known = [sources[source_id] for source_id in indicator.source_ids if source_id in sources]
    texts = {
        f"{field}_{language}": getattr(indicator, field) and getattr(indicator, field).of(language)
        for field, _ in _TEXTS
        for language in _LANGUAGES
    }
    return {
        **{name: getattr(indicator, name) for name in _PLAIN},
        **texts,
        "source_ids": indicator.source_ids,
        "sources": "; ".join(f"{source.table_address} ({source.publisher.of('en')})" for source in known),
    }


ENDPOINT = Endpoint(
    "indicators",
    "Indicators, with definitions, units and sources",
    "Every indicator, in the order of the catalogue, with its texts in three languages.",
    (TABLE_FORMAT, LOCALE),
    table.media("indicators", COLUMNS),
    answer,
)
