"""Where a figure comes from and how fresh it is, in one line."""

from dash import html
from dash.development.base_component import Component

from app.sources import release_line, short_table, source_text, source_texts, sources_of
from app.values import Indicator
from app.view import View

__all__ = ["definition", "release_line", "short_table", "source_line", "source_text", "source_texts", "sources_of"]


def source_line(view: View, *indicators: Indicator) -> Component:
    """Name the tables behind a figure with their dates in one line."""
    texts = dict.fromkeys(text for one in indicators for text in source_texts(view, one))
    return html.P(" · ".join(texts), className="source")


def definition(view: View, indicator: Indicator, *, is_named: bool = False) -> Component:
    """Say what an indicator means, one tap away: definition, formula, caveat; `is_named` where there are several."""
    language, words = view.language, view.words
    body = [
        html.P(indicator.description.of(language)),
        html.P(words("situation.formula", formula=indicator.formula.of(language))),
    ]
    if indicator.caveat:
        body.append(html.P(indicator.caveat.of(language)))
    name = indicator.short.of(language) if is_named else indicator.title.of(language)
    named = html.Span(f": {name}", className="" if is_named else "visually-hidden")
    return html.Details([html.Summary([words("situation.definition"), named]), *body], className="definition")
