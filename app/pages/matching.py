"""Do vacancies meet the unemployed: tightness, shortage and surplus by occupation, mismatch, the Beveridge curve."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.controls import area_choice, choice, controls
from app.components.marks import sample_mark
from app.components.matching.curve import curve_numbers, curve_panel
from app.components.matching.key_figures import headline, key_figures
from app.components.matching.lists import lists_panel
from app.components.matching.mismatch import index_numbers, index_panel
from app.components.matching.occupations import occupation_numbers, occupations_panel
from app.components.matching.parts import month, occupation_sources
from app.downloads import Numbers
from app.matching import Matching
from app.pages.page import Page
from app.queries import matching
from app.selection import DIGITS, MARKETS
from app.view import View

_NUMBERS = {"occupations": occupation_numbers, "index": index_numbers, "curve": curve_numbers}


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.matching')}"


def _controls(view: View) -> Component:
    words, selection, facts = view.words, view.selection, Matching(view)
    levels = [{"value": one, "label": formatting.capital(words(f"matching.level.{one}"))} for one in DIGITS]
    period = f"{selection.period:%Y-%m}" if selection.period else ""
    given: list[Component] = [area_choice(view, facts.own.area_id)]
    if facts.commuting_area:
        markets = [
            {"value": MARKETS[0], "label": words("matching.market_commuting", name=view.name(facts.commuting_area))},
            {"value": MARKETS[1], "label": words("matching.market_own", name=view.name(facts.own))},
        ]
        given.append(choice(view, "market", markets, selection.market, words("matching.market")))
    given += [
        choice(view, "digits", levels, selection.digits, words("matching.digits")),
        choice(view, "period", _months(view), period, words("matching.month")),
    ]
    return controls(view, given, {"area": view.home_area, "market": MARKETS[0], "digits": DIGITS[0], "period": ""})


def _months(view: View) -> list[dict[str, str]]:
    named = [
        {"value": f"{one:%Y-%m}", "label": formatting.capital(month(view, one))}
        for one in matching.occupation_months(view.handle)
    ]
    return [{"value": "", "label": formatting.capital(view.words("compare.newest"))}, *named]


def _results(view: View) -> Component:
    facts = Matching(view)
    if facts.period is None or facts.total is None:
        return html.Div([_head(facts)])
    sections = [
        key_figures(facts),
        lists_panel(facts),
        occupations_panel(facts),
        index_panel(facts),
        curve_panel(facts),
    ]
    return html.Div([_head(facts), *sections])


def _head(facts: Matching) -> Component:
    view, words = facts.view, facts.view.words
    area = facts.area
    is_other = area != facts.own
    body: list[Component] = [] if area.is_country else [html.P(view.level(area), className="eyebrow")]
    body.append(html.H1([view.name(area), f" – {words('page.matching')}"], tabIndex=-1))
    text = headline(facts)
    if facts.total is None:
        body.append(html.P(text, className="notice", id="headline"))
    else:
        body.append(html.P([text, *sample_mark(view)], className="headline", id="headline"))
    if is_other:
        note = words("matching.commuting_note", own=view.name(facts.own), name=view.name(area))
        body.append(html.P(note, className="quiet"))
    if facts.period:
        shown = [formatting.capital(month(view, facts.period)), *occupation_sources(view)]
        body.append(html.P(" · ".join(shown), className="release"))
    return html.Header(body, className="place")


def _numbers(view: View) -> Numbers:
    return _NUMBERS[view.selection.matching_table](Matching(view))


PAGE = Page("matching", _controls, _results, _title, _numbers)
