"""What the indicators of the report mean, where their figures come from, and when there are new ones."""

from collections.abc import Sequence

from app import formatting, queries
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Column, Section, Table
from app.report.sections.hidden import every_cell
from app.report.sections.parts import made
from app.sources import short_table
from app.values import Freshness, Indicator


def section(facts: Facts, before: Sequence[Section]) -> Section | None:
    """Return the section; `before`: the sections whose indicators it explains."""
    used = {cell.key.indicator_id for cell in every_cell(before) if cell.key}
    shown = [one for one in queries.indicators(facts.view.handle).values() if one.indicator_id in used]
    return made(facts, "definitions", [_definitions(facts, shown), _sources(facts, sources(facts, shown))])


def sources(facts: Facts, indicators: Sequence[Indicator]) -> list[Freshness]:
    """Return the sources of some indicators, once each."""
    known = queries.freshness(facts.view.handle)
    return [known[one] for one in dict.fromkeys(name for i in indicators for name in i.source_ids) if one in known]


def source_words(facts: Facts, source: Freshness) -> str:
    """Name a source in one line: table, publisher, licence, when it was published, when the next release is."""
    parts = [short_table(source), source.publisher.of(facts.language), source.licence]
    if source.updated_at:
        parts.append(facts.words("date.published", date=formatting.day(source.updated_at, facts.language)))
    return ", ".join([*parts, *([_next(facts, source)] if source.next_release_at else [])])


def _next(facts: Facts, source: Freshness) -> str:
    if source.next_release_at is None:
        return ""
    key = "date.next" if source.next_release_is_published else "date.next_estimate"
    return facts.words(key, date=formatting.day(source.next_release_at, facts.language))


def _definitions(facts: Facts, shown: Sequence[Indicator]) -> Table | None:
    words = facts.words
    columns = (
        Column("indicator", words("report.column.indicator"), is_number=False),
        Column("definition", words("situation.definition"), is_number=False),
        Column("formula", words("report.column.formula"), is_number=False),
    )
    # Details are named after what they are part of; fifty more definitions would bury the others.
    rows = tuple(_definition(facts, one) for one in shown if not one.is_detail)
    note = words("report.note.definitions") if len(rows) < len(shown) else ""
    return Table("definitions", words("report.caption.definitions"), columns, rows, note) if rows else None


def _definition(facts: Facts, indicator: Indicator) -> tuple[Cell, ...]:
    language = facts.language
    caveat = f" {indicator.caveat.of(language)}" if indicator.caveat else ""
    texts = (
        indicator.title.of(language),
        f"{indicator.description.of(language)}{caveat}",
        indicator.formula.of(language),
    )
    return tuple(cells.word(text) for text in texts)


def _sources(facts: Facts, found: Sequence[Freshness]) -> Table | None:
    words, language = facts.words, facts.language
    columns = (
        Column("source", words("data.source"), is_number=False),
        Column("publisher", words("data.publisher"), is_number=False),
        Column("last_period", words("data.last_period"), is_number=False),
        Column("updated", words("data.updated"), is_number=False),
        Column("next", words("data.next"), is_number=False),
    )
    rows = tuple(
        (
            cells.word(f"{short_table(one)}: {one.title.of(language)}"),
            cells.word(f"{one.publisher.of(language)}, {one.licence}"),
            cells.word(facts.when(one.last_period, one.frequency) if one.last_period else ""),
            cells.word(formatting.day(one.updated_at, language) if one.updated_at else ""),
            cells.word(formatting.capital(_next(facts, one))),
        )
        for one in found
    )
    return Table("sources", words("report.caption.sources"), columns, rows) if rows else None
