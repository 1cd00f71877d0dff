"""What the sections of the page on peers have alike: links to areas, figures as cells, the address of one section."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.marks import figure_text
from app.components.table import Cell
from app.selection import Selection, write
from app.values import Area, Indicator, Point
from app.view import View


def area_link(view: View, area: Area) -> Component:
    """Link to the situation of an area."""
    return html.A(view.name(area), href=write(Selection(view.words.language, "situation", area=area.area_id)))


def own_name(view: View, area: Area) -> Cell:
    """Name the own area in a table of areas."""
    return [html.B(view.name(area)), html.Span(f" {view.words('peers.own_row')}", className="quiet")]


def point_cell(view: View, point: Point | None, indicator: Indicator) -> Cell:
    """Return a figure as a cell: a hidden one is hatched, of a partly hidden one the hidden parts are told."""
    text = formatting.figure(point, indicator, view.words)
    if point is not None and point.is_hidden:
        return [figure_text(text, is_hidden=True)]
    note = formatting.hidden_note(point, view.words)
    return [html.Span(text), html.Span(f" ({note})", className="quiet")] if note else text


def with_table(view: View, name: str) -> Selection:
    """Return the view whose download has the numbers of one section."""
    return replace(view.selection, table=name)
