"""A report as a workbook: a sheet for each table and figure, and one with every number as data."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook

from app.i18n import Texts, texts
from app.report.forms import xlsx_numbers
from app.report.forms.outline import head, marked, outline
from app.report.model import Cell, Chart, Column, Paragraph, Report, Table

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = 3  # the row of the heads, after title, unit and an empty row
_WIDEST, _NARROW, _STATUS = 46, 13, 22
_LINE_HEIGHT = 15  # points
_ENDS = ("low", "high", "status")


@dataclass
class Book:
    """A workbook being made with the words and the formats that its sheets share."""

    book: Workbook
    report: Report
    words: Texts
    formats: dict[str, Any] = field(default_factory=dict[str, Any])

    def form(self, **look: object) -> Any:
        """Return a format; the same look is the same format."""
        key = repr(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def pattern(self, decimals: int) -> Any:
        """Return the format of a number with its decimals."""
        return self.form(num_format="#,##0" + ("." + "0" * decimals if decimals else ""), align="right", valign="top")


def write(report: Report) -> bytes:
    """Return the file."""
    body = BytesIO()
    words = texts(report.language)
    # The type stubs know only the names of files; a workbook is written to memory as well.
    with Workbook(body, _OPTIONS) as workbook:  # pyright: ignore[reportArgumentType]
        workbook.set_properties(
            {"title": report.title, "subject": report.subtitle, "author": report.theme.organisation}
        )
        book = Book(workbook, report, words)
        tables = _tables(report)
        _overview(book, tables)
        for name, _, table, chart in tables:
            _sheet(book, name, table, chart.unit if chart else "")
        xlsx_numbers.write(book.book, report, book.pattern)
        _texts(book)
    return body.getvalue()


def _tables(report: Report) -> list[tuple[str, str, Table, Chart | None]]:
    """Every table and every figure's numbers: the name of its sheet, its title, itself, its figure."""
    found: list[tuple[str, str, Table, Chart | None]] = []
    for _, item in outline(report).items:
        if isinstance(item.block, Table):
            found.append((item.label, item.block.title, item.block, None))
        elif isinstance(item.block, Chart) and item.numbers is not None:
            found.append((item.label, item.block.title, item.numbers, item.block))
    return found


