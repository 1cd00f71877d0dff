"""A table that a screen reader can walk: caption, heads with scope, a frame that scrolls by keyboard."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.components.attributes import aria

Cell = str | Component | Sequence[str | Component]


def table(caption: Cell, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], name: str) -> Component:
    """Show rows whose first cell names the row; `name` is what the scrolling frame is called."""
    return html.Div(
        html.Table(
            [
                html.Caption(html.Span(caption, className="caption")),
                html.Thead(html.Tr([html.Th(cell, scope="col") for cell in head])),
                html.Tbody(
                    [html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]) for row in rows]
                ),
            ]
        ),
        className="table-frame",
        role="region",
        tabIndex=0,
        **aria(label=name),
    )
