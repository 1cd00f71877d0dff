"""What each of the latest refreshes did with each source, as those who run the service want to know it."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.table import Cell, table
from app.ledger import Refresh
from app.values import Freshness, Run
from app.view import View

_SHOWN = 5
_COLUMNS = ("source", "state", "calls", "cells", "seconds", "message")
_OUTCOMES = frozenset({"fresh", "stale", "absent"})


def details(view: View, refreshes: tuple[Refresh, ...], sources: dict[str, Freshness]) -> list[Component]:
    """Show the newest refreshes that asked a source, each folded: a row for every source, messages as written."""
    asked = [one for one in refreshes if one.sources][:_SHOWN]
    return [html.H3(view.words("data.runs")), *(_folded(view, one, sources) for one in asked)] if asked else []


def _folded(view: View, refresh: Refresh, sources: dict[str, Freshness]) -> Component:
    words, language = view.words, view.language
    time = formatting.moment(refresh.started_at, language) if refresh.started_at else "–"
    total = words(
        "data.runs_summary",
        time=time,
        sources=len(refresh.sources),
        calls=formatting.number(sum(run.data_calls or 0 for run in refresh.sources), 0, language),
        cells=formatting.number(sum(run.cells or 0 for run in refresh.sources), 0, language),
        seconds=_seconds(view, refresh.whole),
    )
    head: list[Cell] = [words(f"data.{key}") for key in _COLUMNS]
    caption = words("data.runs_caption", time=time)
    rows = [_row(view, run, sources) for run in refresh.sources]
    return html.Details([html.Summary(total), table(caption, head, rows, caption)], className="definition")


def _row(view: View, run: Run, sources: dict[str, Freshness]) -> list[Cell]:
    source = sources.get(run.source_id or "")
    name = [html.Span(source.title.of(view.language)) if source else "", html.P(html.Code(run.source_id))]
    outcome = run.outcome if run.outcome in _OUTCOMES else "other"
    return [
        name,
        html.Span(view.words(f"data.outcome.{outcome}"), className=f"state state-{run.outcome}"),
        formatting.number(run.data_calls or 0, 0, view.language),
        formatting.number(run.cells or 0, 0, view.language),
        _seconds(view, run),
        html.Span(run.message, lang="en") if run.message else "–",
    ]


def _seconds(view: View, run: Run | None) -> str:
    if run is None or run.started_at is None or run.finished_at is None:
        return "–"
    return formatting.number((run.finished_at - run.started_at).total_seconds(), 1, view.language)
