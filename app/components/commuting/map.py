"""The map of commuting on its page: its drawing, its classes, its notes."""

from itertools import pairwise
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from app import formatting, maps, queries
from app.commuting import CommutingFacts
from app.commuting import map as commuting_map
from app.commuting.map import NOBODY, OWN
from app.components.attributes import aria, data
from app.components.caption import Caption
from app.components.commuting.areas import areas_title, areas_under
from app.components.commuting.partners import first_names
from app.components.commuting.parts import alternative, marks, section, sources
from app.components.map_figure import DRAWING, MAP, boundary_source
from app.components.tools import tools
from app.figures import map_shape
from app.maps import HIDDEN, MISSING, MIXED

_PLAYER = ("play", "pause", "earlier", "later", "slider", "player", "still", "playing", "loading_failed")


def map_panel(facts: CommutingFacts) -> Component:
    """Show the map with its legend."""
    view, caption = facts.view, _caption(facts)
    kind = commuting_map.mode(facts)
    drawn = maps.drawing(view.handle, maps.form_of(view))
    style: Any = {"aspectRatio": f"{drawn.width} / {drawn.height}"}
    figure = html.Div(
        [
            dcc.Store(id=MAP, data=_said(facts, caption)),
            html.Div(id="map-player", className="map-player"),
            html.Div(id=DRAWING, className="map-drawing", style=style),
            html.Div(id="map-tip", className="map-tip", **aria(hidden="true")),
        ],
        className="map-figure",
    )
    where = "areas" if kind == "areas" else "partners"
    return html.Section(
        [
            html.H2([html.Span(caption.title, id="map-title"), *marks(facts)]),
            html.P(caption.under, className="quiet under"),
            html.Div([figure, html.Div([_legend(facts), _notes(facts)], className="map-side")], className="map-view"),
            *(html.P(text, className="source") for text in (" · ".join(sources(facts)), *boundary_source(view))),
            tools(view, caption, selection=section(view, where)),
        ],
        className="panel chart map",
    )


def _caption(facts: CommutingFacts) -> Caption:
    words, kind, name = facts.view.words, commuting_map.mode(facts), facts.view.name(facts.area)
    if kind == "areas":
        title, under = areas_title(facts), words("commuting.map_under", under=areas_under(facts))
    else:
        title = words(f"commuting.map.{kind}_title", name=name, names=first_names(facts, kind))
        under = words(f"commuting.map.{kind}_under", name=name, year=facts.year)
    return Caption("map", title, under, words("commuting.map.alternative", title=title, under=under), ())


def _said(facts: CommutingFacts, caption: Caption) -> dict[str, Any]:
    view, words = facts.view, facts.view.words
    known = queries.areas(view.handle)
    drawn = maps.drawing(view.handle, maps.form_of(view))
    kind = commuting_map.mode(facts)
    classes = commuting_map.classes(kind)
    mark = [words("commuting.model")] if facts.is_model else []
    return {
        "shapes": commuting_map.address(facts, "shapes"),
        "numbers": commuting_map.address(facts, "numbers"),
        "period": facts.year or "-",
        "cut": classes.cut,
        "level": "travel_to_work_area" if kind == "areas" else "municipality",
        "own": facts.area.area_id,
        "outline": map_shape.outline(drawn.of(facts.members)),
        "places": {one: view.name(known[one]) for one in maps.PLACES if one in known},
        "label": alternative(facts, caption.alternative),
        "title": caption.title,
        "under": caption.under,
        "source": " · ".join([*sources(facts), *boundary_source(view)]),
        "site": words("site.name"),
        "sample": " · ".join([*mark, *([words("sample.word")] if view.is_sample else [])]),
        "classes": [[str(tone), text] for tone, text in zip(classes.tones, _class_texts(facts), strict=True)],
        "others": [*_others(facts), *([("own", view.name(facts.area))] if facts.members else [])],
        "words": {key: words(f"map.{key}", period="{period}", figure="{figure}") for key in _PLAYER},
    }


def _class_texts(facts: CommutingFacts) -> list[str]:
    """The classes in words, lowest first."""
    view, words = facts.view, facts.view.words
    bounds = commuting_map.classes(commuting_map.mode(facts)).bounds

    def plain(bound: float) -> str:
        return formatting.number(bound, 0, view.language)

    def ended(bound: float) -> str:
        return formatting.with_unit(plain(bound), "percent", words)

    middle = [words("map.legend.middle", low=plain(low), high=ended(high)) for low, high in pairwise(bounds)]
    first, last = words("map.legend.first", high=ended(bounds[0])), words("map.legend.last", low=ended(bounds[-1]))
    return [first, *middle, last]


def _others(facts: CommutingFacts) -> list[tuple[str, str]]:
    """Every other fill that occurs, with what it means."""
    words, kind = facts.view.words, commuting_map.mode(facts)
    fills = {one.fill for one in commuting_map.shown(facts)}
    is_outside = kind == "areas" and bool(facts.division.outside)
    known = [
        (any(len(fill) > 1 for fill in fills), MIXED, words("map.legend.mixed")),
        (HIDDEN in fills, HIDDEN, words("map.legend.hidden")),
        (MISSING in fills, MISSING, words("map.legend.missing")),
        (OWN in fills, OWN, words("commuting.legend.own")),
        (NOBODY in fills, NOBODY, words("commuting.legend.nobody")),
        (is_outside, NOBODY, words("commuting.legend.outside")),
    ]
    return [(fill, text) for is_there, fill, text in known if is_there]


def _legend(facts: CommutingFacts) -> Component:
    words, kind = facts.view.words, commuting_map.mode(facts)
    tones = commuting_map.classes(kind).tones
    lines = [(str(tone), text) for tone, text in zip(tones, _class_texts(facts), strict=True)][::-1]
    own = [("own", words("map.legend.own"))] if facts.members else []
    return html.Div(
        [
            html.H3(words("map.legend.title")),
            html.Ul([_line(fill, text) for fill, text in [*lines, *_others(facts), *own]]),
            html.P(words(f"commuting.legend.{kind}"), className="quiet"),
        ],
        className="map-legend",
        **data(cut="equal"),
    )


def _line(fill: str, text: str) -> Component:
    return html.Li([html.Span(className="swatch", **data(fill=fill)), html.Span(text)])


def _notes(facts: CommutingFacts) -> Component:
    view, words = facts.view, facts.view.words
    found = [words("map.keys")]
    if maps.form_of(view) == "tiles":
        found.append(words("map.tiles_note"))
    if not maps.has_boundaries(view.handle):
        found.append(words("map.no_boundaries"))
    if commuting_map.mode(facts) == "areas":
        found.append(words("commuting.map.click"))
    return html.Ul([html.Li(one) for one in found], className="notes")
