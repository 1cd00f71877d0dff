"""One indicator in every area of a level on a map that plays over time, with its classes and the numbers as a table."""

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from app import formatting, maps, queries
from app.components.caption import Caption
from app.components.controls import area_choice, choice, controls
from app.components.map_figure import boundary_source, map_figure
from app.components.map_legend import legend
from app.components.map_table import figure_cell, map_table, rows_in_order
from app.components.marks import sample_mark
from app.components.source import release_line, source_line
from app.components.tools import tools
from app.downloads import Numbers
from app.downloads.figures import Figure, table_of
from app.maps import MapNumbers
from app.pages.compare import indicator_options
from app.pages.page import Page
from app.selection import COUNTRY, MAP_CLASSES, MAP_FORMS, MAP_LEVELS, SPANS, Selection, write
from app.sentences import map_answer
from app.values import Indicator
from app.view import View

_NAME = "map"


def _title(view: View) -> str:
    indicator = view.indicator(view.selection.indicator)
    name = indicator.short.of(view.language) if indicator else ""
    return f"{name} – {view.words('page.map')}" if name else view.words("page.map")


def _controls(view: View) -> Component:
    words, selection = view.words, view.selection
    known = queries.levels(view.handle)
    levels = [{"value": one, "label": words(f"level_set.{one}")} for one in MAP_LEVELS if one in known]
    cuts = [{"value": one, "label": words(f"map.cuts.{one}")} for one in MAP_CLASSES]
    forms = [{"value": one, "label": words(f"map.forms.{one}")} for one in MAP_FORMS]
    spans = [{"value": one, "label": words(f"compare.spans.{one}")} for one in SPANS]
    period = f"{selection.period:%Y-%m}" if selection.period else ""
    given = [
        choice(view, "indicator", _indicator_options(view), selection.indicator),
        choice(view, "level", levels, selection.level, words("map.level")),
        choice(view, "period", _period_options(view), period),
        area_choice(view, selection.area, "query"),
        choice(view, "classes", cuts, selection.classes, words("map.classes")),
        choice(view, "span", spans, selection.span),
    ]
    if maps.has_boundaries(view.handle):
        given.append(choice(view, "form", forms, selection.form, words("map.form")))
    defaults = {
        "indicator": queries.first_indicator(view.handle),
        "level": MAP_LEVELS[0],
        "period": "",
        "area": view.home_area,
        "classes": MAP_CLASSES[0],
        "span": SPANS[1],
        "form": MAP_FORMS[0],
    }
    return controls(view, given, defaults)


def _indicator_options(view: View) -> list[dict[str, Any]]:
    known = queries.indicators(view.handle)
    groups = [
        {**group, "items": [item for item in group["items"] if known[item["value"]].comparable_between_areas]}
        for group in indicator_options(view)
    ]
    return [group for group in groups if group["items"]]


def _period_options(view: View) -> list[dict[str, str]]:
    months = sorted(queries.periods(view.handle), reverse=True)
    named = [
        {"value": f"{one:%Y-%m}", "label": formatting.capital(formatting.period(one, "month", view.language))}
        for one in months
    ]
    return [{"value": "", "label": formatting.capital(view.words("compare.newest"))}, *named]


def _results(view: View) -> Component:
    indicator = view.indicator(view.selection.indicator)
    found = maps.mapped(view)
    title = indicator.title.of(view.language) if indicator else view.words("page.map")
    if found is None:
        return html.Div([html.H1(title, tabIndex=-1), *_absent(view, indicator)])
    heading = html.H1([title, *sample_mark(view)], tabIndex=-1)
    release = html.P(release_line(view, found.indicator), className="release")
    return html.Div(
        [
            html.Header([heading, release], className="place"),
            html.Section(_figure(view, found), className="panel chart map"),
            html.Section([html.H2(view.words("map.table")), map_table(view, found)], className="panel narrow-table"),
        ]
    )


def _absent(view: View, indicator: Indicator | None) -> list[Component]:
    """Say why there is no map, and offer the next step."""
    words = view.words
    if indicator is None or indicator.comparable_between_areas:
        return [html.P(words("map.empty"), className="notice")]
    first = view.indicator(queries.first_indicator(view.handle))
    links: list[Component] = []
    if first and first.comparable_between_areas:
        address = write(replace(view.selection, indicator=first.indicator_id))
        links.append(html.P(html.A(words("map.show_first", indicator=first.short.of(view.language)), href=address)))
    links.append(_compare_link(view, indicator, words("map.show_compare", indicator=indicator.short.of(view.language))))
    offer = html.P(words("map.not_comparable_offer"))
    return [html.P(words("map.not_comparable"), className="notice"), offer, *links]


