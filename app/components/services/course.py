"""The course of unemployment: how long it has lasted, what periods of it began and ended, and why they ended."""

from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.peers.parts import point_cell
from app.components.plot import plot
from app.components.services.parts import (
    Told,
    bar,
    hatched,
    missing,
    names,
    of_regions,
    period,
    persons,
    section,
)
from app.components.table import Cell, table
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.figures.bars import Group, bars
from app.service_facts import DURATIONS, MEAN_SEARCH, PERIODS, REASONS, ServiceFacts
from app.values import Area, Indicator
from app.view import View


def durations_panel(view: View, facts: ServiceFacts) -> Component:
    """Show the unemployed by how long they have been so, and the mean length of search where it is published."""
    words, shown = view.words, facts.indicators(DURATIONS)
    longest = facts.point(DURATIONS[-1])
    if not any(facts.point(one.indicator_id) for one in shown):
        return missing(view, words("services.durations_none"), shown)
    title = words("services.durations_title", n=persons(view, longest)) if longest else words("services.durations_none")
    under = words("services.durations_under", area=view.name(facts.area), period=period(view, shown[0]))
    figures = "; ".join(f"{_band(view, one)} {_text(view, facts, one)}" for one in shown)
    said = words("services.alternative", title=title, figures=figures)
    caption = Caption("durations", title, under, said, tuple(shown))
    groups = [Group(_band(view, one), (bar(view, one, facts.point(one.indicator_id)),)) for one in shown]
    drawn = [plot(view, caption, bars(groups, words, is_sample=view.is_sample))]
    listed, notes = _durations_table(view, facts, shown), [*hatched(view, groups), *_mean_search(view, facts)]
    return section(view, Told(caption, "durations", listed, drawn, notes, facts.crossed(DURATIONS)))


def _band(view: View, indicator: Indicator) -> str:
    # "Työttömänä: yli 2 vuotta": under a title that says so, only the length.
    text = indicator.short.of(view.language).partition(": ")[2] or indicator.short.of(view.language)
    return formatting.capital(text)


def _text(view: View, facts: ServiceFacts, one: Indicator, area: Area | None = None) -> str:
    return formatting.figure(facts.point(one.indicator_id, area), one, view.words)


def _mean_search(view: View, facts: ServiceFacts) -> list[str]:
    indicator = view.indicator(MEAN_SEARCH)
    places = facts.places((MEAN_SEARCH,))
    if indicator is None or not places:
        return []
    told = [
        view.words("services.mean_search", area=view.name(area), n=_text(view, facts, indicator, area))
        for area in dict.fromkeys((*places, facts.country))
        if (point := facts.point(MEAN_SEARCH, area)) and point.exact is not None
    ]
    return [" ".join([*told, *of_regions(view, facts, places)])]


def _durations_table(view: View, facts: ServiceFacts, shown: list[Indicator]) -> Component:
    words = view.words
    head: list[Cell] = [words("services.duration"), period(view, shown[0]), words("overview.year_ago")]
    rows = [
        [
            _band(view, one),
            point_cell(view, facts.point(one.indicator_id), one),
            point_cell(view, facts.before(one.indicator_id), one),
        ]
        for one in shown
    ]
    caption = words("services.durations_caption", area=view.name(facts.area))
    return table(caption, head, rows, caption)


def endings_panel(view: View, facts: ServiceFacts) -> Component:
    """Show why unemployment periods ended, and how many began and ended."""
    words, shown = view.words, facts.indicators(REASONS)
    places = facts.places(REASONS)
    shown = [one for one in shown if any(facts.point(one.indicator_id, area) for area in places)]
    if not places or not shown:
        return missing(view, words("services.endings_none"), facts.indicators((*REASONS, *PERIODS)))
    first = places[0]
    share = _text(view, facts, shown[0], first)
    title = words("services.endings_title", area=view.name(first), share=share)
    under = words("services.endings_under", area=names(view, places[:1]), period=period(view, shown[0]))
    figures = "; ".join(f"{_reason(view, one)} {_text(view, facts, one, first)}" for one in shown)
    said = words("services.alternative", title=title, figures=figures)
    caption = Caption("endings", title, under, said, (*shown, *facts.indicators(PERIODS)))
    groups = [Group(_reason(view, one), (bar(view, one, facts.point(one.indicator_id, first)),)) for one in shown]
    drawn = [plot(view, caption, bars(groups, words, is_sample=view.is_sample))]
    caveat = shown[0].caveat
    notes = [*of_regions(view, facts, places), *_periods(view, facts), *hatched(view, groups)]
    notes.append(words("services.endings_note"))
    notes += [caveat.of(view.language)] if caveat else []
    told = Told(caption, "endings", _endings_table(view, facts, shown, places), drawn, notes)
    return section(view, told)


def _reason(view: View, indicator: Indicator) -> str:
    text = indicator.short.of(view.language)
    return formatting.capital(text.partition(": ")[2] or text)


def _periods(view: View, facts: ServiceFacts) -> list[str]:
    """How many periods began and ended, of the regions where the area has no figures of its own."""
    started, ended, mean = (view.indicator(one) for one in PERIODS)
    if started is None or ended is None or mean is None:
        return []
    return [
        view.words(
            "services.periods",
            area=view.name(area),
            period=period(view, started),
            started=_text(view, facts, started, area),
            ended=_text(view, facts, ended, area),
            mean=_text(view, facts, mean, area),
        )
        for area in dict.fromkeys((*facts.places(PERIODS), facts.country))
        if facts.point(PERIODS[0], area)
    ]


def _endings_table(view: View, facts: ServiceFacts, shown: list[Indicator], places: tuple[Area, ...]) -> Component:
    words = view.words
    areas = list(dict.fromkeys((*places, facts.country)))
    head: list[Cell] = [words("services.reason"), words("services.ended_periods"), *(view.name(one) for one in areas)]
    rows: list[list[Cell]] = []
    for one in shown:
        found = facts.reason_counts.get((one.indicator_id, areas[0].area_id))
        count = formatting.bounds(found.part.low or 0, found.part.high or 0, 0, view.language) if found else "–"
        cells = [point_cell(view, facts.point(one.indicator_id, area), one) for area in areas]
        rows.append([_reason(view, one), count, *cells])
    rows += [
        [
            one.title.of(view.language),
            "",
            *(point_cell(view, facts.point(one.indicator_id, area), one) for area in areas),
        ]
        for one in facts.indicators(PERIODS)
    ]
    caption = words("services.endings_caption", area=view.name(areas[0]))
    return table(caption, head, rows, caption)


def numbers(view: View, facts: ServiceFacts) -> Numbers:
    """Return the figures by duration, or by reason, for a download."""
    part = view.selection.service_table
    ids = (*DURATIONS, MEAN_SEARCH) if part == "durations" else (*REASONS, *PERIODS)
    found = [
        Figure(one, area, point)
        for one in facts.indicators(ids)
        for area in dict.fromkeys((facts.area, *facts.places((one.indicator_id,)), facts.country))
        if (point := facts.point(one.indicator_id, area))
    ]
    name = f"{view.words('services.file')}-{part}-{facts.area.area_id}"
    return table_of(view, name, f"{view.name(facts.area)} – {view.words('page.services')}", found)
