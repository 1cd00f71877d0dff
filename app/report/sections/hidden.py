"""What is hidden in this report and how sums over hidden figures are bounded."""

from collections.abc import Iterator, Sequence

from app import formatting, queries
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Chart, Column, Key, Section, Table
from app.report.sections.parts import made, paragraph


def section(facts: Facts, before: Sequence[Section]) -> Section | None:
    """Return the section; `before`: the sections whose figures it speaks of."""
    words = facts.words
    own = [cell for cell in every_cell(before) if cell.key and cell.key.area_id == facts.area.area_id]
    newest = {cell.key.indicator_id: cell for cell in own if cell.key and _is_told(facts, cell, cell.key)}
    said = words("report.hidden.own") if newest else words("report.hidden.none")
    table = _table(facts, list(newest.values())) if newest else None
    return made(
        facts,
        "hidden",
        [paragraph([words("report.hidden.rule"), words("report.hidden.sums")]), paragraph([said]), table],
    )


def every_cell(sections: Sequence[Section]) -> Iterator[Cell]:
    """Yield the cells of every table and chart, in order."""
    for block in (block for one in sections for block in one.blocks):
        if isinstance(block, Chart):
            yield from (cell for series in block.series for _, cell in series.points)
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (cell for row in table.rows for cell in row)


def _is_told(facts: Facts, cell: Cell, key: Key) -> bool:
    # Details of what is there already are left out: they are hidden in most areas.
    indicator = facts.view.indicator(key.indicator_id)
    is_newest = indicator is not None and not indicator.is_detail and facts.period_of(indicator) == key.period
    return is_newest and cell.status in {"partial", "hidden"}


def _table(facts: Facts, found: Sequence[Cell]) -> Table:
    words, known = facts.words, queries.indicators(facts.view.handle)
    columns = (
        Column("indicator", words("report.column.indicator"), is_number=False),
        Column("bounds", words("report.column.bounds")),
        Column("hidden", words("report.column.hidden")),
    )
    rows = tuple(
        (cells.word(known[cell.key.indicator_id].title.of(facts.language)), cell, _count(facts, cell))
        for cell in found
        if cell.key
    )
    return Table("hidden", words("report.caption.hidden"), columns, rows)


def _count(facts: Facts, cell: Cell) -> Cell:
    text = formatting.number(cell.hidden_cells, 0, facts.language)
    return Cell(text, float(cell.hidden_cells), status="complete", formula=facts.words("report.formula.hidden"))
