"""A report as slides: charts and tables that can be edited, and notes with what a chart cannot say."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from app.figures.palette import TOKENS
from app.i18n import texts
from app.report import charts
from app.report.forms import pptx_chart, pptx_table
from app.report.forms.outline import Item, alternative, marked, outline
from app.report.model import Cell, Chart, Paragraph, Report, Table

_INK = TOKENS["light"]
_LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_WIDE, _TALL = Inches(13.333), Inches(7.5)
_LEFT, _TOP, _ROOM = Inches(0.6), Inches(1.75), Inches(12.13)
_BOTTOM = Inches(6.75)
_ASIDE = Inches(3.9)  # what introduces a figure has this much beside it
_MOST_LEAD = 560  # letters of it
_MOST_CLOSING = 200  # letters of what closes a section
_MOST_LETTERS = 900  # of running text on one slide
_FONT = "Arial"


class Slides:
    """A presentation being made: every slide has its title in the placeholder that programs read as the title."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = texts(report.language)
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = _WIDE, _TALL
        facts = self.file.core_properties
        facts.title, facts.subject, facts.language = report.title, report.subtitle, _LANGUAGES[report.language]
        facts.author = facts.last_modified_by = report.theme.organisation
        facts.keywords, facts.comments = report.data_version, report.sample_note

    def add(self, title: str, notes: str = "") -> Any:
        """Return a new slide with its title."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[5])
        heading = slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = _LEFT, Inches(0.35), _ROOM, Inches(0.95)
        self.write(heading.text_frame, [title], 26 if len(title) < 75 else 20, _INK["text"], is_bold=True)
        bar = slide.shapes.add_shape(1, _LEFT, Inches(0.28), Inches(1.2), Inches(0.06))
        bar.fill.solid()
        bar.fill.fore_color.rgb = RGBColor.from_string(self.report.theme.accent[1:])
        bar.line.fill.background()
        bar.name = "–"
        # Words that every slide has, for who sees it alone.
        running = f"{self.report.area_name} · {self.report.period_name}"
        self.text(slide, running, (_LEFT, Inches(7.05), Inches(8), Inches(0.3)), 11)
        if self.report.is_sample:
            word = self.words("sample.word").upper()
            self.text(slide, word, (Inches(10.7), Inches(7.05), Inches(2), Inches(0.3)), 11, "sample")
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def text(self, slide: Any, text: str, box: Sequence[int], size: float, ink: str = "quiet") -> None:
        """Put words on a slide: `box` is left, top, width, height."""
        frame = slide.shapes.add_textbox(*(Emu(int(side)) for side in box)).text_frame
        frame.word_wrap = True
        self.write(frame, text.split("\n"), size, _INK[ink])

    def under(self, slide: Any, text: str) -> None:
        """Put what is said of a figure below it."""
        self.text(slide, text, (_LEFT, self.under_top(text), _ROOM, Inches(0.5)), 10)

    @staticmethod
    def under_top(text: str) -> int:
        """Return where words below a figure begin: their last line stands above what every slide has."""
        lines = sum(-(-len(line) // 165) for line in text.split("\n"))
        return min(Inches(6.5), Inches(6.93 - 0.2 * lines))

    @staticmethod
    def lead_height(text: str) -> int:
        """Return how much room words take above a table."""
        lines = sum(-(-len(line) // 125) for line in text.split("\n")) if text else 0
        return Inches(0.27 * lines + 0.1) if lines else 0

    @staticmethod
    def write(frame: Any, lines: Sequence[str], size: float, colour: str, *, is_bold: bool = False) -> None:
        """Fill a frame with paragraphs."""
        frame.vertical_anchor = 1
        for at, text in enumerate(lines):
            line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            line.alignment, line.space_after = 1, Pt(size * 0.4)
            run = line.add_run()
            run.text, run.font.size, run.font.bold, run.font.name = text, Pt(size), is_bold, _FONT
            run.font.color.rgb = RGBColor.from_string(colour[1:])


def write(report: Report) -> bytes:
    """Return the file."""
    slides = Slides(report)
    _front(slides)
    for section, items in outline(report).sections:
        _section(slides, section.title, items)
    lines = [*report.sources, slides.words("report_form.version", version=report.data_version)]
    if report.theme.contact:
        lines.append(f"{slides.words('report_form.contact')} {report.theme.contact}")
    _paragraphs(slides, slides.words("report_form.sources"), lines, size=14)
    _set_language(slides)
    body = BytesIO()
    slides.file.save(body)
    return body.getvalue()


def _section(slides: Slides, title: str, items: Sequence[Item]) -> None:
    """Add a section: what introduces a figure stands on its slide where there is room, else before it."""
    waiting: list[str] = []
    after = _after(items)
    for item in items[: len(items) - bool(after)]:
        if isinstance(item.block, Paragraph):
            waiting.append(item.block.text)
            continue
        lead = "\n".join(waiting)
        if len(lead) > _MOST_LEAD:
            _paragraphs(slides, title, waiting)
            lead = ""
        waiting = []
        if isinstance(item.block, Table):
            table = item.block
            if after and item is items[-2]:
                table = replace(table, note=" ".join([after, table.note]).strip())
            pptx_table.add(slides, table, marked(slides.report, table.title), lead)
        else:
            _chart(slides, item, item.block, lead)
    _paragraphs(slides, title, waiting)


def _after(items: Sequence[Item]) -> str:
    """The short words that close a section after a table: they stand on its slide."""
    closing, before = (items[-1].block, items[-2].block) if len(items) > 1 else (None, None)
    is_short = isinstance(closing, Paragraph) and isinstance(before, Table) and len(closing.text) < _MOST_CLOSING
    return closing.text if is_short and isinstance(closing, Paragraph) else ""


def _front(slides: Slides) -> None:
    report = slides.report
    slide = slides.add(marked(report, report.title))
    slides.text(slide, report.subtitle, (_LEFT, Inches(1.3), _ROOM, Inches(0.5)), 16)
    slides.text(slide, report.headline, (_LEFT, Inches(2.2), Inches(10.5), Inches(3)), 24, "text")
    if report.sample_note:
        slides.text(slide, report.sample_note, (_LEFT, Inches(5.6), _ROOM, Inches(0.6)), 16, "sample")
    if report.theme.organisation:
        slides.text(slide, report.theme.organisation, (_LEFT, Inches(6.3), _ROOM, Inches(0.5)), 16)


def _paragraphs(slides: Slides, title: str, lines: Sequence[str], size: float = 18) -> None:
    groups: list[list[str]] = [[]]
    for line in lines:
        if groups[-1] and sum(map(len, groups[-1])) + len(line) > _MOST_LETTERS * (18 / size) ** 2:
            groups.append([])
        groups[-1].append(line)
    shown = [group for group in groups if group]
    for at, group in enumerate(shown, start=1):
        name = title if len(shown) == 1 else slides.words("report_form.continued", title=title, n=at, all=len(shown))
        slide = slides.add(name)
        box = (_LEFT, _TOP, _ROOM, _BOTTOM - _TOP)
        slides.text(slide, "\n".join(group), box, size, "text")


def _chart(slides: Slides, item: Item, chart: Chart, lead: str) -> None:
    report = slides.report
    notes = [alternative(report, chart), chart.note, chart.source, *_numbers(item)]
    slide = slides.add(marked(report, chart.title), "\n".join(note for note in notes if note))
    slides.text(slide, chart.unit, (_LEFT, Inches(1.25), _ROOM, Inches(0.4)), 14)
    under = "\n".join(text for text in (chart.note, chart.source) if text)
    slides.under(slide, under)
    aside = _ASIDE if lead else 0
    box = (_LEFT + aside, Inches(1.7), _ROOM - aside, slides.under_top(under) - Inches(1.75))
    if lead:
        slides.text(slide, lead, (_LEFT, Inches(1.8), _ASIDE - Inches(0.3), Inches(4.6)), pptx_table.LEAD, "text")
    if chart.kind == "map":
        shape = slide.shapes.add_picture(BytesIO(charts.png(chart, report, letters=12)), box[0], box[1], height=box[3])
    else:
        shape = pptx_chart.add(slide, chart, report, box)
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("descr", alternative(report, chart))
    about.set("name", item.label)


def _numbers(item: Item) -> list[str]:
    """The numbers as words where the chart holds none, or not as they are shown: of a map, and of hidden figures."""
    table = item.numbers
    if table is None:
        return []
    chart = item.block
    is_map = isinstance(chart, Chart) and chart.kind == "map"
    drawn = {cell for one in chart.series for _, cell in one.points} if isinstance(chart, Chart) else set[Cell]()
    return [
        f"{row[0].text}: " + "; ".join(f"{column.title} {cell.text}" for column, cell in known)
        for row in table.rows
        if (
            known := [
                (column, cell)
                for column, cell in zip(table.columns[1:], row[1:], strict=True)
                if is_map or cell.status in {"partial", "hidden", "missing"} or cell not in drawn
            ]
        )
    ]


def _set_language(slides: Slides) -> None:
    for slide in slides.file.slides:
        parts = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
        for part in parts:
            for run in part.xpath(".//a:r"):
                run.get_or_add_rPr().set("lang", _LANGUAGES[slides.report.language])
