"""Reading the body of an answer whole, or saying why it is not whole."""

import zlib
from collections.abc import Iterator, Mapping

from ingest.errors import SourceUnavailable

_PIECE = 1 << 20


class Incomplete(Exception):
    """The body broke off or is garbled on the way: worth another attempt."""


def read_body(pieces: Iterator[bytes], headers: Mapping[str, str], limit: int) -> bytes:
    """Return the decompressed body.

    `Incomplete` when the compression is broken or broken off; `SourceUnavailable` when the body
    is larger than `limit` bytes, packed or unpacked.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise Incomplete(f"the answer came packed as {encoding}, which was not asked for")
    packed = bytearray()
    for piece in pieces:
        packed += piece
        if len(packed) > limit:
            raise SourceUnavailable(f"the answer is larger than {limit // 1_000_000} MB and was not read")
    return _unpacked(bytes(packed), limit) if "gzip" in encoding and packed else bytes(packed)


def _unpacked(packed: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    body = bytearray()
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
            body += piece
            if len(body) > limit:
                raise SourceUnavailable(f"the unpacked answer is larger than {limit // 1_000_000} MB and was not read")
            if not piece and not packed:
                raise Incomplete("the packed answer broke off")
    except zlib.error as error:
        raise Incomplete("the packed answer is garbled") from error
    return bytes(body)
