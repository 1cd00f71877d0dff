"""What every address answers: pages, redirects, true 404 pages, the download, robots.txt, security headers."""

from functools import partial
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, Response, current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from app import callback_body, queries
from app.db import Database, Handle, NothingPublishedError
from app.downloads import Format, split
from app.frame import error_page
from app.i18n import LANGUAGES, texts
from app.options import Options
from app.pages import page_named
from app.queries.commuting import rules
from app.queries.structure import features
from app.selection import Known, Selection, UnknownAddressError, language_of, parse
from app.static_files import ASSETS, SUITES, StaticFiles
from app.values import Language
from app.view import View

_FOLDERS = (ASSETS, SUITES)
_UPDATE = "/_dash-update-component"
_STEADY = frozenset({"/_dash-layout", "/_dash-dependencies"})
_CALLS = _STEADY | {_UPDATE}
_LONGEST_ADDRESS = 4000  # characters; a comparison of ten areas takes some two hundred
_COOKIE = "language"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Router:
    """Knows which view an address names in the published data."""

    def __init__(self, database: Database, options: Options) -> None:
        self.database = database
        self.options = options
        self.home_area = options.home_area
        self.default_language: Language = options.default_language

    def parse(self, handle: Handle, path: str, query: str) -> Selection:
        """Return the view of an address; raises UnknownAddressError."""
        known = Known(
            areas=frozenset(queries.areas(handle)),
            indicators=frozenset(queries.indicators(handle)),
            periods=queries.periods(handle),
            first_indicator=queries.first_indicator(handle),
            home_area=self.home_area,
            features=frozenset(features(handle)),
            rules=frozenset(rules(handle)),
        )
        return parse(path, query, known)

    def view(self, handle: Handle, selection: Selection) -> View:
        """Return the view of a selection, made now."""
        words, options = texts(selection.language), self.options
        return View(handle, selection, words, options.home_area, options.own_files, options.clock())

    def guard(self, server: Flask) -> None:
        """Answer what Dash would not: Dash gives its page, with status 200, for every address there is."""
        server.config["MAX_CONTENT_LENGTH"] = callback_body.MOST_BYTES
        server.before_request(self.answer)
        server.after_request(harden)
        server.register_error_handler(Exception, self.broken)

    def broken(self, error: Exception) -> BaseResponse:
        """Answer what failed: a status and words, never a page of code."""
        if isinstance(error, HTTPException) and error.code and error.code < 500:
            response = _plain(error.code, error.name)
            response.headers.extend(header for header in error.get_headers() if header[0] == "Allow")
            return response
        current_app.logger.exception("a request failed: %s", request.path[:200])
        if request.path in _CALLS:
            return _plain(500, "Internal Server Error")
        language = self.language()
        return error_page(self, language, 500, ("error.broken_title", texts(language)("error.broken")))

    def answer(self) -> BaseResponse | None:
        """Answer a request, or let Dash do it."""
        path = request.path
        if len(path) + len(request.query_string) > _LONGEST_ADDRESS:
            return _plain(414, "URI Too Long")
        if path.startswith(_FOLDERS) or path in _CALLS:
            return None
        if path == "/favicon.ico":
            return redirect("/assets/icon.svg", 302)
        if path == "/robots.txt":
            return Response("User-agent: *\nAllow: /\n", mimetype="text/plain")
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return Response(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})
        moved = self._moved(path)
        return redirect(moved, 302 if path == "/" else 308) if moved else self._view(path)

    def language(self) -> Language:
        """Return the reader's language: the path's, else the cookie's, else the browser's, else the default."""
        asked = language_of(request.path)
        if asked:
            return asked
        kept = _language(request.cookies.get(_COOKIE))
        browser = _language(request.accept_languages.best_match(LANGUAGES))
        return kept or browser or self.default_language

    def _moved(self, path: str) -> str | None:
        if path == "/":
            return f"/{self.language()}/"
        if path.strip("/") in LANGUAGES and not path.endswith("/"):
            return f"{path}/"
        if path.endswith("/") and path.strip("/") not in LANGUAGES and language_of(path) and "//" not in path:
            query = request.query_string.decode("ascii", "replace")
            return path.rstrip("/") + (f"?{query}" if query else "")
        return None

    def _view(self, path: str) -> BaseResponse | None:
        query = request.query_string.decode("utf-8", "replace")
        place, wanted = split(path)
        try:
            with self.database.handle() as handle:
                selection = self.parse(handle, place, query)
                return _download(self.view(handle, selection), wanted, path) if wanted else None
        except UnknownAddressError as error:
            language = error.language or self.language()
            text = texts(language)(f"error.{error.what}", value=error.value)
            return error_page(self, language, 404, ("error.title", text))
        except NothingPublishedError:
            text = texts(self.language())("error.unpublished")
            return error_page(self, self.language(), 503, ("error.unpublished_title", text))


def _language(word: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == word), None)


def _download(view: View, wanted: Format, path: str) -> Response:
    page = page_named(view.selection.page)
    if page.numbers is None:
        raise UnknownAddressError("page", path, view.selection.language)
    numbers = page.numbers(view)
    headers = {"Content-Disposition": f'attachment; filename="{numbers.file_name}.{wanted.name}"'}
    return Response(wanted.write(numbers), mimetype=wanted.mimetype, headers=headers)


def guard_calls(app: Dash, assets: Path) -> None:
    """Answer files from memory, and let only well-formed calls of callbacks through to Dash."""
    app.server.before_request(StaticFiles(app, assets).answer)
    app.server.before_request(partial(_refused_call, app))


def _refused_call(app: Dash) -> Response | None:
    if request.path != _UPDATE:
        return None
    if request.method != "POST":
        return Response(status=405, headers={"Allow": "POST"})
    # More than MAX_CONTENT_LENGTH raises 413 here.
    wrong = callback_body.fault(request.get_data(), app.callback_map)
    return _plain(400, wrong) if wrong else None


def _plain(status: int, text: str) -> Response:
    return Response(f"{status}: {text}\n", status, mimetype="text/plain")


def harden(response: Any) -> Any:
    """Add the headers that keep a page from leaking or loading anything elsewhere; keep the language for next time."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path in _STEADY and response.status_code == 200:
        response.add_etag()
        response.headers["Cache-Control"] = "public, no-cache"
        response.make_conditional(request)
    language = language_of(request.path)
    if language and response.status_code == 200 and request.cookies.get(_COOKIE) != language:
        response.set_cookie(_COOKIE, language, max_age=31_536_000, samesite="Lax", httponly=True)
    if request.path == "/":
        response.headers["Vary"] = "Accept-Language, Cookie"
    return response
