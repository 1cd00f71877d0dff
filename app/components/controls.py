"""What a reader chooses with: each control is named after the part of the address that it writes."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.attributes import aria
from app.selection import MOST_AREAS
from app.values import Area
from app.view import ALAND, View

LEVELS = (
    "country",
    "employment_area",
    "municipality",
    "region",
    "subregion",
    "wellbeing_county",
    "development_centre",
    "commuting_area",
    "travel_to_work_area",
    "urban_rural_class",
    "language_class",
)
DEFAULTS = "defaults"
_SEARCH = {"function": "vertaispeili.filterAreas"}
# A list opens at once, and scrolls itself: a scrolling frame around it would be one that no key reaches.
LIST: Any = {"comboboxProps": {"transitionProps": {"duration": 0}}, "withScrollArea": False}
_THEME: Any = {"fontFamily": "inherit", "primaryColor": "blue", "defaultRadius": "md", "respectReducedMotion": True}


def control_id(name: str, place: str = "query") -> dict[str, str]:
    """Return the id of a control; its value goes to the path or to the query of the address."""
    return {"control": name, "place": place}


def controls(view: View, children: Sequence[Component], defaults: Mapping[str, Any]) -> Component:
    """Group controls; `defaults` are the values of those that the address does not name."""
    page = "" if view.selection.page == "start" else view.selection.page
    known = {"place": f"{view.language}/{page}", **defaults}
    return dmc.MantineProvider(
        [
            dcc.Store(id=DEFAULTS, data=known),
            html.Div(
                [_place(child) for child in children],
                className="controls",
                role="group",
                **aria(label=view.words("compare.controls")),
            ),
        ],
        theme=_THEME,
    )


def _place(child: Component) -> Component:
    # The library puts a control into a box without a name: this one has the name that the style needs.
    name = getattr(child, "className", "")
    return html.Div(child, className=f"choice {name}-place" if name else "choice-head")


def area_choice(view: View, value: str | None, place: str = "path") -> Component:
    """Choose the area of the page: one search field over all levels and names in Finnish and Swedish."""
    return dmc.Select(
        id=control_id("area", place),
        label=view.words("area.label"),
        placeholder=view.words("area.placeholder"),
        nothingFoundMessage=view.words("area.nothing"),
        data=area_options(view),
        value=value,
        searchable=True,
        selectFirstOptionOnChange=True,
        allowDeselect=False,
        filter=_SEARCH,
        limit=130,
        className="area-choice",
        **LIST,
    )


def areas_choice(view: View, value: Sequence[str], name: str = "area", label: str = "") -> Component:
    """Choose up to ten areas of any level."""
    return dmc.MultiSelect(
        id=control_id(name),
        label=label or view.words("area.several"),
        nothingFoundMessage=view.words("area.nothing"),
        data=area_options(view),
        value=list(value),
        searchable=True,
        selectFirstOptionOnChange=True,
        filter=_SEARCH,
        maxValues=MOST_AREAS,
        limit=130,
        hidePickedOptions=True,
        className="areas-choice" if name == "area" else f"{name}-choice",
        **LIST,
    )


def choice(view: View, name: str, options: Sequence[Mapping[str, Any]], value: str, label: str = "") -> Component:
    """Choose one of a list; the label is the text compare.<name> unless another is given."""
    return dmc.Select(
        id=control_id(name),
        label=label or view.words(f"compare.{name}"),
        nothingFoundMessage=view.words("area.nothing"),
        data=[dict(option) for option in options],
        value=value,
        searchable=len(options) > 8,
        allowDeselect=False,
        className=f"{name}-choice",
        **LIST,
    )


def area_options(view: View) -> list[dict[str, Any]]:
    """Every area by level; each option carries the names and the code that a search may find it by."""
    by_level: dict[str, list[Area]] = {level: [] for level in LEVELS}
    for area in queries.areas(view.handle).values():
        by_level.setdefault(area.level, []).append(area)
    groups: list[dict[str, Any]] = []
    for level, areas in by_level.items():
        if areas:
            ordered = sorted(areas, key=lambda area: (area.area_id == ALAND, formatting.collation_key(view.name(area))))
            groups.append({"group": view.words(f"level_set.{level}"), "items": [_option(view, one) for one in ordered]})
    return groups


def _option(view: View, area: Area) -> dict[str, str]:
    name = view.name(area)
    is_plain = area.level in {"country", "municipality"}
    label = name if is_plain else f"{name} · {view.level(area)[:1].lower()}{view.level(area)[1:]}"
    if area.area_id == ALAND:
        label = view.words("area.aland")
    names = " ".join(dict.fromkeys((area.names.fi, area.names.sv, area.names.en, area.area_id)))
    return {"value": area.area_id, "label": label, "names": names}
