"""The place of a map on a page: what assets/map.js draws there, and the words it needs."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from app import maps, queries
from app.components.attributes import aria
from app.components.caption import Caption
from app.components.source import source_texts
from app.figures import map_shape
from app.maps import MapNumbers
from app.maps.legend import class_texts, other_texts
from app.view import View

MAP, DRAWING = "map-data", "map-drawing"
_PLAYER = ("play", "pause", "earlier", "later", "slider", "player", "still", "playing", "loading_failed")


def map_figure(view: View, found: MapNumbers, caption: Caption) -> Component:
    """Show the drawing and the player; the frame has the height of the drawing before it is there."""
    drawn = maps.drawing(view.handle, maps.form_of(view))
    style: Any = {"aspectRatio": f"{drawn.width} / {drawn.height}"}
    return html.Div(
        [
            dcc.Store(id=MAP, data=_said(view, found, caption)),
            html.Div(id="map-player", className="map-player"),
            html.Div(id=DRAWING, className="map-drawing", style=style),
            html.Div(id="map-tip", className="map-tip", **aria(hidden="true")),
        ],
        className="map-figure",
    )


def _said(view: View, found: MapNumbers, caption: Caption) -> dict[str, Any]:
    words, known = view.words, queries.areas(view.handle)
    own = view.selection.area if view.selection.area and not view.own_area.is_country else None
    drawn = maps.drawing(view.handle, maps.form_of(view))
    members = queries.members(view.handle).get(own or "", ())
    return {
        "shapes": maps.shapes_address(view),
        "numbers": maps.numbers_address(view),
        "period": f"{found.period:%Y-%m}",
        "cut": found.classes.cut,
        "level": found.level,
        "own": own,
        "outline": map_shape.outline(drawn.of(members)) if own else "",
        "places": {one: view.name(known[one]) for one in maps.PLACES if one in known},
        "label": view.alternative(caption.alternative),
        "title": caption.title,
        "under": caption.under,
        "source": " · ".join([*source_texts(view, found.indicator), *boundary_source(view)]),
        "site": words("site.name"),
        "sample": words("sample.word") if view.is_sample else "",
        "classes": [[str(t), text] for t, text in zip(found.classes.tones, class_texts(view, found), strict=True)],
        "others": [*other_texts(view, found), *([("own", view.name(view.own_area))] if own else [])],
        "words": {key: words(f"map.{key}", period="{period}", figure="{figure}") for key in _PLAYER},
    }


def boundary_source(view: View) -> list[str]:
    """Name who drew the boundaries, where they are shown."""
    source = queries.freshness(view.handle).get("statfin_boundary")
    if maps.form_of(view) != "boundaries" or source is None:
        return []
    return [view.words("map.boundaries_source", publisher=source.publisher.of(view.language), licence=source.licence)]
