"""Services and what followed them: how many are in them, what began and ended, how unemployment goes on and ends."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.controls import area_choice, controls
from app.components.marks import sample_mark, sentence
from app.components.services import course, kinds, outcomes, over_time
from app.components.services.parts import persons
from app.components.source import release_line
from app.downloads import Numbers
from app.pages.page import Page
from app.service_facts import BROAD, IN_SERVICES, RATE, SHARE, ServiceFacts
from app.view import View

_NUMBERS = {
    "broad": over_time.numbers,
    "activation": over_time.numbers,
    "flow": over_time.numbers,
    "kinds": kinds.numbers,
    "turnover": kinds.numbers,
    "outcomes": outcomes.numbers,
    "durations": course.numbers,
    "endings": course.numbers,
}


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.services')}"


def _controls(view: View) -> Component:
    return controls(view, [area_choice(view, view.own_area.area_id)], {"area": view.home_area})


def _results(view: View) -> Component:
    facts = ServiceFacts(view)
    return html.Div(
        [
            _head(view, facts),
            over_time.broad_panel(view, facts),
            over_time.activation_panel(view, facts),
            kinds.kinds_panel(view, facts),
            kinds.turnover_panel(view, facts),
            outcomes.outcomes_panel(view, facts),
            over_time.flow_panel(view, facts),
            course.durations_panel(view, facts),
            course.endings_panel(view, facts),
        ]
    )


def _head(view: View, facts: ServiceFacts) -> Component:
    area, words = facts.area, view.words
    level = [] if area.is_country else [html.P(view.level(area), className="eyebrow")]
    body: list[Component] = [*level, html.H1([view.name(area), f" – {words('page.services')}"], tabIndex=-1)]
    said = f"{_in_services(view, facts)} {_rate(view, facts)}"
    body.append(html.P([*sentence(said), *sample_mark(view)], className="headline", id="headline"))
    body.append(html.P(sentence(_broad(view, facts)), className="summary"))
    rate = view.indicator(RATE)
    if rate:
        body.append(html.P(release_line(view, rate), className="release"))
    return html.Header(body, className="place")


def _in_services(view: View, facts: ServiceFacts) -> str:
    point = facts.point(IN_SERVICES)
    if point is None:
        return view.words("services.headline.missing")
    if point.is_hidden:
        bounds = formatting.bounds(point.low or 0, point.high or 0, 0, view.language)
        return view.words("services.headline.hidden", bounds=bounds)
    return view.words("services.headline.known", n=persons(view, point))


def _rate(view: View, facts: ServiceFacts) -> str:
    if facts.area.is_country:
        return view.words("services.headline.rate_alone", rate=_figure(view, facts, RATE))
    country = _figure(view, facts, RATE, of_country=True)
    return view.words("services.headline.rate", rate=_figure(view, facts, RATE), country=country)


def _broad(view: View, facts: ServiceFacts) -> str:
    share, broad = (_figure(view, facts, one) for one in (SHARE, BROAD))
    return view.words("services.headline.broad", share=share, broad=broad)


def _figure(view: View, facts: ServiceFacts, name: str, *, of_country: bool = False) -> str:
    indicator = view.indicator(name)
    if indicator is None:
        return view.words("figure.missing")
    return formatting.figure(facts.point(name, facts.country if of_country else None), indicator, view.words)


def _numbers(view: View) -> Numbers:
    return _NUMBERS[view.selection.service_table](view, ServiceFacts(view))


PAGE = Page("services", _controls, _results, _title, _numbers)
