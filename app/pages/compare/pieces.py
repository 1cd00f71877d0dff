"""What the cards of a comparison have alike: head, notes, why there is no figure, cells of tables."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.comparison import Refusal
from app.components.folded import Folded, TableCell
from app.components.marks import sample_mark
from app.components.source import definition, source_line
from app.measure import Measure
from app.selection import Selection, write
from app.values import Area, Indicator, Point
from app.view import View


def card(parts: Sequence[Component]) -> Component:
    """Return one figure's card."""
    return html.Section(list(parts), className="panel chart")


def head(view: View, name: str, answer: str, under: str) -> list[Component]:
    """Return the title of a card: the answer; where the page has several (`name`), what it is about comes first."""
    mark = sample_mark(view)
    said = [html.H2([name, *mark]), html.P(answer, className="answer")] if name else [html.H2([answer, *mark])]
    return [*said, html.P(under, className="quiet under")]


def titled(name: str, answer: str) -> str:
    """Return the title of a picture, which travels alone."""
    return f"{name}: {answer}" if name else answer


def notes(view: View, texts: Sequence[str], *, is_folded: bool = False) -> list[Component]:
    """Return what has to be known of a figure, each thing once; folded where figures stand close together."""
    each = list(dict.fromkeys(texts))
    if not each:
        return []
    shown = html.Ul([html.Li(note) for note in each], className="notes")
    title = html.Summary(view.words("compare.notes", n=len(each)))
    return [html.Details([title, shown], className="definition folded-notes")] if is_folded else [shown]


def refused(view: View, refusal: Refusal, name: str, below: Sequence[Component] = ()) -> Component:
    """Say why there is no figure, and offer the view that there is."""
    words = view.words
    parts: list[Component] = [html.H2([name, *sample_mark(view)])] if name else []
    parts.append(html.P(refusal.text(words), className="notice"))
    if refusal.why in {"count", "broken", "not_comparable"}:
        over_time = write(replace(alone(view, refusal.indicator), view="lines", whole=""))
        parts.append(html.P(html.A(words("compare.to_lines"), href=over_time)))
    ends = [] if below else [source_line(view, refusal.indicator), definition(view, refusal.indicator)]
    return card([*parts, *below, *ends])


def alone(view: View, indicator: Indicator) -> Selection:
    """Return the view that shows one of several indicators alone."""
    return replace(view.selection, indicators=(indicator.indicator_id,), indicator=indicator.indicator_id)


def period_text(view: View, period: date, indicator: Indicator) -> str:
    """Return a period as a line begins with it."""
    return formatting.capital(formatting.period(period, indicator.frequency, view.language))


def area_cell(view: View, area: Area) -> TableCell:
    """Name an area with its level."""
    return TableCell(view.name(area), "" if area.is_country else view.level(area))


def cell(view: View, point: Point | None, measure: Measure) -> Folded:
    """Return a figure of a table: hidden ones hatched, partly hidden ones with how many."""
    text = measure.text(point, view.words)
    if point is None or point.status == "complete":
        return text
    if point.is_hidden:
        return TableCell(text, is_hidden=True)
    note = formatting.hidden_note(point, view.words)
    return f"{text} ({note})" if note and point.hidden_cells else text
