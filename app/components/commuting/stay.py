"""How much of an area's commuting stays in it: who lives here, who works here, who does both."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.commuting import CommutingFacts
from app.commuting.words import count, percent
from app.components.attributes import aria
from app.components.caption import Caption
from app.components.commuting.parts import amount, marks, notes, section, source_line
from app.components.source import source_texts
from app.components.table import Cell, table
from app.components.tools import tools
from app.queries.commuting import Bounds, Containment, share
from app.values import Indicator, Point

SUFFICIENCY = "workplace_self_sufficiency"


def stay_panel(facts: CommutingFacts, found: Containment) -> Component:
    """Show the balance of an area: in, stays, out."""
    view, words = facts.view, facts.view.words
    title = headline(facts, found)
    under = words("commuting.stay_under", name=view.name(facts.area), year=facts.year)
    indicator = view.indicator(SUFFICIENCY)
    caption = Caption("stay", title, under, title, (indicator,) if indicator else ())
    return html.Section(
        [
            html.H2([words("commuting.stay_title"), *marks(facts)]),
            _balance(facts, found),
            _table(facts, found, under),
            *notes([words("commuting.stay_note")]),
            source_line(facts),
            *([html.P(" · ".join(source_texts(view, indicator)), className="source")] if indicator else []),
            tools(view, caption, is_chart=False, selection=section(view, "partners")),
        ],
        className="panel chart commuting-stay",
    )


def headline(facts: CommutingFacts, found: Containment) -> str:
    """Say in words how much stays: of the residents, and of the jobs."""
    view = facts.view
    said = {"residents": count(view, found.residents), "supply": percent(view, found.supply)}
    key = "commuting.headline" if facts.area.level != "municipality" else "commuting.headline_municipality"
    return view.words(key, name=view.name(facts.area), demand=percent(view, found.demand), **said)


def _balance(facts: CommutingFacts, found: Containment) -> Component:
    """Draw the three groups as boxes whose bars have one scale; the table below has the same numbers."""
    view, words = facts.view, facts.view.words
    parts = (("coming", found.coming), ("internal", found.internal), ("going", found.going))
    most = max((one[1] for _, one in parts if one), default=1.0) or 1.0
    boxes = [
        html.Li(
            [
                html.Span(words(f"commuting.{name}"), className="label"),
                html.Span(count(view, one), className="number"),
                html.Span(
                    html.Span(style={"width": f"{100 * (one[1] if one else 0) / most:.1f}%"}),
                    className="share-bar",
                    **aria(hidden="true"),
                ),
            ],
            className=f"flow-{name}",
        )
        for name, one in parts
    ]
    return html.Ul(boxes, className="balance")


def _table(facts: CommutingFacts, found: Containment, caption: str) -> Component:
    view, words = facts.view, facts.view.words

    def row(name: str, persons: Bounds | None, part: Bounds | None = None) -> list[Cell]:
        return [words(f"commuting.rows.{name}"), amount(view, persons), percent(view, part) if part else ""]

    rows: list[Sequence[Cell]] = [
        row("residents", found.residents),
        row("internal", found.internal, found.supply),
        row("going", found.going, share(found.going, found.residents)),
        row("workers", found.workers),
        row("internal_jobs", found.internal, found.demand),
        row("coming", found.coming, share(found.coming, found.workers)),
        *_sufficiency(facts),
    ]
    head: list[Cell] = ["", [words("commuting.persons"), *marks(facts)], [words("commuting.share"), *marks(facts)]]
    return table(caption, head, rows, caption)


def _sufficiency(facts: CommutingFacts) -> list[Sequence[Cell]]:
    """The published or summed self-sufficiency of the warehouse, of its own newest year."""
    view = facts.view
    indicator = view.indicator(SUFFICIENCY)
    period = indicator.last_period if indicator else None
    if indicator is None or period is None:
        return []
    wanted = ((SUFFICIENCY, period),)
    figure = queries.key_figures(view.handle, wanted, (facts.area.area_id,)).get((SUFFICIENCY, facts.area.area_id))
    point: Point | None = figure.now if figure else None
    name = [_name(facts, indicator), html.Span(f" {period.year}", className="quiet")]
    return [[name, "", formatting.figure(point, indicator, view.words)]]


def _name(facts: CommutingFacts, indicator: Indicator) -> str:
    return indicator.short.of(facts.view.language)
