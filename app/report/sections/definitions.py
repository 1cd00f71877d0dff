"""What the indicators of the report mean; in words, where their figures come from and when there are new ones."""

from collections.abc import Sequence

from app import formatting, queries
from app.queries import matching
from app.queries.structure import structure_sources
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
    return made(facts, "definitions", [_definitions(facts, shown)])


def source_lines(facts: Facts, indicators: Sequence[Indicator], sections: Sequence[Section]) -> tuple[str, ...]:
    """Name the sources of indicators and sections, those that are published together in one line with their titles."""
    known = queries.freshness(facts.view.handle)
    named = dict.fromkeys(name for one in indicators for name in one.source_ids)
    there = {one.id for one in sections}
    named |= dict.fromkeys([matching.SOURCE] if "matching" in there else [])
    named |= dict.fromkeys(structure_sources(facts.view.handle) if "structure" in there else [])
    groups: dict[str, list[str]] = {}
    for source in (known[one] for one in named if one in known):
        groups.setdefault(_published(facts, source), []).append(
            f"{short_table(source)} {source.title.of(facts.language)}"
        )
    return tuple(f"{published}: {'; '.join(tables)}." for published, tables in groups.items())


def _published(facts: Facts, source: Freshness) -> str:
    """Publisher, licence, when it was published, when the next release is."""
    parts = [source.publisher.of(facts.language), source.licence]
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
