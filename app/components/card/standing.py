"""Where an area stands among others: a strip and its rank in words, or why there is none."""

from functools import partial

from dash import html
from dash.development.base_component import Component

from app import formatting, sentences
from app.components.attributes import aria
from app.components.marks import picture
from app.figures.svg import strip
from app.situation import CardFacts
from app.values import KeyFigure, Standing
from app.view import View

Pieces = list[Component]


def standing_lines(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    """Show the standing, or say why there is none."""
    area, indicator, words = view.own_area, facts.indicator, view.words
    own = own_standing(view, facts)
    in_break = next(
        (b for b in facts.breaks if b.stops_change and b.first_period <= figure.now.period <= b.last_period), None
    )
    if in_break and not area.is_country:
        return [html.P(words("rank.none.broken", name=in_break.name.of(view.language)), className="rank quiet")]
    if own is None:
        reason = sentences.no_rank(area, indicator, facts.standings, words)
        shown = reason and figure.now.status != "missing"
        return [html.P(reason, className="rank quiet")] if shown else []
    return [_strip(view, facts, own)]


def own_standing(view: View, facts: CardFacts) -> Standing | None:
    """Return the own area's standing, if it may be ranked."""
    own = next((one for one in facts.standings if one.area_id == view.own_area.area_id), None)
    is_ranked = own is not None and own.areas >= sentences.SMALLEST_RANKED_SET
    return own if is_ranked and facts.indicator.comparable_between_areas else None


def rank_text(view: View, facts: CardFacts, own: Standing) -> str:
    """Say a rank with its set."""
    if facts.is_among_peers:
        return sentences.peer_rank(own, are_good=facts.against == "peers", words=view.words)
    return sentences.rank(own, view.own_area.level, view.words)


def _strip(view: View, facts: CardFacts, own: Standing) -> Component:
    indicator, words = facts.indicator, view.words
    text = rank_text(view, facts, own)
    edges = [min(one.low for one in facts.standings), max(one.high for one in facts.standings)]
    low, high = (
        formatting.with_unit(formatting.number(edge, indicator.decimals, view.language), indicator.unit, words)
        for edge in edges
    )
    draw = partial(strip, own, facts.standings, facts.country.exact if facts.country else None)
    said = words("situation.strip", rank=text, range=words("rank.range", low=low, high=high))
    ends = html.Div([html.Span(low), html.Span(high)], className="ends", **aria(hidden="true"))
    return html.Div([picture(view, draw, said, "strip"), ends, html.P(text, className="rank")], className="standing")
