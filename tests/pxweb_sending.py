"""How an answer is sent over the wire: whole, or broken in one of the ways that networks break."""

import gzip
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from ingest.sample.protocol import Response


def _head(handler: BaseHTTPRequestHandler, response: Response, **headers: str) -> None:
    handler.send_response(response.status)
    for name, value in {**response.headers, **{key.replace("_", "-"): one for key, one in headers.items()}}.items():
        handler.send_header(name, value)
    handler.end_headers()


def _whole(handler: BaseHTTPRequestHandler, response: Response) -> None:
    packed = gzip.compress(response.body, 1) if "gzip" in handler.headers.get("Accept-Encoding", "") else None
    if packed is None or len(response.body) < 500:
        _head(handler, response, Content_Length=str(len(response.body)))
        handler.wfile.write(response.body)
    else:
        _head(handler, response, Content_Encoding="gzip", Content_Length=str(len(packed)))
        handler.wfile.write(packed)


def _drop(handler: BaseHTTPRequestHandler, _response: Response) -> None:
    handler.close_connection = True


def _truncate(handler: BaseHTTPRequestHandler, response: Response) -> None:
    _head(handler, response, Content_Length=str(len(response.body)))
    handler.wfile.write(response.body[: len(response.body) // 2])
    handler.close_connection = True


def _truncate_chunks(handler: BaseHTTPRequestHandler, response: Response) -> None:
    _head(handler, response, Transfer_Encoding="chunked")
    half = response.body[: len(response.body) // 2]
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))
    handler.close_connection = True


def _truncate_gzip(handler: BaseHTTPRequestHandler, response: Response) -> None:
    _head(handler, response, Content_Encoding="gzip", Connection="close")
    packed = gzip.compress(response.body)
    handler.wfile.write(packed[: len(packed) // 2])
    handler.close_connection = True


def _garble_gzip(handler: BaseHTTPRequestHandler, response: Response) -> None:
    packed = bytearray(gzip.compress(response.body))
    middle = len(packed) // 2
    packed[middle : middle + 8] = b"\xff" * 8
    _head(handler, response, Content_Encoding="gzip", Content_Length=str(len(packed)))
    handler.wfile.write(bytes(packed))


def _cut_without_length(handler: BaseHTTPRequestHandler, response: Response) -> None:
    """The break that only the content shows: no length, no chunks, half of the JSON."""
    _head(handler, response, Connection="close")
    handler.wfile.write(response.body[: len(response.body) // 2])
    handler.close_connection = True


def _slow(handler: BaseHTTPRequestHandler, response: Response) -> None:
    time.sleep(0.4)
    _whole(handler, response)


def _silent(handler: BaseHTTPRequestHandler, _response: Response) -> None:
    time.sleep(4)
    handler.close_connection = True


def _drip(handler: BaseHTTPRequestHandler, response: Response) -> None:
    """A byte now and then: each soon enough for the time limit on reading."""
    _head(handler, response, Content_Length=str(len(response.body)))
    for place in range(100):
        handler.wfile.write(response.body[place : place + 1])
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


SENDING: dict[str, Callable[[BaseHTTPRequestHandler, Response], None]] = {
    "whole": _whole,
    "drop": _drop,
    "truncate": _truncate,
    "truncate_chunks": _truncate_chunks,
    "truncate_gzip": _truncate_gzip,
    "garble_gzip": _garble_gzip,
    "cut_without_length": _cut_without_length,
    "slow": _slow,
    "silent": _silent,
    "drip": _drip,
}
