"""What machines that watch the service are told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database
from app.health import Watching, register
from tests.app.published import publish
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

# The small warehouse's monthly source is expected on 25 August 2026.
IN_TIME = datetime(2026, 9, 24, tzinfo=UTC)
TOO_LATE = datetime(2026, 9, 26, tzinfo=UTC)


def client(warehouse: Warehouse, now: datetime = IN_TIME, ready_days: int = 31, metrics: bool = True) -> FlaskClient:
    server = Flask("watched", static_folder=None)
    server.before_request(lambda: ("a page", 418))
    database = Database(warehouse.current, sql_directory() / "query")
    register(server, Watching(database, lambda: warehouse.ledger, lambda: now, ready_days, metrics))
    return server.test_client()


def test_a_process_that_answers_is_well_whatever_the_data(tmp_path: Path) -> None:
    answer = client(Warehouse(tmp_path)).get("/health")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("now", "ready_days", "status", "words"),
    [
        (IN_TIME, 31, 200, "ready"),
        (TOO_LATE, 31, 503, "overdue by more than 31 days: statfin_tyonv_12r5 expected 2026-08-25"),
        (TOO_LATE, 60, 200, "ready"),
        (TOO_LATE, 0, 200, "ready"),
    ],
)
def test_ready_is_when_no_monthly_release_is_long_overdue(
    tmp_path: Path, now: datetime, ready_days: int, status: int, words: str
) -> None:
    answer = client(publish(tmp_path), now, ready_days).get("/ready")
    assert (answer.status_code, answer.text) == (status, f"{words}\n")


def test_the_sample_is_always_ready(tmp_path: Path) -> None:
    assert client(publish(tmp_path, source="sample"), TOO_LATE).get("/ready").status_code == 200


def test_nothing_published_or_nothing_readable_is_not_ready(tmp_path: Path) -> None:
    assert client(Warehouse(tmp_path / "empty")).get("/ready").text == "nothing is published yet\n"
    warehouse = publish(tmp_path)
    warehouse.current().write_bytes(b"half")
    answer = client(warehouse).get("/ready")
    assert answer.status_code == 503
    assert answer.text.startswith("the published warehouse cannot be read")
    assert answer.text.count("\n") == 1


def test_gauges_are_true_and_in_the_text_format_of_prometheus(tmp_path: Path) -> None:
    warehouse = publish(tmp_path)
    warehouse.ledger.write_text("")
    answer = client(warehouse).get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert values == {
        "vertaispeili_published": "1",
        "vertaispeili_built_timestamp_seconds": str(int(datetime(2026, 7, 21, 6, 5, tzinfo=UTC).timestamp())),
        "vertaispeili_ledger_timestamp_seconds": f"{warehouse.ledger.stat().st_mtime:.0f}",
        'vertaispeili_source_fresh{source="statfin_tyonv_12r5"}': "1",
        'vertaispeili_source_fresh{source="statfin_tyonv_12u4"}': "0",
        'vertaispeili_source_last_period_timestamp_seconds{source="statfin_tyonv_12r5"}': "1780272000",
        'vertaispeili_source_next_release_timestamp_seconds{source="statfin_tyonv_12r5"}': "1787634000",
    }
    names = {line.split("{")[0].split()[0] for line in lines if not line.startswith("#")}
    assert {line.split()[2] for line in lines if line.startswith("# TYPE")} == names
    assert {line.split()[2] for line in lines if line.startswith("# HELP")} == names


def test_gauges_without_a_warehouse_say_that_there_is_none(tmp_path: Path) -> None:
    lines = client(Warehouse(tmp_path)).get("/metrics").text.splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["vertaispeili_published 0"]


def test_metrics_are_off_unless_asked_for_and_other_addresses_are_left_alone(tmp_path: Path) -> None:
    watched = client(Warehouse(tmp_path), metrics=False)
    assert watched.get("/metrics").status_code == 418
    assert watched.get("/fi/").status_code == 418
    assert watched.post("/health").status_code == 418
    assert watched.head("/health").status_code == 200
