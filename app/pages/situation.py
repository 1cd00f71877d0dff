"""Where an area stands: the first sentence, eight key figures, the areas it consists of."""

from collections.abc import Mapping, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from app import formatting, queries, sentences
from app.components.card import CardFacts, card
from app.components.controls import area_choice, collation_key, controls
from app.components.marks import figure_text, sample_mark, sentence
from app.components.source import release_line, short_table, sources_of
from app.components.table import Cell, table
from app.pages.page import Page
from app.queries import Wanted
from app.selection import COUNTRY, Selection, write
from app.values import Area, Indicator, KeyFigure, Point, Series, Standing
from app.view import View

COUNT, SHARE = "unemployed", "unemployment_share"
CARDS = (
    SHARE,
    "broad_unemployment_share",
    "long_term_share",
    "under_25_share",
    "laid_off_share",
    "new_vacancies",
    "activation_rate",
    "employment_rate",
)
_YEARS = 10
_OPEN_ROWS = 50


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.situation')}"


def _controls(view: View) -> Component:
    return controls(view, [area_choice(view, view.own_area.area_id)], {"area": view.home_area})


def _results(view: View) -> Component:
    shown = [one for one in map(view.indicator, CARDS) if one]
    return html.Div(
        [
            _head(view),
            html.H2(view.words("situation.figures"), className="visually-hidden"),
            html.Div([card(view, facts) for facts in _facts(view, shown)], className="cards"),
            *_members(view),
        ]
    )


def _wanted(view: View, indicators: Sequence[Indicator]) -> Wanted:
    pairs: dict[str, date] = {}
    for indicator in indicators:
        period = view.period_of(indicator)
        if period:
            pairs[indicator.indicator_id] = period
            if indicator.count_indicator_id:
                pairs.setdefault(indicator.count_indicator_id, period)
    return tuple(pairs.items())


def _head(view: View) -> Component:
    area, words = view.own_area, view.words
    count, share = view.indicator(COUNT), view.indicator(SHARE)
    level = [] if area.is_country else [html.P(view.level(area), className="eyebrow")]
    body: list[Component] = [*level, html.H1(view.name(area), tabIndex=-1)]
    if count and share:
        figures = queries.key_figures(view.handle, _wanted(view, [count, share]), (area.area_id, COUNTRY))
        country = figures.get((SHARE, COUNTRY))
        facts = sentences.Headline(
            area=area,
            count=figures.get((COUNT, area.area_id)),
            share=figures.get((SHARE, area.area_id)),
            country_share=country.now if country else None,
            count_indicator=count,
            share_indicator=share,
        )
        body += [
            html.P(
                [*sentence(sentences.headline(facts, words)), *sample_mark(view)], className="headline", id="headline"
            ),
            html.P(release_line(view, share), className="release"),
            *_stale(view, share),
        ]
    return html.Header(body, className="place")


def _stale(view: View, indicator: Indicator) -> list[Component]:
    return [
        html.P(view.words("date.stale", table=short_table(source)), className="notice")
        for source in sources_of(view, indicator)
        if source.outcome != "fresh"
    ]


def _facts(view: View, indicators: Sequence[Indicator]) -> list[CardFacts]:
    area, handle = view.own_area, view.handle
    wanted = _wanted(view, indicators)
    figures = queries.key_figures(handle, wanted, (area.area_id, COUNTRY))
    standings = {} if area.is_country else queries.standings(handle, wanted, area.level)
    return [_card_facts(view, one, figures, standings.get(one.indicator_id, ())) for one in indicators]


def _card_facts(
    view: View, indicator: Indicator, figures: Mapping[tuple[str, str], KeyFigure], standings: Sequence[Standing]
) -> CardFacts:
    area = view.own_area
    shows_country = indicator.comparable_between_areas and not area.is_country
    country = figures.get((indicator.indicator_id, COUNTRY)) if shows_country else None
    count = figures.get((indicator.count_indicator_id, area.area_id)) if indicator.count_indicator_id else None
    own, whole = _series(view, indicator)
    return CardFacts(
        indicator=indicator,
        figure=figures.get((indicator.indicator_id, area.area_id)),
        count=count.now if count else None,
        country=country.now if country else None,
        own_series=own,
        country_series=whole if shows_country else None,
        standings=standings,
        breaks=[known for known in queries.breaks(view.handle).get(indicator.indicator_id, ()) if known.concerns(area)],
    )


def _series(view: View, indicator: Indicator) -> tuple[Series | None, Series | None]:
    period = view.period_of(indicator)
    if period is None:
        return None, None
    ids = tuple(one.indicator_id for one in map(view.indicator, CARDS) if one)
    areas = tuple(dict.fromkeys((view.own_area.area_id, COUNTRY)))
    found = queries.series(view.handle, ids, areas, (date(period.year - _YEARS, 1, 1), period))
    own = found[indicator.indicator_id, view.own_area.area_id]
    first = date(period.year - _YEARS, period.month, 1)
    points = tuple(point for point in own.points if point.period >= first)
    return Series(own.indicator, own.area, points), found.get((indicator.indicator_id, COUNTRY))


def _members(view: View) -> list[Component]:
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
    members = [known[one] for one in queries.members(view.handle).get(area.area_id, ()) if one in known]
    return _panel(view, "situation.members", members)


def _panel(view: View, key: str, areas: Sequence[Area]) -> list[Component]:
    share, count = view.indicator(SHARE), view.indicator(COUNT)
    period = view.period_of(share) if share else None
    if not areas or share is None or count is None or period is None:
        return []
    ordered = sorted(areas, key=lambda area: collation_key(view.name(area)))
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


PAGE = Page("situation", _controls, _results, _title)
