"""What the colours of a map mean: one line a class, and one for every other way that an area may be drawn."""

from dash import html
from dash.development.base_component import Component

from app.components.attributes import data
from app.maps import MapNumbers
from app.maps.legend import class_texts, legend_note, other_texts
from app.view import View


def legend(view: View, found: MapNumbers) -> Component:
    """List the classes from the highest to the lowest, then the other fills that occur in the span."""
    words = view.words
    classes = reversed(list(zip(found.classes.tones, class_texts(view, found), strict=True)))
    lines = [_line(str(tone), text) for tone, text in classes]
    lines += [_line(fill, text) for fill, text in other_texts(view, found)]
    if view.selection.area and not view.own_area.is_country:
        lines.append(_line("own", words("map.legend.own")))
    return html.Div(
        [html.H3(words("map.legend.title")), html.Ul(lines), html.P(legend_note(view, found), className="quiet")],
        className="map-legend",
        **data(cut=found.classes.cut),
    )


def _line(fill: str, text: str) -> Component:
    return html.Li([html.Span(className="swatch", **data(fill=fill)), html.Span(text)])
