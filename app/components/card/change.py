"""The change on the year: how much, whether it is usual, what of it is due to the labour force."""

from dash import html
from dash.development.base_component import Component

from app import formatting, sentences
from app.sentences.change import change_text, judgement, stopping_break
from app.situation import CardFacts
from app.values import Indicator, KeyFigure, change
from app.view import View
from vertaispeili.methods.variation import Variation

Pieces = list[Component]


def change_lines(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    """Say the change on the year, or why there is none."""
    words, indicator = view.words, facts.indicator
    stopping = stopping_break(facts.breaks, figure)
    if stopping:
        return [html.P(words("change.broken", name=stopping.name.of(view.language)), className="change quiet")]
    if figure.before is None or figure.before.status == "missing" or figure.now.status == "missing":
        return [html.P(words("change.no_earlier"), className="change quiet")]
    earlier = formatting.figure(figure.before, indicator, words)
    found = change(figure.now, figure.before)
    if found is None:
        return [html.P(words("change.none", figure=earlier), className="change quiet")]
    # A change that a break of the statistics may have made is neither better nor worse.
    is_news = _is_signal(facts) and sentences.crossed(facts.variation, facts.breaks, words) is None
    colour = judgement(indicator, found.direction) if is_news else "level"
    line = html.P(
        [
            html.Span(change_text(figure, indicator, words), className=f"delta {colour}"),
            html.Span(words("change.year_ago", figure=earlier), className="quiet"),
        ],
        className="change",
    )
    effect = _labour_force(view, indicator, figure, moved=found.direction != "none")
    return [line, *effect, *_usual(view, facts, figure)]


def _is_signal(facts: CardFacts) -> bool:
    return isinstance(facts.variation, Variation) and facts.variation.is_signal


def _usual(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    text = sentences.usual(facts.variation, figure, view.words)
    if text is None:
        return []
    within = sentences.crossed(facts.variation, facts.breaks, view.words)
    line = html.P(formatting.capital(text), className="usual signal" if _is_signal(facts) else "usual quiet")
    return [line, *([html.P(within, className="usual quiet")] if within else [])]


def _labour_force(view: View, indicator: Indicator, figure: KeyFigure, *, moved: bool) -> Pieces:
    effect = figure.labour_force_effect
    if effect is None:
        return []
    points = formatting.signed(effect, indicator.decimals, view.language)
    if not moved and points == formatting.number(0, indicator.decimals, view.language):
        return []
    return [html.P(view.words("change.labour_force", points=points), className="effect quiet")]
