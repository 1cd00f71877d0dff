"""Going back to an older warehouse, and proving the one that is served."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from ingest import ledger, rollback
from ingest.command import roll_back, snapshots, verify
from tests import short
from tests.pxweb_server import Fault, PxWebServer, html, serving
from tests.refreshing import Refreshing

pytestmark = pytest.mark.refresh

Twice = tuple[Refreshing, PxWebServer, list[Path]]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory):
    """A data folder with two published warehouses, the older first."""
    with serving(short.publisher()) as server:
        refreshing = Refreshing(tmp_path_factory.mktemp("data"), server.base)
        assert refreshing.run() == 1
        newer(server, 41_000)
        assert refreshing.run() == 1
        yield refreshing, server, sorted(refreshing.warehouse.files.glob("*.duckdb"))


def newer(server: PxWebServer, value: float) -> None:
    table = server.publisher.tables[short.JOBSEEKERS]
    changed = short.with_cell(table, {"Alue": "SSS", "contentscode": "UUDETAVP"}, value)
    later = replace(changed, updated=table.updated + timedelta(days=1))
    server.publisher = replace(server.publisher, tables={**server.publisher.tables, short.JOBSEEKERS: later})


def message(refreshing: Refreshing) -> str:
    return next(run.message for run in reversed(ledger.read(refreshing.warehouse.ledger)) if run.source_id is None)


def test_the_served_warehouse_holds_what_the_answers_kept_give(
    twice: Twice, capsys: pytest.CaptureFixture[str]
) -> None:
    refreshing, _, files = twice
    assert verify(refreshing.settings) == 0
    said = capsys.readouterr().err
    assert f"{files[-1].name} holds what a rebuild from the answers kept gives." in said
    assert "made by another version" not in said
    assert not list(refreshing.warehouse.files.glob(".building-*"))


def test_a_cell_changed_in_the_published_file_is_found(twice: Twice, capsys: pytest.CaptureFixture[str]) -> None:
    refreshing, _, files = twice
    sound = files[-1].read_bytes()
    try:
        with duckdb.connect(str(files[-1])) as connection:
            connection.execute(
                "update mart.indicator_value set value = value + 1 where rowid = "
                "(select min(rowid) from mart.indicator_value where value is not null)"
            )
            connection.execute("create table mart.foreign_table as select 1 as one")
        assert verify(refreshing.settings) == 1
    finally:
        files[-1].write_bytes(sound)
    said = capsys.readouterr().err
    assert "mart.indicator_value: 1 rows only published" in said
    assert "mart.foreign_table: a table that a rebuild does not have" in said
    assert "differs from what is held in 2 tables or views." in said


def test_a_damaged_answer_is_named_and_left_for_the_refresh(twice: Twice, capsys: pytest.CaptureFixture[str]) -> None:
    refreshing, _, _ = twice
    body = max((refreshing.warehouse.bronze / "bodies").rglob("*.gz"), key=lambda path: path.stat().st_size)
    sound = body.read_bytes()
    try:
        body.write_bytes(b"rubbish")
        assert verify(refreshing.settings) == 1
        assert body.read_bytes() == b"rubbish"
    finally:
        body.write_bytes(sound)
    assert f"{body}" in capsys.readouterr().err


def test_a_rollback_says_from_where_to_where_and_is_listed(twice: Twice, capsys: pytest.CaptureFixture[str]) -> None:
    refreshing, _, files = twice
    assert roll_back(refreshing.settings, None) == 0
    assert refreshing.warehouse.current() == files[0]
    assert f"live: from {files[1].name} to {files[0].name}" in capsys.readouterr().out
    assert snapshots(refreshing.settings) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [files[1].name, "*"]


def test_a_refresh_without_news_leaves_a_rollback_alone(twice: Twice) -> None:
    refreshing, server, files = twice
    assert refreshing.run() == 1
    assert refreshing.warehouse.current() == files[0]
    assert "rolled back to stays" in message(refreshing)
    server.faults.append(Fault(html, times=3))
    assert refreshing.run() == 1, "a source that fails is no news either"
    server.faults.clear()
    assert refreshing.warehouse.current() == files[0]


def test_a_rollback_cut_off_before_the_pointer_moved_means_nothing(twice: Twice) -> None:
    refreshing, _, files = twice
    assert roll_back(refreshing.settings, files[0].name) == 0
    before = refreshing.warehouse.current()
    marker = refreshing.warehouse.files / "ROLLED_BACK"
    marked = marker.read_text("utf-8").splitlines()
    other = next(path for path in files if path != before)
    marker.write_text(f"{other.name}\n{marked[1]}\n", "utf-8")
    assert rollback.target(refreshing.warehouse) is None
    assert not rollback.holds(refreshing.warehouse, marked[1])
    marker.write_bytes(b"\xff")
    assert rollback.target(refreshing.warehouse) is None


def test_going_forward_again_is_naming_the_newest(twice: Twice) -> None:
    refreshing, _, files = twice
    assert roll_back(refreshing.settings, files[1].name) == 0
    assert refreshing.warehouse.current() == files[1]
    assert rollback.target(refreshing.warehouse) is None


def test_a_new_release_ends_a_rollback(twice: Twice) -> None:
    refreshing, server, files = twice
    assert roll_back(refreshing.settings, files[0].stem) == 0
    newer(server, 42_000)
    assert refreshing.run() == 1
    assert refreshing.warehouse.current() not in {None, *files}
    assert rollback.target(refreshing.warehouse) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("19990101T000000.000000Z.duckdb", "there is no warehouse"),
        ("../../elsewhere.duckdb", "there is no warehouse"),
        ("CURRENT", "there is no warehouse"),
        ("00000000T000000.000000Z", "cannot be read"),
    ],
)
def test_what_is_not_there_or_no_warehouse_is_refused_and_nothing_moves(
    twice: Twice, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    refreshing, _, files = twice
    broken = files[0].with_name("00000000T000000.000000Z.duckdb")
    broken.write_bytes(b"half")
    before = refreshing.warehouse.current()
    assert roll_back(refreshing.settings, name) == 2
    assert refreshing.warehouse.current() == before
    assert told in capsys.readouterr().err
    broken.unlink()


def test_a_rollback_to_a_file_that_broke_since_does_not_hold(twice: Twice) -> None:
    refreshing, _, _ = twice
    files = sorted(refreshing.warehouse.files.glob("*.duckdb"))
    assert roll_back(refreshing.settings, files[-1].name) == 0
    assert roll_back(refreshing.settings, None) == 0
    served = refreshing.warehouse.current()
    served.write_bytes(b"half")
    assert refreshing.run() == 1
    assert refreshing.warehouse.current() not in files


def test_with_nothing_published_there_is_nothing_to_go_back_to_or_to_prove(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = Refreshing(tmp_path, "http://127.0.0.1:1/PxWeb/api/v1")
    assert (roll_back(nothing.settings, None), verify(nothing.settings), snapshots(nothing.settings)) == (2, 2, 2)
    assert capsys.readouterr().err.count("\n") == 2
