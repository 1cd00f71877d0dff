"""What areas did: notes as numbered pins on the series of the area and its peers, listed below, or how to add one."""

from datetime import UTC, date, datetime, time
from typing import Any

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.attributes import aria
from app.components.caption import Caption
from app.components.folded import Folded, TableCell, folded_table
from app.components.marks import sample_mark
from app.components.peers.parts import area_link, with_table
from app.components.plot import plot
from app.components.source import source_line
from app.components.tools import tools
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.figures.peer_lines import Mark, PeerLook, peer_lines
from app.peer_facts import PeerFacts, Pin
from app.peer_notes import FILE
from app.selection import Selection, write
from app.values import Indicator, Point
from app.view import View


def notes_panel(view: View, facts: PeerFacts) -> Component:
    """Show the series with its pins, and the notes."""
    marks = _marks(facts)
    chart = _chart(view, facts, marks)
    return html.Section(
        [*chart, *_notes(view, facts, {one.number for one in marks})], className="panel chart peer-notes"
    )


def series_numbers(view: View, facts: PeerFacts) -> Numbers:
    """Return the series of the chart for a download."""
    found = [Figure(one.indicator, one.area, point) for one in facts.series for point in one.points]
    title = facts.indicator.title.of(view.language) if facts.indicator else ""
    return table_of(view, f"{view.words('peers.files.series')}-{facts.area.area_id}", title, found)


def _chart(view: View, facts: PeerFacts, marks: list[Mark]) -> list[Component]:
    words, indicator = view.words, facts.indicator
    periods = sorted({point.period for one in facts.series for point in one.points if point.status != "missing"})
    if indicator is None or not periods:
        return [html.P(words("peers.empty"), className="notice")]
    ends = [formatting.period(at, indicator.frequency, view.language) for at in (periods[0], periods[-1])]
    span = {"indicator": indicator.short.of(view.language), "first": ends[0], "last": ends[1]}
    title, under = _title(view, facts, indicator), words("peers.series_under", **span)
    named = frozenset(mark.area_id for mark in marks)
    look = PeerLook(formatting.capital(words("peers.series_all")), marks, named)
    figure = peer_lines(facts.series, facts.breaks, words, look, is_sample=view.is_sample)
    caption = Caption("series", title, under, _alternative(view, facts, span, len(marks)), (indicator,))
    notes = [f"{one.name.of(view.language)}: {one.text.of(view.language)}" for one in facts.breaks]
    if any(point.is_hidden for one in facts.series[1:] for point in one.points):
        notes.insert(0, words("peers.series_hidden"))
    return [
        html.H2([title, *sample_mark(view)]),
        html.P(under, className="quiet under"),
        plot(view, caption, figure),
        *([html.Ul([html.Li(note) for note in dict.fromkeys(notes)], className="notes")] if notes else []),
        source_line(view, indicator),
        tools(view, caption, table=_table(view, facts, indicator, periods, span), selection=with_table(view, "series")),
    ]


def _title(view: View, facts: PeerFacts, indicator: Indicator) -> str:
    said = {
        "indicator": indicator.short.of(view.language),
        "own_name": view.name(facts.area),
        "own": formatting.figure(facts.newest(facts.area), indicator, view.words),
    }
    if facts.ends is None:
        return view.words("peers.series_title_open", **said)
    ends = formatting.bounds(facts.ends.low, facts.ends.high, indicator.decimals, view.language)
    return view.words("peers.series_title", ends=formatting.with_unit(ends, indicator.unit, view.words), **said)


def _alternative(view: View, facts: PeerFacts, span: dict[str, str], marks: int) -> str:
    latest = [
        f"{view.name(one.area)} {formatting.figure(facts.newest(one.area), one.indicator, view.words)}"
        for one in facts.series
    ]
    text = view.words("peers.alternative", figures="; ".join(latest), **span)
    return f"{text} {view.words('peers.alternative_pins', n=marks)}" if marks else text


def _table(view: View, facts: PeerFacts, indicator: Indicator, periods: list[date], span: dict[str, str]) -> Component:
    words = view.words
    caption = words("peers.series_caption", unit=words(f"unit.{indicator.unit}.other"), **span)
    head = [words("compare.period_column"), *(view.name(one.area) for one in facts.series)]
    by_period: list[dict[date, Point]] = [{point.period: point for point in one.points} for one in facts.series]
    rows: list[list[Folded]] = [
        [
            _period(view, period, indicator),
            *(_cell(view, points.get(period), indicator) for points in by_period),
        ]
        for period in reversed(periods)
    ]
    return folded_table(view, caption, head, rows)


