"""A table of a Word document: its head repeats on every page, numbers stand to the right, lines only between rows."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from app.figures.palette import TOKENS
from app.report.forms.outline import head, widths
from app.report.model import Column, Table

_RULE, _HEAD = TOKENS["light"]["line"][1:], TOKENS["light"]["quiet"][1:]
_WIDTH = 9638  # twentieths of a point: 17 cm
_SIZES = {"17": 104, "15": 90, "13": 76}  # half points of letters: twentieths of a point that one is wide
_PADDING = 230
_SHORT = 13  # rows that are kept on one page


@dataclass(frozen=True)
class _Look:
    """How a row is set: the size of its letters in half points, and whether it stays on the page of the next one."""

    size: str
    is_head: bool
    keeps_next: bool


def table(given: Table, description: str) -> Any:
    """Return the table as an element; `description` is what a screen reader calls it."""
    wide, size = _widths(given)
    made = _element("tbl")
    facts = _element("tblPr")
    facts.append(_element("tblW", w=str(sum(wide)), type="dxa"))
    facts.append(_borders("tblBorders", {"top": _RULE, "bottom": _RULE, "insideH": _RULE}))
    facts.append(_element("tblLayout", type="fixed"))
    facts.append(_element("tblLook", val="00A0", firstRow="1", firstColumn="1"))
    facts.append(_element("tblCaption", val=description))
    made.append(facts)
    grid = _element("tblGrid")
    for width in wide:
        grid.append(_element("gridCol", w=str(width)))
    made.append(grid)
    numeric = [_is_numeric(column, at) for at, column in enumerate(given.columns)]
    made.append(_row([head(column) for column in given.columns], wide, numeric, _Look(size, True, True)))
    last = len(given.rows) - 1
    for at, row in enumerate(given.rows):
        look = _Look(size, False, len(given.rows) <= _SHORT and at < last)
        made.append(_row([cell.text for cell in row], wide, numeric, look))
    return made


def _is_numeric(column: Column, at: int) -> bool:
    return column.is_number and at > 0


def _widths(given: Table) -> tuple[list[int], str]:
    """Share the page by the letters of each column, in the largest size that has room for them."""
    wanted, size = [1.0], ""
    for found, letter in _SIZES.items():
        line = (_WIDTH - _PADDING * len(given.columns)) // letter
        wanted, size = [letters * letter + _PADDING for letters in widths(given, line)], found
        if sum(wanted) <= _WIDTH:
            break
    share = min(1.0, _WIDTH / sum(wanted))
    return [round(one * share) for one in wanted], size


def _row(row: list[str], wide: list[int], numeric: list[bool], look: _Look) -> Any:
    made, facts = _element("tr"), _element("trPr")
    facts.append(_element("cantSplit"))
    if look.is_head:
        facts.append(_element("tblHeader"))
    made.append(facts)
    for text, width, is_number in zip(row, wide, numeric, strict=True):
        cell, about = _element("tc"), _element("tcPr")
        about.append(_element("tcW", w=str(width), type="dxa"))
        if look.is_head:
            about.append(_borders("tcBorders", {"bottom": _HEAD}))
            about.append(_element("vAlign", val="bottom"))
        cell.append(about)
        cell.append(_line(text, look, is_number=is_number))
        made.append(cell)
    return made


def _line(text: str, given: _Look, *, is_number: bool) -> Any:
    line, facts = _element("p"), _element("pPr")
    if given.keeps_next:
        facts.append(_element("keepNext"))
    facts.append(_element("spacing", before="30", after="30", line="240", lineRule="auto"))
    facts.append(_element("jc", val="right" if is_number else "left"))
    line.append(facts)
    run, look = _element("r"), _element("rPr")
    if given.is_head:
        look.append(_element("b"))
    look.append(_element("sz", val=given.size))
    run.append(look)
    words = _element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    line.append(run)
    return line


def _borders(name: str, colours: dict[str, str]) -> Any:
    made = _element(name)
    for side, colour in colours.items():
        made.append(_element(side, val="single", sz="4", space="0", color=colour))
    return made


def _element(name: str, **attributes: str) -> Any:
    made: Any = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
