"""The forms as their readers need them: structure, languages, words for pictures, heads that repeat."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from app.report.forms import FORMS
from app.report.model import Chart
from tests.app.report import made
from tests.app.report.conftest import Written

REPORT = made.report()
CHARTS = [block for section in REPORT.sections for block in section.blocks if isinstance(block, Chart)]
ALTERNATIVES = [f"Esimerkki, keksityt luvut. {chart.alternative}" for chart in CHARTS]


def test_a_pdf_passes_two_checkers_of_accessibility(written: Written, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(written("pdf"))
    checked = pdfua.validate(str(file))
    assert [(one.rule_id, one.message) for one in checked.findings] == []
    assert outloud.check(str(file)).errors == 0


def test_the_checkers_notice_a_pdf_that_is_not_accessible(tmp_path: Path) -> None:
    import typst  # noqa: PLC0415

    file = tmp_path / "plain.pdf"
    file.write_bytes(typst.compile(b"= Title", pdf_tags=False))
    assert pdfua.validate(str(file)).findings
    assert outloud.check(str(file)).errors > 0


def test_a_pdf_has_title_language_bookmarks_and_words_for_every_picture(written: Written) -> None:
    read = PdfReader(BytesIO(written("pdf")))
    assert read.metadata
    assert read.metadata.title == REPORT.title
    assert read.trailer["/Root"]["/Lang"] == "fi-FI"  # type: ignore[index]
    bookmarks = [one.title for one in read.outline if not isinstance(one, list)]
    assert bookmarks == [*(section.title for section in REPORT.sections), "Kuvien luvut", "Lähteet"]
    assert _figures(read) == ALTERNATIVES


def _figures(read: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(one: object) -> None:
        one = one.get_object() if hasattr(one, "get_object") else one  # type: ignore[attr-defined]
        if isinstance(one, list):
            for each in one:
                walk(each)
        elif isinstance(one, dict):
            if one.get("/S") == "/Figure":
                found.append(str(one["/Alt"]))
            walk(one.get("/K", []))

    walk(read.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return found


def test_the_same_report_is_the_same_pdf(written: Written) -> None:
    assert FORMS["pdf"].write(made.report()) == written("pdf")


def test_a_word_document_has_headings_captions_and_words_for_every_picture(written: Written) -> None:
    document = Document(BytesIO(written("docx")))
    headings = [line.text for line in document.paragraphs if line.style and line.style.name == "Heading 1"]
    assert headings == [*(section.title for section in REPORT.sections), "Kuvien luvut", "Lähteet"]
    assert [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))] == ALTERNATIVES
    captions = [line._p for line in document.paragraphs if line.style and line.style.name == "Caption"]
    numbered = [field.get(qn("w:instr")) for line in captions for field in line.iter(qn("w:fldSimple"))]
    assert numbered.count("SEQ Kuva \\* ARABIC") == len(CHARTS)
    assert document.core_properties.title == REPORT.title
    assert document.core_properties.language == "fi-FI"
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"fi-FI"}


def test_the_head_of_every_table_of_a_word_document_repeats(written: Written) -> None:
    document = Document(BytesIO(written("docx")))
    assert document.tables
    for table in document.tables:
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(table.rows) - 1)]


def test_slides_have_titles_charts_of_the_program_itself_and_words_for_them(written: Written) -> None:
    slides = Presentation(BytesIO(written("pptx"))).slides
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.shape_type == 13]
    assert [shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in shapes] == ALTERNATIVES
    assert [shape.has_chart for shape in shapes] == [chart.kind != "map" for chart in CHARTS]
    assert {run for slide in slides for run in slide._element.xpath(".//a:r/a:rPr/@lang")} == {"fi-FI"}


def test_the_heads_of_a_workbook_stay_in_sight(written: Written) -> None:
    with zipfile.ZipFile(BytesIO(written("xlsx"))) as packed:
        bodies = {name: packed.read(name).decode() for name in packed.namelist() if "worksheets/sheet" in name}
    frozen = [name for name, body in bodies.items() if 'state="frozen"' in body]
    # The summary and the texts are no tables.
    assert len(frozen) == len(bodies) - 2


def test_a_page_needs_nothing_else_and_says_what_its_pictures_show(written: Written) -> None:
    page = written("html").decode()
    assert '<html lang="fi">' in page
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page) == []
    assert "<script" not in page
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page) == ALTERNATIVES
    assert page.count("<table>") == page.count("<caption>")
    rows = page.count("<tr>") - page.count("<thead>")
    assert page.count('<th scope="row"') == rows > 0


def test_markup_in_a_text_stays_a_text(written: Written) -> None:
    assert "&lt;Ö&gt;" in written("html").decode()
