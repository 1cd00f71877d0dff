"""The scripts and styles of a page: read once, compressed once, answered from memory with the time they may be kept."""

import hashlib
import mimetypes
import sys
import threading
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Request, Response, request
from werkzeug.security import safe_join

ASSETS, SUITES = "/assets/", "/_dash-component-suites/"
BUNDLE = Path("bundle", "dist", "plotly.min.js")
_PLOTLY = ("plotly", "package_data/plotly.min.js")
_READ_ONLY = {"GET", "HEAD"}
_PACKED = ("text/", "application/json", "application/javascript", "image/svg+xml")
_SMALLEST = 500
# Brotli 9 takes 0.4 s for plotly's 4.8 MB and leaves 1.23 MB; 11 would take ten times that for 0.1 MB less.
_BROTLI, _GZIP = 9, 9
_FOREVER = "public, max-age=31536000, immutable"
_ASKED_EACH_TIME = "public, no-cache"


@dataclass
class File:
    """One file as it is sent: `packed` holds what has been compressed so far, by encoding."""

    body: bytes
    media_type: str
    tag: str
    packed: dict[str, bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def encoded(self, encoding: str) -> bytes:
        """Return the body in an encoding, br or gzip; compressed when first asked for."""
        with self.lock:
            if encoding not in self.packed:
                self.packed[encoding] = _compressed(self.body, encoding)
            return self.packed[encoding]

    @property
    def is_packed(self) -> bool:
        """Tell whether compressing it saves anything."""
        return self.media_type.startswith(_PACKED) and len(self.body) >= _SMALLEST


class StaticFiles:
    """Answers the addresses of files; only files that exist are kept, so that no request can fill the memory."""

    def __init__(self, app: Dash, assets: Path) -> None:
        self._app = app
        self._assets = assets
        self._suites: dict[tuple[str, str], File] = {}
        self._own: dict[Path, tuple[int, File]] = {}
        bundle = assets / BUNDLE
        # A bundle made here with the parts that our charts use stands in for plotly's own file.
        self._replaced: dict[tuple[str, str], Path] = {_PLOTLY: bundle} if bundle.is_file() else {}

    def answer(self) -> Response | None:
        """Answer the current request if it asks for a file that is there; what is not there is 404."""
        path = request.path
        if not path.startswith((ASSETS, SUITES)):
            return None
        if request.method not in _READ_ONLY:
            return Response(status=405, headers={"Allow": "GET, HEAD"})
        if path.startswith(ASSETS):
            found = self._asset(path.removeprefix(ASSETS))
            # The address carries the time of the file: what it names never changes.
            return _sent(request, found, is_fixed="m" in request.args)
        package, _, rest = path.removeprefix(SUITES).partition("/")
        name, has_fingerprint = check_fingerprint(rest)
        is_fixed = has_fingerprint and (package, name) not in self._replaced
        return _sent(request, self._suite(package, name), is_fixed=is_fixed)

    def _asset(self, name: str) -> File | None:
        joined = safe_join(str(self._assets), name)
        path = Path(joined) if joined and "\0" not in joined else None
        if path is None or not path.is_file():
            return None
        changed = path.stat().st_mtime_ns
        kept = self._own.get(path)
        if kept is None or kept[0] != changed:
            kept = self._own[path] = (changed, _file(path))
        return kept[1]

    def _suite(self, package: str, name: str) -> File | None:
        if name not in self._app.registered_paths.get(package, ()):
            return None
        key = (package, name)
        if key not in self._suites:
            origin = sys.modules[package].__file__
            path = self._replaced.get(key) or Path(origin or "").parent / name
            if not path.is_file():
                return None
            self._suites[key] = _file(path)
        return self._suites[key]


def _file(path: Path) -> File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return File(body, media_type, hashlib.sha256(body).hexdigest()[:20])


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=_BROTLI)
    packer = zlib.compressobj(_GZIP, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def _sent(asking: Request, found: File | None, *, is_fixed: bool) -> Response:
    if found is None:
        return Response("404\n", 404, mimetype="text/plain")
    encoding = _encoding(asking) if found.is_packed else None
    if asking.if_none_match.contains_weak(found.tag):
        response = Response(status=304)
    else:
        response = Response(found.encoded(encoding) if encoding else found.body, mimetype=found.media_type)
        if encoding:
            response.headers["Content-Encoding"] = encoding
    # Weak: the same file may travel compressed or plain.
    response.set_etag(found.tag, weak=True)
    response.headers["Cache-Control"] = _FOREVER if is_fixed else _ASKED_EACH_TIME
    response.vary.add("Accept-Encoding")
    return response


def _encoding(asking: Request) -> str | None:
    accepted = asking.accept_encodings
    return next((one for one in ("br", "gzip") if accepted.quality(one) > 0), None)
