"""A small delimited file that somebody wrote by hand or saved from a spreadsheet: lines by column name, and problems."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Reason = Literal[
    "no_head",
    "no_column",
    "unknown_column",
    "open_quote",
    "too_many_cells",
    "empty",
    "unknown",
    "not_a_number",
    "not_a_date",
    "not_a_link",
    "unknown_language",
    "too_long",
    "repeated",
]
_LINES_IN_A_CELL = 50  # a quotation mark that is not closed within so many lines was forgotten


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line (1 is the first) and what may mend it.

    reason and what goes with it: no_head (the file is empty); no_column (column: the one that is not there);
    unknown_column (value: its name, hint: the nearest known); open_quote; too_many_cells (value: how many, hint: how
    many the head has; often a decimal comma in a file with commas); empty; unknown (an area or indicator; hint: the
    nearest known id, if any is near); not_a_number; not_a_date; not_a_link; unknown_language; too_long (hint: the
    most characters); repeated (hint: the line that counts).
    """

    line: int
    reason: Reason
    column: str = ""
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the file: `line[column]` is the cell without blanks around it, empty where there is none."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class OwnTable:
    """The lines that could be taken apart, and what could not."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read(text: str, columns: Mapping[str, Sequence[str]], needed: frozenset[str]) -> OwnTable:
    """Take a file apart; `columns` maps our column to the names it may have, `needed` are those that must be there.

    Without the needed columns there are no lines, only the problems of the head.
    """
    problems: list[Problem] = []
    records = [record for record in _records(text.removeprefix("\ufeff"), problems) if not _is_skipped(record[1])]
    if not records:
        return OwnTable((), (Problem(1, "no_head"), *problems))
    (number, head), *body = records
    delimiter = max(";,\t", key=head.count)
    names = _head(number, _cells(head, delimiter), columns, problems)
    missing = [Problem(number, "no_column", column) for column in columns if column in needed - set(names)]
    if missing:
        return OwnTable((), (*missing, *problems))
    lines: list[Line] = []
    for number, record in body:
        cells = _cells(record, delimiter)
        if not any(cells):
            continue
        if any(cells[len(names) :]):
            problems.append(Problem(number, "too_many_cells", "", str(len(cells)), str(len(names))))
        else:
            lines.append(Line(number, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    return OwnTable(tuple(lines), tuple(problems))


def _records(text: str, problems: list[Problem]) -> list[tuple[int, str]]:
    # Lines, joined where a quoted cell holds a line break; a mark that is never closed spoils only its own line.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    records: list[tuple[int, str]] = []
    place = 0
    while place < len(lines):
        end = _closed_at(lines, place)
        if end is None:
            problems.append(Problem(place + 1, "open_quote", "", lines[place].strip()[:40]))
            place += 1
        else:
            records.append((place + 1, "\n".join(lines[place : end + 1])))
            place = end + 1
    return records


def _closed_at(lines: Sequence[str], place: int) -> int | None:
    if lines[place].lstrip().startswith("#"):
        return place
    marks = 0
    for end in range(place, min(place + _LINES_IN_A_CELL, len(lines))):
        marks += lines[end].count('"')
        if marks % 2 == 0:
            return end
    return None


def _is_skipped(record: str) -> bool:
    return not record.strip() or record.lstrip().startswith("#")


def _cells(record: str, delimiter: str) -> list[str]:
    # Split by hand at the length the csv module may refuse: a cell has no limit here, texts are measured later.
    csv.field_size_limit(max(csv.field_size_limit(), len(record) + 1))
    return [" ".join(cell.split()) for row in csv.reader([record], delimiter=delimiter) for cell in row]


def _head(number: int, cells: Sequence[str], columns: Mapping[str, Sequence[str]], problems: list[Problem]) -> list[str]:
    known = {name: column for column, names in columns.items() for name in names}
    found: list[str] = []
    for cell in cells:
        column = known.get(cell.lower(), "")
        if cell and not column:
            near = get_close_matches(cell.lower(), known, n=1)
            problems.append(Problem(number, "unknown_column", "", cell, near[0] if near else ""))
        found.append("" if column in found else column)
    return found
