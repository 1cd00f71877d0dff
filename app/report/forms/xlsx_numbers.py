"""The sheet of a workbook with every number of a report as data: bounds, unit, status, source."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from app import formatting
from app.i18n import Texts, texts
from app.report.forms.outline import marked, outline
from app.report.model import Cell, Chart, Paragraph, Report, Table

_COLUMNS = (
    "report_form.section", "report_form.place", "report_form.row", "report_form.column", "report_form.shown",
    "csv.value", "csv.low", "csv.high", "csv.unit", "csv.status", "csv.source", "report_form.computed",
    "csv.indicator", "csv.area_code", "csv.period",
)  # fmt: skip
_WIDTHS = (22, 40, 26, 22, 18, 12, 12, 12, 18, 14, 40, 26, 26, 12, 12)

Pattern = Callable[[int], Any]
Row = tuple[str, str, str, str, Cell, str]  # section, figure or table, row, column, figure, source


def write(book: Workbook, report: Report, pattern: Pattern) -> None:
    """Add the sheet; a number is there as often as it is shown."""
    words = texts(report.language)
    sheet = book.add_worksheet(words("report_form.every_number"))
    look = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
    for at, (key, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
        title = formatting.capital(words(key))
        sheet.write_string(0, at, marked(report, title), look)
        sheet.set_column(at, at, width)
    month = book.add_format({"num_format": "yyyy-mm", "align": "left"})
    last = 0
    for last, row in enumerate(numbers(report), start=1):
        _row(sheet, last, row, words, (pattern, month))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.repeat_rows(0)
    set_for_print(sheet)


def set_for_print(sheet: Any) -> None:
    """Let a sheet print as wide as a page lying down."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _row(sheet: Any, line: int, row: Row, words: Texts, looks: tuple[Pattern, Any]) -> None:
    section, place, name, column, cell, source = row
    pattern, month = looks
    for at, text in enumerate((section, place, name, column, cell.text)):
        sheet.write_string(line, at, text)
    for at, value in enumerate((cell.value, cell.low, cell.high), start=5):
        if isinstance(value, int | float):
            sheet.write_number(line, at, value, pattern(cell.decimals))
    status = words(f"csv.statuses.{cell.status}")
    for at, text in enumerate((cell.unit, status, source, cell.formula), start=8):
        sheet.write_string(line, at, text)
    if cell.key is not None:
        sheet.write_string(line, 12, cell.key.indicator_id)
        sheet.write_string(line, 13, cell.key.area_id)
        sheet.write_datetime(line, 14, cell.key.period, month)


def numbers(report: Report) -> Iterator[Row]:
    """Return every figure with where it stands; those of a chart that has a table of its own from both."""
    for section, item in outline(report).items:
        block = item.block
        if isinstance(block, Paragraph):
            continue
        place = f"{item.label} {block.title}"
        if isinstance(block, Chart):
            for one in block.series:
                for name, cell in one.points:
                    shown = formatting.short_period(name, "month") if isinstance(name, date) else name
                    yield section.title, place, shown, one.name, cell, block.source
        table = block if isinstance(block, Table) else block.table
        if table is not None:
            yield from _of_table(section.title, place, table)


def _of_table(section: str, place: str, table: Table) -> Iterator[Row]:
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell.is_number:
                yield section, place, row[0].text, column.title, cell, table.source
