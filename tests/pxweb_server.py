"""A PxWeb publisher on the loopback interface: the API's own protocol over real HTTP, with limits and faults."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson

from ingest.sample.protocol import Publisher, Response
from tests.pxweb_sending import SENDING

Change = Callable[[Response], Response]


@dataclass(frozen=True)
class Call:
    """One request as the server saw it; `at` is the server's clock in seconds."""

    method: str
    path: str
    status: int
    at: float
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Fault:
    """Something that goes wrong with the next `times` requests of a method, after `after` of them went well.

    `change` makes another answer of the right one; `how` breaks the sending of it. Only addresses that contain `path`
    are meant.
    """

    change: Change = lambda response: response
    how: str = "whole"
    times: int = 1
    after: int = 0
    method: str = "POST"
    path: str = ""


@dataclass
class PxWebServer:
    """A publisher with its call window kept by `clock` (seconds), and whatever faults a test puts in."""

    publisher: Publisher
    clock: Callable[[], float] = time.monotonic
    has_window: bool = False
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    on_call: Callable[["PxWebServer", str], None] = lambda _server, _method: None
    base: str = ""
    _counted: list[float] = field(default_factory=list)

    def posts(self) -> int:
        """Return the number of data calls so far."""
        return sum(call.method == "POST" for call in self.calls)

    def refused(self) -> int:
        """Return the number of calls that found the window closed."""
        return sum(call.status == 429 for call in self.calls)

    def answer(self, method: str, path: str, body: bytes) -> tuple[Response, str]:
        self.on_call(self, method)
        if self.has_window and not self._admit():
            text = {"error": "429 - Too many requests in too short timeframe. Please try again later."}
            wait = str(self.publisher.config.time_window)
            headers = {"Content-Type": "application/json", "Retry-After": wait}
            return Response(429, headers, orjson.dumps(text)), "whole"
        response = self.publisher.answer(method, path, body)
        for fault in list(self.faults):
            if fault.method != method or fault.path not in path:
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            if fault.how == "metadata":
                return self.publisher.answer("GET", path, b""), "whole"
            return fault.change(response), fault.how
        return response, "whole"

    def _admit(self) -> bool:
        """Count the call (a refused one counts too) and say whether the window had room for it."""
        now, config = self.clock(), self.publisher.config
        self._counted = [*(at for at in self._counted if now - at < config.time_window), now]
        return len(self._counted) <= config.max_calls


def status(code: int, body: bytes = b"", **headers: str) -> Change:
    """Another status, such as a 503 of a gateway."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _response: Response(code, {"Content-Type": "text/html", **named}, body)


def html(_response: Response) -> Response:
    return Response(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html><body>Huoltokatko</body></html>")


def empty(_response: Response) -> Response:
    return Response(200, {"Content-Type": "application/json"}, b"")


def rewritten(rewrite: Callable[[dict], object]) -> Change:
    """The right answer with its JSON changed."""
    return lambda response: Response(
        response.status, response.headers, orjson.dumps(rewrite(orjson.loads(response.body)))
    )


def short_values(response: Response) -> Response:
    """An answer that lost its last values on the way."""
    return rewritten(lambda answer: {**answer, "value": answer["value"][:-1]})(response)


@contextmanager
def serving(publisher: Publisher, **options: object) -> Iterator[PxWebServer]:
    """Serve a publisher for the length of a test; `base` is its address, ending before the language."""
    server = PxWebServer(publisher, **options)
    with listening(_handler(server)) as address:
        server.base = f"{address}/PxWeb/api/v1"
        yield server


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run an HTTP server on a free loopback port and yield its address."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}"
    finally:
        http.shutdown()
        http.server_close()


def _handler(server: PxWebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 20  # head and body leave together: no waiting for an acknowledgement between them

        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            response, how = server.answer(method, self.path, body)
            sent = {name.lower(): value for name, value in self.headers.items()}
            server.calls.append(Call(method, self.path, response.status, server.clock(), sent, body))
            SENDING[how](self, response)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    return Handler
