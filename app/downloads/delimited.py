"""A table as delimited text: decimal comma and semicolon in Finnish and Swedish, point and comma in English."""

from app import formatting
from app.downloads.numbers import Amount, Cell, Moment, Numbers

# The mark at the front tells spreadsheet programs that the letters are UTF-8.
_MARK = "\ufeff"
_FORMULA = ("=", "+", "@", "\t", "\r")


def write(numbers: Numbers) -> bytes:
    """Return the file: one line a row, heads first; what is not known is an empty cell."""
    separator = "," if numbers.language == "en" else ";"
    lines = [[_quoted(head) for head in numbers.heads]]
    lines += [[_cell(cell, numbers.language) for cell in row] for row in numbers.rows]
    return (_MARK + "".join(separator.join(line) + "\r\n" for line in lines)).encode()


def _cell(cell: Cell, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Amount):
        text = formatting.number(cell.value, cell.decimals, "en").replace(",", "").replace(formatting.MINUS, "-")
        return text if language == "en" else text.replace(".", ",")
    return cell.text if isinstance(cell, Moment) else _quoted(cell)


def _quoted(text: str) -> str:
    # A cell that a spreadsheet would read as a formula is kept as text.
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in ',;"\r\n') else safe
