"""The shown numbers of a comparison as a table to take along."""

from collections.abc import Iterable

from app.comparison import Cross, Panel, chosen_only, cross, level_of, panels, scattered
from app.downloads import Amount, Numbers
from app.downloads.figures import Figure, table_of
from app.measure import Measure
from app.values import Area, Names, Point
from app.view import View


def numbers(view: View, title: str) -> Numbers:
    """Return the numbers that the address shows: series by area and period, one period in its order with ranks."""
    words, selection = view.words, view.selection
    name = "-".join([words("csv.name"), *selection.indicators[:2]])
    if selection.view in {"ranking", "distribution", "scatter"}:
        ranks = (words("csv.rank_from"), words("csv.rank_to"))
        return table_of(view, name, title, _crossed(view), ranks)
    return table_of(view, name, title, _over_time(view))


def _over_time(view: View) -> Iterable[Figure]:
    for panel in panels(view):
        if isinstance(panel, Panel):
            for one in panel.series:
                yield from (_figure(view, panel.measure, one.area, point) for point in one.points)
            for place, points in panel.spread.items():
                area = _place(view, place, panel.level)
                yield from (_figure(view, panel.measure, area, point) for point in points)


def _crossed(view: View) -> Iterable[Figure]:
    for shown in _crosses(view):
        for row in shown.rows:
            if row.point:
                ends = (row.rank.first, row.rank.last) if row.rank else ()
                ranks = tuple(Amount(end, 0) for end in ends) or (None, None)
                yield _figure(view, shown.measure, row.area, row.point, ranks)
        for place, point in shown.spread.items():
            yield _figure(view, shown.measure, _place(view, place, shown.level), point, (None, None))


def _crosses(view: View) -> list[Cross]:
    if view.selection.view == "scatter":
        pair = scattered(view, level_of(view))
        return list(pair) if isinstance(pair, tuple) else []
    level = view.selection.whole if view.selection.view == "ranking" else level_of(view)
    found: list[Cross] = []
    for indicator in filter(None, map(view.indicator, view.selection.indicators)):
        shown = cross(view, indicator, level)
        # What has no order is given as the page gives it: the chosen areas as they were chosen.
        kept = shown if isinstance(shown, Cross) else chosen_only(view, indicator)
        found += [kept] if kept else []
    return found


def _figure(view: View, measure: Measure, area: Area, point: Point, extra: tuple[Amount | None, ...] = ()) -> Figure:
    return Figure(
        indicator=measure.indicator,
        area=area,
        point=point,
        extra=extra,
        unit=measure.unit(view.words),
        decimals=measure.decimals,
        made=measure.made(view.words),
    )


def _place(view: View, place: str, level: str) -> Area:
    text = view.words(f"compare.spread.{place}")
    return Area(place, level, Names(text, text, text), "summed")