def _period(view: View, period: date, indicator: Indicator) -> str:
    text = formatting.capital(formatting.period(period, indicator.frequency, view.language))
    return text.replace(" ", formatting.NO_BREAK)


def _cell(view: View, point: Point | None, indicator: Indicator) -> Folded:
    text = formatting.figure(point, indicator, view.words)
    note = formatting.hidden_note(point, view.words)
    is_hidden = point is not None and point.is_hidden
    return TableCell(text, f"({note})" if note else "", is_hidden=is_hidden) if note or is_hidden else text


def _marks(facts: PeerFacts) -> list[Mark]:
    # A pin points at the figure of its month or year; where that is not drawn there is no pin, only the note.
    known = {
        (one.area.area_id, point.period)
        for one in facts.series
        for point in one.points
        if point.status != "missing" and not point.is_hidden and point.low is not None
    }
    is_yearly = facts.indicator is not None and facts.indicator.frequency == "year"
    marks = [
        Mark(pin.number, pin.area.area_id, pin.note.date.replace(day=1, month=1 if is_yearly else pin.note.date.month))
        for pin in facts.pins
    ]
    return [one for one in marks if (one.area_id, one.period) in known]


def _notes(view: View, facts: PeerFacts, drawn: set[int]) -> list[Component]:
    words, pins = view.words, facts.pins
    body: list[Component] = [html.H3(words("peers.notes"))]
    if pins:
        body.append(html.P(words("peers.not_merit"), className="quiet"))
        body.append(html.Ol([_note(view, one, is_drawn=one.number in drawn) for one in pins], className="pins"))
    elif facts.notes.rows:
        body.append(html.P(words("peers.notes_elsewhere", n=len(facts.notes.rows))))
    elif not facts.notes.fault:
        body.append(html.P(words("peers.notes_none")))
    return [html.Div([*body, *_problems(view, facts), *_how(view, facts)], className="pin-list")]


def _note(view: View, pin: Pin, *, is_drawn: bool) -> Component:
    words, note = view.words, pin.note
    spoken: dict[str, Any] = {"lang": note.language} if note.language not in {None, view.language} else {}
    of_area: list[str | Component] = [area_link(view, pin.area)]
    if note.area_id != pin.area.area_id:
        of_area.append(f" · {view.name(queries.areas(view.handle)[note.area_id])}")
    out = [] if is_drawn else [html.Span(f" {words('peers.note_outside')}", className="quiet")]
    more = [
        words(f"peers.note_{name}", text=text)
        for name, text in (("whom", note.for_whom), ("contact", note.contact))
        if text
    ]
    detail: list[str | Component] = [" · ".join(more)]
    if note.link:
        hidden = html.Span(f": {note.what}", className="visually-hidden")
        detail += [
            " · " if more else "",
            html.A([words("peers.note_link"), hidden], href=note.link, rel="noopener noreferrer"),
        ]
    return html.Li(
        [
            html.P([html.Span(_when(view, note.date), className="when"), " ", *of_area, *out], className="quiet"),
            html.P(note.what, **spoken),
            *([html.P(detail, className="quiet")] if more or note.link else []),
        ],
        value=str(pin.number),
        className="own" if pin.area.area_id == view.own_area.area_id else "",
    )


def _when(view: View, day: date) -> str:
    # What was written as a month or a year has become its first day.
    if day.day == 1:
        return formatting.capital(formatting.period(day, "month", view.language))
    return formatting.day(datetime.combine(day, time(12), UTC), view.language)


def _problems(view: View, facts: PeerFacts) -> list[Component]:
    words, found = view.words, facts.notes
    count = len(found.problems)
    if not count and not found.fault:
        return []
    text = words(f"problem.{found.fault}") if found.fault else words.count("target.problems", count, n=count, file=FILE)
    link = html.A(words("target.see"), href=write(Selection(words.language, "data", area=view.own_area.area_id)))
    return [html.P([text, " ", link], className="notice")]


def _how(view: View, facts: PeerFacts) -> list[Component]:
    words = view.words
    example = f"{words('peers.notes_head')}\n{words('peers.notes_row', area=facts.area.area_id)}"
    how: list[Component] = [
        html.P(words("peers.notes_how", file=FILE)),
        html.Pre(html.Code(example), tabIndex=0, role="region", **aria(label=words("peers.notes_example"))),
    ]
    if not facts.pins:
        return how
    return [html.Details([html.Summary(words("peers.notes_example")), *how])]
