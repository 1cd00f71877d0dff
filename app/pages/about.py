"""What the service is, who offers it, what it remembers of a reader, its licence and versions."""

from importlib.metadata import PackageNotFoundError, version

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.pages.page import Page
from app.selection import Selection, write
from app.statement import statement
from app.view import View

_REMEMBERED = ("language", "theme", "areas")


def _title(view: View) -> str:
    return view.words("page.about")


def _controls(view: View) -> Component | None:
    return None


def _results(view: View) -> Component:
    words = view.words
    data_page = html.A(words("page.data"), href=write(Selection(words.language, "data", area=view.selection.area)))
    remembered = [html.Li(words(f"about.remembers.{what}")) for what in _REMEMBERED]
    return html.Div(
        [
            html.Header(html.H1(words("about.title"), tabIndex=-1), className="place"),
            html.Section(
                [
                    html.P(words("about.lead"), className="lead"),
                    html.P(words("about.reform")),
                    html.H2(words("about.figures_title")),
                    html.P(words("about.figures")),
                    html.P(words("about.hidden")),
                    html.P([words("about.more"), " ", data_page]),
                    html.H2(words("about.privacy_title")),
                    html.P(words("about.privacy")),
                    html.Ul(remembered),
                    html.H2(words("about.provider_title")),
                    *_provider(view),
                    html.H2(words("about.versions_title")),
                    *_versions(view),
                ],
                className="panel prose",
            ),
        ]
    )


def _provider(view: View) -> list[Component]:
    known = statement(view.own_files)
    address = write(Selection(view.words.language, "accessibility", area=view.selection.area))
    link = html.P(html.A(view.words("page.accessibility"), href=address))
    if known.organisation is None:
        return [html.P(view.words("about.no_provider")), link]
    return [html.P(known.organisation.of(view.language)), link]


def _versions(view: View) -> list[Component]:
    words, build = view.words, queries.build(view.handle)
    kind = words("about.sample" if build.is_sample else "about.live")
    time = formatting.moment(build.built_at, view.language) if build.built_at else "–"
    return [
        html.P(words("about.program", version=_program())),
        html.P(words("about.data", kind=kind, time=time)),
        html.P(words("about.licences")),
    ]


def _program() -> str:
    try:
        return version("vertaispeili")
    except PackageNotFoundError:
        return "–"


PAGE = Page("about", _controls, _results, _title)
