"""The known breaks of the statistics within what the report shows."""

from datetime import date

from app import formatting, queries
from app.report import cells
from app.report.facts import YEARS, Facts
from app.report.model import Cell, Column, Section, Table
from app.report.sections.parts import made, paragraph
from app.values import Break


def section(facts: Facts) -> Section | None:
    """Return the section."""
    first = date(facts.period.year - YEARS, facts.period.month, 1)
    found: dict[str, Break] = {}
    for one in queries.indicators(facts.view.handle).values():
        for known in facts.breaks(one) if facts.period_of(one) else ():
            if known.is_recurring or known.parts(first, facts.period):
                found.setdefault(known.break_id, known)
    words = facts.words
    if not found:
        return made(facts, "breaks", [paragraph([words("report.breaks.none")])])
    columns = (
        Column("break", words("report.column.break"), is_number=False),
        Column("when", words("report.column.period"), is_number=False),
        Column("text", words("report.column.meaning"), is_number=False),
    )
    ordered = sorted(found.values(), key=lambda one: (one.first_period, one.break_id))
    table = Table("breaks", words("report.caption.breaks"), columns, tuple(_row(facts, one) for one in ordered))
    return made(facts, "breaks", [paragraph([words("report.breaks.lead")]), table])


def _row(facts: Facts, one: Break) -> tuple[Cell, ...]:
    text = one.text.of(facts.language)
    if one.stops_change:
        text = f"{text} {formatting.capital(facts.words('data.change_stopped'))}."
    return cells.word(one.name.of(facts.language)), cells.word(_when(facts, one)), cells.word(text)


def _when(facts: Facts, one: Break) -> str:
    if one.is_recurring:
        return facts.words("data.every_january")
    ends = (facts.when(end, "month") for end in (one.first_period, one.last_period))
    return "–".join(dict.fromkeys(ends))
