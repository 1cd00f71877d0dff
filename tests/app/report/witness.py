"""A naive twin of a report's numbers: every cell against the warehouse, by another way than the report's own."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path

import duckdb

from app.db import Database
from app.i18n import LANGUAGES
from app.report.build import build
from app.report.model import Cell, Chart, Key, Paragraph, Report, Table
from app.report.request import Request
from vertaispeili import resources

# One area a level, and those that are hard: one municipality, hidden figures, Åland, the smallest of all.
OF_EVERY_LEVEL = (
    *("SSS", "TA08", "TA25", "TA46", "MK06", "SK064", "HVA08", "EVK04", "TK2023_14", "KR3", "KS3", "KU091", "KU766"),
)
_HIDDEN = {"fi": "salattu, ", "sv": "sekretessbelagd, ", "en": "confidential, "}
_MISSING = {"fi": "ei julkaistu", "sv": "inte publicerad", "en": "not published"}
_NUMBER = re.compile(r"\d+(?:[\u00a0,.]\d+)*")
Row = tuple[float | None, float | None, float | None, str, int, str, int]


def every_cell(report: Report) -> Iterator[Cell]:
    """Yield the cells of every table and every chart of a report."""
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                yield from (cell for series in block.series for _, cell in series.points)
            for table in tables_of(block):
                yield from (cell for row in table.rows for cell in row)


def tables_of(block: Table | Chart | Paragraph) -> list[Table]:
    """Return the tables of a block."""
    if isinstance(block, Chart):
        return [block.table] if block.table else []
    return [block] if isinstance(block, Table) else []


def every_table(report: Report) -> list[Table]:
    """Return the tables of a report, those of charts too."""
    return [table for one in report.sections for block in one.blocks for table in tables_of(block)]


def problems(current: Path, folder: Path) -> list[str]:
    """Return what is wrong in reports of every level, languages in turn; `folder` is room for the witness's link."""
    link = folder / "witness.duckdb"
    link.hardlink_to(current)
    with Database(lambda: current, resources.sql_directory() / "query").handle() as handle:
        asked = zip(OF_EVERY_LEVEL, cycle(LANGUAGES), strict=False)
        reports = [build(handle, Request(area_id, language)) for area_id, language in asked]
    wrong = wrong_cells(reports, link)
    for one in reports:
        few = [] if sum(1 for cell in every_cell(one) if cell.key) > 100 else [f"{one.area_id}: hardly a number"]
        wrong += [*few, *wrong_changes(one), *untold_numbers(one, {"groups", "duration", "services", "vacancies"})]
    return wrong


def wrong_cells(reports: Sequence[Report], warehouse: Path) -> list[str]:
    """Return a line for each cell that does not say what mart.indicator_value holds; none when all do."""
    rows = _rows(warehouse, {cell.key for report in reports for cell in every_cell(report) if cell.key})
    return [
        f"{cell.key}: {cell} is not {rows.get(cell.key)}"
        for report in reports
        for cell in every_cell(report)
        if cell.key and not _says(cell, rows.get(cell.key), report.language)
    ]


def _rows(warehouse: Path, keys: set[Key]) -> dict[Key, Row]:
    # One text: the driver is slow with long lists.
    asked = " ".join(f"{key.indicator_id}|{key.area_id}|{key.period}" for key in keys)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(
            "with key as (select unnest(string_split($asked, ' ')) as name), "
            "asked as (select split_part(name, '|', 1) as indicator_id, split_part(name, '|', 2) as area_id, "
            "split_part(name, '|', 3)::date as period from key) "
            "select indicator_id, area_id, period, v.value, low, high, status, hidden_cells, unit, decimals "
            "from mart.indicator_value v join asked using (indicator_id, area_id, period) "
            "join catalogue.indicator using (indicator_id)",
            {"asked": asked},
        ).fetchall()
    return {Key(one[0], one[1], one[2]): one[3:] for one in found}


def _says(cell: Cell, row: Row | None, language: str) -> bool:
    if row is None:
        return False
    _, low, high, status, hidden_cells, unit, decimals = row
    if status == "hidden" and low is None:
        return cell.text == _HIDDEN[language].removesuffix(", ") and cell.value is None and cell.status == "hidden"
    if status == "missing" or low is None or high is None:
        return cell.text == _MISSING[language] and (cell.value, cell.low, cell.high) == (None, None, None)
    is_open = low != high
    text = written(low, high, unit, decimals, language)
    text = _HIDDEN[language] + text if status == "hidden" and is_open else text
    bounds = (cell.low, cell.high) == (
        (low, high) if status in {"hidden", "partial"} and cell.status != "complete" else (None, None)
    )
    known = cell.value == (None if is_open else low)
    return cell.text == text and known and bounds and cell.hidden_cells == hidden_cells and cell.decimals == decimals


def written(low: float, high: float, unit: str, decimals: int, language: str) -> str:
    """Write bounds as a reader of the language does, without the app's own formatting."""
    ends = [f"{round(end * 10**decimals) / 10**decimals:,.{decimals}f}" for end in (low, high)]
    if language != "en":
        ends = [end.replace(",", "\u00a0").replace(".", ",") for end in ends]
    text = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
    return text if unit != "percent" else f"{text}%" if language == "en" else f"{text}\u00a0%"


def wrong_changes(report: Report) -> list[str]:
    """Return a line for each change in a table that is not the figure now less the figure a year before."""
    wrong: list[str] = []
    for table in every_table(report):
        names = [column.id for column in table.columns]
        if "change" not in names:
            continue
        for row in table.rows:
            now, before, moved = (row[names.index(name)] for name in ("now", "before", "change"))
            relative = row[names.index("relative")] if "relative" in names else None
            if moved.is_number and not _is_change(now, before, moved, relative):
                wrong.append(f"{row}")
    return wrong


def _is_change(now: Cell, before: Cell, moved: Cell, relative: Cell | None) -> bool:
    first, last = _ends(before), _ends(now)
    if first is None or last is None:
        return False
    expected = (round(last[0] - first[1], 6), round(last[1] - first[0], 6))
    found = _ends(moved)
    if found is None or any(abs(one - other) > 1e-6 for one, other in zip(found, expected, strict=True)):
        return False
    if relative is None or not relative.is_number:
        return True
    assert isinstance(relative.value, float)
    return abs(relative.value - (100 * last[0] / first[0] - 100)) < 1e-4


def _ends(cell: Cell) -> tuple[float, float] | None:
    if isinstance(cell.value, float | int):
        return cell.value, cell.value
    return (cell.low, cell.high) if cell.low is not None and cell.high is not None else None


def untold_numbers(report: Report, section_ids: set[str]) -> list[str]:
    """Return the numbers in the sentences of some sections that are in no cell, are no age, month or year."""
    known = {number for cell in every_cell(report) for number in _NUMBER.findall(cell.text)}
    known |= {number for table in every_table(report) for row in table.rows for number in _NUMBER.findall(row[0].text)}
    known |= {str(report.period.year), "25", "50", *map(str, range(2000, date.max.year - 7900))}
    return [
        f"{section.id}: {number} in {block.text}"
        for section in report.sections
        if section.id in section_ids
        for block in section.blocks
        if isinstance(block, Paragraph)
        for number in _NUMBER.findall(block.text)
        if number not in known
    ]
