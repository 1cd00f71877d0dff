"""What the figures of the page on services have alike: their frame, why one is missing, whose figures are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.marks import sample_mark
from app.components.source import source_line
from app.components.tools import tools
from app.figures.bars import Bar, Group, Look
from app.service_facts import ServiceFacts
from app.values import Area, Break, Indicator, Point
from app.view import View

_FEW = 2  # definitions that stand beside the other tools


@dataclass(frozen=True)
class Told:
    """One figure: its caption, what is drawn, what has to be known, the same numbers as a table.

    part: what the address calls its numbers. Without a chart the table is open. breaks: told folded, after the notes.
    """

    caption: Caption
    part: str
    table: Component
    drawn: Sequence[Component] = ()
    notes: Sequence[str] = ()
    breaks: Sequence[Break] = ()


def section(view: View, told: Told) -> Component:
    """Show a figure."""
    caption, selection = told.caption, replace(view.selection, service_table=told.part)
    notes = [html.Ul([html.Li(one) for one in dict.fromkeys(told.notes)], className="notes")] if told.notes else []
    is_chart, is_few = bool(told.drawn), len(caption.indicators) <= _FEW
    named = caption if is_few else replace(caption, indicators=())
    foot = tools(view, named, table=told.table if is_chart else None, is_chart=is_chart, selection=selection)
    return html.Section(
        [
            html.H2([caption.title, *sample_mark(view)]),
            html.P(caption.under, className="quiet under"),
            *(told.drawn or (told.table,)),
            *notes,
            *_breaks(view, told.breaks),
            source_line(view, *caption.indicators),
            foot,
            *([] if is_few else [_definitions(view, caption.indicators)]),
        ],
        className=f"panel chart services-{told.part}",
    )


def _breaks(view: View, breaks: Sequence[Break]) -> list[Component]:
    if not breaks:
        return []
    said = [f"{one.name.of(view.language)}: {one.text.of(view.language)}" for one in breaks]
    title = html.Summary(view.words("compare.notes", n=len(said)))
    listed = html.Ul([html.Li(one) for one in said], className="notes")
    return [html.Details([title, listed], className="definition folded-notes")]


def _definitions(view: View, indicators: Sequence[Indicator]) -> Component:
    """All definitions under one name, where a row of links would be longer than the figure."""
    language, words = view.language, view.words
    terms: list[Component] = []
    for one in indicators:
        formula = words("situation.formula", formula=one.formula.of(language))
        terms += [html.Dt(one.short.of(language)), html.Dd([f"{one.description.of(language)} {formula}"])]
    caveats = dict.fromkeys(one.caveat.of(language) for one in indicators if one.caveat)
    body = [html.Dl(terms), *(html.P(one) for one in caveats)]
    return html.Details([html.Summary(words("services.definitions", n=len(indicators))), *body], className="definition")


def missing(view: View, title: str, indicators: Sequence[Indicator]) -> Component:
    """Say that there is nothing to show, and of which tables."""
    return html.Section(
        [html.H2(title), html.P(view.words("services.absent"), className="notice"), source_line(view, *indicators)],
        className="panel chart",
    )


def bar(view: View, indicator: Indicator, point: Point | None, look: Look = "solid", after: str = "") -> Bar:
    """Return the bar of a figure; `after` follows the figure where there is room."""
    text = formatting.figure(point, indicator, view.words)
    long = f"{text} {after}" if after else text
    if point is None or point.low is None or point.high is None:
        return Bar(None, None, long, text, look)
    ends = formatting.bounds(point.low, point.high, indicator.decimals, view.language)
    short = formatting.with_unit(ends, indicator.unit, view.words)
    return Bar(point.low, point.high, long, short, look, is_hidden=point.is_hidden)


def hatched(view: View, groups: Sequence[Group]) -> list[str]:
    """Say what a hatched part of a bar is, where there is one."""
    is_any = any(bar.low != bar.high for group in groups for bar in group.bars)
    return [view.words("services.hatched")] if is_any else []


def names(view: View, areas: Sequence[Area]) -> str:
    """Name areas in a line."""
    return ", ".join(view.name(one) for one in areas)


def of_regions(view: View, facts: ServiceFacts, areas: Sequence[Area]) -> list[str]:
    """Say that figures are those of regions, where they are."""
    if facts.area in areas or not areas:
        return []
    return [view.words("services.of_regions", names=names(view, areas))]


def lower(text: str) -> str:
    """Return a text as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def period(view: View, indicator: Indicator) -> str:
    """Return the period that is shown of an indicator, in words."""
    found = view.period_of(indicator)
    return formatting.period(found, indicator.frequency, view.language) if found else ""


def persons(view: View, point: Point) -> str:
    """Return a count of persons with its unit, or its bounds."""
    if point.exact is not None:
        return formatting.counted(point.exact, "persons", view.words)
    text = formatting.bounds(point.low or 0, point.high or 0, 0, view.language)
    return f"{text}{formatting.NO_BREAK}{view.words('unit.persons.other')}"
