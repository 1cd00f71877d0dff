"""What the sections of the page on matching have alike: numbers and months in words, sources, the address of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import ceil

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.folded import TableCell
from app.downloads.numbers import Amount, Numbers
from app.downloads.numbers import Cell as FileCell
from app.matching import Matching
from app.queries import matching
from app.queries.matching import Meeting
from app.selection import Selection, write
from app.sources import source_text, source_texts
from app.values import Point
from app.view import View

INDEX_DECIMALS, TIGHTNESS_DECIMALS, SHARE_DECIMALS = 2, 2, 1


def count(view: View, point: Point | None) -> str:
    """Return a number of persons or vacancies: '62', '3–12', or that it is not published."""
    if point is None or point.low is None or point.high is None:
        return view.words("figure.missing")
    text = formatting.bounds(point.low, point.high, 0, view.language)
    return view.words("figure.hidden", bounds=text) if point.is_hidden else text


def bounds(view: View, point: Point | None) -> str:
    """Return a number or its bounds, without the word that says it is hidden: '1–4'."""
    if point is None or point.low is None or point.high is None:
        return view.words("figure.missing")
    return formatting.bounds(point.low, point.high, 0, view.language)


def count_cell(view: View, point: Point) -> TableCell:
    """Return the same as a cell; a hidden number is hatched."""
    note = formatting.hidden_note(point, view.words)
    return TableCell(count(view, point), f"({note})" if note else "", point.is_hidden)


def share(view: View, part: float | None, decimals: int = 0) -> str:
    """Return a part of a whole (0 to 1) in per cent."""
    if part is None:
        return view.words("figure.missing")
    return formatting.with_unit(formatting.number(100 * part, decimals, view.language), "percent", view.words)


def at_most(view: View, part: float | None) -> str:
    """Return the largest possible part of a whole (0 to 1) in whole per cent, upwards: what may be is not 0 %."""
    return share(view, None if part is None else ceil(round(100 * part, 6)) / 100)


def percent(view: View, rate: float | None) -> str:
    """Return a rate that is already in per cent."""
    return share(view, None if rate is None else rate / 100, SHARE_DECIMALS)


def excess(view: View, one: Meeting) -> str:
    """Return vacancies above or below the area's own tightness: '+45', '−12…−3'; a dash where there is none."""
    if one.excess_low is None or one.excess_high is None:
        return "–"
    ends = (formatting.signed(end, 0, view.language) for end in (one.excess_low, one.excess_high))
    return "…".join(dict.fromkeys(ends))


def month(view: View, period: date) -> str:
    """Return a month in words."""
    return formatting.period(period, "month", view.language)


def level(facts: Matching) -> str:
    """Name the level of occupations that is shown."""
    return facts.view.words(f"matching.level.{facts.digits}")


def occupation_sources(view: View) -> tuple[str, ...]:
    """Name the table of occupations with its date."""
    known = queries.freshness(view.handle).get(matching.SOURCE)
    return (source_text(view, known),) if known else ()


def curve_sources(view: View) -> tuple[str, ...]:
    """Name the tables behind the Beveridge curve with their dates."""
    known = [view.indicator(one) for one in matching.CURVE_INDICATORS]
    return tuple(dict.fromkeys(text for one in known if one for text in source_texts(view, one)))


def source_line(sources: Sequence[str]) -> Component:
    """Show where a figure comes from."""
    return html.P(" · ".join(sources), className="source")


def notes(texts: Sequence[str]) -> Component:
    """Show what must be known beside a figure."""
    return html.Ul([html.Li(one) for one in texts], className="notes")


def with_table(view: View, name: str) -> Selection:
    """Return the view whose download has the numbers of one section."""
    return replace(view.selection, matching_table=name)


def amount(value: float | None, decimals: int = 0) -> FileCell:
    """Return a number of a file, empty where there is none."""
    return None if value is None else Amount(value, decimals)


def numbers(
    facts: Matching, name: str, columns: Sequence[str], rows: Sequence[tuple[FileCell, ...]], about: Sequence[str]
) -> Numbers:
    """Return the table of one section for a download: `name` is a section, `about` what must be known beside it."""
    view, words = facts.view, facts.view.words
    told = [(words("csv.about.address"), write(view.selection))]
    told += [(words("sample.word"), words("sample.banner"))] if view.is_sample else []
    sources = curve_sources(view) if name == "curve" else occupation_sources(view)
    told += [(words("csv.source"), one) for one in sources]
    told += [("", text) for text in about]
    told.append((words("csv.hidden"), words("csv.about.hidden")))
    return Numbers(
        name=f"{words(f'matching.file_{name}')}-{facts.area.area_id}",
        title=f"{view.name(facts.area)} – {words('page.matching')}",
        language=view.language,
        columns=tuple(columns),
        rows=tuple(rows),
        about=tuple(told),
        sample=words("sample.word") if view.is_sample else None,
    )
