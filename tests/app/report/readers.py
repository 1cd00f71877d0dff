"""The forms of a report read back by other programs than those that wrote them, as far as there are any."""

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def squeezed(text: str) -> str:
    """Return a text without the spaces and breaks that setting it in lines adds or takes away."""
    return re.sub(r"[\s\u00a0\u00ad]+", "", text)


def pdf_text(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def docx_text(body: bytes) -> str:
    document = Document(BytesIO(body))
    page = document.sections[0]
    lines = [line.text for part in (page.header, document, page.footer) for line in part.paragraphs]
    cells = document.element.body.iter(qn("w:tc"))
    return "\n".join([*lines, *("".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in cells)])


def pptx_text(body: bytes) -> str:
    """Every word of the slides, their tables, charts and notes; numbers of charts as they are written there."""
    found: list[str] = []
    for slide in Presentation(BytesIO(body)).slides:
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                names = shape.chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}v")
                found += [name.text or "" for name in names]
    return "\n".join(found)


def chart_values(body: bytes) -> set[float]:
    """Every number of the charts of slides."""
    shapes = [shape for slide in Presentation(BytesIO(body)).slides for shape in slide.shapes if shape.has_chart]
    return {
        value for shape in shapes for one in shape.chart.plots[0].series for value in one.values if value is not None
    }


Grid = list[list[str]]


def docx_tables(body: bytes) -> list[Grid]:
    """Every table of a document as rows of words."""
    return [
        [["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))] for row in rows]
        for table in Document(BytesIO(body)).element.body.iter(qn("w:tbl"))
        if (rows := list(table.iter(qn("w:tr"))))
    ]


def pptx_tables(body: bytes) -> list[Grid]:
    """Every table of slides; one that goes on on the next slide is two, each with its head."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in Presentation(BytesIO(body)).slides
        for shape in slide.shapes
        if shape.has_table
    ]


def html_tables(body: bytes) -> list[Grid]:
    """Every table of a page as rows of words."""
    parser = _Tables()
    parser.feed(body.decode())
    return parser.tables


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Grid] = []
        self._is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._is_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._is_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.tables[-1][-1][-1] += data


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def html_text(body: bytes) -> str:
    parser = _Words()
    parser.feed(body.decode())
    return "\n".join(parser.words)


def xlsx_text(body: bytes) -> str:
    return "\n".join(str(cell) for rows in sheets(body).values() for row in rows for cell in row.values())


def sheets(body: bytes) -> dict[str, list[dict[int, Any]]]:
    """Every sheet by name as rows of cells by column: numbers as numbers, words as words."""
    with zipfile.ZipFile(BytesIO(body)) as packed:
        shared = [
            "".join(part.text or "" for part in one.iter(f"{_MAIN}t"))
            for one in ElementTree.fromstring(packed.read("xl/sharedStrings.xml"))
        ]
        names = [
            one.get("name", "") for one in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        return {
            name: _rows(ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{at}.xml")), shared)
            for at, name in enumerate(names, start=1)
        }


def _rows(sheet: ElementTree.Element, shared: list[str]) -> list[dict[int, Any]]:
    assert not list(sheet.iter(f"{_MAIN}f")), "a report has no formulas"
    return [
        {_column(cell.get("r", "")): _value(cell, shared) for cell in row if cell.find(f"{_MAIN}v") is not None}
        for row in sheet.iter(f"{_MAIN}row")
    ]


def _column(place: str) -> int:
    column = 0
    for letter in re.match("[A-Z]+", place)[0]:  # type: ignore[index]
        column = column * 26 + ord(letter) - 64
    return column - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> Any:
    text = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(text)] if cell.get("t") == "s" else float(text)


TABLES = {"docx": docx_tables, "pptx": pptx_tables, "html": html_tables}
TEXTS = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text, "pptx": pptx_text, "html": html_text}
