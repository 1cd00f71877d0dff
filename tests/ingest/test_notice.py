"""The notice: when it is sent, what it says, and that nothing depends on it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import orjson
import pytest

from ingest.command import refresh
from ingest.ledger import Run
from ingest.notice import notice, send
from ingest.progress import Lines
from ingest.services import Surroundings, notices
from tests import short
from tests.clock import Clock
from tests.pxweb_server import Fault, html, listening, serving
from tests.refreshing import Refreshing
from vertaispeili.settings import Settings
from vertaispeili.warehouse import Warehouse

pytestmark = pytest.mark.refresh

AT = datetime(2026, 11, 24, 6, tzinfo=UTC)


def run(source: str | None, outcome: str, message: str = "", *, is_new: bool = False) -> Run:
    return Run(
        run_id="r", source_id=source, started_at=AT, finished_at=AT, outcome=outcome, message=message, is_new=is_new
    )


@pytest.mark.parametrize(
    ("before", "now", "code", "event"),
    [
        ([], [run("a", "fresh", is_new=True), run(None, "published")], 0, "landed"),
        ([], [run("a", "fresh"), run(None, "published")], 0, None),
        ([], [run("a", "fresh"), run(None, "unchanged")], 0, None),
        ([], [run("a", "fresh"), run(None, "failed", "check x")], 2, "failed"),
        ([run(None, "failed", "check x")], [run(None, "failed", "check x")], 2, None),
        ([run(None, "failed", "check x")], [run(None, "failed", "check y")], 2, "failed"),
        ([run(None, "failed", "x"), run(None, "published")], [run(None, "failed", "x")], 2, "failed"),
        ([run("a", "fresh")], [run("a", "stale", "gone"), run(None, "published")], 1, "stale"),
        ([run("a", "stale", "gone")], [run("a", "stale", "gone"), run(None, "unchanged")], 1, None),
        ([run("a", "stale")], [run("a", "fresh"), run(None, "published")], 0, None),
        ([], [], 3, None),
        ([], [], 2, "failed"),
    ],
)
def test_a_landed_release_a_failure_and_a_source_gone_stale_are_told_once(
    before: list[Run], now: list[Run], code: int, event: str | None
) -> None:
    told = notice(before, now, code)
    assert (told and told["event"]) == event


@dataclass
class Receiver:
    base: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    received: list[dict] = field(default_factory=list)


@contextmanager
def receiving(**options: object) -> Iterator[Receiver]:
    receiver = Receiver(**options)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/json"
            receiver.received.append(orjson.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with listening(Handler) as address:
        receiver.base = address
        yield receiver


def told(folder: Path, address: str) -> str:
    """What is said when one notice is sent to an address."""
    clock, said = Clock(), io.StringIO()
    progress = Lines(said)
    surroundings = Surroundings(Settings(data_dir=folder), Warehouse(folder), clock, clock.sleep, progress)
    send({"event": "landed"}, address, notices(surroundings), progress)
    return said.getvalue()


def test_a_notice_arrives_as_json(tmp_path: Path) -> None:
    with receiving() as receiver:
        assert told(tmp_path, f"{receiver.base}/hook") == ""
    assert receiver.received == [{"event": "landed"}]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"status": 404}, "answered 404"),
        ({"status": 503}, "gave up after"),
        ({"status": 302, "headers": {"Location": "http://elsewhere.invalid/"}}, "to another host"),
    ],
)
def test_what_goes_wrong_is_one_line_without_the_secret_address(tmp_path: Path, options: dict, reason: str) -> None:
    with receiving(**options) as receiver:
        said = told(tmp_path, f"{receiver.base}/secret")
    assert said.count("\n") == 1
    assert said.startswith("the notice could not be sent: ")
    assert reason in said
    assert "secret" not in said


def test_nobody_there_is_one_line(tmp_path: Path) -> None:
    said = told(tmp_path, "http://127.0.0.1:1/secret")
    assert said.count("\n") == 1
    assert "cannot be reached" in said
    assert "secret" not in said


def test_a_refresh_tells_of_its_release_and_of_a_source_that_fails_then_and_is_none_the_worse(tmp_path: Path) -> None:
    with serving(short.publisher()) as server, receiving() as receiver:
        quiet = Refreshing(tmp_path, server.base).settings
        settings = quiet.model_copy(update={"notice_url": f"{receiver.base}/hook"})
        assert refresh(settings, "live") == 1
        table = server.publisher.tables[short.JOBSEEKERS]
        later = replace(table, updated=table.updated + timedelta(days=1))
        server.publisher = replace(server.publisher, tables={**server.publisher.tables, short.JOBSEEKERS: later})
        server.faults.append(Fault(html, times=3, after=sorted(server.publisher.tables).index(short.JOBSEEKERS)))
        receiver.status = 400
        assert refresh(settings, "live") == 1
    first, *rest = receiver.received
    assert first["event"] == "landed"
    assert first["warehouse"].endswith(".duckdb")
    assert {source["source_id"] for source in first["sources"] if source["is_new"]} >= {"statfin_tyonv_12r5"}
    assert {one["event"] for one in rest} == {"stale"}
    assert [source["source_id"] for source in rest[0]["sources"] if "12r5" in source["message"]]
