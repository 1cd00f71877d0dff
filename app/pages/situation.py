"""Where an area stands: what is known in words, eight key figures, what changed, the areas it consists of."""

from dash import html
from dash.development.base_component import Component

from app import sentences
from app.components import overview
from app.components.caption import Caption
from app.components.card import card
from app.components.changes import changes
from app.components.controls import area_choice, controls
from app.components.marks import sample_mark, sentence
from app.components.members import members
from app.components.place import beside_line, late_release, peers_line
from app.components.source import release_line, short_table, source_line, sources_of
from app.components.tools import tools
from app.pages.page import Page
from app.selection import COUNTRY, Selection, write
from app.sentences.summary import Told
from app.situation import COUNT, SHARE, Situation
from app.targets import FILE
from app.view import View
from vertaispeili.methods.variation import NotTold


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.situation')}"


def _controls(view: View) -> Component:
    return controls(view, [area_choice(view, view.own_area.area_id)], {"area": view.home_area})


def _results(view: View) -> Component:
    situation = Situation(view)
    return html.Div(
        [
            _head(view, situation),
            html.H2(view.words("situation.figures"), className="visually-hidden"),
            html.Div([card(view, facts) for facts in situation.cards], className="cards"),
            changes(view, situation),
            _numbers(view, situation),
            *members(view),
            *_target_problems(view, situation),
        ]
    )


def _head(view: View, situation: Situation) -> Component:
    area, words = view.own_area, view.words
    count, share = view.indicator(COUNT), view.indicator(SHARE)
    level = [] if area.is_country else [html.P(view.level(area), className="eyebrow")]
    body: list[Component] = [*level, html.H1(view.name(area), tabIndex=-1)]
    if count and share:
        country = situation.figures.get((SHARE, COUNTRY))
        facts = sentences.Headline(
            area=area,
            count=situation.figure(COUNT),
            share=situation.figure(SHARE),
            country_share=country.now if country else None,
            count_indicator=count,
            share_indicator=share,
        )
        first = html.P(
            [*sentence(sentences.headline(facts, words)), *sample_mark(view)], className="headline", id="headline"
        )
        body += [*late_release(view, share), first, *_summary(view, situation), *beside_line(view, situation)]
        body += peers_line(view, situation)
        body += [html.P(release_line(view, share), className="release")]
    return html.Header([*body, *_stale(view, situation)], className="place")


def _summary(view: View, situation: Situation) -> list[Component]:
    told = {
        one.indicator.indicator_id: Told(one.indicator, one.figure) for one in situation.cards if one.figure is not None
    }
    share = told.get(SHARE)
    facts = sentences.Summary(
        area=view.own_area,
        share=share,
        variation=situation.variations.get(SHARE, NotTold("no_newest_change")),
        breaks=situation.breaks(share.indicator) if share else (),
        peers=situation.among_peers.get(SHARE, ()) if situation.peers.are_good else (),
        others=tuple(told.values()),
    )
    text = sentences.summary(facts, view.words)
    return [html.P(sentence(text), className="summary")] if text else []


def _stale(view: View, situation: Situation) -> list[Component]:
    known = dict.fromkeys(source for one in situation.indicators for source in sources_of(view, one))
    return [
        html.P(view.words("date.stale", table=short_table(source)), className="notice")
        for source in known
        if source.outcome != "fresh"
    ]


def _numbers(view: View, situation: Situation) -> Component:
    title = view.words("overview.title")
    caption = Caption("overview", title, title, title, ())
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            source_line(view, *situation.indicators),
            tools(view, caption, table=overview.overview(view, situation), is_chart=False),
        ],
        className="panel overview",
    )


def _target_problems(view: View, situation: Situation) -> list[Component]:
    words, found = view.words, situation.targets
    count = len(found.problems)
    if not count and not found.fault:
        return []
    text = words(f"problem.{found.fault}") if found.fault else words.count("target.problems", count, n=count, file=FILE)
    link = html.A(words("target.see"), href=write(Selection(words.language, "data", area=view.own_area.area_id)))
    return [html.P([text, " ", link], className="notice")]


PAGE = Page("situation", _controls, _results, _title, overview.numbers)
