"""The first look at a labour market: how many unemployed for a vacancy, mismatch, what is hidden, what has no place."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.marks import sample_mark
from app.components.matching.parts import INDEX_DECIMALS, at_most, bounds
from app.matching import Matching, is_refused

_RATIO_DECIMALS = 1
_NONE = "–"


def headline(facts: Matching) -> str:
    """Say how many vacancies and unemployed there are, and how many of these for one of those."""
    view, words, total = facts.view, facts.view.words, facts.total
    if facts.period is None:
        return words("matching.empty")
    if total is None:
        return words("matching.not_published")
    if total.vacancies.status == "missing" or total.unemployed.status == "missing":
        return words("matching.headline_missing")
    unemployed = bounds(view, total.unemployed)
    if not total.vacancies.high:
        return words("matching.headline_none", unemployed=unemployed)
    return words(
        "matching.headline", vacancies=bounds(view, total.vacancies), unemployed=unemployed, ratio=_ratio(facts)
    )


def key_figures(facts: Matching) -> Component:
    """Show four figures with what they are of."""
    shown = [_per_vacancy(facts), *_index(facts), *_placeless(facts)]
    return html.Dl([html.Div(one) for one in shown], className="matching-facts")


def _figure(facts: Matching, name: str, value: str, note: str) -> list[Component]:
    view = facts.view
    return [
        html.Dt(view.words(f"matching.{name}")),
        html.Dd([html.Strong(value), *(sample_mark(view) if value != _NONE else [])]),
        html.Dd(note, className="quiet"),
    ]


def _ratio(facts: Matching) -> str:
    found = facts.unemployed_per_vacancy
    if found is None:
        return _NONE
    return formatting.bounds(found.low, found.high, _RATIO_DECIMALS, facts.view.language)


def _per_vacancy(facts: Matching) -> list[Component]:
    view, total = facts.view, facts.total
    said = {
        "vacancies": bounds(view, total.vacancies if total else None),
        "unemployed": bounds(view, total.unemployed if total else None),
    }
    return _figure(facts, "per_vacancy", _ratio(facts), view.words("matching.per_vacancy_note", **said))


def _index(facts: Matching) -> list[list[Component]]:
    view, words, found = facts.view, facts.view.words, facts.at(facts.series)
    if found is None:
        return []
    value, note = _NONE, words("matching.index_note")
    if found.reason is not None:
        note = words(f"matching.reason.{found.reason}")
    elif is_refused(found):
        note = words("matching.reason.refused")
    else:
        value = formatting.number(found.values[50] or 0.0, INDEX_DECIMALS, view.language)
    unemployed, vacancies = (at_most(view, one) for one in found.left_out)
    cells = formatting.number(found.cells_left_out, 0, view.language)
    left_out = words("matching.left_out_note", unemployed=unemployed, vacancies=vacancies)
    return [_figure(facts, "index", value, note), _figure(facts, "left_out", cells, left_out)]


def _placeless(facts: Matching) -> list[list[Component]]:
    view, found = facts.view, facts.without_place
    if found is None:
        return []
    placeless, country = found
    note = view.words("matching.placeless_note", n=bounds(view, placeless), all=bounds(view, country.vacancies))
    return [_figure(facts, "placeless", placeless_share(facts), note)]


def placeless_share(facts: Matching) -> str:
    """Return the share of the country's vacancies that have no municipality."""
    if facts.without_place is None:
        return _NONE
    placeless, country = facts.without_place
    low, high = (
        (placeless.low or 0) / (country.vacancies.high or 1),
        (placeless.high or 0) / (country.vacancies.low or 1),
    )
    text = formatting.bounds(100 * low, 100 * high, 1, facts.view.language)
    return formatting.with_unit(text, "percent", facts.view.words)
