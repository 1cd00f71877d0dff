"""The latest refreshes: what each brought, in words a director understands."""

from dash import html
from dash.development.base_component import Component

from app import formatting, ledger
from app.components.table import Cell, table
from app.ledger import Refresh
from app.ledger_words import said
from app.pages.data import runs
from app.pages.data.sources import message
from app.values import Run
from app.view import View

_SHOWN = 15
_COLUMNS = ("started", "result", "brought")
_RESULTS = frozenset({"published", "unchanged", "failed"})


def section(view: View) -> list[Component]:
    """Show the newest refreshes, one a row."""
    words = view.words
    found = ledger.refreshes(view.handle, _SHOWN)
    if not found:
        return [html.P(words("data.no_refreshes"))]
    head: list[Cell] = [words(f"data.{key}") for key in _COLUMNS]
    caption = words("data.refreshes_caption")
    known = dict(ledger.freshness(view.handle))
    return [table(caption, head, [_refresh(view, one) for one in found], caption), *runs.details(view, found, known)]


def _refresh(view: View, refresh: Refresh) -> list[Cell]:
    started = formatting.moment(refresh.started_at, view.language) if refresh.started_at else "–"
    return [started, _result(view, refresh.whole), _brought(view, refresh)]


def _result(view: View, whole: Run | None) -> Cell:
    words = view.words
    if whole is None:
        return words("data.outcome.unfinished")
    outcome = whole.outcome if whole.outcome in _RESULTS else "other"
    text = html.Span(words(f"data.outcome.{outcome}"), className=f"state state-{_mark(whole.outcome)}")
    return [text, *(message(view, whole.message) if outcome in {"failed", "other"} else [])]


def _mark(outcome: str) -> str:
    return "fresh" if outcome in {"published", "unchanged"} else "stale"


def _brought(view: View, refresh: Refresh) -> Cell:
    words = view.words
    new = [run for run in refresh.sources if run.outcome == "fresh" and run.message == "new"]
    failed = [run for run in refresh.sources if run.outcome != "fresh"]
    unchanged = len(refresh.sources) - len(new) - len(failed)
    lines: list[Component] = []
    if new:
        lines.append(html.P(words("data.brought_new", names="; ".join(_title(view, run) for run in new))))
    if unchanged:
        lines.append(html.P(words.count("data.brought_unchanged", unchanged, n=unchanged)))
    lines += [_failed(view, run) for run in failed]
    return lines or "–"


def _failed(view: View, run: Run) -> Component:
    found = said(run.message, view.words)
    text = f"{_title(view, run)}: {found.text if found else view.words('data.outcome.stale')}"
    return html.P(text, lang="en") if found and found.is_as_written else html.P(text)


def _title(view: View, run: Run) -> str:
    source = ledger.freshness(view.handle).get(run.source_id or "")
    return source.title.of(view.language) if source else run.source_id or "–"
