"""The charts that several sections have: lines over years, bars of now beside a year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting, queries, sentences
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Chart, Column, Role, Series, Table
from app.report.tables import source_line, table_of
from app.values import Area, Break, Indicator, Point
from app.values import Series as Known

Row = tuple[Indicator, Cell]
_MOST_SAID = 10  # lines in the words for a picture


@dataclass(frozen=True)
class Line:
    """One line to be drawn: an indicator in an area."""

    indicator: Indicator
    area: Area
    role: Role
    name: str


def lines(facts: Facts, chart_id: str, title: str, wanted: Sequence[Line]) -> Chart | None:
    """Draw indicators of one unit over the last years; None where there are no two periods to draw."""
    drawn = list(zip(wanted, facts.series((one.indicator, one.area) for one in wanted), strict=True))
    drawn = [(one, known) for one, known in drawn if known.points]
    periods = sorted({point.period for _, known in drawn for point in known.points})
    if len(periods) < 2:
        return None
    first = wanted[0].indicator
    indicators = list(dict.fromkeys(one.indicator for one, _ in drawn))
    words, ends = facts.words, [facts.when(periods[at], first.frequency) for at in (0, -1)]
    said = {"title": title, "first": ends[0], "last": ends[1]}
    series = tuple(_line(facts, one, known) for one, known in drawn)
    series += _target(facts, indicators, periods) if any(one.role == "own" for one, _ in drawn) else ()
    table = _line_table(facts, (chart_id, words("report.caption.line", **said)), series, indicators, periods)
    newest = ", ".join(f"{one.name} {one.points[-1][1].text}" for one in series[:_MOST_SAID])
    return Chart(
        id=chart_id,
        kind="line",
        title=title,
        unit=cells.unit_name(first, words),
        alternative=words("report.alternative.line", figures=newest, **said),
        source=source_line(facts, *indicators),
        series=series,
        breaks=_breaks(facts, [one for one, _ in drawn], periods),
        table=table,
        note=table.note,
    )


def _line(facts: Facts, one: Line, known: Known) -> Series:
    points = ((point.period, cells.figure(point, one.indicator, one.area, facts)) for point in known.points)
    return Series(one.name, one.role, tuple(points))


def _target(facts: Facts, indicators: Sequence[Indicator], periods: Sequence[date]) -> tuple[Series, ...]:
    """The own target as a level line; none among lines of several indicators, where nobody could tell whose it is."""
    own = facts.target(indicators[0]) if len(indicators) == 1 else None
    if own is None:
        return ()
    cell = cells.target(own, indicators[0], facts.words)
    name = sentences.target_name(own, indicators[0], facts.words)
    return (Series(name, "target", tuple((period, cell) for period in periods)),)


def _line_table(
    facts: Facts,
    named: tuple[str, str],
    series: Sequence[Series],
    indicators: Sequence[Indicator],
    periods: Sequence[date],
) -> Table:
    frequency = indicators[0].frequency
    by_period = [dict(one.points) for one in series]
    rows = [
        [
            cells.day(period, facts.when(period, frequency)),
            *(known.get(period, cells.NONE) for known in by_period),
        ]
        for period in reversed(periods)
    ]
    columns = [Column("period", facts.words("report.column.period"), is_number=False)]
    columns += [Column(f"series_{at}", one.name) for at, one in enumerate(series)]
    return table_of(facts, named, columns, rows, indicators)


def _breaks(facts: Facts, wanted: Sequence[Line], periods: Sequence[date]) -> tuple[tuple[date, str], ...]:
    found: dict[str, Break] = {}
    for one in wanted:
        for known in queries.breaks(facts.view.handle).get(one.indicator.indicator_id, ()):
            is_seen = periods[0] < known.last_period and known.first_period <= periods[-1]
            if known.concerns(one.area) and not known.is_recurring and is_seen:
                found[known.break_id] = known
    ordered = sorted(found.values(), key=lambda known: known.first_period)
    return tuple((max(known.first_period, periods[0]), known.name.of(facts.language)) for known in ordered)


def bars(facts: Facts, chart_id: str, title: str, indicators: Sequence[Indicator]) -> Chart | None:
    """Draw indicators of one unit in the own area, now beside a year before; None where nothing is known."""
    found = facts.figures(indicators, [facts.area])
    figures = [(one, found.get((one.indicator_id, facts.area.area_id))) for one in indicators]
    now = [(one, _cell(facts, one, own.now if own else None)) for one, own in figures]
    before = [(one, _cell(facts, one, own.before if own else None)) for one, own in figures]
    if not any(cell.is_number for _, cell in now):
        return None
    words, month = facts.words, facts.period
    names = [facts.when(one, "month") for one in (month, month.replace(year=month.year - 1))]
    series = [_bars(facts, names[0], "own", now), _bars(facts, names[1], "peer", before)]
    columns = [Column("indicator", words("report.column.indicator"), is_number=False)]
    columns += [Column(f"series_{at}", formatting.capital(name)) for at, name in enumerate(names)]
    rows = [[cells.word(_short(facts, one)), cell, *_same(before, one)] for one, cell in now]
    table = table_of(facts, (chart_id, words("report.caption.numbers", title=title)), columns, rows, indicators)
    said = ", ".join(f"{_short(facts, one)} {cell.text}" for one, cell in now)
    return Chart(
        id=chart_id,
        kind="bar",
        title=title,
        unit=f"{cells.unit_name(indicators[0], words)}, {names[0]}",
        alternative=words("report.alternative.bar", title=title, figures=said),
        source=source_line(facts, *indicators),
        series=tuple(one for one in series if any(cell.is_number for _, cell in one.points)),
        table=table,
        note=table.note,
    )


def _same(cells_of: Sequence[Row], wanted: Indicator) -> list[Cell]:
    return [cell for one, cell in cells_of if one is wanted]


def _bars(facts: Facts, name: str, role: Role, found: Sequence[Row]) -> Series:
    return Series(name, role, tuple((_short(facts, one), cell) for one, cell in found))


def _short(facts: Facts, indicator: Indicator) -> str:
    return indicator.short.of(facts.language)


def _cell(facts: Facts, indicator: Indicator, point: Point | None) -> Cell:
    return cells.figure(point, indicator, facts.area, facts)


def title_of(facts: Facts, indicator: Indicator, areas: Sequence[Area]) -> str:
    """Return the answer of a chart: the indicator with its newest figure in a few areas."""
    found = facts.figures([indicator], areas)
    said = [
        _of_area(facts, area, formatting.figure(own.now, indicator, facts.words))
        for area in areas
        if (own := found.get((indicator.indicator_id, area.area_id)))
    ]
    return f"{indicator.short.of(facts.language)}: {', '.join(said)}" if said else indicator.short.of(facts.language)


def _of_area(facts: Facts, area: Area, figure: str) -> str:
    if area.is_country:
        return facts.words("map.country", figure=figure)
    return f"{facts.name(area)} {figure}"
