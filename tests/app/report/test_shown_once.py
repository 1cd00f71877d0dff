"""What a report says once: numbers that a table has anyway, the period of a table, the tables behind a figure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import outloud
import pytest

from app.db import Database, Handle
from app.report.build import build
from app.report.forms import FORMS, pdf_table
from app.report.forms.outline import outline, widths
from app.report.model import Cell, Chart, Column, Report, Section, Table
from app.report.request import Request
from app.values import Language
from tests.app.conftest import QUERIES
from tests.app.peered import SOURCES
from tests.app.report import made, witness
from tests.app.report.readers import TEXTS, squeezed
from tests.app.situated import situate


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    warehouse = situate(tmp_path_factory.mktemp("once"))
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    with Database(warehouse.current, QUERIES).handle() as opened:
        yield opened


def report(handle: Handle, area_id: str, language: Language = "fi") -> Report:
    return build(handle, Request(area_id, language))


def beside_a_table(*, is_whole: bool) -> Report:
    """A section of a bar chart and a table with its numbers, or with all but the last of them."""
    chart = next(
        block
        for one in made.report().sections
        for block in one.blocks
        if isinstance(block, Chart) and block.id == "groups"
    )
    cells = [cell for one in chart.series for _, cell in one.points]
    kept = cells if is_whole else cells[:-1]
    table = Table("same", "Samat luvut", (Column("a", "Luku"),), tuple((cell,) for cell in kept))
    return replace(made.report(), sections=(Section("groups", "Ryhmät", (chart, table)),))


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_a_chart_whose_numbers_a_table_of_its_section_has_refers_to_that_table(form: str) -> None:
    item = outline(beside_a_table(is_whole=True)).items[0][1]
    assert (item.beside, item.annex) == ("Taulukko 1", "")
    text = squeezed(TEXTS[form](FORMS[form].write(beside_a_table(is_whole=True))))
    assert squeezed("Kuvan luvut: Taulukko 1.") in text
    assert squeezed("Luvut: Suurin osuus") not in text


def test_a_chart_keeps_its_numbers_where_the_table_lacks_one() -> None:
    item = outline(beside_a_table(is_whole=False)).items[0][1]
    assert item.beside == ""
    assert item.numbers is not None


def test_a_report_names_the_tables_of_one_day_together_after_one_word(handle: Handle) -> None:
    for language, word in (("fi", "Läh"), ("sv", "Käll"), ("en", "Source")):
        for block in (block for one in report(handle, "TA39", language).sections for block in one.blocks):
            if isinstance(block, Table | Chart) and block.source:
                assert block.source.startswith(word)
                assert block.source.count(word) == 1


def test_the_sources_are_those_of_figures_occupations_and_structure(handle: Handle) -> None:
    said = " ".join(report(handle, "TA39").sources)
    named = {
        part.strip(" ,;")
        for table in witness.every_table(report(handle, "TA39"))
        for part in table.source.replace(",", ";").split(";")
        if "StatFin" in part
    }
    assert named
    assert [one for one in named if one.split()[-1] not in said] == []


def test_a_table_of_one_other_period_says_it_in_its_head_and_not_in_its_rows(handle: Handle) -> None:
    for one in witness.every_table(report(handle, "TA39")):
        periods = {row[1].key.period for row in one.rows if len(row) > 1 and row[1].key and one.columns[1].id == "now"}
        if len(periods) == 1:
            assert str(next(iter(periods)).year) in one.columns[1].title
            assert not [row for row in one.rows if row[0].text.endswith((", 2024", ", 2025"))]


def test_the_areas_of_a_municipality_say_what_they_are(handle: Handle) -> None:
    found = next(one for one in witness.every_table(report(handle, "KU837", "sv")) if one.id == "members")
    assert [column.title for column in found.columns][:2] == ["Område", "Områdesnivå"]
    assert "Sysselsättningsområde" in {row[1].text for row in found.rows}


def test_columns_give_way_to_their_longest_word_and_no_further() -> None:
    hidden = Cell("salattu, 25,0–100,0 %", None, 25, 100, "hidden")
    month = Cell("marraskuu 2025", date(2025, 11, 1))
    columns = (Column("a", "Kuukausi", is_number=False), *(Column(str(n), f"Alue {n}") for n in range(6)))
    table = Table("wide", "Leveä", columns, ((month, *[hidden] * 6),))
    wide, narrow = widths(table, 200), widths(table, 110)
    assert sum(narrow) <= 110 < sum(wide)
    assert narrow[0] >= len(month.text)
    assert min(narrow[1:]) >= len("25,0–100,0 %")


def test_a_table_longer_than_a_page_of_a_pdf_is_several_with_a_head_each(tmp_path: Path) -> None:
    heads = tuple(Column(f"c{n}", f"Hyvin pitkän alueen nimi {n}") for n in range(8))
    rows = tuple((made.word(f"Alue {n}"), *[made.number(n)] * 8) for n in range(120))
    table = Table("long", "Pitkä", (Column("a", "Alue", is_number=False), *heads), rows, source="Lähde: X")
    parts = pdf_table.parts(made.report(is_sample=False), "Taulukko 1", table)
    assert [part["title"] for part in parts] == [f"Pitkä ({n}/{len(parts)})" for n in range(1, len(parts) + 1)]
    assert [row[0]["text"] for part in parts for row in part["rows"]] == [f"Alue {n}" for n in range(120)]
    assert [part["anchor"] for part in parts] == ["Taulukko 1", *[""] * (len(parts) - 1)]
    assert [part["source"] for part in parts] == [*[""] * (len(parts) - 1), "Lähde: X"]
    file = tmp_path / "long.pdf"
    file.write_bytes(FORMS["pdf"].write(replace(made.report(), sections=(Section("long", "Pitkä", (table,)),))))
    assert outloud.check(str(file)).errors == 0
