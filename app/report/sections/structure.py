"""The structural background: what peers are chosen by, in the own area and in the compared ones."""

from statistics import median

from app import formatting, queries
from app.queries.structure import StructuralFeature, Structure, features, structure, structure_sources
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Column, Section, Table
from app.report.sections.parts import made, paragraph
from app.report.tables import tables_line


def section(facts: Facts) -> Section | None:
    """Return the section; None where nothing is known of the structure of the area."""
    known = structure(facts.view.handle, facts.area.level)
    shown = [
        one for one in features(facts.view.handle).values() if (facts.area.area_id, one.feature_id) in known.values
    ]
    if not shown:
        return None
    return made(facts, "structure", [paragraph([facts.words("report.structure.lead")]), _table(facts, known, shown)])


def _table(facts: Facts, known: Structure, shown: list[StructuralFeature]) -> Table:
    words = facts.words
    # Only areas of one level have comparable structure.
    areas = [one for one in facts.comparison.areas if one.level == facts.area.level]
    columns = [
        Column("feature", words("peers.feature"), is_number=False),
        Column("own", facts.name(facts.area)),
        *([Column("middle", words(f"report.middle.{facts.comparison.kind}"))] if areas else []),
    ]
    rows: list[tuple[Cell, ...]] = []
    for one in shown:
        own = known.values[facts.area.area_id, one.feature_id]
        others = [known.values.get((area.area_id, one.feature_id)) for area in areas]
        name = f"{one.title.of(facts.language)}, {known.years[one.feature_id].year}"
        row = [cells.word(name), _cell(facts, one, own, words("report.formula.structure"))]
        rows.append((*row, *([_middle(facts, one, others)] if areas else [])))
    return Table("structure", words("report.caption.structure"), tuple(columns), tuple(rows), source=_sources(facts))


def _cell(facts: Facts, feature: StructuralFeature, value: float, formula: str) -> Cell:
    decimals = 1 if feature.unit == "percent" else 0
    text = formatting.with_unit(formatting.number(value, decimals, facts.language), feature.unit, facts.words)
    unit = facts.words(f"unit.{feature.unit}.other")
    return Cell(text, round(value, 6), status="complete", unit=unit, decimals=decimals, formula=formula)


def _middle(facts: Facts, feature: StructuralFeature, values: list[float | None]) -> Cell:
    known = [one for one in values if one is not None]
    if not known or len(known) < len(values):
        return cells.NONE
    return _cell(facts, feature, median(known), facts.words.count("report.formula.median", len(known), n=len(known)))


def _sources(facts: Facts) -> str:
    known = queries.freshness(facts.view.handle)
    return tables_line(facts, [known[one] for one in structure_sources(facts.view.handle) if one in known])
