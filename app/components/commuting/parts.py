"""What the sections of the page on commuting have alike: links, marks of a model, sources, addresses of sections."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.commuting import CommutingFacts
from app.commuting.words import count, percent
from app.components.marks import sample_mark
from app.components.source import source_text
from app.queries.commuting import Bounds
from app.selection import Selection, write
from app.view import View


def link(view: View, area_id: str, name: str) -> Component:
    """Link to the same page of another area; what else is chosen stays."""
    return html.A(name, href=write(replace(view.selection, area=area_id)))


def marks(facts: CommutingFacts) -> list[Component]:
    """Return what must go wherever a figure goes: that it is made up, that it is a model's."""
    view = facts.view
    model = [html.Span(view.words("commuting.model"), className="sample-mark")] if facts.is_model else []
    return [*model, *sample_mark(view)]


def alternative(facts: CommutingFacts, text: str) -> str:
    """Return the words for a picture or table; of a model they say so first."""
    view = facts.view
    return view.alternative(f"{view.words('commuting.model')}. {text}" if facts.is_model else text)


def sources(facts: CommutingFacts) -> list[str]:
    """Name the tables behind the flows, with their dates."""
    found = [source_text(facts.view, one) for one in facts.sources]
    return [facts.view.words("commuting.model_source"), *found] if facts.is_model else found


def source_line(facts: CommutingFacts) -> Component:
    """Name the tables behind the flows in one line."""
    return html.P(" · ".join(sources(facts)), className="source")


def section(view: View, name: str) -> Selection:
    """Return the view whose download has the numbers of one section."""
    return replace(view.selection, commuting_table=name)


def amount(view: View, found: Bounds | None, part: Bounds | None = None) -> Sequence[str | Component]:
    """Return persons as a cell, with their share in a quieter colour."""
    quiet = [html.Span(f" {percent(view, part)}", className="quiet nowrap")] if part else []
    return [html.Span(count(view, found), className="nowrap"), *quiet]


def gauge(part: float) -> Component:
    """Draw a share (0 to 1) as a bar; the number stands beside it."""
    return html.Span(html.Span(style={"width": f"{100 * min(max(part, 0.0), 1.0):.1f}%"}), className="share-bar")


def notes(texts: Sequence[str]) -> list[Component]:
    """List notes; nothing when there are none."""
    return [html.Ul([html.Li(formatting.capital(one)) for one in texts], className="notes")] if texts else []
