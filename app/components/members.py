"""The areas that an area consists of, or that a municipality belongs to, with their share and count of unemployed."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.marks import figure_text, sample_mark
from app.components.table import Cell, table
from app.selection import COUNTRY, Selection, write
from app.situation import COUNT, SHARE
from app.values import Area, Indicator, KeyFigure, Point
from app.view import View

_OPEN_ROWS = 50


def members(view: View) -> list[Component]:
    """Show the municipalities of an area, the areas of a municipality, or the employment areas of the country."""
    area = view.own_area
    known = queries.areas(view.handle)
    if area.level == "municipality":
        groups = [one for one in known.values() if area.area_id in queries.members(view.handle).get(one.area_id, ())]
        return _panel(
            view, "situation.memberships", [one for one in groups if one.area_id not in {area.area_id, COUNTRY}]
        )
    if area.is_country:
        return _panel(
            view, "situation.members_country", [one for one in known.values() if one.level == "employment_area"]
        )
    found = [known[one] for one in queries.members(view.handle).get(area.area_id, ()) if one in known]
    return _panel(view, "situation.members", found)


def _panel(view: View, key: str, areas: Sequence[Area]) -> list[Component]:
    share, count = view.indicator(SHARE), view.indicator(COUNT)
    period = view.period_of(share) if share else None
    if not areas or share is None or count is None or period is None:
        return []
    ordered = sorted(areas, key=lambda area: formatting.collation_key(view.name(area)))
    figures = queries.key_figures(view.handle, ((SHARE, period), (COUNT, period)), tuple(a.area_id for a in ordered))
    rows = [_row(view, area, figures, (share, count)) for area in ordered]
    month = formatting.period(period, "month", view.language)
    caption = view.words("situation.members_caption", title=share.short.of(view.language), period=month)
    head: list[Cell] = [
        view.words("situation.area_column"),
        *([f"{one.short.of(view.language)} ", *sample_mark(view)] for one in (share, count)),
    ]
    content = table(caption, head, rows, caption)
    title = html.H2(view.words(key))
    if len(rows) > _OPEN_ROWS:
        content = html.Details([html.Summary(f"{caption} ({len(rows)})"), content])
    return [html.Section([title, content], className="panel members")]


def _row(
    view: View, area: Area, figures: Mapping[tuple[str, str], KeyFigure], indicators: Sequence[Indicator]
) -> list[Cell]:
    link = html.A(view.name(area), href=write(Selection(view.words.language, "situation", area=area.area_id)))
    level = [html.Span(f" {view.level(area)}", className="quiet")] if view.own_area.level == "municipality" else []
    cells: list[Cell] = [[link, *level]]
    for indicator in indicators:
        found = figures.get((indicator.indicator_id, area.area_id))
        cells.append(_cell(view, found.now if found else None, indicator))
    return cells


def _cell(view: View, point: Point | None, indicator: Indicator) -> Cell:
    text = formatting.figure(point, indicator, view.words)
    note = formatting.hidden_note(point, view.words)
    pieces: list[Component] = [figure_text(text, is_hidden=point is not None and point.is_hidden)]
    return [*pieces, html.Span(f" ({note})", className="quiet")] if note else pieces
