"""A small delimited file written by hand or saved from a spreadsheet: its lines by column name, and its problems."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Reason = Literal[
    "no_head",
    "no_column",
    "unknown_column",
    "unreadable",
    "too_many_cells",
    "empty",
    "unknown",
    "ambiguous",
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
    unknown_column (value: its name, hint: the nearest known); unreadable (value: how it begins; its quotation marks do
    not match, or a cell is endless); too_many_cells (value: how many, hint: how many the head has; often a decimal
    comma in a file with commas); empty; unknown (an area or indicator; hint: the nearest known id, if any is near);
    ambiguous (a name that several areas have; hint: their ids); not_a_number; not_a_date; not_a_link;
    unknown_language; too_long (hint: the most characters); repeated (hint: the line that counts).
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


def decoded(body: bytes) -> str | None:
    """Return the text of a file in UTF-8, or in UTF-16 as spreadsheets mark it; None when it is neither."""
    encoding = "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def read(text: str, columns: Mapping[str, Sequence[str]], needed: frozenset[str]) -> OwnTable:
    """Take a file apart; `columns` maps our column to the names it may have, `needed` are those that must be there.

    Without the needed columns there are no lines, only the problems of the head.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((place for place, line in enumerate(lines) if not _is_skipped(line)), None)
    if start is None:
        return OwnTable((), (Problem(1, "no_head"),))
    delimiter = max(",;\t", key=lines[start].count)
    (number, head), *body = _records(lines, start, delimiter)
    problems: list[Problem] = []
    names = _head(number, head or [], columns, problems)
    missing = [Problem(number, "no_column", column) for column in columns if column in needed - set(names)]
    if missing:
        return OwnTable((), (*missing, *problems))
    found: list[Line] = []
    for number, cells in body:
        if cells is None:
            problems.append(Problem(number, "unreadable", "", lines[number - 1].strip()[:40]))
        elif any(cells[len(names) :]):
            problems.append(Problem(number, "too_many_cells", "", str(len(cells)), str(len(names))))
        elif any(cells):
            found.append(Line(number, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    return OwnTable(tuple(found), tuple(problems))


def _records(lines: Sequence[str], start: int, delimiter: str) -> list[tuple[int, list[str] | None]]:
    # The cells of each line that is not skipped, with its number; None where they cannot be told.
    records: list[tuple[int, list[str] | None]] = []
    place = start
    while place < len(lines):
        taken, cells = (1, []) if _is_skipped(lines[place]) else _cells(lines, place, delimiter)
        if cells != []:
            records.append((place + 1, cells))
        place += taken
    return records


def _cells(lines: Sequence[str], place: int, delimiter: str) -> tuple[int, list[str] | None]:
    # A quoted cell may hold line breaks; a mark that is never closed spoils only its own line.
    for end in range(place + 1, min(place + _LINES_IN_A_CELL, len(lines)) + 1):
        try:
            rows = list(csv.reader([f"{line}\n" for line in lines[place:end]], delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        return end - place, [" ".join(cell.split()) for row in rows for cell in row]
    return 1, None


def _is_skipped(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _head(
    number: int, cells: Sequence[str], columns: Mapping[str, Sequence[str]], problems: list[Problem]
) -> list[str]:
    known = {name: column for column, names in columns.items() for name in names}
    found: list[str] = []
    for cell in cells:
        column = known.get(cell.lower(), "")
        if cell and not column:
            near = get_close_matches(cell.lower(), known, n=1)
            problems.append(Problem(number, "unknown_column", "", cell, near[0] if near else ""))
        found.append("" if column in found else column)
    return found
