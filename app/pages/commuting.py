"""Where people of an area work and where its workers live, and the travel-to-work areas that follow from it."""

from dash import html
from dash.development.base_component import Component

from app import maps, queries
from app.commuting import CommutingFacts, rule_name
from app.commuting.division import keys
from app.components.commuting.areas import areas_numbers, areas_panel
from app.components.commuting.map import map_panel
from app.components.commuting.partners import partners_numbers, partners_panel
from app.components.commuting.parts import link, marks
from app.components.commuting.rules import rules_numbers, rules_panel
from app.components.commuting.stay import headline, stay_panel
from app.components.controls import area_choice, choice, controls
from app.components.marks import sample_mark
from app.components.source import source_line
from app.downloads import Numbers
from app.formatting import figure
from app.pages.page import Page
from app.selection import COMMUTERS, DIVISIONS, MAP_FORMS
from app.view import View

_NUMBERS = {"partners": partners_numbers, "areas": areas_numbers, "rules": rules_numbers}
_OUT = "out_commuting_share"


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.commuting')}"


def _controls(view: View) -> Component:
    words, selection = view.words, view.selection
    divisions = [{"value": key, "label": rule_name(view, key)} for key in keys(view)]
    kinds = [{"value": one, "label": words(f"commuting.shows.{one}")} for one in COMMUTERS]
    forms = [{"value": one, "label": words(f"map.forms.{one}")} for one in MAP_FORMS]
    given = [
        area_choice(view, selection.area, "query"),
        choice(view, "show", kinds, selection.commuters, words("commuting.show")),
        choice(view, "division", divisions, selection.division, words("commuting.division")),
    ]
    if maps.has_boundaries(view.handle):
        given.append(choice(view, "form", forms, selection.form, words("map.form")))
    defaults = {"area": view.home_area, "show": COMMUTERS[0], "division": DIVISIONS[0], "form": MAP_FORMS[0]}
    return controls(view, given, defaults)


def _results(view: View) -> Component:
    facts = CommutingFacts(view)
    found = facts.containment
    balance = [stay_panel(facts, found), partners_panel(facts, found)] if found else []
    rules = [rules_panel(facts, facts.main)] if facts.has_flows and facts.main else []
    return html.Div([_head(facts), *balance, map_panel(facts), *rules, areas_panel(facts)])


def _head(facts: CommutingFacts) -> Component:
    view = facts.view
    eyebrow = [] if facts.area.is_country else [html.P(view.level(facts.area), className="eyebrow")]
    heading = html.H1([view.name(facts.area), f" – {view.words('page.commuting')}"], tabIndex=-1)
    return html.Header([*eyebrow, heading, *_model(facts), *_answer(facts), *_own(facts)], className="place")


def _model(facts: CommutingFacts) -> list[Component]:
    """Say that it is a model, before any number; or that there is nothing to tell."""
    words = facts.view.words
    if not facts.has_flows:
        return [html.P(words("commuting.nothing"), className="notice")]
    if not facts.is_model:
        return []
    return [html.P([html.Strong(f"{words('commuting.model')}. "), words("commuting.model_lead")], className="notice")]


def _answer(facts: CommutingFacts) -> list[Component]:
    view = facts.view
    if facts.containment:
        text = headline(facts, facts.containment)
        return [html.P([text, *marks(facts)], className="headline", id="headline")]
    indicator = view.indicator(_OUT)
    if not facts.area.is_country or indicator is None or indicator.last_period is None:
        return []
    wanted = ((_OUT, indicator.last_period),)
    known = queries.key_figures(view.handle, wanted, (facts.area.area_id,)).get((_OUT, facts.area.area_id))
    said = figure(known.now if known else None, indicator, view.words)
    text = view.words("commuting.headline_country", share=said, year=indicator.last_period.year)
    return [html.P([text, *sample_mark(view)], className="headline", id="headline"), source_line(view, indicator)]


def _own(facts: CommutingFacts) -> list[Component]:
    """Name the areas of the division that the area lies in."""
    view, words = facts.view, facts.view.words
    if not facts.members:
        return []
    division = rule_name(view, facts.division.key)
    found = facts.overlapping(facts.division)
    if not found:
        return [html.P(f"{division}: {words('commuting.in_none')}", className="near quiet")]
    whole = len(facts.members)
    parts: list[Component | str] = []
    for place, members in found:
        part = "" if whole == members else f" ({words('commuting.part', n=members, all=whole)})"
        parts += [", " if parts else "", link(view, place.link_id, place.name), part]
    return [html.P([f"{division}: ", *parts], className="near quiet")]


def _numbers(view: View) -> Numbers:
    return _NUMBERS[view.selection.commuting_table](CommutingFacts(view))


PAGE = Page("commuting", _controls, _results, _title, _numbers)
