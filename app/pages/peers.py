"""Who an area can be compared with: its peers by structure, their figures, who did better, what they did."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.marks import sample_mark
from app.components.peers.choices import choices, own_choices
from app.components.peers.figures import figures_numbers, figures_panel
from app.components.peers.notes import notes_panel, series_numbers
from app.components.peers.progress import course_numbers, progress_panel
from app.components.peers.structure import structure_numbers, structure_panel
from app.downloads import Numbers
from app.pages.compare import indicator_options
from app.pages.page import Page
from app.peer_facts import PeerFacts
from app.queries import indicators
from app.values import Indicator
from app.view import View
from vertaispeili.methods.peers import Peers

_NUMBERS = {
    "structure": structure_numbers,
    "figures": figures_numbers,
    "course": course_numbers,
    "series": series_numbers,
}


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.peers')}"


def _controls(view: View) -> Component:
    known = indicators(view.handle)
    shown = view.selection.indicator
    groups = [
        {**group, "items": [one for one in group["items"] if _is_offered(known[one["value"]], shown)]}
        for group in indicator_options(view)
    ]
    return choices(view, [group for group in groups if group["items"]])


def _is_offered(indicator: Indicator, shown: str) -> bool:
    return indicator.comparable_between_areas or indicator.indicator_id == shown


def _results(view: View) -> Component:
    facts = PeerFacts(view)
    found = facts.found
    head = html.Header(
        [
            *([] if facts.area.is_country else [html.P(view.level(facts.area), className="eyebrow")]),
            html.H1([view.name(facts.area), f" – {view.words('page.peers')}"], tabIndex=-1),
            *_headline(view, facts, found),
            *own_choices(view, facts),
        ],
        className="place",
    )
    if found is None or not found.peers:
        return html.Div([head])
    return html.Div(
        [
            head,
            structure_panel(view, facts, found),
            *figures_panel(view, facts),
            *progress_panel(view, facts),
            notes_panel(view, facts),
        ]
    )


def _headline(view: View, facts: PeerFacts, found: Peers | None) -> list[Component]:
    words = view.words
    if found is None:
        key = "peers.country" if facts.has_no_peers else "peers.unknown"
        return [html.P(words(key), className="notice", id="headline")]
    if not found.peers:
        return [html.P(words("peers.nobody"), className="notice", id="headline")]
    names = ", ".join(view.name(one) for one in facts.peers)
    first = [html.P([words("peers.headline", names=names), *sample_mark(view)], className="headline", id="headline")]
    if not found.are_good and found.usual_distance is not None:
        first.insert(0, html.P(words("peers.far", **_far(view, facts, found)), className="notice"))
    return [*first, html.P(words("peers.lead"), className="quiet")]


def _far(view: View, facts: PeerFacts, found: Peers) -> dict[str, str]:
    distances = (found.peers[0].distance, found.usual_distance or 0.0)
    distance, usual = (formatting.number(one, 2, view.language) for one in distances)
    return {"name": view.name(facts.peers[0]), "distance": distance, "usual": usual}


def _numbers(view: View) -> Numbers:
    return _NUMBERS[view.selection.table](view, PeerFacts(view))


PAGE = Page("peers", _controls, _results, _title, _numbers)
