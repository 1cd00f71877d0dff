"""The run ledger: appended, synced, and readable whatever a crash left."""

from datetime import UTC, datetime
from pathlib import Path

from ingest.ledger import Run, append, read, table

AT = datetime(2026, 11, 24, 6, tzinfo=UTC)


def run(source: str | None, outcome: str = "fresh", message: str = "") -> Run:
    return Run(run_id="r", source_id=source, started_at=AT, finished_at=AT, outcome=outcome, message=message)


def test_what_is_appended_is_read_in_order(tmp_path: Path) -> None:
    runs = (run("a"), run("b", "stale", 'ei "vastausta"\nnyt'), run(None, "published"))
    for each in runs:
        append(tmp_path / "deep" / "runs.jsonl", each)
    assert read(tmp_path / "deep" / "runs.jsonl") == runs


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    append(path, run("a"))
    with path.open("ab") as file:
        file.write(b'{"run_id": "r", "sour')
    append(path, run("b"))
    assert [each.source_id for each in read(path)] == ["a", "b"]


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path / "runs.jsonl") == ()
    assert table(()).is_empty()
    assert "outcome" in table(()).columns
