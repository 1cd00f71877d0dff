"""The numbers of a map as a table that is ordered, and selects an area, by links."""

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from app import formatting, maps
from app.components.marks import figure_text, sample_mark
from app.components.table import Cell, table
from app.maps import MapNumbers
from app.selection import write
from app.values import Area, Indicator, Point
from app.view import ALAND, View


def map_table(view: View, found: MapNumbers) -> Component:
    """Show the figures of the shown month; the heads are links that order the rows, the names select an area."""
    words, indicator = view.words, found.indicator
    unit = words(f"unit.{indicator.unit}.other")
    title = indicator.title.of(view.language)
    caption = words(
        "map.caption",
        indicator=title,
        unit=unit,
        period=formatting.period(found.period, indicator.frequency, view.language),
    )
    order = view.selection.order
    head: list[Cell] = [
        _sorter(view, words("situation.area_column"), "name", words("map.sort_name")),
        [
            _sorter(view, words("compare.value_column"), "low" if order == "high" else "high", words("map.sort_value")),
            *sample_mark(view),
        ],
    ]
    rows: list[list[Cell]] = [
        [_area_cell(view, area), figure_cell(view, point, indicator)] for area, point in rows_in_order(view, found)
    ]
    sorts = {0: "ascending"} if order == "name" else {1: "ascending" if order == "low" else "descending"}
    return table(caption, head, rows, caption, sorts)


def rows_in_order(view: View, found: MapNumbers) -> list[tuple[Area, Point | None]]:
    """Return areas with their figures in the order that the address asks for."""
    names = {area.area_id: formatting.collation_key(view.name(area)) for area in found.areas}
    return maps.in_order(found, view.selection.order, names)


def _sorter(view: View, text: str, order: str, hint: str) -> Component:
    hidden = html.Span(f", {hint}", className="visually-hidden")
    stays: Any = {"data-stay": "name" if order == "name" else "value"}
    return html.A([text, hidden], href=write(replace(view.selection, order=order)), className="sorter", **stays)


def _area_cell(view: View, area: Area) -> Component:
    is_own = area.area_id == view.selection.area
    current: Any = {"aria-current": "true"} if is_own else {}
    name = view.name(area) if area.area_id != ALAND else view.words("area.aland")
    return html.A(name, href=write(replace(view.selection, area=area.area_id)), **current)


def figure_cell(view: View, point: Point | None, indicator: Indicator) -> Cell:
    """Show a figure with what is hidden of it."""
    text = formatting.figure(point, indicator, view.words)
    note = formatting.hidden_note(point, view.words)
    if point is not None and point.is_hidden:
        return [figure_text(text, is_hidden=True)]
    return f"{text} ({note})" if note else text
