"""What followed each kind of service in a year: two shares that overlap, and no share of the employed."""

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.peers.parts import point_cell
from app.components.plot import plot
from app.components.services.parts import Told, bar, hatched, missing, period, section
from app.components.table import Cell, table
from app.downloads.figures import Figure, table_of
from app.downloads.numbers import Amount, Numbers
from app.downloads.numbers import Cell as FileCell
from app.figures.bars import Group, Look, bars
from app.queries.services import Counts
from app.service_facts import FOLLOWED, OUTCOMES, SIDES, ServiceFacts
from app.values import Indicator, Point
from app.view import View

_LOOKS: tuple[Look, Look] = ("solid", "hollow")
_WHOLE = 100.0


def outcomes_panel(view: View, facts: ServiceFacts) -> Component:
    """Show, by kind of service, how many were unemployed and how many in a service after it."""
    words = view.words
    kinds = [kind for kind in FOLLOWED if (found := _counts(facts, kind)) and (found.whole.high or 0) > 0]
    if not kinds:
        return missing(view, words("services.outcomes_none"), facts.indicators(OUTCOMES))
    shown = tuple(one for kind in kinds for one in facts.indicators(_names(kind)))
    year = period(view, shown[0])
    title = _title(view, facts, kinds, year)
    under = words("services.outcomes_under", area=view.name(facts.area), year=year)
    said = words("services.alternative", title=title, figures="; ".join(_told(view, facts, kind) for kind in kinds))
    caption = Caption("outcomes", title, under, said, shown)
    groups = _groups(view, facts, kinds)
    drawn = [_legend(view), plot(view, caption, bars(groups, words, most=_WHOLE, is_sample=view.is_sample))]
    notes = [words(f"services.{note}") for note in ("outcomes_others", "outcomes_when", "outcomes_effect")]
    notes += hatched(view, groups)
    return section(view, Told(caption, "outcomes", _table(view, facts, kinds), drawn, notes))


def _names(kind: str) -> tuple[str, ...]:
    return tuple(f"{kind}_{side}_after_share" for side in SIDES)


def _kind(view: View, kind: str) -> str:
    indicator = view.indicator(kind)
    return indicator.short.of(view.language) if indicator else kind


def _title(view: View, facts: ServiceFacts, kinds: list[str], year: str) -> str:
    """Tell of the kind that most periods of ended: it says most about the area."""
    ended = {kind: found.whole for kind in kinds if (found := _counts(facts, kind))}
    if not ended:
        return view.words("services.outcomes_none")
    most = max(ended, key=lambda kind: ended[kind].low or 0)
    if any((point := facts.point(name)) is None or point.is_hidden for name in _names(most)):
        return view.words("services.outcomes_none")
    unemployed, in_services = (_figure(view, facts, name) for name in _names(most))
    return view.words(
        "services.outcomes_title",
        year=year,
        kind=_kind(view, most),
        unemployed=unemployed,
        in_services=in_services,
    )


def _counts(facts: ServiceFacts, kind: str) -> Counts | None:
    found = facts.outcome_counts
    return next((found[name, facts.area.area_id] for name in _names(kind) if (name, facts.area.area_id) in found), None)


def _figure(view: View, facts: ServiceFacts, name: str) -> str:
    indicator = view.indicator(name)
    return formatting.figure(facts.point(name), indicator, view.words) if indicator else ""


def _told(view: View, facts: ServiceFacts, kind: str) -> str:
    figures = [
        f"{view.words(f'services.after.{side}')} {_figure(view, facts, name)}"
        for side, name in zip(SIDES, _names(kind), strict=True)
    ]
    return f"{_kind(view, kind)}: {', '.join(figures)}"


def _legend(view: View) -> Component:
    marks = [
        html.Span([html.Span(className=f"bar-mark {look}"), view.words(f"services.after.{side}")], className="bar-key")
        for side, look in zip(SIDES, _LOOKS, strict=True)
    ]
    return html.P(marks, className="bar-legend")


def _groups(view: View, facts: ServiceFacts, kinds: list[str]) -> list[Group]:
    return [
        Group(
            _kind(view, kind),
            tuple(
                bar(view, indicator, facts.point(name), look, view.words(f"services.after.{side}"))
                for side, name, look in zip(SIDES, _names(kind), _LOOKS, strict=True)
                if (indicator := view.indicator(name))
            ),
        )
        for kind in kinds
    ]


def _table(view: View, facts: ServiceFacts, kinds: list[str]) -> Component:
    words = view.words
    head: list[Cell] = [words("services.kind"), words("services.ended_periods")]
    for side in SIDES:
        head += [words(f"services.after_count.{side}"), words(f"services.after_share.{side}")]
    rows: list[list[Cell]] = []
    for kind in kinds:
        found = _counts(facts, kind)
        row: list[Cell] = [_kind(view, kind), _count(view, found.whole if found else None)]
        for name in _names(kind):
            indicator, counts = view.indicator(name), facts.outcome_counts.get((name, facts.area.area_id))
            row.append(_count(view, counts.part if counts else None))
            row.append(point_cell(view, facts.point(name), indicator) if indicator else "–")
        rows.append(row)
    caption = words("services.outcomes_caption", area=view.name(facts.area))
    return table(caption, head, rows, caption)


def _count(view: View, point: Point | None) -> str:
    return "–" if point is None else formatting.bounds(point.low or 0, point.high or 0, 0, view.language)


def numbers(view: View, facts: ServiceFacts) -> Numbers:
    """Return the shares with the counts they are made of, for a download."""
    words = view.words
    columns = [words(f"services.columns.{name}") for name in ("part_low", "part_high", "ended_low", "ended_high")]
    found = [
        Figure(one, facts.area, point, _ends(facts, one))
        for one in facts.indicators(OUTCOMES)
        if (point := facts.point(one.indicator_id))
    ]
    name = f"{words('services.file')}-outcomes-{facts.area.area_id}"
    return table_of(view, name, f"{view.name(facts.area)} – {words('page.services')}", found, columns)


def _ends(facts: ServiceFacts, indicator: Indicator) -> tuple[FileCell, ...]:
    found = facts.outcome_counts.get((indicator.indicator_id, facts.area.area_id))
    ends = (found.part.low, found.part.high, found.whole.low, found.whole.high) if found else (None,) * 4
    return tuple(None if end is None else Amount(end, 0) for end in ends)
