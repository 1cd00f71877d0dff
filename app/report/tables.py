"""The tables that several sections have: indicators of one area, and indicators in several areas."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app import formatting
from app.report import cells
from app.report.comparison import middle
from app.report.facts import Facts
from app.report.model import Cell, Column, Table
from app.sources import short_table, sources_of
from app.values import Area, Freshness, Indicator, KeyFigure

Figures = Mapping[tuple[str, str], KeyFigure]
_ALWAYS = 4  # columns of an indicator table that are there even when they are empty


def source_line(facts: Facts, *indicators: Indicator) -> str:
    """Name the tables behind some figures with their dates, once each."""
    return tables_line(facts, [source for one in indicators for source in sources_of(facts.view, one)])


def tables_line(facts: Facts, sources: Iterable[Freshness]) -> str:
    """Name tables with their dates, those of one day together: 'Lähteet: StatFin 12r5, 12u4, 24.11.2026'."""
    known = list(dict.fromkeys(sources))
    by_day: dict[str, list[str]] = {}
    for one in known:
        day = formatting.day(one.updated_at, facts.language) if one.updated_at else ""
        by_day.setdefault(day, []).append(short_table(one))
    parts = [", ".join([_together(names), *([day] if day else [])]) for day, names in by_day.items()]
    return facts.words.count("report.sources", len(known), tables="; ".join(parts)) if parts else ""


def _together(names: Sequence[str]) -> str:
    """Names of tables in one row: what they begin with alike is said once."""
    publisher = names[0].rpartition(" ")[0]
    return ", ".join([names[0], *(one.removeprefix(f"{publisher} ") for one in names[1:])])


def indicator_name(
    facts: Facts, indicator: Indicator, *, is_short: bool = False, told: tuple[date, str] | None = None
) -> str:
    """Return an indicator's name; with its unit where neither count nor share, its period where not yet told.

    told: the period and the frequency that its table names already, the report's month if none is given.
    """
    name = (indicator.short if is_short else indicator.title).of(facts.language)
    if indicator.kind == "published" and indicator.unit != "percent":
        name = f"{name}, {cells.unit_name(indicator, facts.words)}"
    period = facts.period_of(indicator)
    if period is None or (period, indicator.frequency) == (told or (facts.period, "month")):
        return name
    return f"{name}, {facts.when(period, indicator.frequency)}"


def indicator_table(facts: Facts, table_id: str, title: str, indicators: Sequence[Indicator]) -> Table:
    """Return the own area's figures, one row an indicator: now, a year before, the change, the country, the peers.

    The change in per cent is there for counts, the others for shares; a column that would be empty is left out.
    """
    words, period = facts.words, _shared_period(facts, indicators)
    found = facts.figures(indicators, [facts.area, facts.country, *facts.comparison.areas])
    columns = [
        Column("indicator", words("report.column.indicator"), is_number=False),
        Column("now", formatting.capital(facts.when(*period))),
        Column("before", words("report.column.before")),
        Column("change", words("report.column.change")),
        Column("relative", words("report.column.relative")),
        Column("country", facts.name(facts.country)),
        Column("middle", words(f"report.middle.{facts.comparison.kind}")),
    ]
    rows = [[cells.word(indicator_name(facts, one, told=period)), *_figures(facts, one, found)] for one in indicators]
    kept = [at for at in range(len(columns)) if at < _ALWAYS or any(row[at] != cells.NONE for row in rows)]
    chosen = [[row[at] for at in kept] for row in rows]
    return table_of(facts, (table_id, title), [columns[at] for at in kept], chosen, indicators)


def table_of(
    facts: Facts,
    named: tuple[str, str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    indicators: Sequence[Indicator],
) -> Table:
    """Return a table of (id, title) with the note that its marks need and the sources of its indicators."""
    is_open = any(cell.status in {"partial", "hidden"} and cell.key for row in rows for cell in row)
    return Table(
        named[0],
        named[1],
        tuple(columns),
        tuple(map(tuple, rows)),
        note=facts.words("report.note.bounds") if is_open else "",
        source=source_line(facts, *indicators),
    )


def _shared_period(facts: Facts, indicators: Sequence[Indicator]) -> tuple[date, str]:
    """The period of all figures now, with its frequency; the report's month where they differ."""
    known = {(facts.period_of(one), one.frequency) for one in indicators}
    period, frequency = next(iter(known)) if len(known) == 1 else (None, "")
    return (period, frequency) if period else (facts.period, "month")


def _figures(facts: Facts, indicator: Indicator, found: Figures) -> list[Cell]:
    own, words = found.get((indicator.indicator_id, facts.area.area_id)), facts.words
    breaks = facts.breaks(indicator)
    row = [
        cells.figure(own.now if own else None, indicator, facts.area, facts),
        cells.figure(own.before if own else None, indicator, facts.area, facts),
        cells.difference(own, indicator, breaks, words),
        cells.relative(own, indicator, breaks, words),
    ]
    if facts.area.is_country or not indicator.comparable_between_areas:
        return [*row, cells.NONE, cells.NONE]
    country = found.get((indicator.indicator_id, facts.country.area_id))
    row.append(cells.figure(country.now if country else None, indicator, facts.country, facts))
    return [*row, middle_cell(facts, indicator, found)]


def middle_cell(facts: Facts, indicator: Indicator, found: Figures) -> Cell:
    """Return the median of the compared areas; a dash for counts and where one of them has no figure."""
    areas = facts.comparison.areas
    figures = [found.get((indicator.indicator_id, one.area_id)) for one in areas]
    ends = middle([one.now if one else None for one in figures])
    if ends is None or not indicator.comparable_between_areas:
        return cells.NONE
    return cells.between(
        *ends, indicator, facts.words.count("report.formula.median", len(areas), n=len(areas)), facts.words
    )


def area_table(
    facts: Facts, named: tuple[str, str], areas: Sequence[Area], indicators: Sequence[Indicator], column: str
) -> Table:
    """Return the figures of several areas, one row an area, one column an indicator; `column` is the head of names."""
    found = facts.figures(indicators, areas)
    columns = [Column("area", column, is_number=False)]
    columns += [Column(one.indicator_id, indicator_name(facts, one, is_short=True)) for one in indicators]
    rows = [[cells.word(facts.name(area)), *area_cells(facts, area, indicators, found)] for area in areas]
    return table_of(facts, named, columns, rows, indicators)


def area_cells(facts: Facts, area: Area, indicators: Sequence[Indicator], found: Figures) -> list[Cell]:
    """Return the newest figures of an area, one cell an indicator."""
    figures = [(one, found.get((one.indicator_id, area.area_id))) for one in indicators]
    return [cells.figure(own.now if own else None, one, area, facts) for one, own in figures]
