"""Faults between the publisher and us, each over a real connection on the loopback interface."""

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from ingest.sample.protocol import Response
from tests.faults.fault import Expected, Fault, Injection, Witness
from tests.faults.raw import Raw, ask
from tests.faults.world import PATIENCE, TABLE, World
from tests.pxweb_server import Change, html, listening, status
from tests.pxweb_server import Fault as Broken

_ALWAYS = 10_000
_SIGNING = (
    *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
    *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
)
_API = "/PxWeb/api/v1"


def _elsewhere(address: Callable[[], Iterator[str]], sees: str) -> Injection:
    """The publisher's address leads to something else; an outsider gets the error `sees`."""

    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        good = world.statfin_url
        with contextmanager(address)() as host:
            world.statfin_url = f"{host}{_API}"

            def witness() -> str:
                seen = ask(world)
                assert sees in seen.error, seen.text
                return seen.text

            yield witness
        world.statfin_url = good

    return inject


def _refusing() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


def _unknown() -> Iterator[str]:
    yield "http://no-such-host.invalid"


def _full() -> Iterator[str]:
    """A host that lets nobody in: the queue of connections to accept is full."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        for one in waiting:
            one.close()


def _plain_where_tls_belongs() -> Iterator[str]:
    with listening(BaseHTTPRequestHandler) as address:
        yield address.replace("http://", "https://")


def _self_signed() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        key, certificate = Path(folder) / "key.pem", Path(folder) / "certificate.pem"
        subprocess.run(
            [*_SIGNING, "-keyout", key, "-out", certificate],
            check=True,
            capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        server.handle_error = lambda *_: None
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


def _answer(
    sees: Callable[[Raw], bool], change: Change | None = None, how: str = "whole", times: int = _ALWAYS
) -> Injection:
    """Data answers about 12r5 are changed or broken on the way, the next `times` of them."""

    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        broken = Broken(change or (lambda right: right), how, times + 1, path=TABLE)
        world.server.faults.append(broken)

        def witness() -> str:
            seen = ask(world)
            assert sees(seen), seen.text
            return seen.text

        yield witness
        assert broken.times < times + 1, "the refresh met it too"
        world.server.faults.clear()

    return inject


def _status(code: int, times: int = _ALWAYS, **headers: str) -> Injection:
    return _answer(lambda seen: seen.status == code, status(code, **headers), times=times)


def _typed(kind: str, body: bytes | None = None) -> Change:
    return lambda right: Response(200, {"Content-Type": kind}, right.body if body is None else body)


def _bomb(right: Response) -> Response:
    return Response(200, right.headers, bytes(4 * PATIENCE.largest))


def _is_bomb(seen: Raw) -> bool:
    return len(seen.body) < PATIENCE.largest // 50 and len(seen.plain) > PATIENCE.largest


def _broke(error: str) -> Callable[[Raw], bool]:
    return lambda seen: error in seen.error


def _page(seen: Raw) -> bool:
    return seen.status == 200 and seen.body.startswith(b"<!DOCTYPE")


def _unreadable(seen: Raw) -> bool:
    try:
        return not seen.plain.endswith(b"}")
    except (OSError, EOFError):
        return True


def _is(kind: str) -> Callable[[Raw], bool]:
    return lambda seen: seen.status == 200 and seen.headers["content-type"] == kind


def _network(name: str, inject: Injection, expected: Expected, words: str = "") -> Fault:
    return Fault("network", name, inject, expected, words)


_GAVE_UP = r"gave up after \d+ attempts inside 5 s"
_AWAY = status(302, Location="http://localhost:1/there")
_ROUND = status(307, Location=f"{_API}/fi/{TABLE}")
NETWORK = (
    _network("connection refused", _elsewhere(_refusing, "ConnectionRefused"), "kept", "cannot be reached|is skipped"),
    _network("unknown name", _elsewhere(_unknown, "gaierror"), "kept", "cannot be reached|is skipped"),
    _network("nobody lets us in", _elsewhere(_full, "Timeout"), "kept", "no connection in time"),
    _network("no TLS there", _elsewhere(_plain_where_tls_belongs, "SSL"), "kept", "no secure connection|is skipped"),
    _network("untrusted certificate", _elsewhere(_self_signed, "SSLCert"), "kept", "certificate is not tr|is skipped"),
    _network("no answer", _answer(_broke("Timeout"), how="silent"), "kept", f"no answer in time; {_GAVE_UP}"),
    _network("slow drip", _answer(_broke("not whole"), how="drip"), "kept", f"not whole after .*{_GAVE_UP}"),
    _network("dropped", _answer(_broke("RemoteDisc"), how="drop"), "kept", f"was dropped; {_GAVE_UP}"),
    _network("dropped twice", _answer(_broke("RemoteDisc"), how="drop", times=2), "taken"),
    _network("truncated", _answer(_broke("broke off"), how="truncate"), "kept", f"broke off.*{_GAVE_UP}"),
    _network("truncated chunks", _answer(_broke("Incomplete"), how="truncate_chunks"), "kept", _GAVE_UP),
    _network("truncated gzip", _answer(_unreadable, how="truncate_gzip"), "kept", f"packed answer.*{_GAVE_UP}"),
    _network("garbled gzip", _answer(_unreadable, how="garble_gzip"), "kept", f"garbled; {_GAVE_UP}"),
    _network("cut without a length", _answer(_unreadable, how="cut_without_length"), "kept", r"asked 3 times"),
    _network("429 for ever", _status(429), "kept", f"answered 429; {_GAVE_UP}"),
    _network("429 twice", _status(429, times=2), "taken"),
    _network("429, Retry-After 2", _status(429, times=2, Retry_After="2"), "taken"),
    _network("429, Retry-After 1 h", _status(429, Retry_After="3600"), "kept", "answered 429; gave up after 1 "),
    *(_network(f"{code} for a while", _status(code, times=3), "taken") for code in (500, 502, 503, 504)),
    _network("503 for ever", _status(503), "kept", f"answered 503; {_GAVE_UP}"),
    _network("HTML with 200", _answer(_page, html), "kept", "asked 3 times"),
    _network("HTML with 200 once", _answer(_page, html, times=1), "taken"),
    _network(
        "data of another type", _answer(_is("text/csv"), _typed("text/csv", b"Alue;1\n")), "kept", "asked 3 times"
    ),
    _network("right data, wrong type", _answer(_is("image/png"), _typed("image/png")), "taken"),
    _network("gzip bomb", _answer(_is_bomb, _bomb), "kept", "larger than 20 MB and was not read"),
    _network(
        "sent to another host", _answer(lambda seen: seen.status == 302, _AWAY), "kept", "another host .* refused"
    ),
    _network("sent round in circles", _answer(lambda seen: seen.status == 307, _ROUND), "kept", "round in circles"),
)
