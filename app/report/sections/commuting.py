"""The commuting area: which, how much of the labour force lives in it, how it compares."""

from app import formatting, queries
from app.report.facts import Facts
from app.report.model import Section
from app.report.sections.parts import made, paragraph, told
from app.report.tables import area_table
from app.situation import CLASSES, COUNT, SHARE

_TOLD = ("out_commuting_share", "workplace_self_sufficiency")
_COLUMNS = (COUNT, SHARE, "long_term_share", "employment_rate", *_TOLD)


def section(facts: Facts) -> Section | None:
    """Return the section; None for the country, for classes and where nothing is known."""
    if facts.area.is_country or facts.area.level in CLASSES:
        return None
    text = paragraph([*_which(facts), *told(facts, facts.indicators(*_TOLD))])
    beside = facts.situation.beside
    indicators = facts.indicators(*_COLUMNS)
    if not indicators:
        return None
    areas = [facts.area, *([beside.area] if beside else []), facts.country]
    words = facts.words
    table = area_table(facts, ("commuting", words("report.caption.commuting")), areas, indicators, words("peers.area"))
    return made(facts, "commuting", [text, table])


def _which(facts: Facts) -> list[str]:
    words, beside = facts.words, facts.situation.beside
    if facts.area.level == "commuting_area":
        return []
    level = words("level.commuting_area")
    if beside is None:
        return [words("near.apart", level=level)]
    if not beside.is_commuting_area:
        return [f"{words('near.none', level=level)} {words('level.subregion')}: {facts.name(beside.area)}."]
    part = queries.main_commuting_areas(facts.view.handle)[facts.area.area_id][1]
    shown = formatting.with_unit(formatting.number(100 * part, 0, facts.language), "percent", words)
    rest = f" ({words('near.part', part=shown)})" if part < 1 else ""
    return [f"{level}: {facts.name(beside.area)}{rest}."]
