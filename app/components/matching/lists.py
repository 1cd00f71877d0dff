"""Where labour is short and where jobs are: the occupations furthest from the area's own tightness, each way."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.attributes import aria
from app.components.caption import Caption
from app.components.marks import sample_mark
from app.components.matching.key_figures import placeless_share
from app.components.matching.parts import (
    bounds,
    excess,
    level,
    month,
    notes,
    occupation_sources,
    source_line,
    with_table,
)
from app.components.tools import tools
from app.matching import Matching
from app.queries.matching import Meeting

_NAMED = 2


def lists_panel(facts: Matching) -> Component:
    """Show both lists."""
    view, words = facts.view, facts.view.words
    title = lists_title(facts)
    period = month(view, facts.period) if facts.period else ""
    under = words("matching.lists_under", digits=level(facts), period=period)
    caption = Caption("lists", title, under, title, ())
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            html.P(under, className="quiet under"),
            html.Div(
                [_list(facts, "shortage", facts.shortages), _list(facts, "surplus", facts.surpluses)],
                className="matching-lists",
            ),
            notes(_notes(facts)),
            source_line(occupation_sources(view)),
            tools(view, caption, is_chart=False, selection=with_table(view, "occupations")),
        ],
        className="panel chart",
    )


def lists_title(facts: Matching) -> str:
    """Name the occupations at both ends."""
    words = facts.view.words
    short, many = (_named(facts, some) for some in (facts.shortages, facts.surpluses))
    if short and many:
        return words("matching.lists_title", short=short, many=many)
    if short:
        return words("matching.lists_short", short=short)
    return words("matching.lists_many", many=many) if many else words("matching.lists_none")


def _named(facts: Matching, some: list[Meeting]) -> str:
    # The sentence has its own full stop: "Sairaanhoitajat ym." ends with one too.
    return ", ".join(one.occupation.names.of(facts.view.language) for one in some[:_NAMED]).removesuffix(".")


def _list(facts: Matching, name: str, some: list[Meeting]) -> Component:
    words = facts.view.words
    most = max((_sure(one) for one in some), default=1.0) or 1.0
    body = (
        html.Ol([html.Li(_row(facts, one, most)) for one in some], className=f"matching-list {name}")
        if some
        else html.P(words("matching.nobody"), className="quiet")
    )
    return html.Div([html.H3([words(f"matching.{name}"), *sample_mark(facts.view)]), body])


def _sure(one: Meeting) -> float:
    """Return how far from the area's tightness an occupation at least is."""
    return min(abs(one.excess_low or 0.0), abs(one.excess_high or 0.0))


def _row(facts: Matching, one: Meeting, most: float) -> list[Component]:
    view = facts.view
    both = {"vacancies": bounds(view, one.sides.vacancies), "unemployed": bounds(view, one.sides.unemployed)}
    filled = html.Span(style={"width": f"{100 * _sure(one) / most:.0f}%"})
    return [
        html.Span(one.occupation.names.of(view.language), className="name"),
        html.Span(excess(view, one), className="figure"),
        html.Span(filled, className="gauge", **aria(hidden="true")),
        html.Span(view.words("matching.both", **both), className="quiet both"),
    ]


def _notes(facts: Matching) -> list[str]:
    view, words = facts.view, facts.view.words
    told = [words("matching.lists_note")]
    if facts.untold:
        told.append(words("matching.not_listed", n=formatting.number(facts.untold, 0, view.language)))
    index = facts.at(facts.series)
    if index and index.without_occupation[0]:
        told.append(words("matching.no_occupation", n=formatting.number(index.without_occupation[0], 0, view.language)))
    if facts.without_place and not facts.area.is_country:
        told.append(words("matching.placeless_here", share=placeless_share(facts)))
    return told
