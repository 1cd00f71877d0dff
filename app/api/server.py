"""The open data on a server: which address is asked, caching, errors as JSON, the headers that let anyone read."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version

import orjson
from flask import Flask, Request, Response, request

from app.api import about
from app.api.about import LICENCE_ADDRESS
from app.api.endpoint import JSON, ROOT, Answer, Endpoint
from app.api.parameter import Asked, read
from app.api.problem import Problem
from app.api.registry import endpoints
from app.db import Database, NothingPublishedError

_METHODS = "GET, HEAD, OPTIONS"
_HEADERS = {
    # The data are open and nobody logs in: any site may read them, and nothing of a reader can be read through them.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # An answer is data, never a page: were one shown as a page it could load and run nothing.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Link": f'<{ROOT}/openapi.json>; rel="service-desc", <{LICENCE_ADDRESS}>; rel="license"',
}
# Kept by anyone, but asked about each time: a new release is seen at once, and an unchanged answer costs one 304.
_KEPT = "public, no-cache"


def register(server: Flask, database: Database) -> None:
    """Answer /api before any page is looked for there; may be called before or after the pages are registered."""
    api = Api(database, endpoints(), version("vertaispeili"))
    server.before_request_funcs.setdefault(None, []).insert(0, api.answer)


class Api:
    """The open data over a database; `program` is the version that, with the data's, an ETag changes with."""

    def __init__(self, database: Database, known: Sequence[Endpoint], program: str) -> None:
        self._database = database
        self._endpoints = {endpoint.path: endpoint for endpoint in known}
        self._program = program

    def answer(self) -> Response | None:
        """Answer the current request, or leave it to the pages."""
        if request.path != "/api" and not request.path.startswith("/api/"):
            return None
        try:
            return _allowed() if request.method == "OPTIONS" else self._data(request)
        except Problem as problem:
            return _refused(problem)
        except NothingPublishedError:
            message = "No data have been published yet. Whoever runs this service starts them with `make refresh`."
            return _refused(Problem(503, "nothing_published", message))

    def _data(self, asking: Request) -> Response:
        if asking.method not in {"GET", "HEAD"}:
            raise Problem(405, "method_not_allowed", f"The data are read-only: {_METHODS} are answered.")
        endpoint = self._endpoints.get(asking.path)
        if endpoint is None:
            known = ", ".join(self._endpoints)
            raise Problem(404, "unknown_address", f"There is nothing at this address. There are {known}.")
        asked = read(asking.query_string, endpoint.parameters)
        if isinstance(endpoint.answer, bytes):
            tag = self._tag(endpoint.answer.decode(), endpoint, asked)
            return _unchanged(asking, tag) or _found(Answer(endpoint.answer), tag)
        with self._database.handle() as handle:
            tag = self._tag(about.version(handle), endpoint, asked)
            # What is not there today may have had an answer once: only a question that has one can be unchanged.
            return _unchanged(asking, tag) or _found(endpoint.answer(handle, asked), tag)

    def _tag(self, data: str, endpoint: Endpoint, asked: Asked) -> str:
        parts = "\n".join((self._program, data, endpoint.path, asked.key))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _unchanged(asking: Request, tag: str) -> Response | None:
    if not asking.if_none_match.contains_weak(tag) or asking.if_none_match.star_tag:
        return None
    return _headed(Response(status=304), tag)


def _found(answer: Answer, tag: str) -> Response:
    response = Response(answer.body, content_type=answer.media_type)
    if answer.file_name:
        response.headers["Content-Disposition"] = f'attachment; filename="{answer.file_name}"'
    return _headed(response, tag)


def _headed(response: Response, tag: str | None) -> Response:
    response.headers.update(_HEADERS)
    response.headers["Cache-Control"] = _KEPT if tag else "no-store"
    if tag:
        # Weak: the same numbers may travel compressed or plain.
        response.set_etag(tag, weak=True)
        response.vary.add("Accept-Encoding")
    return response


def _allowed() -> Response:
    headers = {
        "Allow": _METHODS,
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    response = _headed(Response(status=204), None)
    response.headers.update(headers)
    return response


def _refused(problem: Problem) -> Response:
    response = _headed(Response(orjson.dumps(problem.body()), problem.status, content_type=JSON), None)
    if problem.status == 405:
        response.headers["Allow"] = _METHODS
    return response
