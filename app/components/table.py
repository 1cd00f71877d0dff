"""A table that a screen reader can walk: caption, heads with scope, a frame that scrolls by keyboard."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from app.components.attributes import aria

Cell = str | Component | Sequence[str | Component]


def table(
    caption: Cell,
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    name: str,
    sorts: Mapping[int, str] | None = None,
) -> Component:
    """Show rows whose first cell names the row; `name` is what the scrolling frame is called.

    sorts: by place of a column, 'ascending' or 'descending' where the rows are in its order.
    """
    orders = [aria(sort=sorts[at]) if sorts and at in sorts else {} for at in range(len(head))]
    return html.Div(
        html.Table(
            [
                html.Caption(html.Span(caption, className="caption")),
                html.Thead(
                    html.Tr([html.Th(cell, scope="col", **order) for cell, order in zip(head, orders, strict=True)])
                ),
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
