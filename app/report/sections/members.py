"""The municipalities of the area as a table, or the areas that a municipality belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from app import formatting, queries
from app.report import cells
from app.report.facts import Facts
from app.report.model import Column, Section, Table
from app.report.sections.parts import made, paragraph
from app.report.tables import area_table
from app.situation import COUNT, SHARE
from app.values import Area

_COLUMNS = (COUNT, SHARE, "broad_unemployment_share", "long_term_share", "under_25_share", "activation_rate")


def section(facts: Facts) -> Section | None:
    """Return the section."""
    words = facts.words
    areas, kind = _areas(facts)
    indicators = facts.indicators(*_COLUMNS)
    if not areas or not indicators:
        return None
    said = words("report.members.only", name=facts.name(areas[0])) if kind == "members" and len(areas) == 1 else ""
    title = words(f"report.caption.{kind}")
    table = area_table(facts, ("members", title), areas, indicators, words("peers.area"))
    if kind == "memberships":
        table = _with_levels(facts, table, areas)
    return made(facts, kind, [paragraph([said]), table])


def _with_levels(facts: Facts, table: Table, areas: Sequence[Area]) -> Table:
    """The table with what each area is: areas of several levels share a name."""
    column = Column("level", facts.words("report.column.level"), is_number=False)
    rows = ((row[0], cells.word(facts.view.level(area)), *row[1:]) for row, area in zip(table.rows, areas, strict=True))
    return replace(table, columns=(table.columns[0], column, *table.columns[1:]), rows=tuple(rows))


def _areas(facts: Facts) -> tuple[list[Area], str]:
    known, members = queries.areas(facts.view.handle), queries.members(facts.view.handle)
    own = facts.area
    if own.is_country:
        found, kind = [one for one in known.values() if one.level == "employment_area"], "members_country"
    elif own.level == "municipality":
        others = (one for one in known.values() if one != own and not one.is_country)
        return [one for one in others if own.area_id in members.get(one.area_id, ())], "memberships"
    else:
        found, kind = [known[one] for one in members.get(own.area_id, ()) if one in known], "members"
    return sorted(found, key=lambda one: formatting.collation_key(facts.name(one))), kind