def _overview(book: Book, tables: list[tuple[str, str, Table, Chart | None]]) -> None:
    report, words = book.report, book.words
    sheet = book.book.add_worksheet(words("report_form.overview"))
    wrapped = book.form(text_wrap=True, valign="top")
    sheet.write_string(0, 0, marked(report, report.title), book.form(bold=True, font_size=16))
    sheet.write_string(1, 0, report.subtitle, book.form(font_color="#4A5868"))
    sheet.merge_range(
        2, 0, 2, 1, marked(report, report.headline), book.form(text_wrap=True, valign="top", font_size=12)
    )
    sheet.set_row(2, 36)
    line = 3
    if report.sample_note:
        sheet.write_string(line, 0, report.sample_note, book.form(bold=True, font_color="#7A3B00"))
    line += 2
    for name, title, _, _ in tables:
        sheet.write_url(line, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(line, 1, marked(report, title), wrapped)
        line += 1
    for key in ("every_number", "texts"):
        name = words(f"report_form.{key}")
        sheet.write_url(line, 0, f"internal:'{name}'!A1", string=name)
        line += 1
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    xlsx_numbers.set_for_print(sheet)


def _sheet(book: Book, name: str, table: Table, unit: str) -> None:
    sheet = book.book.add_worksheet(name)
    sheet.write_string(0, 0, marked(book.report, table.title), book.form(bold=True, font_size=13))
    sheet.write_string(1, 0, unit, book.form(font_color="#4A5868"))
    at, lines = 0, 1
    for place, column in enumerate(table.columns):
        at, most = _column(book, sheet, at, (column, [row[place] for row in table.rows]))
        lines = max(lines, most)
    sheet.set_row(_HEAD, _LINE_HEIGHT * lines)
    below = _HEAD + 2 + len(table.rows)
    for text in (table.note, table.source):
        if text:
            sheet.write_string(below, 0, text, book.form(font_color="#4A5868"))
            below += 1
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.repeat_rows(_HEAD)
    xlsx_numbers.set_for_print(sheet)


def _column(book: Book, sheet: Any, at: int, given: tuple[Column, list[Cell]]) -> tuple[int, int]:
    """Write one column, its bounds beside it where any of its figures is known by bounds alone.

    Returns the next column and how many lines the head takes.
    """
    column, cells = given
    has_ends = any(cell.status in {"partial", "hidden"} for cell in cells)
    title = marked(book.report, head(column)) if column.is_number else head(column)
    units = {cell.unit for cell in cells if cell.is_number and cell.unit}
    if len(units) == 1 and not column.unit:
        title = f"{title}, {next(iter(units))}"
    extra = [f"{title}: {book.words(f'csv.{end}')}" for end in _ENDS] if has_ends else []
    look = book.form(bold=True, text_wrap=True, valign="bottom", bottom=1)
    for place, text in enumerate((title, *extra), start=at):
        sheet.write_string(_HEAD, place, text, look)
    for line, cell in enumerate(cells, start=_HEAD + 1):
        _cell(book, sheet, (line, at), cell)
        if has_ends and cell.is_number:
            _ends(book, sheet, (line, at + 1), cell)
    longest = max((len(cell.text) for cell in cells), default=0)
    wide = min(max(longest + 2, _NARROW), _WIDEST)
    sheet.set_column(at, at, wide)
    if extra:
        sheet.set_column(at + 1, at + 2, _NARROW)
        sheet.set_column(at + 3, at + 3, _STATUS)
    heads = [(title, wide), *zip(extra, (_NARROW, _NARROW, _STATUS), strict=False)]
    # Letters of a head are bold: a line holds fewer of them than the column is wide.
    return at + 1 + len(extra), max(len(wrap(text, max(int(width * 0.85), 1))) for text, width in heads)


def _cell(book: Book, sheet: Any, place: tuple[int, int], cell: Cell) -> None:
    if isinstance(cell.value, date):
        sheet.write_datetime(*place, cell.value, book.form(num_format="yyyy-mm", align="left"))
    elif cell.is_number and isinstance(cell.value, int | float):
        sheet.write_number(*place, cell.value, book.pattern(cell.decimals))
    elif cell.is_number:
        sheet.write_string(*place, cell.text, book.form(align="right", valign="top"))
    else:
        sheet.write_string(*place, cell.text, book.form(text_wrap=True, valign="top"))


def _ends(book: Book, sheet: Any, place: tuple[int, int], cell: Cell) -> None:
    line, at = place
    for offset, end in enumerate((cell.low, cell.high)):
        if end is not None:
            sheet.write_number(line, at + offset, end, book.pattern(cell.decimals))
    sheet.write_string(line, at + 2, book.words(f"csv.statuses.{cell.status}"), book.form(valign="top"))


def _texts(book: Book) -> None:
    report, words = book.report, book.words
    sheet = book.book.add_worksheet(words("report_form.texts"))
    wrapped, bold = book.form(text_wrap=True, valign="top"), book.form(bold=True, valign="top")
    lines = [("", report.headline), ("", report.sample_note)]
    for section in report.sections:
        lines += [(section.title, block.text) for block in section.blocks if isinstance(block, Paragraph)]
        lines += [(section.title, block.note) for block in section.blocks if isinstance(block, Chart) and block.note]
    lines += [(words("report_form.sources"), line) for line in report.sources]
    lines.append(("", words("report_form.version", version=report.data_version)))
    if report.theme.contact:
        lines.append((words("report_form.contact"), report.theme.contact))
    for at, (what, text) in enumerate(line for line in lines if line[1]):
        sheet.write_string(at, 0, what, bold)
        sheet.write_string(at, 1, text, wrapped)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    xlsx_numbers.set_for_print(sheet)
