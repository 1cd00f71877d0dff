"""One indicator in up to ten areas of any level: over time, in order, and the same numbers as a table."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from app import formatting, queries, sentences
from app.comparison import Comparison, comparison
from app.components.attributes import aria, data
from app.components.controls import areas_choice, choice, controls
from app.components.marks import figure_text, sample_mark
from app.components.source import definition, release_line, source_line
from app.components.table import Cell, table
from app.figures import frame
from app.figures.lines import lines
from app.figures.ranking import in_order, ranking
from app.pages.page import Page
from app.selection import COUNTRY, SPANS, VIEWS, write
from app.values import Indicator, Point
from app.view import View

GRAPH, FIGURE = "compare-graph", "compare-figure"
TOPICS = ("unemployment", "groups", "vacancies", "services", "employment", "population", "commuting")


def _title(view: View) -> str:
    indicator = view.indicator(view.selection.indicator)
    name = indicator.short.of(view.language) if indicator else ""
    return f"{name} – {view.words('page.compare')}" if name else view.words("page.compare")


def _controls(view: View) -> Component:
    words, selection = view.words, view.selection
    period = f"{selection.period:%Y-%m}" if selection.period else ""
    given = [
        choice(view, "indicator", indicator_options(view), selection.indicator),
        areas_choice(view, selection.areas),
        choice(view, "view", [{"value": one, "label": words(f"compare.views.{one}")} for one in VIEWS], selection.view),
        choice(view, "span", [{"value": one, "label": words(f"compare.spans.{one}")} for one in SPANS], selection.span),
        choice(view, "period", _period_options(view), period),
    ]
    first = queries.first_indicator(view.handle)
    areas = [one for one in (view.home_area, COUNTRY) if one]
    defaults = {"indicator": first, "view": VIEWS[0], "span": SPANS[1], "period": "", "area": areas}
    return controls(view, given, defaults)


def indicator_options(view: View) -> list[dict[str, Any]]:
    """Every indicator that has figures, by topic."""
    groups: dict[str, list[dict[str, str]]] = {topic: [] for topic in TOPICS}
    for one in queries.indicators(view.handle).values():
        if one.last_period:
            groups.setdefault(one.topic, []).append({"value": one.indicator_id, "label": one.short.of(view.language)})
    return [{"group": topic_name(view, topic), "items": items} for topic, items in groups.items() if items]


def topic_name(view: View, topic: str) -> str:
    """Return a topic in words."""
    return view.words(f"data.topic.{topic if topic in TOPICS else 'other'}")


def _period_options(view: View) -> list[dict[str, str]]:
    months = sorted(queries.periods(view.handle), reverse=True)
    named = [
        {"value": f"{one:%Y-%m}", "label": formatting.capital(formatting.period(one, "month", view.language))}
        for one in months
    ]
    return [{"value": "", "label": formatting.capital(view.words("compare.newest"))}, *named]


def _results(view: View) -> Component:
    found = comparison(view)
    indicator = view.indicator(view.selection.indicator)
    if found is None or indicator is None:
        title = indicator.title.of(view.language) if indicator else view.words("page.compare")
        return html.Div([html.H1(title, tabIndex=-1), html.P(view.words("compare.empty"), className="notice")])
    is_ranking = view.selection.view == "ranking"
    return html.Div(
        [
            html.Header(
                [
                    html.H1([indicator.title.of(view.language), *sample_mark(view)], tabIndex=-1),
                    html.P(release_line(view, indicator), className="release"),
                ],
                className="place",
            ),
            html.Section([*_chart(view, found, is_ranking=is_ranking)], className="panel chart"),
            html.Section(
                [_table(view, found, is_ranking=is_ranking)], className="panel narrow-table" if is_ranking else "panel"
            ),
        ]
    )


def _span(view: View, found: Comparison) -> dict[str, str]:
    frequency = found.indicator.frequency
    first, last = found.periods[0], found.periods[-1]
    return {
        "first": formatting.period(first, frequency, view.language),
        "last": formatting.period(last, frequency, view.language),
    }


def _chart(view: View, found: Comparison, *, is_ranking: bool) -> list[Component]:
    words, indicator = view.words, found.indicator
    name = indicator.short.of(view.language)
    period = formatting.period(found.period, indicator.frequency, view.language)
    values = {"indicator": name, "period": period, **_span(view, found)}
    kind = "ranking" if is_ranking else "lines"
    own = view.selection.area
    figure = (
        ranking(indicator, found.latest, words, own, is_sample=view.is_sample)
        if is_ranking
        else lines(found.series, found.breaks, words, is_sample=view.is_sample)
    )
    latest = "; ".join(
        f"{view.name(area)} {formatting.figure(p, indicator, words)}" for area, p in in_order(found.latest)
    )
    text = view.alternative(words(f"compare.alternative_{kind}", figures=latest, **values))
    return [
        html.H2([_answer(view, found, period), *sample_mark(view)]),
        html.P(words(f"compare.{kind}_title", **values), className="quiet under"),
        dcc.Store(id=FIGURE, data=figure),
        html.Div(
            dcc.Graph(id=GRAPH, config=frame.CONFIG, style={"height": figure["layout"]["height"]}),
            role="img",
            className=f"plot plot-{kind}",
            **aria(label=text),
        ),
        *_notes(view, found, is_ranking=is_ranking),
        source_line(view, indicator),
        _actions(view, indicator),
    ]


def _answer(view: View, found: Comparison, period: str) -> str:
    answer = sentences.answer(found.latest, found.indicator, view.words)
    return view.words("compare.answer", period=formatting.capital(period), answer=answer)


def _notes(view: View, found: Comparison, *, is_ranking: bool) -> list[Component]:
    words, notes = view.words, list[str]()
    if any(point.status in {"hidden", "partial"} for one in found.series for point in one.points):
        notes.append(words("compare.whisker"))
    if is_ranking and not found.indicator.comparable_between_areas:
        notes.append(words("compare.counts"))
    notes += [f"{one.name.of(view.language)}: {one.text.of(view.language)}" for one in found.breaks]
    return [html.Ul([html.Li(note) for note in dict.fromkeys(notes)], className="notes")] if notes else []


def _actions(view: View, indicator: Indicator) -> Component:
    address = write(view.selection)
    return html.Div(
        [
            html.A(view.words("compare.download"), href=address.replace("/compare", "/compare.csv", 1), download=""),
            html.Button(
                view.words("compare.copy"),
                type="button",
                className="copy-link",
                **data(done=view.words("compare.copied"), address=address),
            ),
            definition(view, indicator),
        ],
        className="actions",
    )


def _table(view: View, found: Comparison, *, is_ranking: bool) -> Component:
    words, indicator = view.words, found.indicator
    unit = words(f"unit.{indicator.unit}.other")
    name = indicator.title.of(view.language)
    if is_ranking:
        period = formatting.period(found.period, indicator.frequency, view.language)
        caption = words("compare.caption_ranking", indicator=name, unit=unit, period=period)
        head: list[Cell] = [words("situation.area_column"), [words("compare.value_column"), *sample_mark(view)]]
        rows: list[list[Cell]] = [
            [_area_cell(view, area.area_id), _cell(view, point, indicator)] for area, point in in_order(found.latest)
        ]
    else:
        caption = words("compare.caption_lines", indicator=name, unit=unit, **_span(view, found))
        head = [words("compare.period_column")]
        head += [[view.name(one.area), *sample_mark(view)] for one in found.series]
        rows = _periods(view, found)
    return html.Div([html.H2(words("compare.table")), table(caption, head, rows, caption)])


def _periods(view: View, found: Comparison) -> list[list[Cell]]:
    by_period = [{point.period: point for point in one.points} for one in found.series]
    return [
        [
            formatting.capital(formatting.period(period, found.indicator.frequency, view.language)),
            *(_cell(view, points.get(period), found.indicator) for points in by_period),
        ]
        for period in reversed(found.periods)
    ]


def _area_cell(view: View, area_id: str) -> Cell:
    area = queries.areas(view.handle)[area_id]
    level = [] if area.is_country else [html.Span(f" {view.level(area)}", className="quiet")]
    return [html.Span(view.name(area)), *level]


def _cell(view: View, point: Point | None, indicator: Indicator) -> Cell:
    text = formatting.figure(point, indicator, view.words)
    note = formatting.hidden_note(point, view.words)
    if point is not None and point.is_hidden:
        return [figure_text(text, is_hidden=True)]
    return f"{text} ({note})" if note else text


PAGE = Page("compare", _controls, _results, _title)
