"""What stands where in every form: figures and tables numbered, each figure with its numbers, long ones in an annex."""

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from app import formatting
from app.i18n import Texts, texts
from app.report.model import Block, Cell, Chart, Column, Paragraph, Report, Section, Table

_LONGEST = 12  # rows that stand under a figure; more go to the annex
_NARROW_HEAD = 10  # letters of a word of a head where there is room for no more
_LEAST = 7.0  # letters that the narrowest column has
_WIDE, _BOLD = 1.15, 1.12  # figures, letters of heads and of few words are wider than letters are on the whole
WHOLE_HEAD = 30  # letters of a word of a head that are always kept together
_NUMBER = 20  # letters that a column of numbers has at most: "salattu, 12,1–13,4 %" wraps between its words
_SHORT_WORDS = 14  # letters of words that stay on one line
_SHORT_TEXT = 40  # letters that a column of words has without being asked
_MISSING = Cell("–", None, status="missing")


@dataclass(frozen=True)
class Item:
    """A block with its label ('Kuva 3', empty for a paragraph); a chart has its numbers and where these stand.

    annex: the label of the table of the annex; beside: that of a table of the same section which has the numbers
    anyway. Both are empty where the numbers stand under the chart.
    """

    block: Block
    label: str = ""
    numbers: Table | None = None
    annex: str = ""
    beside: str = ""

    @property
    def elsewhere(self) -> str:
        """The label of the table with the numbers where it is not under the chart."""
        return self.annex or self.beside


@dataclass(frozen=True)
class Outline:
    """The parts of a report in order, and the tables of its annex with their labels."""

    sections: tuple[tuple[Section, tuple[Item, ...]], ...]
    annex: tuple[tuple[str, Table], ...]

    @property
    def items(self) -> tuple[tuple[Section, Item], ...]:
        """Every block with its section."""
        return tuple((section, item) for section, items in self.sections for item in items)


def outline(report: Report) -> Outline:
    """Return the outline of a report."""
    words = texts(report.language)
    counts = {"figure": 0, "table": 0, "annex_table": 0}

    def label(kind: str) -> str:
        counts[kind] += 1
        return words(f"report_form.{kind}", n=counts[kind])

    annex: list[tuple[str, Table]] = []
    sections: list[tuple[Section, tuple[Item, ...]]] = []
    for section in report.sections:
        tables = [(one, label("table")) for one in section.blocks if isinstance(one, Table)]
        left = iter(tables)
        items: list[Item] = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                items.append(Item(block))
            elif isinstance(block, Table):
                items.append(Item(*next(left)))
            else:
                numbers = numbers_of(block, words)
                beside = _holder(numbers, tables)
                is_long = not beside and len(numbers.rows) > _LONGEST
                item = Item(block, label("figure"), numbers, label("annex_table") if is_long else "", beside)
                items.append(item)
                annex += [(item.annex, numbers)] if is_long else []
        sections.append((section, tuple(items)))
    return Outline(tuple(sections), tuple(annex))


def _holder(numbers: Table, tables: Sequence[tuple[Table, str]]) -> str:
    """The label of the table that has every number of a chart; none where the reader would miss one."""
    wanted = {cell for row in numbers.rows for cell in row if cell.is_number}
    return next((label for one, label in tables if wanted <= {cell for row in one.rows for cell in row}), "")


def numbers_of(chart: Chart, words: Texts) -> Table:
    """Return a chart's numbers as a table: its own, or a row for each period or name and a column for each series.

    Series of which each has names of its own become one column, so that no table is a diagonal of figures.
    """
    if chart.table is not None:
        return replace(chart.table, source=chart.table.source or chart.source)
    marks = [place for one in chart.series for place, _ in one.points]
    if chart.kind != "line" and len(set(marks)) == len(marks) and len(chart.series) > 1:
        return _one_column(chart, words)
    places = sorted(set(marks), key=str) if chart.kind == "line" else list(dict.fromkeys(marks))
    frequency = "year" if all(isinstance(place, date) and place.month == 1 for place in places) else "month"
    first = Column("place", words(f"report_form.{'period' if chart.kind == 'line' else 'name'}"), is_number=False)
    known = [dict(one.points) for one in chart.series]
    rows = tuple((_head(place, frequency, words), *(cells.get(place, _MISSING) for cells in known)) for place in places)
    columns = (first, *(Column(f"series_{at}", one.name) for at, one in enumerate(chart.series)))
    return _table(chart, words, columns, rows)


