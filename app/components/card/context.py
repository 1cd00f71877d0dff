"""The sparkline and what it is drawn against: the country, the area beside, the peers, an own target."""

from functools import partial

from dash import html
from dash.development.base_component import Component

from app import formatting, sentences
from app.components.attributes import aria
from app.components.marks import picture
from app.figures.svg import Context, sparkline
from app.situation import CardFacts
from app.values import Ends, KeyFigure, Point, Series
from app.view import View

Pieces = list[Component]


def context(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    """Draw the series, and name with their figures what it is drawn against."""
    return [
        *_spark(view, facts),
        *country_line(view, facts),
        *_beside(view, facts),
        *_ends(view, facts),
        *_target(view, facts, figure),
    ]


def country_line(view: View, facts: CardFacts) -> Pieces:
    """Say the country's figure."""
    if facts.country is None:
        return []
    shown = _figure(view, facts, facts.country)
    return [_entry("dashed", view.words("situation.country", figure=shown), shown)]


def ends_text(view: View, facts: CardFacts, ends: Ends) -> str:
    """Say between what the peers are, or the middle half of the level."""
    shown = _bounds(view, facts, ends)
    if facts.against == "peers":
        return view.words("situation.peers", figure=shown)
    return view.words("situation.middle", set=view.words(f"level_set.{view.own_area.level}"), figure=shown)


def _entry(mark: str, text: str, figure: str = "") -> Component:
    # A figure never breaks at its dash.
    before, found, after = text.partition(figure) if figure else (text, "", "")
    words = [before, html.Span(found, className="nowrap"), after] if found else [text]
    return html.P([html.Span(className=f"mark {mark}"), html.Span(words)], className="against")


def _bounds(view: View, facts: CardFacts, ends: Ends) -> str:
    text = formatting.bounds(ends.low, ends.high, facts.indicator.decimals, view.language)
    return formatting.with_unit(text, facts.indicator.unit, view.words)


def _figure(view: View, facts: CardFacts, point: Point) -> str:
    return formatting.figure(point, facts.indicator, view.words)


def _beside(view: View, facts: CardFacts) -> Pieces:
    if facts.beside is None:
        return []
    beside, point = facts.beside
    shown = _figure(view, facts, point)
    return [_entry("none", f"{view.name(beside.area)} {shown}", shown)]


def _ends(view: View, facts: CardFacts) -> Pieces:
    now = facts.ends_now
    return [_entry("band", ends_text(view, facts, now), _bounds(view, facts, now))] if now else []


def _target(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    if facts.target is None:
        return []
    return [_entry("level-line", sentences.target(facts.target, figure.now, facts.indicator, view.words))]


def _spark(view: View, facts: CardFacts) -> Pieces:
    own = facts.own_series
    if own is None or len(own.points) < 2:
        return []
    marks = [
        known.first_period
        for known in facts.breaks
        if not known.is_recurring and known.first_period > own.points[0].period
    ]
    target = facts.target.value if facts.target else None
    draw = partial(sparkline, own, Context(facts.country_series, facts.ends, marks, target))
    frequency = facts.indicator.frequency
    ends = [formatting.short_period(own.points[end].period, frequency) for end in (0, -1)]
    return [
        picture(view, draw, _spark_words(view, facts, own), "sparkline"),
        html.Div([html.Span(end) for end in ends], className="ends", **aria(hidden="true")),
    ]


def _spark_words(view: View, facts: CardFacts, own: Series) -> str:
    words, indicator = view.words, facts.indicator
    shown = [point for point in own.points if point.low is not None and not point.is_hidden]
    parts: list[str] = []
    if shown:
        lowest, highest = min(shown, key=lambda p: p.low or 0), max(shown, key=lambda p: p.high or 0)
        say = partial(formatting.figure, indicator=indicator, words=words)
        when = partial(formatting.short_period, frequency=indicator.frequency)
        parts.append(
            words(
                "situation.sparkline",
                title=indicator.short.of(view.language),
                area=view.name(own.area),
                first=when(own.points[0].period),
                last=when(own.points[-1].period),
                low=say(lowest),
                low_period=when(lowest.period),
                high=say(highest),
                high_period=when(highest.period),
                now=say(own.points[-1]),
            )
        )
    hidden = sum(point.is_hidden for point in own.points)
    if hidden:
        parts.append(words("situation.sparkline_hidden", n=hidden))
    drawn = {
        "country": facts.country_series is not None,
        "peers": bool(facts.ends) and facts.against == "peers",
        "middle": bool(facts.ends) and facts.against == "level",
        "target": facts.target is not None,
    }
    parts += [words(f"situation.sparkline_{name}") for name, is_drawn in drawn.items() if is_drawn]
    return " ".join(parts)
