"""The HTTP session over real loopback HTTP: what it retries, what it refuses, when it gives up."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import orjson
import pytest

from ingest.errors import SourceUnavailable
from ingest.retry import asked_wait
from ingest.sample.adapter import PublisherAdapter
from ingest.sample.protocol import Response
from ingest.session import Patience, Session
from tests.clock import Clock
from tests.fetching import Fetching
from tests.pxweb_server import Fault, PxWebServer, listening, serving, status
from tests.pxweb_tables import publisher

QUERY = {"query": [], "response": {"format": "json-stat2"}}


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path)


@pytest.fixture
def server() -> Iterator[PxWebServer]:
    with serving(publisher()) as running:
        yield running


def _url(server: PxWebServer) -> str:
    return f"{server.base}/fi/StatFin/tyonv/12r5.px"


def test_an_answer_comes_back_whole_and_unpacked_with_its_headers(fetching: Fetching, server: PxWebServer) -> None:
    answer = fetching.session().post(_url(server), QUERY)
    assert answer.status == 200
    right = server.publisher.answer("POST", "/v1/fi/StatFin/tyonv/12r5.px", orjson.dumps(QUERY))
    assert answer.body == right.body
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.arrived_at == fetching.clock()


def test_it_says_who_asks_and_sends_no_password(
    fetching: Fetching, server: PxWebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    fetching.session().get(_url(server))
    assert server.calls[0].headers["user-agent"].startswith("vertaispeili/")
    assert "authorization" not in server.calls[0].headers


@pytest.mark.parametrize("how", ["drop", "truncate", "truncate_chunks", "truncate_gzip", "garble_gzip"])
def test_a_dropped_or_truncated_answer_is_asked_for_again(fetching: Fetching, server: PxWebServer, how: str) -> None:
    server.faults.append(Fault(how=how, times=2))
    whole = fetching.session().post(_url(server), QUERY)
    assert whole.body.endswith(b"}")
    assert server.posts() == 3
    assert fetching.clock.slept == [1, 2]


@pytest.mark.parametrize("code", [500, 502, 503, 504, 408, 429])
def test_a_passing_error_is_asked_again_after_growing_waits(fetching: Fetching, server: PxWebServer, code: int) -> None:
    server.faults.append(Fault(status(code), times=4))
    assert fetching.session().post(_url(server), QUERY).status == 200
    assert fetching.clock.slept == [1, 2, 4, 8]


@pytest.mark.parametrize("code", [400, 403, 404])
def test_an_answer_that_will_not_change_is_not_asked_for_again(
    fetching: Fetching, server: PxWebServer, code: int
) -> None:
    server.faults.append(Fault(status(code)))
    assert fetching.session().post(_url(server), QUERY).status == code
    assert server.posts() == 1


def test_an_answer_that_takes_too_long_is_asked_for_again(fetching: Fetching, server: PxWebServer) -> None:
    server.faults.append(Fault(how="slow"))
    assert fetching.session(Patience(connect=1, read=0.2)).post(_url(server), QUERY).status == 200
    assert server.posts() == 2


def test_retry_after_is_obeyed(fetching: Fetching, server: PxWebServer) -> None:
    server.faults.append(Fault(status(429, Retry_After="60")))
    assert fetching.session().post(_url(server), QUERY).status == 200
    assert fetching.clock.slept == [60]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("60", 60), (" 5 ", 5), ("soon", None), ("-1", None),
     ("Tue, 24 Nov 2026 06:01:30 GMT", 90), ("Tue, 24 Nov 2026 05:00:00 GMT", 0)],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float | None) -> None:
    assert asked_wait(header, Clock()()) == seconds


def test_the_waits_of_one_source_stay_inside_its_budget_and_the_error_says_what_happened(
    fetching: Fetching, server: PxWebServer
) -> None:
    server.faults.append(Fault(status(503), times=1000))
    with pytest.raises(SourceUnavailable, match=r"answered 503; gave up after \d+ attempts inside 120 s"):
        fetching.session().post(_url(server), QUERY)
    assert 100 <= sum(fetching.clock.slept) <= 120


def test_the_time_that_failed_attempts_take_is_in_the_budget_too(fetching: Fetching, server: PxWebServer) -> None:
    server.on_call = lambda _server, _method: fetching.clock.sleep(50)
    server.faults.append(Fault(status(504), times=1000))
    with pytest.raises(SourceUnavailable, match="gave up after 3 attempts inside 120 s"):
        fetching.session().post(_url(server), QUERY)


def test_calls_are_paced_by_the_time_the_answers_arrive(fetching: Fetching, server: PxWebServer) -> None:
    session = fetching.session()
    session.limit(server.base, calls=1, seconds=10)
    server.clock = lambda: fetching.clock().timestamp()
    server.on_call = lambda _server, _method: fetching.clock.sleep(5)
    began = fetching.clock().timestamp()
    for _ in range(3):
        session.get(_url(server))
    assert [round(call.at - began) for call in server.calls] == [5, 20, 35]


def test_a_wait_longer_than_the_budget_is_not_begun(fetching: Fetching, server: PxWebServer) -> None:
    server.faults.append(Fault(status(429, Retry_After="3600"), times=1000))
    with pytest.raises(SourceUnavailable):
        fetching.session().post(_url(server), QUERY)
    assert (server.posts(), fetching.clock.slept) == (1, [])


def test_each_source_has_a_budget_of_its_own(fetching: Fetching, server: PxWebServer) -> None:
    session = fetching.session()
    for _ in range(2):
        server.faults.append(Fault(status(503), times=5))
        session.for_source().post(_url(server), QUERY)
    assert fetching.clock.slept == [1, 2, 4, 8, 16] * 2


def test_a_refused_host_is_tried_three_times_within_five_seconds_and_then_skipped(fetching: Fetching) -> None:
    session, url = fetching.session(), f"http://127.0.0.1:{_closed_port()}/PxWeb/api/v1/fi/?config"
    with pytest.raises(SourceUnavailable, match=r"cannot be reached .* tried 3 times"):
        session.for_source().get(url)
    assert sum(fetching.clock.slept) <= 5
    waited = len(fetching.clock.slept)
    with pytest.raises(SourceUnavailable, match="skipped in this run"):
        session.for_source().get(url)
    assert len(fetching.clock.slept) == waited


def test_an_unknown_host_is_skipped_alike_and_the_others_are_not(fetching: Fetching, server: PxWebServer) -> None:
    session = fetching.session()
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        session.get("http://no-such-host.invalid/PxWeb/api/v1/fi/?config")
    assert session.for_source().get(_url(server)).status == 200


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://stat.fi/x", "stat.fi/x", "http://", "http://[", ""])
def test_only_http_addresses_are_asked(fetching: Fetching, url: str) -> None:
    with pytest.raises(SourceUnavailable, match="is not an http or https address"):
        fetching.session().get(url)


def test_a_redirect_on_the_same_host_is_followed_and_one_to_another_host_is_refused(fetching: Fetching) -> None:
    with _redirecting() as address:
        assert fetching.session().get(f"{address}/moved").body == b"here"
        assert fetching.session().post(f"{address}/moved", QUERY).body == b"here"
        with pytest.raises(SourceUnavailable, match=r"another host \(http://localhost:1/there\), which is refused"):
            fetching.session().get(f"{address}/elsewhere")
        with pytest.raises(SourceUnavailable, match="round in circles"):
            fetching.session().get(f"{address}/circle")


@pytest.mark.parametrize("how", ["whole", "truncate_chunks"])
def test_an_answer_larger_than_allowed_is_not_read(fetching: Fetching, server: PxWebServer, how: str) -> None:
    server.faults.append(Fault(how=how))
    with pytest.raises(SourceUnavailable, match="larger than"):
        fetching.session(Patience(largest=200)).post(_url(server), QUERY)
    assert server.posts() == 1


def test_a_small_answer_that_unpacks_to_a_huge_one_is_not_read(fetching: Fetching, server: PxWebServer) -> None:
    server.faults.append(Fault(lambda right: Response(200, right.headers, b" " * 5_000_000)))
    with pytest.raises(SourceUnavailable, match="unpacked answer is larger than 2 MB"):
        fetching.session(Patience(largest=2_000_000)).post(_url(server), QUERY)


def test_a_trickle_of_bytes_cannot_outwait_the_limit_on_the_whole_answer(fetching: Fetching) -> None:
    class Trickle(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            for _ in range(100_000):
                fetching.clock.sleep(1)
                self.wfile.write(b"x")
                self.wfile.flush()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with listening(Trickle) as address, pytest.raises(SourceUnavailable, match="not whole after 60 s"):
        fetching.session(Patience(whole=60)).get(address)


def test_a_publisher_in_memory_is_asked_through_the_same_session_without_pacing(fetching: Fetching) -> None:
    session = fetching.session()
    prefix = "http://sample.invalid/"
    adapters = {prefix: PublisherAdapter(publisher())}
    session = Session(session.clock, session.sleep, session.window, adapters=adapters)
    for _ in range(50):
        assert session.get(f"{prefix}PxWeb/api/v1/fi/?config").status == 200
    assert fetching.clock.slept == []


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _redirecting() -> Iterator[str]:
    targets = {"/moved": "/there", "/elsewhere": "http://localhost:1/there", "/circle": "/circle"}

    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            target = targets.get(self.path)
            self.send_response(302 if target else 200)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Length", "0" if target else "4")
            self.end_headers()
            self.wfile.write(b"" if target else b"here")

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with listening(Redirecting) as address:
        yield address
