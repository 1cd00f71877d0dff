"""Whom to call: the peers that began alike and have done better since, why the others are not among them, how."""

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.caption import Caption
from app.components.marks import sample_mark
from app.components.peers.parts import area_link, own_name, point_cell, with_table
from app.components.source import source_line
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.numbers import Amount, Moment, Numbers
from app.downloads.numbers import Cell as FileCell
from app.peer_facts import PeerFacts, Progress
from app.selection import Selection, write
from app.values import Area, Change, Indicator
from app.view import View
from vertaispeili.methods.like_start import Bounds, Course


def progress_panel(view: View, facts: PeerFacts) -> list[Component]:
    """Show what became of the peers, the best first, or say why it cannot be told."""
    indicator, words = facts.indicator, view.words
    if indicator is None or not facts.peers:
        return []
    heading = html.P(words("peers.course_heading"), className="eyebrow")
    found = facts.progress
    if found is None:
        title = html.H2([indicator.title.of(view.language), *sample_mark(view)])
        return [html.Section([heading, title, *_untold(view, indicator)], className="panel chart peer-course")]
    title, under = _title(view, facts, found), words("peers.course_under", **_span(view, found))
    caption = Caption("course", title, under, title, ())
    return [
        html.Section(
            [
                heading,
                html.H2([title, *sample_mark(view)]),
                _table(view, facts, found),
                html.Ul([html.Li(one) for one in _notes(view, found)], className="notes"),
                source_line(view, indicator),
                tools(view, caption, is_chart=False, selection=with_table(view, "course")),
            ],
            className="panel chart peer-course",
        )
    ]


def _untold(view: View, indicator: Indicator) -> list[Component]:
    if not indicator.comparable_between_areas:
        text = view.words("peers.course_count")
    elif indicator.polarity == "neutral":
        text = view.words("peers.course_neutral")
    else:
        return [html.P(view.words("peers.course_few"))]
    first = view.indicator(queries.first_indicator(view.handle))
    if first is None or first is indicator:
        return [html.P(text)]
    address = write(Selection(view.words.language, "peers", area=view.own_area.area_id, indicator=first.indicator_id))
    link = html.A(view.words("peers.course_other", indicator=first.short.of(view.language)), href=address)
    return [html.P([text, " ", link])]


def _span(view: View, found: Progress) -> dict[str, str]:
    frequency = found.indicator.frequency
    return {
        "indicator": found.indicator.short.of(view.language),
        "start": formatting.period(found.start, frequency, view.language),
        "now": formatting.period(found.now, frequency, view.language),
    }


def _title(view: View, facts: PeerFacts, found: Progress) -> str:
    best = found.best
    if best is None or best.change is None:
        return view.words("peers.title_none" if found.own_change else "peers.title_own")
    gain = best.change
    is_lower = found.indicator.polarity == "lower_is_better"
    if (gain.high < 0) if is_lower else (gain.low > 0):
        key = "improved"
    else:
        key = "worsened" if ((gain.low > 0) if is_lower else (gain.high < 0)) else "steady"
    return view.words(
        f"peers.best.{key}",
        name=view.name(_area(facts, best)),
        change=_change(view, found.indicator, gain),
        own_name=view.name(facts.area),
        own=_change(view, found.indicator, found.own_change),
    )


def _area(facts: PeerFacts, course: Course) -> Area:
    return next(one for one in facts.peers if one.area_id == course.path.area_id)


def _change(view: View, indicator: Indicator, moved: Bounds | None) -> str:
    if moved is None:
        return "–"
    if moved.low == moved.high == 0:
        return view.words("change.same")
    return formatting.difference(Change(moved.low, moved.high), indicator, view.words)


