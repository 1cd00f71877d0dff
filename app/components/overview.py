"""The key figures of an area as one table: the numbers that the cards draw."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.card.context import ends_text
from app.components.card.standing import own_standing, rank_text
from app.components.marks import sample_mark
from app.components.table import Cell, table
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.queries import areas
from app.selection import COUNTRY
from app.situation import CardFacts, Situation
from app.values import Point
from app.view import View


def overview(view: View, situation: Situation) -> Component:
    """Return the table, one row a card."""
    words = view.words
    beside = situation.beside
    head: list[Cell] = [words("overview.indicator"), [f"{view.name(view.own_area)} ", *sample_mark(view)]]
    head.append(words("overview.year_ago"))
    if not view.own_area.is_country:
        head += [*([view.name(beside.area)] if beside else []), words("level.country")]
        head += [words("overview.others"), words("overview.rank")]
    caption = words("overview.caption", area=view.name(view.own_area))
    rows = [_row(view, situation, facts) for facts in situation.cards if facts.figure]
    return table(caption, head, rows, caption)


def numbers(view: View) -> Numbers:
    """Return the same figures for a download: the own area now and a year earlier, the area beside, the country."""
    situation = Situation(view)
    known = areas(view.handle)
    found: list[Figure] = []
    for facts in situation.cards:
        if facts.figure is None:
            continue
        points = [(view.own_area, facts.figure.now), (view.own_area, facts.figure.before)]
        points += [(facts.beside[0].area, facts.beside[1])] if facts.beside else []
        points += [(known[COUNTRY], facts.country)] if facts.country else []
        found += [Figure(facts.indicator, area, point) for area, point in points if point]
    title = f"{view.name(view.own_area)} – {view.words('page.situation')}"
    return table_of(view, f"{view.words('overview.file')}-{view.own_area.area_id}", title, found)


def _row(view: View, situation: Situation, facts: CardFacts) -> list[Cell]:
    figure, indicator = facts.figure, facts.indicator
    assert figure is not None, "rows are made of cards with a figure"
    period = formatting.period(figure.now.period, indicator.frequency, view.language)
    name: Cell = [indicator.title.of(view.language), html.Span(f" {period}", className="quiet")]
    cells: list[Cell] = [name, _shown(view, facts, figure.now), _shown(view, facts, figure.before)]
    if view.own_area.is_country:
        return cells
    if situation.beside:
        cells.append(_shown(view, facts, facts.beside[1] if facts.beside else None))
    ends, own = facts.ends_now, own_standing(view, facts)
    return [
        *cells,
        _shown(view, facts, facts.country),
        ends_text(view, facts, ends) if ends else "–",
        rank_text(view, facts, own) if own else "–",
    ]


def _shown(view: View, facts: CardFacts, point: Point | None) -> str:
    if point is None:
        return "–"
    note = formatting.hidden_note(point, view.words)
    text = formatting.figure(point, facts.indicator, view.words)
    return f"{text} ({note})" if note else text
