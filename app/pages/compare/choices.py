"""What a comparison is chosen by."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash.development.base_component import Component

from app import formatting, queries
from app.components.controls import LIST, areas_choice, choice, control_id, controls
from app.selection import COUNTRY, MOST_INDICATORS, SPANS, TRANSFORMS, VIEWS, WHOLE_LEVELS
from app.view import View

# Headings of the catalogue and of the choice of indicators, in this order; a topic without a place is an error.
TOPICS = (
    "unemployment",
    "duration",
    "groups",
    "vacancies",
    "services",
    "outcomes",
    "employment",
    "population",
    "commuting",
)


def choices(view: View) -> Component:
    """Return the controls; which of them count for a view, the style knows."""
    selection = view.selection
    months = _months(view)
    given = [
        _indicators(view, selection.indicators),
        choice(view, "view", _named(view, "views", VIEWS), selection.view),
        choice(view, "transform", _named(view, "transforms", TRANSFORMS), selection.transform),
        choice(view, "span", _named(view, "spans", SPANS), selection.span),
        choice(view, "base", [_first(view, "compare.base_first"), *months], _text(selection.base)),
        choice(view, "period", [_first(view, "compare.newest"), *months], _text(selection.period)),
        choice(view, "level", _levels(view), selection.whole),
        areas_choice(view, selection.areas),
    ]
    defaults = {
        "indicator": [queries.first_indicator(view.handle)],
        "view": VIEWS[0],
        "transform": TRANSFORMS[0],
        "span": SPANS[1],
        "base": "",
        "period": "",
        "level": "",
        "area": [one for one in (view.home_area, COUNTRY) if one],
    }
    return controls(view, given, defaults)


def indicator_options(view: View) -> list[dict[str, Any]]:
    """Every indicator that has figures, by topic."""
    groups: dict[str, list[dict[str, str]]] = {topic: [] for topic in TOPICS}
    for one in queries.indicators(view.handle).values():
        if one.last_period:
            groups.setdefault(one.topic, []).append({"value": one.indicator_id, "label": one.short.of(view.language)})
    return [{"group": topic_name(view, topic), "items": items} for topic, items in groups.items() if items]


def topic_name(view: View, topic: str) -> str:
    """Return a topic in words."""
    return view.words(f"data.topic.{topic}")


def _indicators(view: View, value: Sequence[str]) -> Component:
    return dmc.MultiSelect(
        id=control_id("indicator"),
        label=view.words("compare.indicators"),
        nothingFoundMessage=view.words("compare.no_indicator"),
        data=indicator_options(view),
        value=list(value),
        searchable=True,
        selectFirstOptionOnChange=True,
        maxValues=MOST_INDICATORS,
        hidePickedOptions=True,
        className="indicators-choice",
        **LIST,
    )


def _named(view: View, group: str, options: Sequence[str]) -> list[dict[str, str]]:
    return [{"value": one, "label": view.words(f"compare.{group}.{one}")} for one in options]


def _levels(view: View) -> list[dict[str, str]]:
    none = {"value": "", "label": view.words("compare.level_none")}
    known = queries.levels(view.handle)
    return [none, *({"value": one, "label": view.words(f"level_set.{one}")} for one in WHOLE_LEVELS if one in known)]


def _first(view: View, key: str) -> dict[str, str]:
    return {"value": "", "label": formatting.capital(view.words(key))}


def _months(view: View) -> list[dict[str, str]]:
    return [
        {"value": _text(one), "label": formatting.capital(formatting.period(one, "month", view.language))}
        for one in sorted(queries.periods(view.handle), reverse=True)
    ]


def _text(period: Any) -> str:
    return f"{period:%Y-%m}" if period else ""
