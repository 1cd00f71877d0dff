"""A table as a workbook: numbers are numbers, the head stays in sight, a second sheet says where they come from."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from app.downloads.numbers import Amount, Cell, Moment, Numbers

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHEETS = {"fi": ("Luvut", "Tietoja"), "sv": ("Siffror", "Om siffrorna"), "en": ("Figures", "About")}
_WIDEST = 42


def write(numbers: Numbers) -> bytes:
    """Return the file."""
    body = BytesIO()
    # The type stubs know only the names of files; a workbook is written to memory as well.
    with Workbook(body, _OPTIONS) as book:  # pyright: ignore[reportArgumentType]
        book.set_properties({"title": numbers.title})
        first, second = _SHEETS[numbers.language]
        _figures(book, book.add_worksheet(first), numbers)
        _about(book, book.add_worksheet(second), numbers)
    return body.getvalue()


def _figures(book: Workbook, sheet: Any, numbers: Numbers) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats: dict[str, Any] = {}
    for column, text in enumerate(numbers.heads):
        sheet.write_string(0, column, text, head)
    for line, row in enumerate(numbers.rows, start=1):
        for column, cell in enumerate(row):
            _cell(book, sheet, (line, column), cell, formats)
    for column in range(len(numbers.columns)):
        sheet.set_column(column, column, _width(numbers, column))
    sheet.freeze_panes(1, 0)
    if numbers.rows:
        sheet.autofilter(0, 0, len(numbers.rows), len(numbers.columns) - 1)


def _cell(book: Workbook, sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[str, Any]) -> None:
    def formatted(pattern: str) -> Any:
        if pattern not in formats:
            formats[pattern] = book.add_format({"num_format": pattern, "align": "right"})
        return formats[pattern]

    if isinstance(cell, Amount):
        pattern = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
        sheet.write_number(*place, cell.value, formatted(pattern))
    elif isinstance(cell, Moment) and cell.frequency == "year":
        sheet.write_number(*place, cell.period.year, formatted("0"))
    elif isinstance(cell, Moment):
        sheet.write_datetime(*place, cell.period, formatted("yyyy-mm"))
    elif cell:
        sheet.write_string(*place, cell)


def _width(numbers: Numbers, column: int) -> float:
    texts = [len(cell) for row in numbers.rows if isinstance(cell := row[column], str)]
    # The head may wrap, so only the text of the cells asks for room.
    return min(max(12, *texts) if texts else 14, _WIDEST)


def _about(book: Workbook, sheet: Any, numbers: Numbers) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    title = f"{numbers.title} ({numbers.sample})" if numbers.sample else numbers.title
    for line, (what, text) in enumerate((("", title), *numbers.about)):
        sheet.write_string(line, 0, what, bold)
        sheet.write_string(line, 1, text, wrapped if what else bold)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
