"""Reports of every level in every form and language: each number of the value is in the file."""

from collections.abc import Iterator
from itertools import cycle

import duckdb
import pytest

from app.db import Database, Handle
from app.i18n import LANGUAGES
from app.report.build import build
from app.report.forms import FORMS
from app.report.request import Request
from app.values import Language
from tests.app.conftest import QUERIES
from tests.app.peered import SOURCES
from tests.app.report.made import cells
from tests.app.report.readers import TEXTS, sheets, squeezed
from tests.app.report.test_build import AREAS
from tests.app.situated import situate

# The country, an employment area, one of one municipality, Åland, two municipalities of which one hides: a form each.
WRITTEN = list(zip(AREAS[:6], cycle(FORMS), cycle(LANGUAGES), strict=False))


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    warehouse = situate(tmp_path_factory.mktemp("forms"))
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    with Database(warehouse.current, QUERIES).handle() as opened:
        yield opened


@pytest.mark.parametrize(("area", "form", "language"), WRITTEN)
def test_a_report_of_any_level_is_a_file_with_its_numbers(
    handle: Handle, area: str, form: str, language: Language
) -> None:
    report = build(handle, Request(area, language))
    body = FORMS[form].write(report)
    text = squeezed(TEXTS[form](body))
    if form in {"pdf", "docx", "html", "xlsx"}:
        assert [cell.text for cell in cells(report) if squeezed(cell.text) not in text] == []
    if form == "xlsx":
        numbers = {value for rows in sheets(body).values() for row in rows for value in row.values()}
        assert {cell.value for cell in cells(report) if cell.value is not None} <= numbers
    assert squeezed(report.headline) in text
