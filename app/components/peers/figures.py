"""The figures of an area beside those of its peers: the eight indicators of Situation."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.caption import Caption
from app.components.marks import sample_mark
from app.components.peers.parts import area_link, own_name, point_cell, with_table
from app.components.source import source_line
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.peer_facts import PeerFacts
from app.selection import COUNTRY
from app.values import Area, Indicator
from app.view import View


def figures_panel(view: View, facts: PeerFacts) -> list[Component]:
    """Show the newest figures of the area, its peers and the country; nothing while there are none."""
    if not facts.indicators:
        return []
    words = view.words
    title, text = _title(view, facts), words("peers.figures_caption")
    caption = Caption("figures", title, text, title, ())
    head: list[Cell] = [words("peers.area"), *(_head(view, one) for one in facts.indicators)]
    return [
        html.Section(
            [
                html.H2([title, *sample_mark(view)]),
                table(text, head, _rows(view, facts), text),
                html.Ul([html.Li(one) for one in _notes(view, facts)], className="notes"),
                source_line(view, *facts.indicators),
                tools(view, caption, is_chart=False, selection=with_table(view, "figures")),
            ],
            className="panel chart peer-figures",
        )
    ]


def figures_numbers(view: View, facts: PeerFacts) -> Numbers:
    """Return the same figures for a download."""
    areas = [facts.area, *facts.peers, queries.areas(view.handle)[COUNTRY]]
    found = [
        Figure(one, area, point)
        for one in facts.indicators
        for area in areas
        if (point := facts.figure(one, area.area_id)) is not None
    ]
    name = f"{view.words('peers.files.figures')}-{facts.area.area_id}"
    return table_of(view, name, f"{view.name(facts.area)} – {view.words('page.peers')}", found)


def _title(view: View, facts: PeerFacts) -> str:
    first = facts.indicators[0]
    own = formatting.figure(facts.figure(first, facts.area.area_id), first, view.words)
    said = {"indicator": first.short.of(view.language), "own_name": view.name(facts.area), "own": own}
    middle = _middle(view, facts, first)
    key = "peers.figures_title" if middle else "peers.figures_title_open"
    return view.words(key, **said, **({"median": middle} if middle else {}))


def _middle(view: View, facts: PeerFacts, indicator: Indicator) -> str | None:
    ends = facts.middle(indicator)
    if ends is None:
        return None
    return formatting.with_unit(formatting.bounds(*ends, indicator.decimals, view.language), indicator.unit, view.words)


def _head(view: View, indicator: Indicator) -> Cell:
    period = view.period_of(indicator)
    when = formatting.short_period(period, indicator.frequency) if period else ""
    return [indicator.short.of(view.language), html.Span(f" {when}", className="quiet nowrap"), *sample_mark(view)]


def _rows(view: View, facts: PeerFacts) -> list[Sequence[Cell]]:
    words = view.words
    rows: list[Sequence[Cell]] = [_row(view, facts, facts.area, own_name(view, facts.area))]
    rows += [_row(view, facts, area, [area_link(view, area)]) for area in facts.peers]
    if facts.peers:
        rows.append([words("peers.median"), *(_middle(view, facts, one) or "–" for one in facts.indicators)])
    country = queries.areas(view.handle)[COUNTRY]
    return [*rows, _row(view, facts, country, view.name(country))]


def _row(view: View, facts: PeerFacts, area: Area, name: Cell) -> Sequence[Cell]:
    return [name, *(point_cell(view, facts.figure(one, area.area_id), one) for one in facts.indicators)]


def _notes(view: View, facts: PeerFacts) -> list[str]:
    notes = [view.words("peers.median_note")]
    areas = [facts.area, *facts.peers]
    for one in facts.indicators:
        period = view.period_of(one)
        known = queries.breaks(view.handle).get(one.indicator_id, ())
        here = [each for each in known if each.stops_change and any(map(each.concerns, areas))]
        notes += [
            f"{one.short.of(view.language)}: {each.text.of(view.language)}"
            for each in here
            if period is not None and each.first_period <= period <= each.last_period
        ]
    return list(dict.fromkeys(notes))
