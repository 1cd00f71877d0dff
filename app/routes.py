"""What every address answers: pages, redirects, true 404 pages, the download, robots.txt, security headers."""

from typing import Any

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from app import queries
from app.comparison import comparison, csv
from app.db import Database, Handle, NothingPublishedError
from app.frame import error_page
from app.i18n import LANGUAGES, texts
from app.selection import Known, Selection, UnknownAddressError, language_of, parse
from app.values import Language
from app.view import View

_FOLDERS = ("/assets/", "/_dash-component-suites/")
_CALLS = frozenset({"/_dash-layout", "/_dash-dependencies", "/_dash-update-component"})
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

    def __init__(self, database: Database, home_area: str | None, default_language: Language) -> None:
        self.database = database
        self.home_area = home_area
        self.default_language: Language = default_language

    def parse(self, handle: Handle, path: str, query: str) -> Selection:
        """Return the view of an address; raises UnknownAddressError."""
        known = Known(
            areas=frozenset(queries.areas(handle)),
            indicators=frozenset(queries.indicators(handle)),
            periods=queries.periods(handle),
            first_indicator=queries.first_indicator(handle),
            home_area=self.home_area,
        )
        return parse(path, query, known)

    def guard(self, server: Flask) -> None:
        """Answer what Dash would not: Dash gives its page, with status 200, for every address there is."""
        server.before_request(self.answer)
        server.after_request(harden)

    def answer(self) -> BaseResponse | None:
        """Answer a request, or let Dash do it."""
        path = request.path
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
        is_download = path.endswith("/compare.csv")
        try:
            with self.database.handle() as handle:
                selection = self.parse(handle, path.removesuffix(".csv") if is_download else path, query)
                return _download(handle, selection) if is_download else None
        except UnknownAddressError as error:
            language = error.language or self.language()
            text = texts(language)(f"error.{error.what}", value=error.value)
            return error_page(self, language, 404, ("error.title", text))
        except NothingPublishedError:
            text = texts(self.language())("error.unpublished")
            return error_page(self, self.language(), 503, ("error.unpublished_title", text))


def _language(word: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == word), None)


def _download(handle: Handle, selection: Selection) -> Response:
    view = View(handle, selection, texts(selection.language))
    found = comparison(view)
    # The mark at the front tells spreadsheet programs that the letters are UTF-8.
    body = "\ufeff" + (csv(view, found) if found else "")
    name = (
        f"{view.words('csv.name')}-{selection.indicator}{'-' + view.words('sample.word') if view.is_sample else ''}.csv"
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype="text/csv; charset=utf-8", headers=headers)


def harden(response: Any) -> Any:
    """Add the headers that keep a page from leaking or loading anything elsewhere; keep the language for next time."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/assets/") and "m" in request.args and response.status_code == 200:
        # The address carries the time of the file: what it names never changes.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    language = language_of(request.path)
    if language and response.status_code == 200 and request.cookies.get(_COOKIE) != language:
        response.set_cookie(_COOKIE, language, max_age=31_536_000, samesite="Lax", httponly=True)
    if request.path == "/":
        response.headers["Vary"] = "Accept-Language, Cookie"
    return response
