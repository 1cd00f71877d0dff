"""The frame around every page, made on the server: language, title, menu, banner, footer, content policy."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import Dash
from flask import Flask, Response, request
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from app import formatting, queries
from app.db import NothingPublishedError
from app.i18n import LANGUAGES, texts
from app.pages import FOOTER, PAGES, page_named
from app.pages.page import Page
from app.selection import COUNTRY, Selection, UnknownAddressError, write
from app.selection.pages import ADDRESSES
from app.values import Build, Language

if TYPE_CHECKING:
    from app.routes import Router

_PIECES = ("metas", "css", "config", "scripts", "renderer")
_LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def _environment() -> Environment:
    return Environment(loader=PackageLoader("app"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


class FramedDash(Dash):
    """Dash inside our own page: the frame is served as HTML, Dash fills the middle."""

    def __init__(self, router: "Router", server: Flask, assets: Path) -> None:
        super().__init__(
            "vertaispeili",
            server=server,  # pyright: ignore[reportArgumentType] - Dash types its own servers only
            assets_folder=str(assets),
            assets_path_ignore=["bundle"],  # how plotly's file is made anew; served in place of plotly's own
            include_pages_meta=False,
            suppress_callback_exceptions=True,
            update_title=None,  # pyright: ignore[reportArgumentType] - Dash's own way to leave the title alone
            use_async=False,
            meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        )
        self._router = router
        self._environment = _environment()
        server.after_request(self._restrict)

    def interpolate_index(self, **kwargs: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the served page; Dash's pieces go into the template's places."""
        pieces = {name: Markup(kwargs.get(name, "")) for name in _PIECES}  # noqa: S704 - made by Dash, not by a reader
        return self._environment.get_template("page.html").render(**pieces, **facts(self._router))

    def _restrict(self, response: Response) -> Response:
        if response.mimetype == "text/html":
            scripts = " ".join(["'self'", *self.csp_hashes()])
            response.headers["Content-Security-Policy"] = (
                f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
                "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
                "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
            )
        return response


def error_page(router: "Router", language: Language, status: int, message: tuple[str, str]) -> Response:
    """Return a real page with a status: `message` is the key of its title and its text."""
    words = texts(language)
    selection = Selection(language, "error")
    context = {**frame(words, selection, _build(router)), "title": words(message[0]), "text": message[1]}
    return Response(_environment().get_template("error.html").render(**context), status, mimetype="text/html")


def facts(router: "Router") -> dict[str, Any]:
    """Return what the frame says for the address that is asked: only reached when the address names something."""
    try:
        with router.database.handle() as handle:
            selection = router.parse(handle, request.path, request.query_string.decode("utf-8", "replace"))
            view = router.view(handle, selection)
            title = page_named(selection.page).title(view)
            return {**frame(view.words, selection, queries.build(handle)), "title": title}
    except (UnknownAddressError, NothingPublishedError):
        words = texts(router.language())
        return {**frame(words, Selection(words.language, "error"), None), "title": words("error.title")}


def frame(words: Any, selection: Selection, build: Build | None) -> dict[str, Any]:
    """Return what the frame's template needs."""
    theme = request.cookies.get("theme")
    return {
        "words": words,
        "language": words.language,
        "theme": theme if theme in {"light", "dark"} else "",
        "menu": _links(PAGES, words, selection),
        "foot": _links(FOOTER, words, selection),
        "of_area": {name for name, address in ADDRESSES.items() if address.has_area_in_path},
        "page": selection.page,
        "languages": [(one, _LANGUAGE_NAMES[one], _in_language(one, selection)) for one in LANGUAGES],
        "build": build,
        "built": formatting.moment(build.built_at, words.language) if build and build.built_at else "",
    }


def _links(pages: tuple[Page, ...], words: Any, selection: Selection) -> list[tuple[str, str, str]]:
    return [(page.name, words(f"page.{page.name}"), _menu_address(page.name, selection)) for page in pages]


def _menu_address(page: str, selection: Selection) -> str:
    area = selection.area
    if page == "situation" and area is None:
        return f"/{selection.language}/"
    areas = tuple(dict.fromkeys(one for one in (area, COUNTRY) if one)) if page == "compare" and area else ()
    return write(Selection(selection.language, page, area=area, areas=areas))


def _in_language(language: Language, selection: Selection) -> str:
    query = request.query_string.decode("utf-8", "replace")
    if selection.page == "error":
        return f"/{language}/"
    rest = request.path.split("/", 2)[-1] if request.path.count("/") > 1 else ""
    return f"/{language}/{rest}" + (f"?{query}" if query else "")


def _build(router: "Router") -> Build | None:
    try:
        with router.database.handle() as handle:
            return queries.build(handle)
    except NothingPublishedError:
        return None
