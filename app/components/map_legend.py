"""What the colours of a map mean: one line a class, and one for every other way that an area may be drawn."""

from itertools import pairwise

from dash import html
from dash.development.base_component import Component

from app import formatting, maps
from app.components.attributes import data
from app.maps import HIDDEN, MISSING, MIXED, OUTSIDE, MapNumbers
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


def other_texts(view: View, found: MapNumbers) -> list[tuple[str, str]]:
    """Return every other fill that occurs in the span, with what it means."""
    words, fills = view.words, maps.fills(view, found)
    known = [
        (any(len(fill) > 1 for fill in fills), MIXED, words("map.legend.mixed")),
        (HIDDEN in fills, HIDDEN, words("map.legend.hidden")),
        (MISSING in fills, MISSING, words("map.legend.missing")),
        (found.level == "commuting_area", OUTSIDE, words("map.legend.outside")),
    ]
    return [(fill, text) for is_there, fill, text in known if is_there]


def legend_note(view: View, found: MapNumbers) -> str:
    """Say how the classes were made."""
    frequency = found.indicator.frequency
    first, last = (formatting.period(found.periods[end], frequency, view.language) for end in (0, -1))
    return view.words(f"map.legend.{found.classes.cut}", first=first, last=last, unit=difference_unit(view, found))


def difference_unit(view: View, found: MapNumbers) -> str:
    """Return the unit of differences: percentage points of shares."""
    unit = found.indicator.unit
    return view.words("unit.points" if unit == "percent" else f"unit.{unit}.other")


def class_texts(view: View, found: MapNumbers) -> list[str]:
    """Return every class in words, lowest first: half-open intervals, with the unit at the end."""
    words, indicator = view.words, found.indicator
    is_difference = found.classes.cut == "country"
    bounds = found.classes.bounds
    if not bounds:
        return [words("map.legend.only")]

    def plain(bound: float) -> str:
        write = formatting.signed if is_difference else formatting.number
        return write(bound, indicator.decimals, view.language)

    def ended(bound: float) -> str:
        return plain(bound) if is_difference else formatting.with_unit(plain(bound), indicator.unit, words)

    middle = [words("map.legend.middle", low=plain(low), high=ended(high)) for low, high in pairwise(bounds)]
    first, last = words("map.legend.first", high=ended(bounds[0])), words("map.legend.last", low=ended(bounds[-1]))
    return [first, *middle, last]


def _line(fill: str, text: str) -> Component:
    return html.Li([html.Span(className="swatch", **data(fill=fill)), html.Span(text)])