def _compare_link(view: View, indicator: Indicator, text: str) -> Component:
    areas = tuple(dict.fromkeys(one for one in (view.selection.area, COUNTRY) if one))
    asked = Selection(view.words.language, "compare", areas=areas, indicators=(indicator.indicator_id,))
    return html.P(html.A(text, href=write(asked)))


def _period(view: View, found: MapNumbers) -> str:
    return formatting.period(found.period, found.indicator.frequency, view.language)


def _caption(view: View, found: MapNumbers) -> Caption:
    words, indicator = view.words, found.indicator
    wanted = ((indicator.indicator_id, found.period),)
    standings = queries.standings(view.handle, wanted, found.level).get(indicator.indicator_id, ())
    answer = map_answer(standings, found.country, indicator, queries.areas(view.handle), words)
    said = words("map.answer", period=formatting.capital(_period(view, found)), answer=answer)
    name, level = indicator.short.of(view.language), words(f"level_set.{found.level}")
    under = words("map.under", indicator=name, level=level, period=_period(view, found))
    text = words("map.alternative", indicator=name, level=level, answer=said)
    return Caption(_NAME, said, under, text, (indicator,))


def _figure(view: View, found: MapNumbers) -> list[Component]:
    caption = _caption(view, found)
    notes = html.Ul([html.Li(note) for note in _notes(view, found)], className="notes")
    side = html.Div([legend(view, found), _own(view, found), notes], className="map-side")
    return [
        html.H2([html.Span(caption.title, id="map-title"), *sample_mark(view)]),
        html.P(caption.under, className="quiet under"),
        html.Div([map_figure(view, found, caption), side], className="map-view"),
        source_line(view, found.indicator),
        *(html.P(text, className="source") for text in boundary_source(view)),
        tools(view, caption),
    ]


def _notes(view: View, found: MapNumbers) -> list[str]:
    words = view.words
    notes = [words("map.keys")]
    if maps.form_of(view) == "tiles":
        notes.append(words("map.tiles_note"))
    if not maps.has_boundaries(view.handle):
        notes.append(words("map.no_boundaries"))
    if found.level == "municipality":
        notes.append(words("map.ranked"))
    if found.level == "employment_area":
        notes.append(words("map.aland"))
    if found.is_preliminary(view.handle):
        notes.append(formatting.capital(words("date.preliminary")))
    notes += [f"{one.name.of(view.language)}: {one.text.of(view.language)}" for one in maps.seen_breaks(view, found)]
    return list(dict.fromkeys(notes))


def _own(view: View, found: MapNumbers) -> Component:
    words, area = view.words, view.own_area
    head = html.H3(words("map.own_title"))
    if view.selection.area is None or area.is_country:
        return html.Div([head, html.P(words("map.own_none")), html.P(words("map.click"), className="quiet")])
    wanted = ((found.indicator.indicator_id, found.period),)
    figure = queries.key_figures(view.handle, wanted, (area.area_id,)).get((found.indicator.indicator_id, area.area_id))
    situation = write(Selection(words.language, "situation", area=area.area_id))
    return html.Div(
        [
            head,
            html.P([html.Strong(view.name(area)), html.Span(f" {view.level(area)}", className="quiet")]),
            html.P(figure_cell(view, figure.now if figure else None, found.indicator), className="map-own-figure"),
            html.Div(
                [
                    html.P(html.A(words("map.own_situation"), href=situation)),
                    _compare_link(view, found.indicator, words("map.own_compare")),
                ],
                className="map-links",
            ),
        ],
        className="map-own",
    )


def _numbers(view: View) -> Numbers:
    found = maps.mapped(view)
    indicator = view.indicator(view.selection.indicator)
    figures: list[Figure] = []
    if found:
        figures = [Figure(found.indicator, area, point) for area, point in rows_in_order(view, found) if point]
    title = indicator.title.of(view.language) if indicator else ""
    return table_of(view, f"{view.words('map.file')}-{view.selection.indicator}", title, figures)


PAGE = Page("map", _controls, _results, _title, _numbers)
