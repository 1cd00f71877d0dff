"""Persons in services by kind on the counting day, and what services began and ended in twelve months."""

from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.peers.parts import point_cell
from app.components.plot import plot
from app.components.services.parts import Told, bar, hatched, lower, missing, period, persons, section
from app.components.table import Cell, table
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Numbers
from app.figures.bars import Group, bars
from app.service_facts import IN_SERVICES, KINDS, PARTS, TURNING, ServiceFacts
from app.values import Indicator, Point
from app.view import View

_SIDES = ("started", "ended")


def kinds_panel(view: View, facts: ServiceFacts) -> Component:
    """Show how many are in each kind of service; other services also by their own kinds."""
    words, shown = view.words, _shown(facts)
    if not any(facts.point(one.indicator_id) for one in shown):
        return missing(view, words("services.kinds_none"), shown)
    title = _kinds_title(view, facts, shown)
    first = view.indicator(IN_SERVICES) or shown[0]
    under = words("services.kinds_under", area=view.name(facts.area), period=period(view, first))
    said = words("services.alternative", title=title, figures="; ".join(_told(view, facts, one) for one in shown))
    caption = Caption("kinds", title, under, said, tuple(shown))
    groups = [
        Group(
            _name(view, one),
            (bar(view, one, facts.point(one.indicator_id), "part" if one.indicator_id in PARTS else "solid"),),
        )
        for one in shown
    ]
    notes = [*hatched(view, groups), words("services.kinds_note")]
    drawn = [plot(view, caption, bars(groups, words, is_sample=view.is_sample))]
    return section(view, Told(caption, "kinds", _kinds_table(view, facts, shown), drawn, notes, facts.crossed(KINDS)))


def _shown(facts: ServiceFacts) -> list[Indicator]:
    """The kinds with figures above zero or unknown ones; a kind that ended long ago is not shown as empty."""
    found = facts.indicators((*KINDS, *PARTS))
    shown = [one for one in found if (point := facts.point(one.indicator_id)) is None or (point.high or 0) > 0]
    return shown if any(facts.point(one.indicator_id) for one in shown) else facts.indicators(KINDS)


def _name(view: View, indicator: Indicator) -> str:
    text = indicator.short.of(view.language)
    if indicator.indicator_id in PARTS:
        return view.words("services.of_which", kind=lower(text))
    return text


def _told(view: View, facts: ServiceFacts, one: Indicator) -> str:
    figure = formatting.figure(facts.point(one.indicator_id), one, view.words)
    return f"{one.short.of(view.language)} {figure}"


def _kinds_title(view: View, facts: ServiceFacts, shown: list[Indicator]) -> str:
    pairs = [(one, facts.point(one.indicator_id)) for one in shown if one.indicator_id in KINDS]
    known = [(one, point) for one, point in pairs if point is not None]
    if not known:
        return view.words("services.kinds_none")
    if all(point.high == 0 for _, point in known):
        return view.words("services.kinds_nobody")
    first, most = max(known, key=lambda pair: pair[1].low or 0)
    # The most is only said where no other kind can be larger.
    if any((point.high or 0) >= (most.low or 0) for one, point in known if one is not first):
        return view.words("services.kinds_none")
    return view.words("services.kinds_title", kind=lower(first.short.of(view.language)), n=persons(view, most))


def _kinds_table(view: View, facts: ServiceFacts, shown: list[Indicator]) -> Component:
    words = view.words
    head: list[Cell] = [words("services.kind"), period(view, shown[0]), words("overview.year_ago")]
    rows = [
        [
            _name(view, one),
            point_cell(view, facts.point(one.indicator_id), one),
            point_cell(view, facts.before(one.indicator_id), one),
        ]
        for one in [*facts.indicators((IN_SERVICES,)), *shown]
    ]
    caption = words("services.kinds_caption", area=view.name(facts.area))
    return table(caption, head, rows, caption)


def turnover_panel(view: View, facts: ServiceFacts) -> Component:
    """Show how many periods of each kind began and ended in the twelve months up to the newest."""
    words, last = view.words, facts.turnover_period
    indicators = facts.indicators(tuple(f"{kind}_{side}" for kind in TURNING for side in _SIDES))
    if last is None or not facts.sums:
        return missing(view, words("services.turnover_none"), indicators)
    when = formatting.period(last, "month", view.language)
    title = _turnover_title(view, facts)
    under = words("services.turnover_under", area=view.name(facts.area), period=when)
    caption = Caption("turnover", title, under, title, tuple(indicators))
    head: list[Cell] = [words("services.kind"), *(words(f"services.{side}") for side in _SIDES)]
    head += [words(f"services.{side}_before") for side in _SIDES]
    rows: list[list[Cell]] = []
    for kind in TURNING:
        named = view.indicator(kind)
        ends = [view.indicator(f"{kind}_{side}") for side in _SIDES]
        if named is None or None in ends:
            continue
        sums = [facts.sums.get(one.indicator_id) for one in ends if one]
        now = [point_cell(view, one.now if one else None, named) for one in sums]
        before = [point_cell(view, one.before if one else None, named) for one in sums]
        rows.append([named.short.of(view.language), *now, *before])
    notes = [words("services.turnover_note"), words("services.turnover_lacks")]
    told = table(words("services.turnover_caption", period=when), head, rows, title)
    return section(view, Told(caption, "turnover", told, notes=notes))


def _turnover_title(view: View, facts: ServiceFacts) -> str:
    starts = {kind: sums.now for kind in TURNING if (sums := facts.sums.get(f"{kind}_started")) and sums.now}
    if not starts:
        return view.words("services.turnover_none")
    first = max(starts, key=lambda kind: starts[kind].low or 0)
    most, named = starts[first], view.indicator(first)
    if named is None or any((one.high or 0) >= (most.low or 0) for kind, one in starts.items() if kind != first):
        return view.words("services.turnover_none")
    return view.words("services.turnover_title", kind=lower(named.short.of(view.language)), n=_periods(view, most))


def _periods(view: View, point: Point) -> str:
    text = formatting.bounds(point.low or 0, point.high or 0, 0, view.language)
    return f"{text}{formatting.NO_BREAK}{view.words('unit.periods.other')}"


def numbers(view: View, facts: ServiceFacts) -> Numbers:
    """Return persons by kind, or the sums of twelve months, for a download."""
    part = view.selection.service_table
    found: list[Figure] = []
    if part == "kinds":
        for one in [*facts.indicators((IN_SERVICES,)), *_shown(facts)]:
            points = (facts.point(one.indicator_id), facts.before(one.indicator_id))
            found += [Figure(one, facts.area, point) for point in points if point]
    else:
        made = view.words("services.sum_of_year")
        for one in facts.indicators(tuple(f"{kind}_{side}" for kind in TURNING for side in _SIDES)):
            sums = facts.sums.get(one.indicator_id)
            points = (sums.now, sums.before) if sums else ()
            years = (0, 1)
            found += [
                Figure(one, facts.area, _in_year(point, ago), made=made)
                for point, ago in zip(points, years, strict=False)
                if point
            ]
    name = f"{view.words('services.file')}-{part}-{facts.area.area_id}"
    return table_of(view, name, f"{view.name(facts.area)} – {view.words('page.services')}", found)


def _in_year(point: Point, years_ago: int) -> Point:
    when = point.period.replace(year=point.period.year - years_ago)
    return Point(when, point.value, point.low, point.high, point.status, point.hidden_cells, point.origin)
