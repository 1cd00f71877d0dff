"""The sources by their titles with how fresh they are, and the checks that the published data passed."""

from datetime import datetime, timedelta

from babel.dates import format_timedelta
from dash import html
from dash.development.base_component import Component

from app import formatting, ledger, queries
from app.components.table import Cell, table
from app.i18n import Texts
from app.ledger_words import said
from app.values import Freshness
from app.view import View

_COLUMNS = ("source", "last_period", "updated", "next", "state", "publisher")
_STATES = frozenset({"fresh", "stale", "absent"})
_TWO_MONTHS = timedelta(days=60)
_DAYS_ONLY = 1000  # no larger unit is ever filled so many times
_BABEL = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


def section(view: View) -> list[Component]:
    """Show every source as a row."""
    words = view.words
    head: list[Cell] = [words(f"data.{key}") for key in _COLUMNS]
    rows = [_source(view, source) for source in ledger.freshness(view.handle).values()]
    return [table(words("data.sources_caption"), head, rows, words("data.sources_caption"))]


def checks(view: View) -> list[Component]:
    """Tell what the published data were checked for; data that fail a check are never published."""
    words = view.words
    built = queries.build(view.handle).built_at
    names = sorted(key for key in words.keys if key.startswith("check."))
    lead = words("data.checks_lead", n=len(names), time=formatting.moment(built, view.language) if built else "–")
    passed = html.Span(words("data.passed"), className="visually-hidden")
    return [html.P(lead), html.Ul([html.Li([passed, words(key)]) for key in names], className="checks")]


def message(view: View, text: str | None) -> list[Component]:
    """Show what a refresh wrote down, in words where its form is known."""
    found = said(text, view.words)
    if found is None:
        return []
    return [html.P(found.text, lang="en") if found.is_as_written else html.P(found.text)]


def _source(view: View, source: Freshness) -> list[Cell]:
    words = view.words
    state = words(f"data.outcome.{source.outcome if source.outcome in _STATES else 'other'}")
    checked = (
        words("data.checked", time=formatting.moment(source.checked_at, view.language)) if source.checked_at else ""
    )
    return [
        [html.Span(source.title.of(view.language)), html.P(html.Code(source.table_address))],
        _last_period(view, source),
        _published(view, source.updated_at),
        _next(view, source),
        [
            html.Span(state, className=f"state state-{source.outcome}"),
            *message(view, source.message),
            *([html.P(checked)] if checked else []),
        ],
        [html.Span(source.publisher.of(view.language)), html.P(source.licence)],
    ]


def _last_period(view: View, source: Freshness) -> str:
    if source.last_period is None:
        return "–"
    return formatting.capital(formatting.period(source.last_period, source.frequency, view.language))


def _published(view: View, moment: datetime | None) -> Cell:
    if moment is None:
        return "–"
    day = formatting.day(moment, view.language)
    return [html.Span(day), html.P(age(moment, view.now, view.words))] if view.now > moment else day


def age(moment: datetime, now: datetime, words: Texts) -> str:
    """Return how long ago a day was: today, in days up to two months, then in months: '4 kuukautta sitten'."""
    gone = formatting.date_of(moment) - formatting.date_of(now)
    if not gone:
        return words("data.today")  # for Babel no day is less than one day ago
    threshold = _DAYS_ONLY if abs(gone) < _TWO_MONTHS else 2
    return format_timedelta(gone, "day", threshold=threshold, add_direction=True, locale=_BABEL[words.language])


def _next(view: View, source: Freshness) -> str:
    if source.next_release_at is None:
        return "–"
    text = formatting.day(source.next_release_at, view.language)
    return text if source.next_release_is_published else view.words("data.estimate", date=text)