def _one_column(chart: Chart, words: Texts) -> Table:
    columns = (Column("place", words("report_form.name"), is_number=False), Column("value", chart.unit))
    rows = tuple((Cell(str(name), str(name)), cell) for one in chart.series for name, cell in one.points)
    return _table(chart, words, columns, rows)


def _table(chart: Chart, words: Texts, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    title = words("report_form.numbers_of", title=chart.title)
    return Table(f"{chart.id}_numbers", title, columns, tuple(rows), source=chart.source)


def _head(place: date | str, frequency: str, words: Texts) -> Cell:
    if isinstance(place, date):
        return Cell(formatting.short_period(place, frequency), place)
    return Cell(place, place)


def marked(report: Report, text: str) -> str:
    """Return a text that must say, wherever it is seen, that its figures are made up."""
    return f"{text} ({texts(report.language)('sample.word')})" if report.is_sample else text


def alternative(report: Report, chart: Chart) -> str:
    """Return the words for those who do not see a figure; of sample data they say so first."""
    words = texts(report.language)
    return words("sample.alternative", text=chart.alternative) if report.is_sample else chart.alternative


def head(column: Column) -> str:
    """Return the head of a column with its unit."""
    return f"{column.title}, {column.unit}" if column.unit else column.title


def widths(table: Table, line: int, head_part: int = WHOLE_HEAD) -> list[float]:
    """Return how wide each column is, in letters, where a line holds `line` of them; they may be fewer together.

    Numbers have the room they take; a head wraps between its words. Columns of long texts share what is left. Where
    a line has too little room, columns give way down to their longest word or number. A form that can set a hyphen
    breaks words of a head from `head_part` letters on.
    """
    places = range(len(table.columns))
    wanted = [max(_LEAST, *_needed(table, at, head_part)) for at in places]
    least = [max(_LEAST, *_unbroken(table, at, head_part)) for at in places]
    if sum(least) > line:
        # Rather a head in parts than every row on two lines.
        least = [max(_LEAST, *_unbroken(table, at, _NARROW_HEAD)) for at in places]
    texts_ = {at: length for at in places if (length := _longest_text(table, at)) > _SHORT_TEXT}
    kept = {at: min(wanted[at], line / 4) for at in texts_}
    found = _fitted(wanted, least, {at for at in places if at not in texts_}, line - sum(kept.values()))
    left = line - sum(width for at, width in enumerate(found) if at not in texts_)
    whole = sum(math.sqrt(length) for length in texts_.values())
    for at, length in texts_.items():
        share = left * math.sqrt(length) / whole
        found[at] = max(min(length, share), kept[at])
    return found


def _fitted(wanted: Sequence[float], least: Sequence[float], chosen: Set[int], room: float) -> list[float]:
    """The wanted widths, those of the chosen columns narrowed alike until they have room or are as narrow as may be."""
    whole, smallest = sum(wanted[at] for at in chosen), sum(min(least[at], wanted[at]) for at in chosen)
    part = 1.0 if whole <= room or whole <= smallest else max(0.0, (room - smallest) / (whole - smallest))
    return [
        min(small, full) + part * (full - min(small, full)) if at in chosen else full
        for at, (full, small) in enumerate(zip(wanted, least, strict=True))
    ]


def _needed(table: Table, at: int, head_part: int) -> list[float]:
    cells = [row[at] for row in table.rows]
    shown = (min(len(cell.text), _NUMBER if cell.is_number else _SHORT_TEXT) for cell in cells)
    factor = _WIDE if table.columns[at].is_number else 1
    return [*_unbroken(table, at, head_part), *(factor * length for length in shown)]


def _unbroken(table: Table, at: int, head_part: int) -> list[float]:
    """How long the words of a head and the parts of cells are that stay on one line."""
    # A head may break between its words, at a hyphen and within a very long word.
    column = table.columns[at]
    parts = [min(_BOLD * len(part) + 1, head_part) for part in re.split(r"[\s-]", head(column))]
    return [*parts, *(_longest_part(row[at], is_number=column.is_number) for row in table.rows)]


def _longest_part(cell: Cell, *, is_number: bool) -> float:
    # A month or a name that breaks makes every row of a long table two.
    if not cell.is_number and len(cell.text) <= _SHORT_WORDS:
        return _BOLD * len(cell.text)
    return (_WIDE if is_number else 1) * max(map(len, cell.text.split(" ")))


def _longest_text(table: Table, at: int) -> int:
    return max((len(row[at].text) for row in table.rows if not row[at].is_number), default=0)
