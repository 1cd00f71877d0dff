"""A chart on a page: its figure in the colours of the theme, its words, and what a picture of it says."""

from typing import Any

import orjson
from dash import dcc, html
from dash.development.base_component import Component

from app.components.attributes import aria
from app.components.caption import Caption
from app.components.source import source_texts
from app.figures import frame
from app.view import View


def plot_id(name: str, part: str) -> dict[str, str]:
    """Return the id of a chart's part: `figure` holds what is drawn without colours, `graph` draws it."""
    return {"plot": name, "part": part}


def plot(view: View, caption: Caption, figure: frame.Figure) -> Component:
    """Show a chart; of sample data its words for those who do not see it say so first."""
    sources = [*caption.sources, *(text for one in caption.indicators for text in source_texts(view, one))]
    said = {
        "plot": caption.name,
        "title": caption.title,
        "subtitle": caption.under,
        "source": " · ".join(dict.fromkeys(sources)),
        "sample": view.words("sample.word") if view.is_sample else "",
        "site": view.words("site.name"),
    }
    layout = figure["layout"]
    # As text: what a page sends is walked through value by value, which for a chart takes longer than to make it.
    drawn = {**figure, "layout": {**layout, "meta": {**layout.get("meta", {}), **said}}}
    config: Any = {**frame.CONFIG, "locale": view.language}
    height = {"height": layout["height"]}
    graph: Any = dcc.Graph(id=plot_id(caption.name, "graph"), config=config, style=height)
    return html.Div(
        [
            dcc.Store(id=plot_id(caption.name, "figure"), data=orjson.dumps(drawn).decode()),
            # Its place is kept while the chart library is on its way: nothing below jumps when it comes.
            html.Div(
                graph, role="img", className="plot", style=height, **aria(label=view.alternative(caption.alternative))
            ),
        ]
    )
