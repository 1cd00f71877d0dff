"""A key figure as a card: value, change, sparkline, standing, the country, source, definition."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from dash import html
from dash.development.base_component import Component

from app import formatting, sentences
from app.components.attributes import aria
from app.components.marks import figure_text, picture, sample_mark
from app.components.source import definition, source_line
from app.figures.svg import sparkline, strip
from app.formatting import NO_BREAK
from app.values import Break, Indicator, KeyFigure, Point, Series, Standing, change
from app.view import View

Pieces = list[Component]


@dataclass(frozen=True)
class CardFacts:
    """Everything a card says of one indicator in one area; None and empty where there is nothing to say."""

    indicator: Indicator
    figure: KeyFigure | None
    count: Point | None
    country: Point | None
    own_series: Series | None
    country_series: Series | None
    standings: Sequence[Standing]
    breaks: Sequence[Break]


def card(view: View, facts: CardFacts) -> Component:
    """Show one key figure of the page's area."""
    indicator, figure = facts.indicator, facts.figure
    name = f"card-{indicator.indicator_id}"
    head: Pieces = [html.H3(indicator.short.of(view.language), id=name)]
    # Five slots and a foot in every card: the style lines the same slot up across a row of cards.
    if figure is None:
        absent = html.P(view.words("situation.absent"), className="quiet absent")
        slots: list[Pieces] = [head, [absent, *_country(view, facts)], [], [], []]
    else:
        slots = [
            [*head, _period(view, indicator, figure)],
            [_value(view, facts, figure)],
            _change(view, facts, figure),
            [*_spark(view, facts), *_country(view, facts)],
            _standing(view, facts, figure),
        ]
    foot = html.Footer([source_line(view, indicator), definition(view, indicator)])
    body = [html.Div(slot, className="slot") for slot in slots]
    return html.Article([*body, foot], className="card", **aria(labelledby=name))


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


def _stopping(view: View, facts: CardFacts, figure: KeyFigure) -> Break | None:
    if figure.before is None:
        return None
    return next(
        (
            known
            for known in facts.breaks
            if known.stops_change and known.parts(figure.before.period, figure.now.period)
        ),
        None,
    )


def _change(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    words, indicator = view.words, facts.indicator
    stopping = _stopping(view, facts, figure)
    if stopping:
        return [html.P(words("change.broken", name=stopping.name.of(view.language)), className="change quiet")]
    if figure.before is None or figure.before.status == "missing" or figure.now.status == "missing":
        return [html.P(words("change.no_earlier"), className="change quiet")]
    earlier = formatting.figure(figure.before, indicator, words)
    found = change(figure.now, figure.before)
    if found is None:
        return [html.P(words("change.none", figure=earlier), className="change quiet")]
    text = words("change.same") if found.direction == "none" else formatting.difference(found, indicator, words)
    percent = formatting.relative(figure.now, figure.before, view.language) if indicator.kind == "count" else None
    if percent is not None and found.direction != "none":
        shown = formatting.with_unit(formatting.signed(percent, 1, view.language), "percent", words)
        text += f" ({shown})"
    line = html.P(
        [
            html.Span(text, className=f"delta {_judgement(indicator, found.direction)}"),
            html.Span(words("change.year_ago", figure=earlier), className="quiet"),
        ],
        className="change",
    )
    return [line, *_labour_force(view, indicator, figure, moved=found.direction != "none")]


def _labour_force(view: View, indicator: Indicator, figure: KeyFigure, *, moved: bool) -> Pieces:
    effect = figure.labour_force_effect
    if effect is None:
        return []
    points = formatting.signed(effect, indicator.decimals, view.language)
    if not moved and points == formatting.number(0, indicator.decimals, view.language):
        return []
    return [html.P(view.words("change.labour_force", points=points), className="effect quiet")]


def _judgement(indicator: Indicator, direction: str) -> str:
    if indicator.polarity == "neutral" or direction not in {"up", "down"}:
        return "level"
    good = {"higher_is_better": "up", "lower_is_better": "down"}[indicator.polarity]
    return "better" if direction == good else "worse"


def _spark(view: View, facts: CardFacts) -> Pieces:
    own = facts.own_series
    if own is None or len(own.points) < 2:
        return []
    marks = [
        known.first_period
        for known in facts.breaks
        if not known.is_recurring and known.first_period > own.points[0].period
    ]
    draw = partial(sparkline, own, facts.country_series, marks)
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
        parts.append(
            words(
                "situation.sparkline",
                title=indicator.short.of(view.language),
                area=view.name(own.area),
                first=formatting.short_period(own.points[0].period, indicator.frequency),
                last=formatting.short_period(own.points[-1].period, indicator.frequency),
                low=say(lowest),
                low_period=formatting.short_period(lowest.period, indicator.frequency),
                high=say(highest),
                high_period=formatting.short_period(highest.period, indicator.frequency),
                now=say(own.points[-1]),
            )
        )
    hidden = sum(point.is_hidden for point in own.points)
    if hidden:
        parts.append(words("situation.sparkline_hidden", n=hidden))
    if facts.country_series:
        parts.append(words("situation.sparkline_country"))
    return " ".join(parts)


def _country(view: View, facts: CardFacts) -> Pieces:
    if facts.country is None:
        return []
    text = view.words("situation.country", figure=formatting.figure(facts.country, facts.indicator, view.words))
    return [html.P([html.Span(className="dashed"), text], className="country")]


def _standing(view: View, facts: CardFacts, figure: KeyFigure) -> Pieces:
    area, indicator, words = view.own_area, facts.indicator, view.words
    own = next((one for one in facts.standings if one.area_id == area.area_id), None)
    in_break = next(
        (b for b in facts.breaks if b.stops_change and b.first_period <= figure.now.period <= b.last_period), None
    )
    if in_break and not area.is_country:
        return [html.P(words("rank.none.broken", name=in_break.name.of(view.language)), className="rank quiet")]
    if own is None or not indicator.comparable_between_areas or own.areas < sentences.SMALLEST_RANKED_SET:
        reason = sentences.no_rank(area, indicator, facts.standings, words)
        shown = reason and figure.now.status != "missing"
        return [html.P(reason, className="rank quiet")] if shown else []
    return [_strip(view, facts, own)]


def _strip(view: View, facts: CardFacts, own: Standing) -> Component:
    indicator, words = facts.indicator, view.words
    text = sentences.rank(own, view.own_area.level, words)
    edges = [min(one.low for one in facts.standings), max(one.high for one in facts.standings)]
    low, high = (
        formatting.with_unit(formatting.number(edge, indicator.decimals, view.language), indicator.unit, words)
        for edge in edges
    )
    draw = partial(strip, own, facts.standings, facts.country.exact if facts.country else None)
    said = words("situation.strip", rank=text, range=words("rank.range", low=low, high=high))
    ends = html.Div([html.Span(low), html.Span(high)], className="ends", **aria(hidden="true"))
    return html.Div([picture(view, draw, said, "strip"), ends, html.P(text, className="rank")], className="standing")
