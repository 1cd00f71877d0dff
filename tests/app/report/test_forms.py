"""Every form carries every number and every text of a report unharmed."""

from dataclasses import replace

import pytest

from app.report.forms import FORMS
from app.report.model import Chart, Table
from tests.app.report import made
from tests.app.report.conftest import Read, Written
from tests.app.report.readers import TEXTS, chart_values, sheets, squeezed

REPORT = made.report()
BLOCKS = [block for section in REPORT.sections for block in section.blocks]
CHARTS = [block for block in BLOCKS if isinstance(block, Chart)]
TABLES = [block for block in BLOCKS if isinstance(block, Table)]
AS_SHOWN = ("pdf", "docx", "html")  # forms that show each number as the report does


@pytest.mark.parametrize("form", AS_SHOWN)
def test_every_number_is_shown(read: Read, form: str) -> None:
    text = read(form)
    assert [cell.text for cell in made.cells(REPORT) if squeezed(cell.text) not in text] == []


def test_every_number_of_a_chart_on_slides_is_a_number_that_can_be_edited(written: Written) -> None:
    values = chart_values(written("pptx"))
    drawn = [cell for chart in CHARTS if chart.kind != "map" for one in chart.series for _, cell in one.points]
    known = {end for cell in drawn for end in (cell.value, *((cell.low, cell.high) if cell.value is None else ()))}
    assert values == known - {None}


def test_what_charts_on_slides_cannot_show_stands_in_their_notes_or_tables(read: Read) -> None:
    text = read("pptx")
    shown = [cell for table in TABLES for row in table.rows for cell in row]
    shown += [cell for chart in CHARTS if chart.kind == "map" for one in chart.series for _, cell in one.points]
    shown += [cell for cell in made.cells(REPORT) if cell.status in {"partial", "hidden"}]
    assert [cell.text for cell in shown if squeezed(cell.text) not in text] == []


def test_a_workbook_has_every_number_as_a_number_with_its_bounds_unit_status_and_place(written: Written) -> None:
    head, *rows = sheets(written("xlsx"))["Kaikki luvut"]
    assert [head[at] for at in (5, 6, 7, 8, 9)] == [
        f"{word} (esimerkki)" for word in ("Arvo", "Alaraja", "Yläraja", "Yksikkö", "Tila")
    ]
    found = [tuple(row.get(at) for at in (4, 5, 6, 7, 8, 12, 13)) for row in rows]
    wanted = [
        (cell.text, cell.value, cell.low, cell.high, cell.unit, *(_key(cell.key) or (None, None)))
        for cell in made.cells(REPORT)
    ]
    assert found == wanted


def _key(key: made.Key | None) -> tuple[str, str] | None:
    return (key.indicator_id, key.area_id) if key else None


def test_a_sheet_has_bounds_beside_a_column_only_where_a_figure_is_not_one_number(written: Written) -> None:
    book = sheets(written("xlsx"))
    head = book["Taulukko 1"][2]
    assert [text.split(" (")[0] for text in head.values()][:6] == [
        "Mittari", "Kesäkuu 2026", "Kesäkuu 2026", "Kesäkuu 2026", "Kesäkuu 2026", "Vuotta aikaisemmin",
    ]  # fmt: skip
    assert list(book["Taulukko 2"][2].values()) == ["Kunta", "Osuus, prosenttia (esimerkki)"]
    assert book["Taulukko 2"][3] == {0: "Kunta 0", 1: 6.0}


@pytest.mark.parametrize("form", FORMS)
def test_every_text_is_there(read: Read, form: str) -> None:
    texts = [REPORT.headline, REPORT.sample_note, REPORT.subtitle, made.HARD, *REPORT.sources]
    texts += [block.title for block in (*CHARTS, *TABLES)] + [chart.note for chart in CHARTS]
    texts += [REPORT.theme.organisation, REPORT.theme.contact]
    if form == "xlsx":
        texts.remove(REPORT.theme.organisation)  # a property of the file
    text = read(form)
    assert [one for one in texts if squeezed(one) not in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_sample_data_say_so_with_every_title(read: Read, form: str) -> None:
    text = read(form)
    titles = [block.title for block in (*CHARTS, *TABLES)]
    assert [title for title in titles if squeezed(f"{title} (esimerkki)") not in text] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_real_data_carry_no_mark_of_samples_in_any_language(form: str, language: str) -> None:
    report = replace(made.report(is_sample=False), language=language, sections=REPORT.sections[:1])
    text = TEXTS[form](FORMS[form].write(report)).lower()
    assert [word for word in ("esimerkki", "exempel", "(sample") if word in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_report_without_sections_and_organisation_is_a_file(form: str) -> None:
    report = replace(REPORT, sections=(), sources=(), theme=made.Theme())
    assert squeezed(REPORT.title) in squeezed(TEXTS[form](FORMS[form].write(report)))
