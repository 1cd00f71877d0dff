"""A table as typst sets it: how wide its columns are, and where one of more than a page is divided."""

import math
from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Any

from app.i18n import texts
from app.report.forms.outline import head, marked, widths
from app.report.model import Cell, Column, Report, Table

_SIZES = {5: 8.5, 8: 7.5, 99: 6.5}  # points, by the most columns that are set in letters of that size
_ANNEX_SIZE = 7  # points at most
_INSETS = {False: 4.2, True: 1.9}  # points above and below a line; those of the annex are close together
_PADDING = 20  # of a column, counted as a line is
_LINE = 890  # points: as many letters as a line of a table holds, times their size
_HEAD_PART = 15  # letters of a word of a head that are kept together
_PROSE = 120  # letters of a cell whose table may break between pages: its head is a few short words
_ROOM = 580  # points that a table has on a page beside a heading and what is said of it
_FIRST_LINE, _NEXT_LINE = 0.73, 1.23  # of a row, by the size of its letters

Row = tuple[Cell, ...]


def parts(report: Report, label: str, table: Table, *, is_annex: bool = False) -> list[dict[str, Any]]:
    """Return a table as one or more, each no longer than a page and with its own head.

    A head that a program repeats is hidden from who listens to the page: a long table is several instead.
    """
    many = len(table.columns)
    size = next(size for most, size in _SIZES.items() if many <= most)
    size = min(size, _ANNEX_SIZE) if is_annex else size
    line, padding = round(_LINE / size), _PADDING / size
    wide = widths(table, round(line - padding * many), _HEAD_PART)
    is_prose = any(len(cell.text) > _PROSE for row in table.rows for cell in row)
    part = min(1, line / (sum(wide) + padding * many))
    first, *heights = _heights(table, [width * part for width in wide], size, _INSETS[is_annex])
    groups = [table.rows] if is_prose else _groups(table.rows, heights, _ROOM - first)
    shared = {
        "columns": _columns(table, [width + padding for width in wide]),
        "size": size,
        "inset": _INSETS[is_annex],
        "width": min(100, round(100 * (sum(wide) + padding * many) / line)),
        "is_prose": is_prose,
    }
    return [
        {
            **shared,
            "anchor": label if at == 1 else "",
            "label": label,
            "title": _title(report, table, at, len(groups)),
            **_body(table, rows, is_last=at == len(groups)),
        }
        for at, rows in enumerate(groups, start=1)
    ]


def _body(table: Table, rows: Sequence[Row], *, is_last: bool) -> dict[str, Any]:
    """Some rows of a table; what is said of the table stands below its last ones."""
    return {
        "rows": [[_cell(*pair) for pair in zip(row, table.columns, strict=True)] for row in rows],
        "note": table.note if is_last else "",
        "source": table.source if is_last else "",
    }


def _title(report: Report, table: Table, at: int, every: int) -> str:
    title = marked(report, table.title)
    return title if every == 1 else texts(report.language)("report_form.continued", title=title, n=at, all=every)


def _heights(table: Table, wide: Sequence[float], size: float, inset: float) -> list[float]:
    """How high the head and each row are in points: as many lines as the cell that wraps most."""
    rows = [[head(column) for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    lines = (max(len(wrap(text, max(1, round(width)))) for text, width in zip(row, wide, strict=True)) for row in rows)
    return [2 * inset + size * (_FIRST_LINE + _NEXT_LINE * max(many - 1, 0)) for many in lines]


def _groups(rows: Sequence[Row], heights: Sequence[float], room: float) -> list[Sequence[Row]]:
    """Rows shared among as few pages as they need, as many on each."""
    pages = max(1, math.ceil(sum(heights) / room))
    ends = [round(len(rows) * at / pages) for at in range(pages + 1)]
    return [rows[first:last] for first, last in pairwise(ends)]


def _columns(table: Table, wide: Sequence[float]) -> list[dict[str, Any]]:
    return [
        {"head": _head(column), "is_number": column.is_number and at > 0, "width": width}
        for (at, column), width in zip(enumerate(table.columns), wide, strict=True)
    ]


def _head(column: Column) -> list[dict[str, Any]]:
    """The words of a head with the spaces after them; a short one is never broken."""
    words = head(column).split(" ")
    are_short = [len(word) < _HEAD_PART for word in words]
    spaces = [*("\u00a0" if is_short else " " for is_short in are_short[:-1]), ""]
    return [
        {"text": word + space, "is_short": is_short}
        for word, space, is_short in zip(words, spaces, are_short, strict=True)
    ]


def _cell(cell: Cell, column: Column) -> dict[str, Any]:
    is_number = cell.is_number or column.is_number
    return {"text": cell.text, "is_hidden": cell.status == "hidden", "is_number": is_number}
