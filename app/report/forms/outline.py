"""What stands where in every form: figures and tables numbered, each figure with its numbers, long ones in an annex."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import formatting
from app.i18n import Texts, texts
from app.report.model import Block, Cell, Chart, Column, Paragraph, Report, Section, Table

_LONGEST = 12  # rows that stand under a figure; more go to the annex
_HEAD_PART = 15  # letters of a word of a head that are kept together
_NUMBER = 20  # letters that a column of numbers has at most: "salattu, 12,1–13,4 %" wraps between its words
_SHORT_TEXT = 40  # letters that a column of words has without being asked
_MISSING = Cell("–", None, status="missing")


@dataclass(frozen=True)
class Item:
    """A block with its label ('Kuva 3', empty for a paragraph); a chart has its numbers and where these stand.

    annex: the label of the table of the annex, empty where the numbers stand under the chart.
    """

    block: Block
    label: str = ""
    numbers: Table | None = None
    annex: str = ""


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
        items: list[Item] = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                items.append(Item(block))
            elif isinstance(block, Table):
                items.append(Item(block, label("table")))
            else:
                numbers = numbers_of(block, words)
                is_long = len(numbers.rows) > _LONGEST
                item = Item(block, label("figure"), numbers, label("annex_table") if is_long else "")
                items.append(item)
                annex += [(item.annex, numbers)] if is_long else []
        sections.append((section, tuple(items)))
    return Outline(tuple(sections), tuple(annex))


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


def widths(table: Table, line: int) -> list[float]:
    """Return how wide each column is, in letters, where a line holds `line` of them; they may be fewer together.

    Numbers have the room they take; a head wraps between its words. Columns of long texts share what is left.
    """
    found = [max(7.0, *_needed(table, at)) for at in range(len(table.columns))]
    texts_ = {at: length for at in range(len(found)) if (length := _longest_text(table, at)) > _SHORT_TEXT}
    left = line - sum(width for at, width in enumerate(found) if at not in texts_)
    whole = sum(math.sqrt(length) for length in texts_.values())
    for at, length in texts_.items():
        share = left * math.sqrt(length) / whole
        found[at] = max(min(length, share), min(found[at], line / 4))
    return found


def _needed(table: Table, at: int) -> list[float]:
    # A head may break between its words, at a hyphen and within a very long word.
    parts = [min(len(part) + 1, _HEAD_PART) for part in re.split(r"[\s-]", head(table.columns[at]))]
    cells = [row[at] for row in table.rows]
    longest = (_NUMBER if cell.is_number else _SHORT_TEXT for cell in cells)
    # Figures are wider than letters are on the whole.
    wide = (1.15 if cell.is_number or table.columns[at].is_number else 1 for cell in cells)
    return [
        *parts,
        *(factor * min(len(cell.text), most) for cell, most, factor in zip(cells, longest, wide, strict=True)),
    ]


def _longest_text(table: Table, at: int) -> int:
    return max((len(row[at].text) for row in table.rows if not row[at].is_number), default=0)
