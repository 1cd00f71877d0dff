"""The HTTP session: paced, patient and suspicious; the one module that talks to the network."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urljoin, urlsplit

import orjson
import requests
from requests.adapters import BaseAdapter
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from ingest.answer import Answer, Clock, Sleep
from ingest.body import Incomplete, read_body
from ingest.errors import SourceUnavailable
from ingest.retry import RetryBudget, asked_wait
from ingest.window import CallWindow

_REDIRECTS = (301, 302, 303, 307, 308)
_NO_CONNECTION = "no connection in time"
_LATER = (408, 425, 429, 500, 502, 503, 504)


class _Unreachable(Exception):
    """The host refuses connections or is unknown: waiting long will not help."""


@dataclass(frozen=True)
class Patience:
    """How long one attempt may take (seconds), and how large an answer may be (bytes)."""

    connect: float = 10
    read: float = 90
    whole: float = 600
    largest: int = 256_000_000
    unreachable: float = 5


@dataclass
class Session:
    """Asks publishers for answers.

    `adapters` maps address prefixes to transports in memory, which need no pacing; `notify` is told about waits.
    """

    clock: Clock
    sleep: Sleep
    window: CallWindow
    retry_seconds: float = 120
    adapters: Mapping[str, BaseAdapter] = field(default_factory=dict[str, BaseAdapter])
    patience: Patience = Patience()
    notify: Callable[[str], None] = lambda _message: None
    _skipped: dict[str, str] = field(default_factory=dict[str, str], init=False)

    def __post_init__(self) -> None:
        self._budget = RetryBudget(self.retry_seconds, self.sleep)
        self._http = requests.Session()
        self._http.headers.update({"User-Agent": f"vertaispeili/{_version()}", "Accept-Encoding": "gzip"})
        # Passwords of a .netrc file belong to nobody here.
        self._http.auth = lambda request: request
        for prefix, adapter in self.adapters.items():
            self._http.mount(prefix, adapter)

    def for_source(self) -> Self:
        """Return the same session (hosts skipped, calls counted) with a fresh budget for retries."""
        fresh = copy.copy(self)
        fresh._budget = RetryBudget(self.retry_seconds, self.sleep)
        return fresh

    def get(self, url: str) -> Answer:
        """Ask for an address; see `post` for what comes back."""
        return self._ask("GET", url, None)

    def post(self, url: str, json: object) -> Answer:
        """Send a query and return the answer, whatever its status but for those that pass (5xx, 429).

        `SourceUnavailable` when no whole answer comes inside the budget or the host cannot be reached; then every
        further call to that host fails at once.
        """
        return self._ask("POST", url, orjson.dumps(json))

    def pause(self, attempt: int, reason: str) -> None:
        """Wait, on the budget, before another attempt at something that was answered but unusable."""
        self.notify(f"{reason}: trying again")
        self._budget.wait(attempt, reason)

    def limit(self, url: str, calls: int, seconds: float) -> None:
        """Keep calls to the host of this address inside its window."""
        self.window.limit(_host(url), calls, seconds)

    def _ask(self, method: str, url: str, body: bytes | None) -> Answer:
        host, attempt = _host(url), 0
        while True:
            self._refuse_skipped(host)
            self._wait_turn(url)
            started, asked, attempt = self.clock(), None, attempt + 1
            try:
                answer = self._reach(method, url, body)
                if answer.status not in _LATER:
                    return answer
                reason = f"{host} answered {answer.status}"
                asked = asked_wait(answer.headers.get("retry-after"), answer.arrived_at)
            except Incomplete as error:
                reason = f"{host}: {error}"
            self._budget.spend((self.clock() - started).total_seconds())
            self.notify(f"{reason}: waiting before attempt {attempt + 1}")
            try:
                self._budget.wait(attempt, reason, asked)
            except SourceUnavailable:
                if reason.endswith(_NO_CONNECTION):
                    self._skipped[host] = _NO_CONNECTION
                raise

    def _refuse_skipped(self, host: str) -> None:
        if host in self._skipped:
            raise SourceUnavailable(f"{host} is skipped in this run: {self._skipped[host]}. Try again later.")

    def _reach(self, method: str, url: str, body: bytes | None) -> Answer:
        """Try a host that refuses or is unknown three times within seconds; then it is skipped in this run."""
        started, host, attempt = self.clock(), _host(url), 1
        while True:
            try:
                return self._follow(method, url, body)
            except _Unreachable as error:
                elapsed = (self.clock() - started).total_seconds()
                if attempt == 3 or elapsed + attempt > self.patience.unreachable:
                    self._skipped[host] = str(error)
                    message = f"{host} cannot be reached ({error}), tried {attempt} times. Try again later."
                    raise SourceUnavailable(message) from error
                self.notify(f"{host} cannot be reached: trying again")
                self.sleep(float(attempt))
                attempt += 1

    def _follow(self, method: str, url: str, body: bytes | None) -> Answer:
        """One attempt, following redirects that stay on the host."""
        start = _host(url)
        for _ in range(5):
            answer = self._once(method, url, body)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url = urljoin(url, answer.headers["location"])
            if urlsplit(url).hostname != urlsplit(f"//{start}").hostname:
                raise SourceUnavailable(f"{start} sends us on to another host ({url}), which is refused.")
            self._wait_turn(url)
        raise SourceUnavailable(f"{start} sends us round in circles ({url}).")

    def _once(self, method: str, url: str, body: bytes | None) -> Answer:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        timeout = (self.patience.connect, self.patience.read)
        try:
            with self._http.request(
                method, url, data=body, headers=headers, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                received = {name.lower(): value for name, value in response.headers.items()}
                content = read_body(self._pieces(response), received, self.patience.largest)
                return Answer(url, response.status_code, received, content, self.clock())
        except requests.exceptions.ConnectTimeout as error:
            raise Incomplete(_NO_CONNECTION) from error
        except requests.exceptions.ConnectionError as error:
            if _is_unreachable(error):
                raise _Unreachable(_cause(error)) from error
            raise Incomplete("the connection was dropped") from error
        except requests.exceptions.Timeout as error:
            raise Incomplete("no answer in time") from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise Incomplete(f"the answer broke off ({type(error).__name__})") from error
        finally:
            if not self._is_in_memory(url):
                self.window.arrived(_host(url))

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        started = self.clock()
        # read1 hands over what has come: a trickle cannot outwait the limit on the whole.
        while piece := response.raw.read1(1 << 16, decode_content=False):
            yield piece
            if (self.clock() - started).total_seconds() > self.patience.whole:
                raise Incomplete(f"the answer was not whole after {self.patience.whole:g} s")

    def _wait_turn(self, url: str) -> None:
        if not self._is_in_memory(url):
            self.window.wait(_host(url))

    def _is_in_memory(self, url: str) -> bool:
        return any(url.startswith(prefix) for prefix in self.adapters)


def _host(url: str) -> str:
    """Host and port; `SourceUnavailable` for what is no http(s) address."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return parts.hostname + (f":{parts.port}" if parts.port else "")
    except ValueError:
        pass
    raise SourceUnavailable(f"{url!r} is not an http or https address: correct the setting.")


def _is_unreachable(error: requests.exceptions.ConnectionError) -> bool:
    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    reason = error.args[0] if error.args else None
    return isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)


def _cause(error: requests.exceptions.ConnectionError) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
        return "its certificate is not trusted" if untrusted else "no secure connection can be made"
    return "the proxy fails" if isinstance(error, requests.exceptions.ProxyError) else "refused or unknown"


@cache
def _version() -> str:
    try:
        return version("vertaispeili")
    except PackageNotFoundError:
        return "0"
