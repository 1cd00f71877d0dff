"""How the unemployed and the vacancies meet by occupation: the major groups of the area."""

from datetime import date

from app import formatting, queries
from app.queries import matching
from app.queries.matching import Meeting
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Column, Section, Table
from app.report.sections.parts import made
from app.report.tables import tables_line
from app.values import Point

_DIGITS, _TIGHTNESS_DECIMALS = 1, 2
_COLUMNS = ("unemployed", "vacancies", "tightness", "excess")


def section(facts: Facts) -> Section | None:
    """Return the section; None where the area has no figures by occupation."""
    months = matching.occupation_months(facts.view.handle)
    period = next((one for one in months if one <= facts.period), None)
    found = matching.meetings(facts.view.handle, facts.area.area_id, period, _DIGITS) if period else ()
    if period is None or all(one.reason == "missing" for one in found):
        return None
    return made(facts, "matching", [_table(facts, found, period)])


def _table(facts: Facts, found: tuple[Meeting, ...], period: date) -> Table:
    words = facts.words
    columns = [Column("occupation", words("matching.occupation"), is_number=False)]
    columns += [Column(name, words(f"matching.{name}")) for name in _COLUMNS]
    rows = tuple(_row(facts, one) for one in found)
    is_open = any(cell.status in {"partial", "hidden"} for row in rows for cell in row)
    source = queries.freshness(facts.view.handle).get(matching.SOURCE)
    return Table(
        "matching",
        words("report.caption.matching", period=facts.when(period, "month")),
        tuple(columns),
        rows,
        note=" ".join([words("report.note.matching"), *([words("report.note.bounds")] if is_open else [])]),
        source=tables_line(facts, [source] if source else []),
    )


def _row(facts: Facts, one: Meeting) -> tuple[Cell, ...]:
    words = facts.words
    name = one.occupation.names.of(facts.language)
    where = words("report.formula.occupation", code=one.occupation.occupation_id)
    return (
        cells.word(name),
        _persons(facts, one.sides.unemployed, words("unit.persons.other"), where),
        _persons(facts, one.sides.vacancies, words("unit.vacancies.other"), where),
        _bounded(facts, one.tightness_low, one.tightness_high, _TIGHTNESS_DECIMALS, words("report.formula.tightness")),
        _excess(facts, one),
    )


def _persons(facts: Facts, point: Point, unit: str, where: str) -> Cell:
    if point.low is None or point.high is None:
        return Cell(facts.words("figure.missing"), None, status="missing", unit=unit, formula=where)
    text = formatting.bounds(point.low, point.high, 0, facts.language)
    is_one = point.low == point.high
    return Cell(
        text=facts.words("figure.hidden", bounds=text) if point.is_hidden else text,
        value=point.low if is_one else None,
        low=None if is_one else point.low,
        high=None if is_one else point.high,
        status="complete" if is_one else "hidden" if point.is_hidden else "partial",
        unit=unit,
        formula=where,
        hidden_cells=point.hidden_cells,
    )


def _bounded(facts: Facts, low: float | None, high: float | None, decimals: int, formula: str) -> Cell:
    if low is None or high is None:
        return cells.NONE
    is_one = low == high
    return Cell(
        text=formatting.bounds(low, high, decimals, facts.language),
        value=round(low, 6) if is_one else None,
        low=None if is_one else round(low, 6),
        high=None if is_one else round(high, 6),
        status="complete" if is_one else "partial",
        decimals=decimals,
        formula=formula,
    )


def _excess(facts: Facts, one: Meeting) -> Cell:
    found = _bounded(facts, one.excess_low, one.excess_high, 0, facts.words("report.formula.excess"))
    if one.excess_low is None or one.excess_high is None:
        return found
    ends = (formatting.signed(end, 0, facts.language) for end in (one.excess_low, one.excess_high))
    text = "…".join(dict.fromkeys(ends))
    return Cell(text, found.value, found.low, found.high, found.status, formula=found.formula)
