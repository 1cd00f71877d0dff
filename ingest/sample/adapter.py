"""A transport for `requests` that ends at a publisher in memory: real requests and answers, no network."""

from collections.abc import Mapping
from io import BytesIO

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from ingest.sample.protocol import Publisher


class PublisherAdapter(BaseAdapter):
    """Answers every request of a session from one publisher; mount it under the publisher's address."""

    def __init__(self, publisher: Publisher) -> None:
        super().__init__()
        self.publisher = publisher

    def send(  # noqa: PLR0913, PLR0917 - the signature is that of requests
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the publisher's answer as `requests` would have received it."""
        answer = self.publisher.answer(request.method or "GET", request.path_url, _bytes(request.body))
        response = Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.url = request.url or ""
        response.request = request
        response.raw = HTTPResponse(
            body=BytesIO(answer.body), headers=dict(answer.headers), status=answer.status, preload_content=False
        )
        response.encoding = "utf-8"
        return response

    def close(self) -> None:
        """Nothing is held open."""


def _bytes(body: object) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if body is None or isinstance(body, bytes):
        return body or b""
    raise TypeError("a body that is read in pieces is not taken here")
