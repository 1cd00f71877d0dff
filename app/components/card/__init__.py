"""A key figure as a card: value, change, sparkline, standing, the country, source, definition."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.attributes import aria
from app.components.card.change import change_lines
from app.components.card.context import context, country_line
from app.components.card.standing import standing_lines
from app.components.marks import figure_text, sample_mark
from app.components.source import definition, source_line
from app.formatting import NO_BREAK
from app.selection import COUNTRY, Selection, write
from app.situation import CardFacts
from app.values import Indicator, KeyFigure, Point
from app.view import View

__all__ = ["card"]
Pieces = list[Component]


def card(view: View, facts: CardFacts) -> Component:
    """Show one key figure of the page's area."""
    indicator, figure = facts.indicator, facts.figure
    name = f"card-{indicator.indicator_id}"
    head: Pieces = [html.H3(indicator.short.of(view.language), id=name)]
    # Five slots and a foot in every card: the style lines the same slot up across a row of cards.
    if figure is None:
        absent = html.P(view.words("situation.absent"), className="quiet absent")
        slots: list[Pieces] = [head, [absent, *country_line(view, facts)], [], [], []]
    else:
        slots = [
            [*head, _period(view, indicator, figure)],
            [_value(view, facts, figure)],
            change_lines(view, facts, figure),
            context(view, facts, figure),
            standing_lines(view, facts, figure),
        ]
    foot = html.Footer([source_line(view, indicator), _links(view, facts)])
    body = [html.Div(slot, className="slot") for slot in slots]
    return html.Article([*body, foot], className="card", **aria(labelledby=name))


def _links(view: View, facts: CardFacts) -> Component:
    indicator = facts.indicator
    links: Pieces = [definition(view, indicator)]
    if facts.figure is not None:
        areas = tuple(dict.fromkeys((view.own_area.area_id, COUNTRY)))
        address = write(
            Selection(view.words.language, "compare", areas=areas, indicators=(indicator.indicator_id,), span="10")
        )
        hidden = html.Span(f": {indicator.title.of(view.language)}", className="visually-hidden")
        links.append(html.A([view.words("situation.open"), hidden], href=address, className="open"))
    return html.Div(links, className="links")


def _period(view: View, indicator: Indicator, figure: KeyFigure) -> Component:
    text = formatting.period(figure.now.period, indicator.frequency, view.language)
    key = "reference.year" if indicator.frequency == "year" else f"reference.{indicator.reference}"
    parts: Pieces = [html.Span(formatting.capital(view.words(key, period=text)))]
    if figure.is_preliminary:
        parts.append(html.Span(f" ({view.words('date.preliminary')})"))
    return html.P(parts, className="period")


def _value(view: View, facts: CardFacts, figure: KeyFigure) -> Component:
    indicator, point = facts.indicator, figure.now
    text = formatting.figure(point, indicator, view.words)
    is_word = point.is_hidden or point.status == "missing"
    key = html.Span(figure_text(text, is_hidden=point.is_hidden), className="key key-word" if is_word else "key")
    beside: Pieces = []
    if point.exact is not None and indicator.unit in {"persons", "vacancies"}:
        beside.append(html.Span(view.words.count(f"unit.{indicator.unit}", int(point.exact)), className="beside"))
    if facts.count and facts.count.status != "missing" and not is_word:
        beside.append(html.Span(_counted(view, facts.count), className="beside"))
    note = formatting.hidden_note(point, view.words)
    if note:
        beside.append(html.Span(note, className="beside"))
    return html.P([key, *sample_mark(view), *beside], className="value")


def _counted(view: View, point: Point) -> str:
    if point.exact is not None:
        return formatting.counted(point.exact, "persons", view.words)
    bounds = formatting.bounds(point.low or 0, point.high or 0, 0, view.language)
    return f"{bounds}{NO_BREAK}{view.words('unit.persons.other')}"
