"""From figures to the cells of a report: as shown, as a value, and where they stand."""

from collections.abc import Iterable
from datetime import date

from app import formatting, sentences
from app.i18n import Texts
from app.report.facts import Facts
from app.report.model import Cell, CellStatus, Key
from app.sentences.change import stopping_break
from app.values import Area, Break, Indicator, KeyFigure, Point, change
from vertaispeili.methods.targets import Target

NONE = Cell("–", None)


def word(text: str) -> Cell:
    """Return a cell of words."""
    return Cell(text, text) if text else NONE


def day(value: date, text: str) -> Cell:
    """Return a cell of a date, written as `text`."""
    return Cell(text, value)


def unit_name(indicator: Indicator, words: Texts) -> str:
    """Return the unit of an indicator in words."""
    return words(f"unit.{indicator.unit}.other")


def figure(point: Point | None, indicator: Indicator, area: Area, facts: Facts) -> Cell:
    """Return the cell of a figure; where there is none in the warehouse at all, a dash."""
    if point is None:
        return NONE
    words = facts.words
    known = point.exact if not point.is_hidden else None
    is_open = point.status in {"partial", "hidden"}
    return Cell(
        text=formatting.figure(point, indicator, words),
        value=known,
        low=point.low if is_open else None,
        high=point.high if is_open else None,
        status=_status(point),
        unit=unit_name(indicator, words),
        decimals=indicator.decimals,
        key=Key(indicator.indicator_id, area.area_id, point.period),
        hidden_cells=point.hidden_cells,
    )


def _status(point: Point) -> CellStatus:
    # A share of nought over a hidden number is known: nothing of it is left open.
    return "partial" if point.status == "hidden" and not point.is_hidden else point.status


def between(low: float, high: float, indicator: Indicator, formula: str, words: Texts) -> Cell:
    """Return the cell of a number that was computed, known by bounds that may be one number."""
    shown = formatting.with_unit(
        formatting.bounds(low, high, indicator.decimals, words.language), indicator.unit, words
    )
    is_one = low == high
    return Cell(
        text=shown,
        value=low if is_one else None,
        low=None if is_one else low,
        high=None if is_one else high,
        status="complete" if is_one else "partial",
        unit=unit_name(indicator, words),
        decimals=indicator.decimals,
        formula=formula,
    )


def target(own: Target, indicator: Indicator, words: Texts) -> Cell:
    """Return the cell of a municipality's own target."""
    return Cell(
        text=sentences.target_value(own, indicator, words),
        value=own.value,
        status="complete",
        unit=unit_name(indicator, words),
        decimals=sentences.target_decimals(own, indicator),
        formula=words("report.formula.target"),
    )


def difference(found: KeyFigure | None, indicator: Indicator, breaks: Iterable[Break], words: Texts) -> Cell:
    """Return the change on the year in the indicator's own unit; a dash where there is none or a break forbids it."""
    moved = _moved(found, breaks)
    if moved is None:
        return NONE
    is_share = indicator.unit == "percent"
    is_one = moved.low == moved.high
    return Cell(
        text=words("change.same") if moved.direction == "none" else formatting.difference(moved, indicator, words),
        value=moved.low if is_one else None,
        low=None if is_one else moved.low,
        high=None if is_one else moved.high,
        status="complete" if is_one else "partial",
        unit=words("unit.points") if is_share else unit_name(indicator, words),
        decimals=indicator.decimals,
        formula=words("report.formula.change"),
    )


def relative(found: KeyFigure | None, indicator: Indicator, breaks: Iterable[Break], words: Texts) -> Cell:
    """Return a count's change on the year in per cent; a dash for shares and where it cannot be computed."""
    if indicator.kind != "count" or found is None or found.before is None or _moved(found, breaks) is None:
        return NONE
    percent = formatting.relative(found.now, found.before, words.language)
    if percent is None:
        return NONE
    shown = formatting.with_unit(formatting.signed(percent, 1, words.language), "percent", words)
    formula = words("report.formula.relative")
    return Cell(
        shown, round(percent, 6), status="complete", unit=words("unit.percent.other"), decimals=1, formula=formula
    )


def _moved(found: KeyFigure | None, breaks: Iterable[Break]):
    if found is None or stopping_break(list(breaks), found) is not None:
        return None
    return change(found.now, found.before)
