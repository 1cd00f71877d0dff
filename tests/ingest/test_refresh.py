"""What a whole refresh does when something is wrong: the last good data stay, and the run says why."""

import fcntl
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ingest import ledger
from tests import short
from tests.pxweb_server import Fault, PxWebServer, html, serving
from tests.refreshing import Refreshing

pytestmark = pytest.mark.refresh

SOURCE = "statfin_tyonv_12r5"
NEW_VACANCIES = """
    select value from mart.indicator_value
    where indicator_id = 'new_vacancies' and area_id = 'SSS' order by period desc limit 1
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory):
    """A publisher and a data folder that was refreshed from it once."""
    with serving(short.publisher()) as server:
        refreshing = Refreshing(tmp_path_factory.mktemp("data"), server.base)
        assert refreshing.run() == 1, "the classification and map services refuse"
        yield refreshing, server


def newer(server: PxWebServer, area: str, content: str, value: float) -> None:
    """The publisher releases 12r5 anew, with one cell of the newest month changed."""
    table = server.publisher.tables[short.JOBSEEKERS]
    changed = short.with_cell(table, {"Alue": area, "contentscode": content}, value)
    later = replace(changed, updated=table.updated + timedelta(days=1))
    server.publisher = replace(server.publisher, tables={**server.publisher.tables, short.JOBSEEKERS: later})


def last_run(refreshing: Refreshing, source: str | None) -> ledger.Run:
    return next(run for run in reversed(ledger.read(refreshing.warehouse.ledger)) if run.source_id == source)


def test_an_unchanged_publisher_leaves_the_warehouse_alone(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = once
    file, posts = refreshing.warehouse.current(), server.posts()
    assert refreshing.run() == 1
    assert refreshing.warehouse.current() == file
    assert server.posts() - posts == len(server.publisher.tables), "one data call a table"


def test_an_answer_in_html_keeps_the_last_good_data_and_says_why(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = once
    before = refreshing.rows(NEW_VACANCIES)
    newer(server, "SSS", "UUDETAVP", 40_000)
    asked_before = sorted(server.publisher.tables).index(short.JOBSEEKERS)
    server.faults.append(Fault(html, times=3, after=asked_before))
    assert refreshing.run() == 1
    server.faults.clear()
    run = last_run(refreshing, SOURCE)
    assert (run.outcome, run.updated_at) == ("stale", None)
    assert "12r5" in run.message
    assert refreshing.rows(NEW_VACANCIES) == before
    shown = refreshing.rows(f"select outcome, message from mart.freshness where source_id = '{SOURCE}'")
    assert shown == [("stale", run.message)]


def test_the_next_refresh_brings_what_the_last_one_could_not(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = once
    newer(server, "SSS", "UUDETAVP", 50_000)
    assert refreshing.run() == 1
    assert last_run(refreshing, SOURCE).outcome == "fresh"
    assert refreshing.rows(NEW_VACANCIES) == [(50_000,)]
    assert refreshing.rows("select count(*) > 0 from core.revision where reason = 'restated'") == [(True,)]


def test_a_failed_check_publishes_nothing(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = once
    table = server.publisher.tables[short.JOBSEEKERS]
    file = refreshing.warehouse.current()
    newer(server, "SSS", "UUDETAVP", -1)
    assert refreshing.run() == 2
    assert refreshing.warehouse.current() == file
    assert "count_is_not_negative" in last_run(refreshing, None).message
    assert not list(refreshing.warehouse.files.glob(".building-*"))
    later = replace(table, updated=table.updated + timedelta(days=9))
    server.publisher = replace(server.publisher, tables={**server.publisher.tables, short.JOBSEEKERS: later})
    assert refreshing.run() == 1, "the publisher mends its table, and all is well again"


def test_a_second_refresh_at_the_same_time_steps_aside(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = once
    posts = server.posts()
    with refreshing.warehouse.lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert refreshing.run() == 3
    assert server.posts() == posts


def test_a_pointer_to_nothing_is_mended(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, _ = once
    refreshing.warehouse.pointer.write_text("nowhere.duckdb\n")
    assert refreshing.warehouse.current() is None
    assert refreshing.run() == 1
    assert refreshing.rows(NEW_VACANCIES)


def test_a_corrupted_answer_on_disk_is_fetched_again(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, _ = once
    before = refreshing.rows(NEW_VACANCIES)
    bodies = sorted((refreshing.warehouse.bronze / "bodies").rglob("*.gz"), key=lambda path: path.stat().st_size)
    bodies[-1].write_bytes(b"rubbish")
    assert refreshing.run() == 1
    assert refreshing.rows(NEW_VACANCIES) == before
    assert all(run.outcome != "failed" for run in ledger.read(refreshing.warehouse.ledger)[-5:])


def test_old_warehouses_go_and_the_last_ones_stay(once: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, _ = once
    files = list(refreshing.warehouse.files.glob("*.duckdb"))
    assert refreshing.warehouse.current() in files
    assert len(files) <= 5


def test_with_nothing_held_and_nobody_there_nothing_is_built(tmp_path: Path) -> None:
    refreshing = Refreshing(tmp_path, "http://127.0.0.1:1/PxWeb/api/v1")
    assert refreshing.run() == 2
    assert refreshing.warehouse.current() is None
    assert "nothing can be built" in last_run(refreshing, None).message


def test_a_data_folder_that_is_a_file_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("")
    assert Refreshing(tmp_path / "data", "http://127.0.0.1:1/PxWeb/api/v1").run() == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert "cannot be written" in said[0]
