"""An outsider's view of a publisher: one plain request with the standard library, and what came of it."""

import gzip
import http.client
import json
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.faults.world import TABLE, World

LIMIT = 1.5
EVERYTHING = json.dumps({"query": [], "response": {"format": "json-stat2"}}).encode()


@dataclass(frozen=True)
class Raw:
    """What came: a status and a body as sent, or the name of the error instead."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: str = ""

    @property
    def text(self) -> str:
        """In a few words."""
        if self.error:
            return self.error
        kind = self.headers.get("content-type", "no type").split(";")[0]
        return f"{self.status} {kind}, {len(self.body):,} bytes"

    @property
    def plain(self) -> bytes:
        """The body unpacked."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


def ask(world: World, method: str = "POST", table: str = TABLE) -> Raw:
    """Ask the world's publisher for everything of a table (POST) or its description (GET)."""
    parts = urlsplit(f"{world.statfin_url}/fi/{table}")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    more = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
    connection = kind(parts.hostname or "", parts.port, timeout=LIMIT, **more)
    started = time.monotonic()
    try:
        headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
        connection.request(method, parts.path, EVERYTHING if method == "POST" else None, headers)
        response = connection.getresponse()
        body = bytearray()
        while piece := response.read1(1 << 16):
            body += piece
            if time.monotonic() - started > LIMIT:
                return Raw(error=f"not whole after {LIMIT} s ({len(body)} bytes)")
        if response.length:
            return Raw(error=f"broke off, {response.length:,} bytes short")
        return Raw(response.status, {name.lower(): value for name, value in response.getheaders()}, bytes(body))
    except (OSError, http.client.HTTPException) as error:
        return Raw(error=type(error).__name__)
    finally:
        connection.close()
