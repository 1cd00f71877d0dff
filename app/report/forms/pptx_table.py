"""A table of slides: real, with a marked head, and no more rows on a slide than can be read from the back of a room."""

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from app.figures.palette import TOKENS
from app.report.forms.outline import head, widths
from app.report.model import Cell, Table

if TYPE_CHECKING:
    from app.report.forms.pptx import Slides

LEAD = 14  # points: words that stand above or beside a figure
_LEFT, _TOP, _ROOM = Inches(0.6), Inches(1.6), Inches(12.13)
_SIZES = (14, 13, 12, 11)  # points
_USUAL, _SMALL = 12, 10
Space = tuple[int, int]  # the height that tables have on a slide, and that of the words above the first one
_INCH = 914400
_AIR = 0.07  # inches that a row of one line has above and below its words
_LETTER = 0.0072  # inches wide by point of size
_LINE = 115  # letters that a line of a table holds
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style without colours and lines of every such program
_RULE = TOKENS["light"]["line"][1:]
_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class _Look:
    """How wide the columns are, and the size of letters in points."""

    wide: list[int]
    size: int


def add(slides: "Slides", table: Table, title: str, lead: str) -> None:
    """Add a table on as many slides as its rows take, each with the head; `lead` is what is said before the first."""
    wide = _widths(table)
    above = slides.lead_height(lead)
    under = "\n".join(text for text in (table.note, table.source) if text)
    room = slides.under_top(under) - Inches(0.05) - _TOP
    look = _look(table, wide, (room, above))
    parts = _even(table, look, (room, above))
    for at, rows in enumerate(parts, start=1):
        name = title if len(parts) == 1 else slides.words("report_form.continued", title=title, n=at, all=len(parts))
        slide = slides.add(name)
        top = _TOP
        if at == 1 and lead:
            slides.text(slide, lead, (_LEFT, _TOP - Inches(0.25), _ROOM, above), LEAD, "text")
            top += above
        size = (len(rows) + 1, len(wide))
        shape = slide.shapes.add_table(*size, _LEFT, top, Emu(sum(wide)), _least(look) * (len(rows) + 1))
        _fill(shape.table, table, rows, look)
        shape._element.xpath(".//p:cNvPr")[0].set("descr", name)
        slides.under(slide, under)


def _has_long_texts(table: Table) -> bool:
    return any(len(cell.text) > 120 for row in table.rows for cell in row)


def _look(table: Table, wide: list[int], space: Space) -> _Look:
    """The largest letters that need one slide only; where none do, those that are read well."""
    if _has_long_texts(table):
        return _Look(wide, _SMALL)
    looks = [_Look(wide, size) for size in _SIZES]
    return next((one for one in looks if len(_parts(table, one, space)) == 1), _Look(wide, _USUAL))


def _even(table: Table, look: _Look, space: Space) -> list[list[tuple[Cell, ...]]]:
    """Share rows among as few slides as they need, on each about as many, so that no slide is left with one row."""
    room, above = space
    fewest = len(_parts(table, look, space))
    tried = (_parts(table, look, (room * part // 20, above)) for part in range(10, 21))
    return next(parts for parts in tried if len(parts) == fewest)


def _parts(table: Table, look: _Look, space: Space) -> list[list[tuple[Cell, ...]]]:
    """Share rows among slides by the height they take; the first slide has less room where something stands above."""
    room, above = space
    heading = _height([head(column) for column in table.columns], look)
    parts: list[list[tuple[Cell, ...]]] = [[]]
    left = room - above - heading
    for row in table.rows:
        height = _height([cell.text for cell in row], look)
        if height > left and (parts[-1] or above):
            parts.append([])
            left, above = room - heading, 0
        parts[-1].append(row)
        left -= height
    return [part for part in parts if part] or [[]]


def _height(row: list[str], look: _Look) -> int:
    letters = [(width / _INCH - 0.12) / (look.size * _LETTER) for width in look.wide]
    lines = max(len(wrap(text, max(int(room / 1.06), 1))) for text, room in zip(row, letters, strict=True))
    line = look.size * 1.2 / 72
    return Inches(0.06 + max(line + _AIR, line * lines))


def _least(look: _Look) -> int:
    """How high a row of one line is; the program that shows it makes room for more."""
    return _height([""], replace(look, wide=[_INCH]))


def _fill(made: Any, table: Table, rows: Any, look: _Look) -> None:
    made._tbl.tblPr.find(f"{{{_NAMESPACE}}}tableStyleId").text = _PLAIN
    made.first_row, made.first_col, made.horz_banding = True, True, False
    for column, width in enumerate(look.wide):
        made.columns[column].width = Emu(width)
    texts = [[head(column) for column in table.columns], *([cell.text for cell in row] for row in rows)]
    for line, row in enumerate(texts):
        made.rows[line].height = _least(look)
        for at, text in enumerate(row):
            is_number = at > 0 and table.columns[at].is_number
            _cell(made.cell(line, at), text, (look.size, line == 0, is_number))


def _cell(cell: Any, text: str, look: tuple[int, bool, bool]) -> None:
    size, is_head, is_number = look
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.vertical_anchor = 4 if is_head else 1
    line = cell.text_frame.paragraphs[0]
    line.alignment = 3 if is_number else 1
    run = line.add_run()
    run.text, run.font.size, run.font.bold, run.font.name = text, Pt(size), is_head, "Arial"
    run.font.color.rgb = RGBColor.from_string(TOKENS["light"]["text"][1:])
    facts = cell._tc.get_or_add_tcPr()
    border = facts.makeelement(f"{{{_NAMESPACE}}}lnB", {"w": "12700" if is_head else "6350"})
    fill = border.makeelement(f"{{{_NAMESPACE}}}solidFill", {})
    fill.append(fill.makeelement(f"{{{_NAMESPACE}}}srgbClr", {"val": "4A5868" if is_head else _RULE}))
    border.append(fill)
    facts.insert(0, border)


def _widths(table: Table) -> list[int]:
    letters = widths(table, _LINE - 2 * len(table.columns))
    wanted = [Inches(count * 0.105 + 0.25) for count in letters]
    share = min(1.0, _ROOM / sum(wanted))
    return [round(one * share) for one in wanted]
