"""The choice of an area: a search field and the employment areas, never a guessed one."""

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.controls import area_choice, controls
from app.pages.page import Page
from app.selection import Selection, write
from app.values import Area
from app.view import ALAND, View


def _title(view: View) -> str:
    return view.words("page.start")


def _controls(view: View) -> Component:
    words = view.words
    head = html.Div([html.H1(words("start.title"), tabIndex=-1), html.P(words("start.lead"), className="lead")])
    return controls(view, [head, area_choice(view, None)], {})


def _results(view: View) -> Component:
    areas = [area for area in queries.areas(view.handle).values() if area.level == "employment_area"]
    ordered = sorted(areas, key=lambda area: formatting.collation_key(view.name(area)))
    links = [html.Li(_link(view, area)) for area in ordered if area.area_id != ALAND]
    apart = [html.Li(_link(view, area, view.words("area.aland"))) for area in areas if area.area_id == ALAND]
    country = queries.areas(view.handle).get("SSS")
    whole = [html.Li(_link(view, country, view.words("start.country")))] if country else []
    return html.Section(
        [
            html.H2(view.words("level_set.employment_area")),
            html.Ul(links, className="area-list"),
            html.Ul([*apart, *whole], className="area-list apart"),
        ],
        className="panel",
    )


def _link(view: View, area: Area, text: str | None = None) -> Component:
    selection = Selection(view.words.language, "situation", area=area.area_id)
    return html.A(text or view.name(area), href=write(selection))


PAGE = Page("start", _controls, _results, _title)
