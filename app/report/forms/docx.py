"""A report as a Word document that can be edited: headings, captions with fields, real tables, pictures with words."""

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from app.figures.palette import TOKENS
from app.i18n import texts
from app.report import charts
from app.report.forms import docx_table
from app.report.forms.outline import Item, alternative, marked, outline
from app.report.model import Chart, Paragraph, Report, Table

_INK = TOKENS["light"]
_LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_FONT = "Arial"  # on every machine with an office program
_TEXT = Cm(17)


def write(report: Report) -> bytes:
    """Return the file."""
    document = Document()
    _set_up(document, report)
    _front(document, report)
    laid, words = outline(report), texts(report.language)
    for section, items in laid.sections:
        document.add_heading(section.title, 1)
        for at, item in enumerate(items):
            line = _item(document, report, item)
            if line is not None and at + 1 < len(items):
                # What introduces a figure stays on its page.
                line.paragraph_format.keep_with_next = True
    if laid.annex:
        document.add_heading(words("report_form.annex"), 1)
        document.add_paragraph(words("report_form.annex_lead"))
        for label, table in laid.annex:
            _table(document, report, table, label)
    document.add_heading(words("report_form.sources"), 1)
    for line in report.sources:
        document.add_paragraph(line, "List Bullet")
    _quiet(document, words("report_form.version", version=report.data_version))
    if report.theme.contact:
        _quiet(document, f"{words('report_form.contact')} {report.theme.contact}")
    body = BytesIO()
    document.save(body)
    return body.getvalue()


def _set_up(document: DocumentType, report: Report) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin, page.bottom_margin = Cm(2.3), Cm(2)
    _styles(document, report)
    facts = document.core_properties
    facts.title, facts.subject, facts.language = report.title, report.subtitle, _LANGUAGES[report.language]
    facts.author = facts.last_modified_by = report.theme.organisation
    facts.comments, facts.keywords = report.sample_note, report.data_version
    facts.created = facts.modified = datetime(report.period.year, report.period.month, 1)
    running = f"{report.area_name} · {report.period_name}"
    words = texts(report.language)
    sample = words("sample.word").upper() if report.is_sample else ""
    _running(page.header.paragraphs[0], [running, "\t", sample])
    number, whole = _field("PAGE"), _field("NUMPAGES")
    before, between, after = words("report_form.page", n="|", all="|").split("|")
    _running(page.footer.paragraphs[0], [report.theme.organisation, "\t", before, number, between, whole, after])


def _styles(document: DocumentType, report: Report) -> None:
    for name, size, colour in (
        ("Normal", 10.5, _INK["text"]),
        ("Title", 24, _INK["text"]),
        ("Subtitle", 11.5, _INK["quiet"]),
        ("Heading 1", 16, report.theme.accent),
        ("Caption", 10, _INK["text"]),
        ("Header", 8.5, _INK["quiet"]),
        ("Footer", 8.5, _INK["quiet"]),
    ):
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour[1:])
        style.font.italic, style.font.bold = False, name in {"Title", "Heading 1"}
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
    styles: Any = document.styles
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(14), Pt(3)
    styles["Title"].paragraph_format.space_after = Pt(4)
    for border in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    for language in styles.element.xpath(".//w:rPrDefault//w:lang"):
        language.set(qn("w:val"), _LANGUAGES[report.language])


def _front(document: DocumentType, report: Report) -> None:
    document.add_paragraph(report.title, "Title")
    document.add_paragraph(report.subtitle, "Subtitle")
    document.add_paragraph(report.headline).runs[0].font.size = Pt(13)
    if report.sample_note:
        note = document.add_paragraph().add_run(report.sample_note)
        note.bold, note.font.color.rgb = True, RGBColor.from_string(_INK["sample"][1:])


def _item(document: DocumentType, report: Report, item: Item) -> Line | None:
    """Add a block; return the line of a paragraph."""
    block = item.block
    if isinstance(block, Paragraph):
        return document.add_paragraph(block.text)
    if isinstance(block, Table):
        _table(document, report, block, item.label)
    else:
        _chart(document, report, item, block)
    return None


def _chart(document: DocumentType, report: Report, item: Item, chart: Chart) -> None:
    _caption(document, item.label, marked(report, chart.title))
    _quiet(document, chart.unit).paragraph_format.keep_with_next = True
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = bool(chart.note or chart.source)
    picture = line.add_run().add_picture(BytesIO(charts.png(chart, report)), width=_TEXT)
    about: Any = picture._inline.docPr  # pyright: ignore[reportPrivateUsage] - the library has no way to say it
    about.set("descr", alternative(report, chart))
    about.set("title", chart.title)
    for text in (chart.note, chart.source):
        _quiet(document, text)
    if item.elsewhere:
        _quiet(document, texts(report.language)("report_form.in_table", table=item.elsewhere))
    elif item.numbers is not None:
        _table(document, report, item.numbers, "", is_under=item.numbers.source == chart.source)


def _table(document: DocumentType, report: Report, table: Table, label: str, *, is_under: bool = False) -> None:
    _caption(document, label, marked(report, table.title))
    body: Any = document.element.body
    # Before the properties of the page, which come last.
    body.insert(len(body) - 1, docx_table.table(table, marked(report, table.title)))
    for text in (table.note, "" if is_under else table.source):
        _quiet(document, text)


def _caption(document: DocumentType, label: str, title: str) -> None:
    line = document.add_paragraph("", "Caption")
    kind, _, number = label.rpartition(" ")
    if kind:
        line.add_run(f"{kind} ")
        line._p.append(_field(f"SEQ {kind.replace(' ', '_')} \\* ARABIC", number))  # pyright: ignore[reportPrivateUsage]
        line.add_run("  ")
    line.add_run(title).bold = True


def _quiet(document: DocumentType, text: str) -> Line:
    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(2)
    if text:
        run = line.add_run(text)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_INK["quiet"][1:])
    else:
        line._p.getparent().remove(line._p)  # pyright: ignore[reportPrivateUsage]
    return line


def _running(line: Line, parts: list[Any]) -> None:
    stops = line.paragraph_format.tab_stops
    stops.clear_all()
    # The template's own stops for a centre and a right part are of another page.
    style: Any = line.style
    style.paragraph_format.tab_stops.clear_all()
    stops.add_tab_stop(_TEXT, WD_TAB_ALIGNMENT.RIGHT)
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for part in parts:
        if isinstance(part, str):
            line.add_run(part)
        else:
            line._p.append(part)  # pyright: ignore[reportPrivateUsage]


def _field(code: str, shown: str = "1") -> Any:
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    return field