def _table(view: View, facts: PeerFacts, found: Progress) -> Component:
    words, one = view.words, found.indicator
    periods = [
        formatting.capital(formatting.period(at, one.frequency, view.language)) for at in (found.start, found.now)
    ]
    head: list[Cell] = [
        words("peers.area"),
        *([text, *sample_mark(view)] for text in (*periods, words("peers.change"))),
    ]
    head += [words("peers.compared"), words("peers.contact")]
    rows: list[list[Cell]] = [
        [
            own_name(view, facts.area),
            *(point_cell(view, facts.at(facts.area, at), one) for at in (found.start, found.now)),
            _change(view, one, found.own_change),
            "–",
            "–",
        ]
    ]
    rows += [_row(view, facts, found, course) for course in found.courses]
    caption = words("peers.course_caption", **_span(view, found))
    return table(caption, head, rows, caption)


def _row(view: View, facts: PeerFacts, found: Progress, course: Course) -> list[Cell]:
    area = _area(facts, course)
    is_better = course.verdict == "better"
    contacts = facts.contacts(area.area_id)
    return [
        [html.B(area_link(view, area)) if is_better else area_link(view, area)],
        *(point_cell(view, facts.at(area, at), found.indicator) for at in (found.start, found.now)),
        _change(view, found.indicator, course.change),
        [html.Span(view.words(f"peers.verdict.{course.verdict}"), className="delta better" if is_better else "quiet")],
        "; ".join(contacts) if contacts else "–",
    ]


def _notes(view: View, found: Progress) -> list[str]:
    words = view.words
    band = formatting.number(found.band, _decimals(found.band, found.indicator.decimals), view.language)
    unit = words("unit.points") if found.indicator.unit == "percent" else words(f"unit.{found.indicator.unit}.other")
    start = formatting.period(found.start, found.indicator.frequency, view.language)
    notes = [
        words("peers.merit"),
        words("peers.method", start=start, band=f"{band}{formatting.NO_BREAK}{unit}"),
    ]
    crossed = dict.fromkeys(one.name.of(view.language) for one in found.crossed)
    return [*notes, *([words("peers.crossed", names="; ".join(crossed))] if crossed else [])]


def _decimals(band: float, least: int) -> int:
    # Half of a difference may have one decimal more than the figures: told whole, so that it can be checked.
    written = f"{band:.6f}".rstrip("0").partition(".")[2]
    return max(least, len(written))


def course_numbers(view: View, facts: PeerFacts) -> Numbers:
    """Return the figures then and now and the change, one row an area, for a download."""
    words, found = view.words, facts.progress
    keys = ("start", "start_low", "start_high", "now", "now_low", "now_high", "change_low", "change_high", "compared")
    rows: list[tuple[FileCell, ...]] = []
    if found is not None:
        told: list[tuple[Area, Bounds | None, str | None]] = [(facts.area, found.own_change, None)]
        told += [(_area(facts, one), one.change, words(f"peers.verdict.{one.verdict}")) for one in found.courses]
        for area, moved, verdict in told:
            cells = _ends(facts, found, area, moved)
            rows.append((area.area_id, view.name(area), *cells, verdict))
    about = [(words("csv.about.address"), write(view.selection))]
    about += [(words("sample.word"), words("sample.banner"))] if view.is_sample else []
    about += [("", note) for note in (_notes(view, found) if found else [])]
    title = found.indicator.title.of(view.language) if found else view.words("page.peers")
    return Numbers(
        name=f"{words('peers.files.course')}-{facts.area.area_id}",
        title=f"{view.name(facts.area)} – {title}",
        language=view.language,
        columns=(words("csv.area_code"), words("csv.area"), *(words(f"peers.columns.{key}") for key in keys)),
        rows=tuple(rows),
        about=tuple(about),
        sample=words("sample.word") if view.is_sample else None,
    )


def _ends(facts: PeerFacts, found: Progress, area: Area, moved: Bounds | None) -> list[FileCell]:
    decimals, frequency = found.indicator.decimals, found.indicator.frequency
    cells: list[FileCell] = []
    for period in (found.start, found.now):
        point = facts.at(area, period)
        known = (point.low, point.high) if point else (None, None)
        cells += [Moment(period, frequency), *(None if end is None else Amount(end, decimals) for end in known)]
    changes = (None, None) if moved is None else (moved.low, moved.high)
    return [*cells, *(None if end is None else Amount(end, decimals) for end in changes)]
