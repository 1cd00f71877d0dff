"""The measures by topic, each with its definition, formula, caveat and sources; searched as the reader types."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.attributes import data
from app.components.source import sources_of
from app.pages.compare import TOPICS, topic_name
from app.pages.data.taking import csv_address
from app.selection import Selection, write
from app.values import Indicator
from app.view import View


def section(view: View) -> list[Component]:
    """Show the catalogue with its search; what the search hides is hidden in the browser (assets/catalogue.js)."""
    words = view.words
    known = queries.indicators(view.handle).values()
    search = dmc.TextInput(
        id="catalogue-search",
        label=words("data.search"),
        value=view.selection.search,
        className="catalogue-search",
    )
    total = formatting.number(len(known), 0, view.language)
    return [
        dmc.MantineProvider(search),
        html.P(
            words("data.found", n=total, all=total),
            className="quiet found",
            role="status",
            **data(pattern=words("data.found", n="{n}", all=total)),
        ),
        html.P(words("data.nothing_found"), className="notice nothing-found", hidden=True),
        html.Div(_topics(view), className="catalogue"),
    ]


def _topics(view: View) -> list[Component]:
    by_topic: dict[str, list[Indicator]] = {topic: [] for topic in TOPICS}
    for one in queries.indicators(view.handle).values():
        by_topic.setdefault(one.topic, []).append(one)
    return [
        html.Section(
            [html.H3(topic_name(view, topic)), *(_indicator(view, one) for one in indicators)], className="topic"
        )
        for topic, indicators in by_topic.items()
        if indicators
    ]


def _indicator(view: View, indicator: Indicator) -> Component:
    words, language = view.words, view.language
    body: list[Component] = [
        html.P(indicator.description.of(language)),
        html.P(words("situation.formula", formula=indicator.formula.of(language)), className="formula"),
    ]
    if indicator.caveat:
        body.append(html.P(words("data.caveat", text=indicator.caveat.of(language)), className="caveat"))
    body.append(html.P(" · ".join(_facts(view, indicator)), className="quiet"))
    tables = [
        html.Li([source.title.of(language), " ", html.Code(source.table_address)])
        for source in sources_of(view, indicator)
    ]
    if tables:
        body += [html.P(words("data.from_tables"), className="quiet list-head"), html.Ul(tables, className="quiet")]
    if indicator.last_period:
        body.append(_links(view, indicator))
    summary = html.Summary([indicator.title.of(language), html.Code(indicator.indicator_id, className="id")])
    return html.Details([summary, *body], id=indicator.indicator_id, className="definition")


def _facts(view: View, indicator: Indicator) -> list[str]:
    words = view.words
    comparable = "comparable" if indicator.comparable_between_areas else "not_comparable"
    return [
        words(f"data.kind.{indicator.kind}"),
        words("data.unit", unit=words(f"unit.{indicator.unit}.other")),
        words(f"data.polarity.{indicator.polarity}"),
        words(f"data.{comparable}"),
        _covered(view, indicator),
    ]


def _links(view: View, indicator: Indicator) -> Component:
    areas = tuple(dict.fromkeys(area for area in (view.selection.area, "SSS") if area))
    selection = Selection(view.words.language, "compare", areas=areas, indicators=(indicator.indicator_id,))
    hidden = html.Span(f": {indicator.title.of(view.language)}", className="visually-hidden")
    links = [
        html.A([view.words("data.show_compare"), hidden], href=write(selection)),
        html.A([view.words("data.csv"), hidden], href=csv_address(view, indicator.indicator_id), download=""),
    ]
    return html.Div(links, className="actions")


def _covered(view: View, indicator: Indicator) -> str:
    if indicator.first_period is None or indicator.last_period is None:
        return view.words("data.no_period")
    first, last = (
        formatting.period(end, indicator.frequency, view.language)
        for end in (indicator.first_period, indicator.last_period)
    )
    return view.words("data.frequency", first=first, last=last)
