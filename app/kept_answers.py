"""Answers of callbacks as they travelled, given again while nothing that they were made from has changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, g, request

from app import ledger
from app.db import Database, NothingPublishedError
from vertaispeili.warehouse import Warehouse

ADDRESS = "/_dash-update-component"
MOST_BYTES = 32_000_000  # of answers, in each process
# This page tells by the minute how old the data are, and what refreshes did since.
_BY_THE_MINUTE = b"/data"
_ENCODINGS = ("br", "gzip")
State = tuple[Hashable, ...]
Asked = tuple[State, bytes, str | None]


@dataclass(frozen=True)
class Kept:
    """One answer: the body as it travels, and what must be said of it."""

    body: bytes
    media_type: str
    encoding: str | None


class KeptAnswers:
    """The newest answers of one process, by what was asked, the data version, and the municipality's own files."""

    def __init__(self, database: Database, own_files: Path | None, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._own_files = own_files
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: OrderedDict[Asked, Kept] = OrderedDict()
        self._bytes = 0

    def register(self, server: Flask) -> None:
        """Answer before anything else does, and keep what leaves: to be called before what compresses is registered."""
        server.before_request(self.answer)
        server.after_request(self.keep)

    def answer(self) -> Response | None:
        """Answer the current request from memory; None when it has to be made."""
        if request.path != ADDRESS or request.method != "POST" or not request.is_json:
            return None
        body = request.get_data()
        state = self._state(body)
        if state is None:
            return None
        # The state when the making begins: what is published meanwhile is not what the answer is made from.
        asked: Asked = (state, body, next((one for one in _ENCODINGS if request.accept_encodings[one]), None))
        with self._lock:
            kept = self._answers.get(asked)
            if kept is None:
                g.asked = asked
                return None
            self._answers.move_to_end(asked)
        response = Response(kept.body, mimetype=kept.media_type)
        response.vary.add("Accept-Encoding")
        if kept.encoding:
            response.headers["Content-Encoding"] = kept.encoding
        return response

    def keep(self, response: Response) -> Response:
        """Keep a sound answer; the oldest go when there is no more room."""
        asked: Asked | None = g.pop("asked", None)
        if (
            asked is None
            or response.status_code != 200
            or g.pop("is_broken", False)
            or asked[0] != self._state(asked[1])
        ):
            return response
        kept = Kept(response.get_data(), response.mimetype or "", response.headers.get("Content-Encoding"))
        with self._lock:
            before = self._answers.pop(asked, None)
            self._answers[asked] = kept
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)
        return response

    def _state(self, body: bytes) -> State | None:
        """What an answer depends on besides the question; a release is overdue from some hour on."""
        try:
            with self._database.handle() as handle:
                version = handle.version
        except NothingPublishedError:
            return None
        state = (version, self._own(), f"{self._clock():%Y%m%dT%H}")
        if _BY_THE_MINUTE not in body:
            return state
        return (*state, f"{self._clock():%M}", ledger.stamp(Warehouse(version.parents[1]).ledger))

    def _own(self) -> tuple[tuple[str, int, int], ...]:
        found: list[tuple[str, int, int]] = []
        for path in sorted(self._own_files.glob("*.*")) if self._own_files else ():
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append((path.name, stat.st_mtime_ns, stat.st_size))
        return tuple(found)
