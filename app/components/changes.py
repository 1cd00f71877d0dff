"""What changed: the few changes that are more than the area's own usual ones, those across a break told apart."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting, queries, sentences
from app.components.marks import sample_mark
from app.components.table import Cell, table
from app.sentences.change import change_text, judgement
from app.situation import Situation
from app.values import Indicator, KeyFigure, change
from app.view import View
from vertaispeili.methods.variation import Variation

MOST_ROWS = 5


def changes(view: View, situation: Situation) -> Component:
    """Show at most five changes, the farthest outside the usual first; those across a break of the statistics last."""
    words = view.words
    judged = {name: one for name, one in situation.variations.items() if isinstance(one, Variation)}
    signals = sorted(
        (name for name, one in judged.items() if one.is_signal), key=lambda name: _order(name, judged[name])
    )
    shown = signals[:MOST_ROWS]
    content: list[Component] = []
    if not judged:
        content.append(html.P(words("changes.untold")))
    elif not shown:
        content.append(html.P(words("changes.none")))
    else:
        content.append(_table(view, situation, shown, judged))
    if judged:
        more = len(signals) - len(shown)
        text = words.count("changes.note", len(judged), n=len(judged))
        content.append(html.P([text, *([" ", words("changes.more", n=more)] if more else [])], className="under quiet"))
    return html.Section(
        [html.H2([words("changes.title"), *sample_mark(view)], id="changes"), *content], className="panel changes"
    )


def _order(name: str, found: Variation) -> tuple[bool, float, str]:
    # How far outside, in the width of the usual: the same measure for percentage points and per cent.
    width = found.limits.upper - found.limits.middle
    away = min(abs(end - found.limits.middle) for end in (found.change_low, found.change_high))
    return bool(found.crossed), -(away / width if width > 0 else float("inf")), name


def _table(view: View, situation: Situation, names: Sequence[str], judged: dict[str, Variation]) -> Component:
    words = view.words
    known = queries.indicators(view.handle)
    rows = [
        _row(view, situation, known[name], situation.judged(name, judged[name].period), judged[name]) for name in names
    ]
    head: list[Cell] = [words(f"changes.{column}") for column in ("indicator", "now", "change", "usual")]
    return table(words("changes.caption", area=view.name(situation.area)), head, rows, words("changes.title"))


def _row(view: View, situation: Situation, indicator: Indicator, figure: KeyFigure, found: Variation) -> Sequence[Cell]:
    words, language = view.words, view.language
    period = formatting.period(figure.now.period, indicator.frequency, language)
    name: list[str | Component] = [indicator.title.of(language), html.Span(f" {period}", className="quiet")]
    within = sentences.crossed(found, situation.breaks(indicator), words)
    if within:
        name.append(html.Span(within, className="break"))
    moved = change(figure.now, figure.before)
    direction = judgement(indicator, moved.direction) if moved and not within else "level"
    text = change_text(figure, indicator, words)
    word = f" {words(f'changes.{direction}')}" if direction != "level" else ""
    return [
        name,
        formatting.figure(figure.now, indicator, words),
        [html.Span(text, className=f"delta {direction}"), html.Span(word, className="quiet")],
        sentences.limits(found, indicator, words),
    ]
