"""The app, made from a warehouse and options: no global state, so that two apps live in one process."""

from collections.abc import Callable
from functools import partial

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Flask, current_app, g
from flask_compress import Compress

from app import frame, health, map_files, report_files, routes
from app.api import server as api
from app.components.attributes import data
from app.components.controls import DEFAULTS
from app.components.map_figure import DRAWING, MAP
from app.components.plot import plot_id
from app.db import Database, NothingPublishedError
from app.i18n import texts
from app.kept_answers import KeptAnswers
from app.options import Options
from app.pages import page_named
from app.pages.page import Page
from app.selection import Selection, UnknownAddressError, language_of
from app.values import Language
from app.view import View

_COMPRESSED = [
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
]
URL, PLACE, CONTROLS, RESULTS = "url", "place", "controls", "results"


def create_app(options: Options) -> Dash:
    """Return a Dash app over the published warehouse; its Flask server is `app.server`."""
    server = Flask("vertaispeili", static_folder=None)
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4, COMPRESS_MIN_SIZE=500, COMPRESS_MIMETYPES=_COMPRESSED
    )
    database = Database(options.current, options.queries)
    KeptAnswers(database, options.own_files, options.clock).register(server)
    Compress(server)
    api.register(server, database)
    if options.ledger is not None:
        health.register(
            server,
            health.Watching(database, options.ledger, options.clock, options.ready_days, options.metrics),
        )
    router = routes.Router(database, options)
    router.guard(server)
    map_files.register(server, router)
    report_files.register(server, router)
    app = frame.FramedDash(router, server, options.assets)
    app.layout = _layout()
    _wire(app, router)
    routes.guard_calls(app, options.assets)
    return app


def _layout() -> Component:
    return html.Div(
        [
            dcc.Location(id=URL, refresh=False),
            dcc.Store(id=PLACE),
            html.Div(id=CONTROLS),
            html.Div(html.Div(className="skeleton"), id=RESULTS),
        ],
        id="app",
    )


def _wire(app: Dash, router: routes.Router) -> None:
    every = {"control": ALL, "place": ALL}
    client = partial(ClientsideFunction, "vertaispeili")
    app.clientside_callback(client("place"), Output(PLACE, "data"), Input(URL, "pathname"), State(PLACE, "data"))
    app.callback(Output(CONTROLS, "children"), Input(PLACE, "data"), State(URL, "pathname"), State(URL, "search"))(
        partial(show_controls, router)
    )
    app.callback(Output(RESULTS, "children"), Input(URL, "pathname"), Input(URL, "search"))(
        partial(show_results, router)
    )
    app.clientside_callback(
        client("read"),
        Output(every, "value"),
        Input(URL, "href"),
        Input(DEFAULTS, "data"),
        State(every, "id"),
        State(every, "value"),
    )
    app.clientside_callback(
        client("write"), Input(every, "value"), State(every, "id"), State(DEFAULTS, "data"), prevent_initial_call=True
    )
    figure, graph = ({**plot_id("", part), "plot": MATCH} for part in ("figure", "graph"))
    app.clientside_callback(client("paint"), Output(graph, "figure"), Input(figure, "data"))
    app.clientside_callback(client("drawMap"), Output(DRAWING, "data-period"), Input(MAP, "data"))
    app.clientside_callback(client("arrived"), Input(RESULTS, "children"))


def show_controls(router: routes.Router, place: str | None, path: str, search: str) -> Component | None:
    """Return the controls of the page that was entered; of a page without, an empty box: the results may be shown."""
    return _render(router, path, search, lambda page, view: page.controls(view) or html.Div()) if place else None


def show_results(router: routes.Router, path: str, search: str) -> Component | None:
    """Return what the page shows for its address, with the title of the window."""

    def results(page: Page, view: View) -> Component:
        title = f"{page.title(view)} – {view.words('site.name')}"
        return html.Div(page.results(view), className=f"page page-{page.name}", **data(title=title))

    return _render(router, path, search, results)


def _render(
    router: routes.Router, path: str, search: str, make: Callable[[Page, View], Component | None]
) -> Component | None:
    try:
        with router.database.handle() as handle:
            selection = router.parse(handle, path or "/", search or "")
            return make(page_of(selection), router.view(handle, selection))
    except UnknownAddressError as error:
        return problem(error.language or router.default_language, error.what, error.value)
    except NothingPublishedError:
        return problem(language_of(path or "") or router.default_language, "unpublished", "")
    except Exception:
        # A fault of our own: the log has it all, the reader has words and a way back.
        current_app.logger.exception("a page failed: %s", f"{path}{search}"[:300])
        g.is_broken = True
        return problem(language_of(path or "") or router.default_language, "broken", "")


def page_of(selection: Selection) -> Page:
    """Return the page of a selection."""
    return page_named(selection.page)


def problem(language: Language, what: str, value: str) -> Component:
    """Return words for an address that names nothing, with a way back."""
    words = texts(language)
    title = f"error.{what}_title" if what in {"unpublished", "broken"} else "error.title"
    return html.Div(
        [
            html.H1(words(title), tabIndex=-1),
            html.P(words(f"error.{what}", value=value), className="lead"),
            html.P(html.A(words("error.back"), href=f"/{language}/")),
        ],
        className="page",
    )
