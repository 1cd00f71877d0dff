"""The areas: codes, levels, names, and the municipalities of each."""

from app import queries
from app.api import table
from app.api.endpoint import Answer, Column, Endpoint
from app.api.known import areas_of
from app.api.parameter import Asked
from app.api.parameters import LEVEL, LOCALE, TABLE_FORMAT
from app.db import Handle

COLUMNS = (
    Column("area_id", {"type": "string"}, "The official code with its level's prefix."),
    Column("level", {"type": "string"}, "The kind of area."),
    Column("name_fi", {"type": "string"}, "The name in Finnish."),
    Column("name_sv", {"type": "string"}, "The name in Swedish."),
    Column("name_en", {"type": "string"}, "The name in English."),
    Column("origin", {"type": "string"}, "Whose division it is: official, computed or modelled."),
    Column(
        "municipality_ids",
        {"type": "array", "items": {"type": "string"}},
        "Its municipalities today; in csv with a space between.",
    ),
)


def answer(handle: Handle, asked: Asked) -> Answer:
    """Return the areas of the levels asked for, all when none is, by code."""
    areas, members = queries.areas(handle), queries.members(handle)
    rows = [
        {
            "area_id": area_id,
            "level": areas[area_id].level,
            "name_fi": areas[area_id].names.fi,
            "name_sv": areas[area_id].names.of("sv"),
            "name_en": areas[area_id].names.of("en"),
            "origin": areas[area_id].origin,
            "municipality_ids": members.get(area_id, ()),
        }
        for area_id in areas_of(handle, (), asked.many(LEVEL))
    ]
    return table.answer(handle, asked, ("areas", COLUMNS), rows)


ENDPOINT = Endpoint(
    "areas",
    "Areas, their levels and their municipalities",
    "Every area of today's division, by code. One that was merged away is not among them: its figures are its heir's.",
    (LEVEL, TABLE_FORMAT, LOCALE),
    table.media("areas", COLUMNS),
    answer,
)
