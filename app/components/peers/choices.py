"""What a reader chooses on the page on peers, and what the page says of choices that are not the usual ones."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.controls import LIST, area_choice, choice, control_id, controls
from app.peer_facts import PeerFacts
from app.queries.structure import StructuralFeature, features
from app.selection import HEAVIEST, LANGUAGE_CLASSES, SCALINGS, YEARS, Selection, write
from app.view import View

_USUAL_YEARS = Selection("fi", "peers").years


def choices(view: View, indicators: Sequence[Mapping[str, Any]]) -> Component:
    """Show the area, the indicator, the start, and, folded, how areas are compared."""
    words, selection = view.words, view.selection
    years = [{"value": one, "label": words.count("peers.ago", int(one), n=one)} for one in YEARS]
    given = [
        area_choice(view, view.own_area.area_id),
        choice(view, "indicator", indicators, selection.indicator, words("peers.indicator")),
        choice(view, "years", years, selection.years, words("peers.years")),
        _settings(view),
    ]
    defaults: dict[str, Any] = {
        "area": view.home_area,
        "indicator": queries.first_indicator(view.handle),
        "years": _USUAL_YEARS,
        "scaling": SCALINGS[0],
        "language_class": [],
        "aland": "",
        **{f"weight:{one}": 1 for one in features(view.handle)},
    }
    return controls(view, given, defaults)


def own_choices(view: View, facts: PeerFacts) -> list[Component]:
    """Say which choices are not the usual ones, with the way back to those; nothing where all are usual."""
    words, chosen = view.words, facts.choice
    known = features(view.handle)
    told = [
        f"{known[feature].title.of(view.language)} {words('peers.weighs', weight=weight_text(weight, view.language))}"
        for feature, weight in chosen.weights
    ]
    told += [words("peers.scalings.robust")] if chosen.scaling == "robust" else []
    areas = queries.areas(view.handle)
    told += [view.name(areas[one]) for one in chosen.language_classes if one in areas]
    told += [f"{words('peers.aland')}: {words('peers.aland_is.in').lower()}"] if chosen.aland else []
    if not told:
        return []
    selection = view.selection
    usual = Selection(
        selection.language, "peers", area=selection.area, indicator=selection.indicator, years=selection.years
    )
    text = words("peers.own_choices", choices="; ".join(told))
    return [html.P([text, " ", html.A(words("peers.reset"), href=write(usual))], className="own-choices")]


def _settings(view: View) -> Component:
    words, selection = view.words, view.selection
    scalings = [{"value": one, "label": words(f"peers.scalings.{one}")} for one in SCALINGS]
    aland = [{"value": value, "label": words(f"peers.aland_is.{key}")} for value, key in (("", "out"), ("true", "in"))]
    ways = [
        choice(view, "scaling", scalings, selection.scaling, words("peers.scaling")),
        _languages(view),
        choice(view, "aland", aland, selection.aland, words("peers.aland")),
    ]
    weights = [_number(view, feature, dict(selection.weights)) for feature in features(view.handle).values()]
    lead = html.P(words("peers.weights_lead", most=HEAVIEST), className="quiet under")
    group = html.Fieldset([html.Legend(words("peers.weights")), lead, html.Div(weights, className="weights")])
    is_own = bool(
        selection.weights or selection.language_classes or selection.aland or selection.scaling != SCALINGS[0]
    )
    return html.Details(
        [html.Summary(words("peers.settings")), html.Div([html.Div(one) for one in ways], className="ways"), group],
        className="peer-settings",
        open=is_own,
    )


def _languages(view: View) -> Component:
    areas = queries.areas(view.handle)
    classes = [{"value": one, "label": view.name(areas[one])} for one in LANGUAGE_CLASSES if one in areas]
    is_empty = not view.selection.language_classes
    return dmc.MultiSelect(
        id=control_id("language_class"),
        label=view.words("peers.language_class"),
        placeholder=view.words("peers.language_all") if is_empty else "",
        data=classes,
        value=list(view.selection.language_classes),
        className="language_class-choice",
        **LIST,
    )


def _number(view: View, feature: StructuralFeature, weights: dict[str, float]) -> Component:
    return dmc.NumberInput(
        id=control_id(f"weight:{feature.feature_id}"),
        label=feature.title.of(view.language),
        value=weights.get(feature.feature_id, 1),
        min=0,
        max=HEAVIEST,
        step=0.5,
        decimalScale=2,
        decimalSeparator="." if view.language == "en" else ",",
        clampBehavior="strict",
        allowNegative=False,
        # Written when it is ready (Enter, or leaving it): waiting while it is typed, it would undo a quick step back.
        debounce=True,
        hideControls=True,
        className="weight-choice",
    )


def weight_text(weight: float, language: str) -> str:
    """Return a weight with as many decimals as it has: 2, 0,5."""
    decimals = 0 if weight == int(weight) else 1 if weight * 10 == int(weight * 10) else 2
    return formatting.number(weight, decimals, language)
