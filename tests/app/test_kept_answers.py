"""An answer that was given is given again, as long as nothing that it was made from has changed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import factory, kept_answers
from app.factory import create_app
from app.options import Options
from tests.app.conftest import QUERIES
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


class Served:
    """An app whose published version, own files and clock a test moves, and how often it made a page."""

    def __init__(self, warehouse: Warehouse, folder: Path) -> None:
        self.current, self.now, self.made = warehouse.current(), NOON, 0
        options = Options(
            lambda: self.current,
            QUERIES,
            resources.assets_directory(),
            own_files=folder,
            clock=lambda: self.now,
        )
        self.client: FlaskClient = create_app(options).server.test_client()

    def ask(self, path: str, encoding: str = "br") -> TestResponse:
        body = {
            "output": "results.children",
            "outputs": {"id": "results", "property": "children"},
            "inputs": [
                {"id": "url", "property": "pathname", "value": path},
                {"id": "url", "property": "search", "value": ""},
            ],
            "changedPropIds": ["url.pathname"],
        }
        return self.client.post(
            kept_answers.ADDRESS,
            data=orjson.dumps(body),
            content_type="application/json",
            headers={"Accept-Encoding": encoding},
        )


@pytest.fixture
def served(live: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    made = Served(live, tmp_path)
    page_of = factory.page_of

    def counted(*given):
        made.made += 1
        return page_of(*given)

    monkeypatch.setattr(factory, "page_of", counted)
    return made


def test_the_second_answer_is_the_first_and_nothing_is_made_for_it(served: Served) -> None:
    first, second = served.ask("/fi/situation/TA39"), served.ask("/fi/situation/TA39")
    assert (first.data, served.made) == (second.data, 1)
    for name in ("Content-Encoding", "Content-Type", "Content-Length", "Vary", "X-Content-Type-Options"):
        assert first.headers[name] == second.headers[name]
    assert b"data-title" in brotli.decompress(second.data)


def test_each_encoding_and_address_has_its_own(served: Served) -> None:
    answers = {served.ask(path, encoding).data for path in ("/fi/", "/sv/") for encoding in ("br", "gzip", "identity")}
    assert (len(answers), served.made) == (6, 6)


def test_another_version_is_another_answer(served: Served, sample: Warehouse) -> None:
    served.ask("/fi/")
    served.current = sample.current()
    served.ask("/fi/")
    assert served.made == 2


def test_a_file_of_the_municipality_counts_from_the_next_request_on(served: Served, tmp_path: Path) -> None:
    served.ask("/fi/situation/TA39")
    (tmp_path / "targets.csv").write_text("area_id,indicator_id\n", "utf-8")
    served.ask("/fi/situation/TA39")
    assert served.made == 2


def test_what_may_be_overdue_by_now_is_made_anew(served: Served) -> None:
    served.ask("/fi/situation/TA39")
    served.now += timedelta(hours=1)
    served.ask("/fi/situation/TA39")
    assert served.made == 2


def test_the_page_that_tells_the_age_of_the_data_is_made_anew_each_minute_and_after_a_refresh(served: Served) -> None:
    for after, made in ((0, 1), (30, 1), (30, 2)):
        served.now += timedelta(seconds=after)
        served.ask("/fi/data")
        assert served.made == made
    assert served.current is not None, "something is published"
    ledger = Warehouse(served.current.parents[1]).ledger
    lines = ledger.read_bytes() if ledger.exists() else None
    try:
        ledger.write_bytes((lines or b"") + b"{}\n")
        served.ask("/fi/data")
    finally:
        ledger.write_bytes(lines) if lines is not None else ledger.unlink()
    assert served.made == 3


def test_a_page_that_failed_is_tried_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(factory, "page_of", lambda *_: 1 / 0)
        failed = served.ask("/fi/")
    assert served.ask("/fi/").data != failed.data
    assert served.made == 1


def test_the_oldest_go_when_there_is_no_more_room(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(served.ask("/fi/").data)
    monkeypatch.setattr(kept_answers, "MOST_BYTES", size + 10)
    served.ask("/sv/")
    served.ask("/fi/")
    assert served.made == 3
