"""Where the figures come from: definitions, sources and their freshness, the run ledger in words."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.source import sources_of
from app.components.table import Cell, table
from app.pages.compare import TOPICS, topic_name
from app.pages.page import Page
from app.selection import Selection, write
from app.values import Freshness, Indicator, Run
from app.view import View

_RUNS = 40
_MESSAGES = frozenset({"new", "unchanged"})
_OUTCOMES = frozenset({"fresh", "stale", "absent", "published", "failed"})


def _title(view: View) -> str:
    return view.words("page.data")


def _controls(view: View) -> Component | None:
    return None


def _results(view: View) -> Component:
    words = view.words
    return html.Div(
        [
            html.Header(
                [html.H1(words("data.title"), tabIndex=-1), html.P(words("data.lead"), className="lead")],
                className="place",
            ),
            html.Section([html.H2(words("data.sources")), _sources(view)], className="panel"),
            html.Section([html.H2(words("data.indicators")), *_topics(view)], className="panel"),
            html.Section([html.H2(words("data.runs")), _runs(view)], className="panel"),
        ]
    )


def outcome(view: View, name: str) -> str:
    """Return an outcome of the ledger in words."""
    return view.words(f"data.outcome.{name}" if name in _OUTCOMES else "data.outcome.other", outcome=name)


def _sources(view: View) -> Component:
    words = view.words
    keys = ("table", "publisher", "last_period", "updated", "next", "checked", "state", "licence")
    head: list[Cell] = [words(f"data.{key}") for key in keys]
    rows = [_source(view, source) for source in queries.freshness(view.handle).values()]
    return table(words("data.sources_caption"), head, rows, words("data.sources_caption"))


def _source(view: View, source: Freshness) -> list[Cell]:
    state = outcome(view, source.outcome)
    return [
        html.Code(source.table_address),
        source.publisher.of(view.language),
        _last_period(view, source),
        _day(view, source.updated_at),
        _next(view, source),
        _day(view, source.checked_at),
        [
            html.Span(state, className=f"state state-{source.outcome}"),
            *([html.P(source.message)] if source.message else []),
        ],
        source.licence,
    ]


def _last_period(view: View, source: Freshness) -> str:
    if source.last_period is None:
        return "–"
    return formatting.period(source.last_period, source.frequency, view.language)


def _day(view: View, moment: datetime | None) -> str:
    return formatting.day(moment, view.language) if moment else "–"


def _next(view: View, source: Freshness) -> str:
    if source.next_release_at is None:
        return "–"
    text = formatting.day(source.next_release_at, view.language)
    return text if source.next_release_is_published else view.words("data.estimate", date=text)


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
    tables = ", ".join(source.table_address for source in sources_of(view, indicator))
    facts = [
        words(f"data.kind.{indicator.kind}"),
        words(f"unit.{indicator.unit}.other"),
        _covered(view, indicator),
        tables,
    ]
    body.append(html.P(" · ".join(fact for fact in facts if fact), className="quiet"))
    if indicator.last_period:
        areas = tuple(area for area in (view.selection.area, "SSS") if area)
        address = write(
            Selection(words.language, "compare", areas=tuple(dict.fromkeys(areas)), indicator=indicator.indicator_id)
        )
        hidden = html.Span(f": {indicator.title.of(language)}", className="visually-hidden")
        body.append(html.P(html.A([words("data.show_compare"), hidden], href=address)))
    return html.Details(
        [html.Summary(indicator.title.of(language)), *body], id=indicator.indicator_id, className="definition"
    )


def _covered(view: View, indicator: Indicator) -> str:
    if indicator.first_period is None or indicator.last_period is None:
        return view.words("data.no_period")
    first, last = (
        formatting.period(end, indicator.frequency, view.language)
        for end in (indicator.first_period, indicator.last_period)
    )
    return view.words("data.frequency", first=first, last=last)


def _runs(view: View) -> Component:
    words = view.words
    runs = queries.runs(view.handle, _RUNS)
    if not runs:
        return html.P(words("data.no_runs"))
    head: list[Cell] = [words(f"data.{key}") for key in ("started", "subject", "result", "calls", "message")]
    return table(words("data.runs_caption"), head, [_run(view, run) for run in runs], words("data.runs_caption"))


def _message(view: View, run: Run) -> str:
    known = run.message in _MESSAGES
    return view.words(f"data.said.{run.message}") if known else run.message or "–"


def _run(view: View, run: Run) -> list[Cell]:
    source = queries.freshness(view.handle).get(run.source_id or "")
    subject = source.table_address if source else run.source_id or view.words("data.whole")
    return [
        formatting.moment(run.started_at, view.language) if run.started_at else "–",
        subject,
        outcome(view, run.outcome),
        "–" if run.data_calls is None else formatting.number(run.data_calls, 0, view.language),
        _message(view, run),
    ]


PAGE = Page("data", _controls, _results, _title)
