"""Lines of the page on services: unemployment with and without services, the activation rate, flows to long-term."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.folded import Folded, folded_table
from app.components.peers.parts import point_cell
from app.components.plot import plot
from app.components.services.parts import Told, missing, names, of_regions, section
from app.components.table import Cell, table
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.figures.lines import Look, lines
from app.service_facts import BROAD, LASTING, LONGEST, RATE, SHARE, ServiceFacts
from app.values import Area, Break, Point, Series
from app.view import View

_HEIGHT = 320


@dataclass(frozen=True)
class _Lines:
    """A chart of lines: the name of its numbers, its title, its series, what has to be known, a table of its own.

    area: whose figures they are first of all, where not of the page's area.
    """

    part: str
    title: str
    shown: Sequence[Series]
    notes: Sequence[str]
    breaks: Sequence[Break]
    area: Area | None = None
    table: Component | None = None


def broad_panel(view: View, facts: ServiceFacts) -> Component:
    """Show the unemployed with and without those in services, beside each other always."""
    found = facts.series((SHARE, BROAD), (facts.area,))
    title = view.words("services.broad_none")
    if not found:
        return missing(view, title, facts.indicators((SHARE, BROAD)))
    share, broad = (_figure(view, facts, name) for name in (SHARE, BROAD))
    point = facts.point(SHARE)
    if point and not point.is_hidden:
        title = view.words("services.broad_title", share=share, broad=broad)
    # The two lines are of one area: what tells them apart, and stands at their ends, is what they measure.
    named = [replace(one, area=_named(one)) for one in found]
    breaks = facts.breaks((SHARE, BROAD), (facts.area,))
    return _over_time(view, _Lines("broad", title, named, [view.words("services.broad_note")], breaks))


def activation_panel(view: View, facts: ServiceFacts) -> Component:
    """Show the activation rate of the area and of the country."""
    areas = list(dict.fromkeys((facts.area, facts.country)))
    found = facts.series((RATE,), areas)
    if not found:
        return missing(view, view.words("services.activation_none"), facts.indicators((RATE,)))
    key = "services.activation_country" if facts.area.is_country else "services.activation_title"
    title = view.words(key, rate=_figure(view, facts, RATE), country=_figure(view, facts, RATE, facts.country))
    caveat = found[0].indicator.caveat
    notes = [caveat.of(view.language)] if caveat else []
    return _over_time(view, _Lines("activation", title, found, notes, facts.breaks((RATE,), areas)))


def flow_panel(view: View, facts: ServiceFacts) -> Component:
    """Show how much of what begins lasts over a year; of the regions where the area has no figures of its own."""
    places = facts.places(LASTING)
    areas = list(dict.fromkeys((*places, facts.country)))
    found = facts.series((LONGEST,), areas)
    indicators = facts.indicators(LASTING)
    if not found:
        return missing(view, view.words("services.flow_none"), indicators)
    first = found[0].area
    share = _figure(view, facts, LONGEST, first)
    title = view.words("services.flow_title", area=view.name(first), share=share)
    caveat = found[0].indicator.caveat
    notes = [*of_regions(view, facts, places), *([caveat.of(view.language)] if caveat else [])]
    breaks = facts.breaks((LONGEST,), areas)
    return _over_time(view, _Lines("flow", title, found, notes, breaks, first, _flow_table(view, facts, areas)))


def _named(one: Series) -> Area:
    # Of no level: as lines of the country both would be dashed and nothing would tell them apart.
    return Area(one.indicator.indicator_id, "", one.indicator.short, one.area.origin)


def _figure(view: View, facts: ServiceFacts, name: str, area: Area | None = None) -> str:
    indicator = view.indicator(name)
    return formatting.figure(facts.point(name, area), indicator, view.words) if indicator else ""


def _over_time(view: View, told: _Lines) -> Component:
    words, shown = view.words, told.shown
    periods = sorted({point.period for one in shown for point in one.points})
    frequency = shown[0].indicator.frequency
    first, last = (formatting.period(end, frequency, view.language) for end in (periods[0], periods[-1]))
    breaks = [one for one in told.breaks if one.is_recurring or periods[0] < one.first_period <= periods[-1]]
    under = words("services.over_time", area=names(view, (told.area or view.own_area,)), first=first, last=last)
    latest = "; ".join(f"{one.area.names.of(view.language)} {_last(view, one)}" for one in shown)
    said = words("services.alternative", title=told.title, figures=latest)
    caption = Caption(told.part, told.title, under, said, tuple(dict.fromkeys(one.indicator for one in shown)))
    figure = lines(shown, breaks, words, is_sample=view.is_sample, look=Look(height=_HEIGHT))
    numbers_ = told.table or _table(view, told.title, shown)
    return section(view, Told(caption, told.part, numbers_, [plot(view, caption, figure)], told.notes, breaks))


def _last(view: View, one: Series) -> str:
    return formatting.figure(one.points[-1] if one.points else None, one.indicator, view.words)


def _table(view: View, title: str, shown: Sequence[Series]) -> Component:
    by_period = [{point.period: point for point in one.points} for one in shown]
    frequency = shown[0].indicator.frequency
    rows: list[list[Folded]] = [
        [
            formatting.capital(formatting.period(when, frequency, view.language)).replace(" ", formatting.NO_BREAK),
            *(_text(view, one, points.get(when)) for one, points in zip(shown, by_period, strict=True)),
        ]
        for when in sorted({point.period for one in shown for point in one.points}, reverse=True)
    ]
    head = [view.words("compare.period_column"), *(one.area.names.of(view.language) for one in shown)]
    return folded_table(view, title, head, rows)


def _text(view: View, one: Series, point: Point | None) -> str:
    text = formatting.figure(point, one.indicator, view.words)
    note = formatting.hidden_note(point, view.words)
    return f"{text} ({note})" if note else text


def _flow_table(view: View, facts: ServiceFacts, areas: Sequence[Area]) -> Component:
    head: list[Cell] = [view.words("services.indicator"), *(view.name(one) for one in areas)]
    rows = [
        [one.title.of(view.language), *(point_cell(view, facts.point(one.indicator_id, area), one) for area in areas)]
        for one in facts.indicators(LASTING)
    ]
    caption = view.words("services.flow_caption")
    return table(caption, head, rows, caption)


def numbers(view: View, facts: ServiceFacts) -> Numbers:
    """Return the figures of the chart that the address names."""
    part = view.selection.service_table
    if part == "flow":
        areas = list(dict.fromkeys((*facts.places(LASTING), facts.country)))
        shown = facts.series(LASTING, areas)
    elif part == "activation":
        shown = facts.series((RATE,), list(dict.fromkeys((facts.area, facts.country))))
    else:
        shown = facts.series((SHARE, BROAD), (facts.area,))
    found = [Figure(one.indicator, one.area, point) for one in shown for point in one.points]
    name = f"{view.words('services.file')}-{part}-{facts.area.area_id}"
    return table_of(view, name, f"{view.name(facts.area)} – {view.words('page.services')}", found)
