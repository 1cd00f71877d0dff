"""The addresses that the drawing of a map is fetched from: shapes and numbers as JSON, kept by browsers with an ETag.

`/<language>/<page>/shapes` and `/<language>/<page>/numbers` take the parameters of the page itself.
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import orjson
from flask import Flask, Response, request

from app import maps
from app.commuting import map as commuting_map
from app.db import Handle, NothingPublishedError
from app.i18n import texts
from app.selection import Selection, UnknownAddressError, language_of, write
from app.view import View

if TYPE_CHECKING:
    from app.routes import Router


def _numbers(view: View) -> object:
    found = maps.mapped(view)
    return maps.payload(view, found) if found else {"areas": [], "figures": [], "rows": [], "periods": []}


_MADE: dict[str, Callable[[View], object]] = {
    "/map/shapes": maps.shapes,
    "/map/numbers": _numbers,
    "/commuting/shapes": commuting_map.shapes,
    "/commuting/numbers": commuting_map.payload,
}
_PROGRAM = version("vertaispeili")


def register(server: Flask, router: "Router") -> None:
    """Answer the addresses of maps before any page is looked for there."""
    server.before_request_funcs.setdefault(None, []).insert(0, lambda: answer(router))


def answer(router: "Router") -> Response | None:
    """Answer the current request if it asks for the parts of a map."""
    language = language_of(request.path)
    name = request.path.removeprefix(f"/{language}")
    if language is None or name not in _MADE:
        return None
    if request.method not in {"GET", "HEAD"}:
        return Response(status=405, headers={"Allow": "GET, HEAD"})
    query = request.query_string.decode("utf-8", "replace")
    try:
        with router.database.handle() as handle:
            selection = router.parse(handle, f"/{language}{name.rpartition('/')[0]}", query)
            return _sent(name, router.view(handle, selection))
    except UnknownAddressError as error:
        return Response(f"404: {error.what}\n", 404, mimetype="text/plain")
    except NothingPublishedError:
        return Response("503\n", 503, mimetype="text/plain")


def _sent(name: str, view: View) -> Response:
    asked = "\n".join((_PROGRAM, str(view.handle.version), name, write(view.selection)))
    tag = hashlib.sha256(asked.encode()).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = Response(_body(name, view.handle, view.selection), mimetype="application/json")
    # Weak: the same numbers may travel compressed or plain. Kept, but asked about: a new release is seen at once.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    response.vary.add("Accept-Encoding")
    return response


@lru_cache(maxsize=64)
def _body(name: str, handle: Handle, selection: Selection) -> bytes:
    return orjson.dumps(_MADE[name](View(handle, selection, texts(selection.language))))
