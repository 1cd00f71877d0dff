"""A municipality's own targets in its reports: as a line, as a distance in words, in every form."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from app.db import Database, Handle
from app.report.build import build
from app.report.forms import FORMS
from app.report.model import Chart, Paragraph, Report, Section
from app.report.request import Request
from app.values import Language
from tests.app.conftest import QUERIES
from tests.app.peered import SOURCES
from tests.app.report.readers import TEXTS, squeezed
from tests.app.situated import situate

TARGETS = "area;indicator;value;by\nTA39;unemployment_share;9,25;31.12.2027\nTA39;long_term_share;30;2027-12\n"


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    warehouse = situate(tmp_path_factory.mktemp("targets"))
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    with Database(warehouse.current, QUERIES).handle() as opened:
        yield opened


@pytest.fixture
def own_files(tmp_path: Path) -> Path:
    (tmp_path / "targets.csv").write_text(TARGETS, "utf-8")
    return tmp_path


def report(handle: Handle, own_files: Path | None, area_id: str = "TA39", language: Language = "fi") -> Report:
    return build(handle, Request(area_id, language), own_files)


def key_figures(found: Report) -> Section:
    return next(one for one in found.sections if one.id == "key_figures")


def targets(found: Report) -> list[tuple[str, float]]:
    charts = [block for section in found.sections for block in section.blocks if isinstance(block, Chart)]
    return [
        (one.name.replace("\u00a0", " "), cell.value)
        for chart in charts
        for one in chart.series
        if one.role == "target"
        for _, cell in one.points[-1:]
    ]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("fi", "Tavoite 9,25 % (31.12.2027)"),
        ("sv", "Mål 9,25 % (31.12.2027)"),
        ("en", "Target 9.25% (31 Dec 2027)"),
    ],
)
def test_a_target_is_a_line_beside_the_areas_own_and_as_exact_as_it_was_written(
    handle: Handle, own_files: Path, language: Language, named: str
) -> None:
    assert (named, 9.25) in targets(report(handle, own_files, language=language))


def test_the_distance_to_each_target_is_told(handle: Handle, own_files: Path) -> None:
    blocks = key_figures(report(handle, own_files)).blocks
    told = " ".join(one.text for one in blocks if isinstance(one, Paragraph)).replace("\u00a0", " ")
    assert "Tavoite 9,25 % (31.12.2027): " in told
    assert "Tavoite 30,0 % (31.12.2027): " in told


def test_without_targets_of_the_area_nothing_is_said_or_drawn(handle: Handle, own_files: Path, tmp_path: Path) -> None:
    for found in (report(handle, own_files, "TA08"), report(handle, None), report(handle, tmp_path / "nowhere")):
        assert targets(found) == []
        assert not any("Tavoite" in one.text for one in key_figures(found).blocks if isinstance(one, Paragraph))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_it(handle: Handle, own_files: Path, form: str) -> None:
    words = squeezed(TEXTS[form](FORMS[form].write(report(handle, own_files))))
    assert squeezed("Tavoite 9,25 % (31.12.2027)") in words
