"""Where the figures come from: definitions, sources, checks, what changed, refreshes, own files, addresses."""

from dash import html
from dash.development.base_component import Component

from app import formatting, ledger, queries
from app.components.attributes import aria
from app.components.marks import sample_mark
from app.pages.data import catalogue, changes, history, own, sources, taking
from app.pages.page import Page
from app.view import View

# In the order of the page; each is the anchor of its section and the key of its title.
_SECTIONS = {
    "indicators": catalogue.section,
    "sources": sources.section,
    "checks": sources.checks,
    "revisions": changes.revisions,
    "breaks": changes.breaks,
    "refreshes": history.section,
    "own": own.section,
    "taking": taking.section,
}


def _title(view: View) -> str:
    return view.words("page.data")


def _controls(view: View) -> Component | None:
    return None


def _results(view: View) -> Component:
    words = view.words
    contents = [html.Li(html.A(words(f"data.{name}"), href=f"#{name}")) for name in _SECTIONS]
    return html.Div(
        [
            html.Header(
                [
                    html.H1([words("data.title"), *sample_mark(view)], tabIndex=-1),
                    html.P(_answer(view), id="headline", className="headline"),
                    html.Nav(html.Ul(contents, className="contents"), **aria(label=words("data.contents"))),
                ],
                className="place",
            ),
            *(_section(view, name, make(view)) for name, make in _SECTIONS.items()),
        ]
    )


def _section(view: View, name: str, body: list[Component]) -> Component:
    return html.Section([html.H2(view.words(f"data.{name}"), id=name, tabIndex=-1), *body], className="panel")


def _answer(view: View) -> str:
    known = ledger.freshness(view.handle).values()
    fresh = sum(source.outcome == "fresh" for source in known)
    values = {"fresh": fresh, "all": len(known)}
    months = [source.last_period for source in known if source.last_period and source.frequency == "month"]
    if not months:
        return view.words("data.answer_without_month", **values)
    newest = formatting.period(max(months), "month", view.language)
    built = queries.build(view.handle).built_at
    time = formatting.moment(built, view.language) if built else "–"
    return view.words("data.answer", period=newest, time=time, **values)


PAGE = Page("data", _controls, _results, _title)
