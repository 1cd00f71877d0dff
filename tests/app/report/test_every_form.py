"""Reports of every level in every form and language: each number of the value stands in its place in the file."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import duckdb
import outloud
import pdfua
import pytest

from app.db import Database, Handle
from app.i18n import LANGUAGES
from app.report.build import build
from app.report.forms import FORMS
from app.report.forms.outline import head, outline
from app.report.model import Chart, Report, Table
from app.report.request import Request
from app.values import Language
from tests.app.conftest import QUERIES
from tests.app.peered import SOURCES
from tests.app.report.made import cells
from tests.app.report.readers import TABLES, TEXTS, Grid, chart_values, sheets, squeezed
from tests.app.report.test_build import AREAS
from tests.app.situated import situate

# The country, an employment area, one of one municipality, Åland, two municipalities of which one hides.
LEVELS = AREAS[:6]
LANGUAGE_OF: dict[str, Language] = dict(zip(LEVELS, cycle(LANGUAGES), strict=False))


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    warehouse = situate(tmp_path_factory.mktemp("forms"))
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    with Database(warehouse.current, QUERIES).handle() as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(handle: Handle) -> dict[str, Report]:
    return {area: build(handle, Request(area, language)) for area, language in LANGUAGE_OF.items()}


def shown(report: Report, form: str) -> list[Table]:
    """Every table that a form of words has to have: those of the report and the numbers of its charts."""
    found: list[Table] = []
    for _, item in outline(report).items:
        if isinstance(item.block, Table):
            found.append(item.block)
        elif item.numbers is not None and not item.beside and form != "pptx":
            found.append(item.numbers)
    return found


def grid(table: Table) -> Grid:
    """The words of a table without spaces, its head first."""
    rows = [[head(column) for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    return [[squeezed(text) for text in row] for row in rows]


@pytest.mark.parametrize("area", LEVELS)
@pytest.mark.parametrize("form", TABLES)
def test_every_table_stands_in_the_file_cell_by_cell(reports: dict[str, Report], area: str, form: str) -> None:
    report = reports[area]
    body = FORMS[form].write(report)
    written = [[[squeezed(text) for text in row] for row in table] for table in TABLES[form](body)]
    for table in shown(report, form):
        first, *rows = grid(table)
        parts = [part[1:] for part in written if part and part[0] == first]
        # Slides share a long table among them.
        assert rows in parts or rows == [row for part in parts for row in part if row in rows], table.title
    assert squeezed(report.headline) in squeezed(TEXTS[form](body))


@pytest.mark.parametrize("area", LEVELS)
def test_every_row_of_a_table_is_read_in_one_piece_from_a_pdf(reports: dict[str, Report], area: str) -> None:
    report = reports[area]
    text = squeezed(TEXTS["pdf"](FORMS["pdf"].write(report)))
    rows = [row for table in shown(report, "pdf") for row in grid(table)[1:]]
    long_ones = {"definitions", "breaks"}  # their rows may go on on the next page
    kept = [row for one in shown(report, "pdf") if one.id not in long_ones for row in grid(one)[1:]]
    assert len(kept) > 0.7 * len(rows)
    assert ["|".join(row) for row in kept if "".join(row) not in text] == []
    assert squeezed(report.headline) in text


@pytest.mark.parametrize("area", LEVELS)
def test_a_workbook_has_every_number_of_the_warehouse_with_its_key(reports: dict[str, Report], area: str) -> None:
    report = reports[area]
    book = sheets(FORMS["xlsx"].write(report))
    every = next(rows for rows in book.values() if len(rows[0]) == 15)  # the sheet of all numbers: one row each
    found = [tuple(row.get(at) for at in (4, 5, 6, 7, 12, 13)) for row in every[1:]]
    keys = [(cell.key.indicator_id, cell.key.area_id) if cell.key else (None, None) for cell in cells(report)]
    wanted = [(cell.text, cell.value, cell.low, cell.high, *key) for cell, key in zip(cells(report), keys, strict=True)]
    assert found == wanted


@pytest.mark.parametrize("area", LEVELS)
def test_charts_of_slides_hold_every_figure_or_its_bounds(reports: dict[str, Report], area: str) -> None:
    charts = [block for one in reports[area].sections for block in one.blocks if isinstance(block, Chart)]
    drawn = [cell for chart in charts if chart.kind != "map" for one in chart.series for _, cell in one.points]
    known = {end for cell in drawn for end in (cell.value, *((cell.low, cell.high) if cell.value is None else ()))}
    assert chart_values(FORMS["pptx"].write(reports[area])) == known - {None}


@pytest.mark.parametrize("area", LEVELS)
def test_a_pdf_of_every_level_passes_two_checkers(reports: dict[str, Report], area: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(FORMS["pdf"].write(reports[area]))
    assert [(one.rule_id, one.message) for one in pdfua.validate(str(file)).findings] == []
    assert [one.message for one in outloud.check(str(file)).findings if one.severity == "error"] == []
