"""The addresses of reports: `/<language>/reports.<form>` with the parameters of the page, made when they are asked for.

No file is left on the server. One report is made at a time; whoever waits too long is told to come back.
"""

import hashlib
import threading
from collections import OrderedDict
from importlib.metadata import version
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from app.db import NothingPublishedError
from app.i18n import Texts, texts
from app.report.asked import report_of
from app.report.forms import FORMS, Form
from app.report.request import ReportError
from app.report.theme import own_theme
from app.report.writing import file_name
from app.selection import UnknownAddressError, language_of, write
from app.view import View

if TYPE_CHECKING:
    from app.routes import Router

_PLACE = "/reports."
_PROGRAM = version("vertaispeili")
_PATIENCE = 20.0  # seconds that a request waits for other reports to be made
_KEPT = 6  # files, some hundreds of kilobytes each


class BusyError(Exception):
    """Other reports are being made."""


def register(server: Flask, router: "Router") -> None:
    """Answer the addresses of reports before any page is looked for there."""
    reports = Reports(router)
    server.before_request_funcs.setdefault(None, []).insert(0, reports.answer)


class Reports:
    """Makes the reports of one app, one at a time; the newest are kept, so that one fetched twice is made once."""

    def __init__(self, router: "Router", patience: float = _PATIENCE) -> None:
        self._router = router
        self._patience = patience
        self.making = threading.Lock()
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def answer(self) -> Response | None:
        """Answer the current request if it asks for a report as a file."""
        language = language_of(request.path)
        place = f"/{language}{_PLACE}"
        form = FORMS.get(request.path.removeprefix(place)) if request.path.startswith(place) else None
        if language is None or form is None:
            return None
        if request.method not in {"GET", "HEAD"}:
            return Response(status=405, headers={"Allow": "GET, HEAD"})
        try:
            with self._router.database.handle() as handle:
                query = request.query_string.decode("utf-8", "replace")
                selection = self._router.parse(handle, f"/{language}/reports", query)
                return self._sent(self._router.view(handle, selection), form)
        except (UnknownAddressError, ReportError, NothingPublishedError, BusyError) as error:
            return _refusal(error, texts(language))

    def _sent(self, view: View, form: Form) -> Response:
        theme = own_theme(view.own_files).theme
        told = (_PROGRAM, view.handle.version, form.name, write(view.selection), theme, f"{view.now:%Y-%m-%d}")
        tag = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            name, body = self.written(view, form, tag)
            response = Response(body, mimetype=form.mimetype.split(";")[0])
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        # Kept, but asked about: a new release is seen at once.
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "public, no-cache"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def written(self, view: View, form: Form, tag: str) -> tuple[str, bytes]:
        """Return the name and the bytes of a report; raises BusyError after waiting in vain."""
        if not self.making.acquire(timeout=self._patience):
            raise BusyError
        try:
            if tag not in self._kept:
                report = report_of(view)
                self._kept[tag] = (file_name(report, form.name), form.write(report))
            self._kept.move_to_end(tag)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[tag]
        finally:
            self.making.release()


def _refusal(error: Exception, words: Texts) -> Response:
    """Say why there is no report, in one sentence that the page shows."""
    if isinstance(error, UnknownAddressError):
        status, text = 404, words(f"error.{error.what}", value=error.value)
    elif isinstance(error, ReportError):
        status, text = 404, words("reports.no_figures")
    elif isinstance(error, NothingPublishedError):
        status, text = 503, words("error.unpublished")
    else:
        status, text = 503, words("reports.busy")
    response = Response(f"{text}\n", status, mimetype="text/plain")
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = "5"
    return response
