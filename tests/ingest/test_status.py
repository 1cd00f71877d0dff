"""How each source stands, in words, as JSON and as an exit code."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ingest.bronze import Bronze
from ingest.catalogue import Release, Source, Text
from ingest.ledger import Run
from ingest.snapshot import Snapshot
from ingest.standing import standings
from ingest.status import Status

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = Text(fi="x", sv="x", en="x")
SOURCE = Source(
    id="jobs",
    reader="pxweb",
    yields="observation",
    title=WORDS,
    publisher=WORDS,
    table="StatFin/tyonv/12r5.px",
    licence="CC BY 4.0",
    release=Release(every="month", day=24),
    columns={"month": {"role": "time"}},
)


def run(hours_ago: float, outcome: str, source: str | None = "jobs", message: str = "") -> Run:
    at = NOW - timedelta(hours=hours_ago)
    return Run(run_id=f"{at}", source_id=source, started_at=at, finished_at=at, outcome=outcome, message=message)


def hold(bronze: Bronze, last: str, announced: datetime | None = None) -> None:
    updated = datetime(2026, 10, 24, 6, tzinfo=UTC)
    codes = {"month": ("2026M08", last)}
    bronze.complete(
        Snapshot(
            source_id="jobs",
            table=SOURCE.table,
            language="fi",
            updated_at=updated,
            fetched_at=updated,
            next_update=announced,
            codes=codes,
            answers=(),
        )
    )


def status(folder: Path, *runs: Run, warehouse: str | None = "w.duckdb", kind: str = "live") -> Status:
    whole = next((one for one in reversed(runs) if one.source_id is None), None)
    return Status(kind, NOW, warehouse, False, whole, standings((SOURCE,), Bronze(folder), runs))


@pytest.mark.parametrize(
    ("last", "runs", "code"),
    [
        ("2026M10", [run(5, "fresh")], 0),
        ("2026M10", [run(29, "fresh"), run(5, "stale", message="no answer")], 1),
        ("2026M10", [run(5, "fresh"), run(5, "failed", None)], 1),
        ("2026M10", [run(5, "failed", None), run(4, "fresh"), run(4, "published", None)], 0),
        ("2026M10", [], 1),
        # The release of 24 October was never asked for, although a month has gone: refreshes have stopped.
        ("2026M08", [run(24 * 40, "fresh")], 1),
        # It was asked for, and the publisher is late: what is held is the newest there is.
        ("2026M08", [run(5, "fresh")], 0),
        # It came today: two days' grace.
        ("2026M09", [run(30, "fresh")], 0),
    ],
)
def test_stale_is_what_failed_last_or_was_not_asked_for_when_due(
    tmp_path: Path, last: str, runs: list[Run], code: int
) -> None:
    hold(Bronze(tmp_path), last)
    assert status(tmp_path, *runs).exit_code == code


def test_nothing_published_is_two_whatever_the_sources_say(tmp_path: Path) -> None:
    assert status(tmp_path, run(1, "fresh"), warehouse=None).exit_code == 2


def test_the_sample_never_grows_old(tmp_path: Path) -> None:
    hold(Bronze(tmp_path), "2026M08")
    assert status(tmp_path, run(24 * 90, "fresh"), kind="sample").exit_code == 0


def test_a_program_reads_last_try_last_success_period_expectation_and_age(tmp_path: Path) -> None:
    hold(Bronze(tmp_path), "2026M10", announced=datetime(2026, 12, 22, 6, tzinfo=UTC))
    document = status(tmp_path, run(29, "fresh"), run(5, "stale", message="no answer")).document()
    (row,) = document["sources"]
    assert row == {
        "source_id": "jobs",
        "table_code": "12r5",
        "outcome": "stale",
        "message": "no answer",
        "is_stale": True,
        "last_try_at": NOW - timedelta(hours=5),
        "last_success_at": NOW - timedelta(hours=29),
        "age_seconds": 29 * 3600,
        "updated_at": datetime(2026, 10, 24, 6, tzinfo=UTC),
        "last_period": date(2026, 10, 1),
        "next_expected_at": datetime(2026, 12, 22, 6, tzinfo=UTC),
        "next_is_announced": True,
        "is_overdue": False,
    }
    assert (document["state"], document["exit_code"]) == ("stale", 1)


def test_every_key_is_documented_and_every_documented_key_is_there(tmp_path: Path) -> None:
    document = status(tmp_path, run(1, "published", None)).document()
    written = (ROOT / "docs" / "operations.md").read_text("utf-8")
    section = written.split("### `vertaispeili status --json`")[1].split("\n## ")[0].split("\n### ")[0]
    documented = set(re.findall(r"^\| `([a-z_.\[\]]+)` \|", section, re.MULTILINE))
    keys = set(document) - {"last_run", "sources"}
    keys |= {f"last_run.{key}" for key in document["last_run"]}
    keys |= {f"sources[].{key}" for key in document["sources"][0]}
    assert documented == keys


def test_a_person_reads_one_line_a_source(tmp_path: Path) -> None:
    hold(Bronze(tmp_path), "2026M08")
    lines = list(status(tmp_path, run(24 * 40, "fresh")).lines())
    assert lines[0] == "live: w.duckdb"
    assert "up to 2026-08" in lines[1]
    assert "do refreshes still run?" in lines[1]


def test_a_damaged_manifest_is_passed_over_and_left_where_it_is(tmp_path: Path) -> None:
    bronze = Bronze(tmp_path)
    hold(bronze, "2026M09")
    damaged = tmp_path / "jobs" / "snapshots" / "29990101T000000Z_x.json"
    damaged.write_text("{")
    assert bronze.newest("jobs").codes["month"][-1] == "2026M09"
    assert damaged.exists()
