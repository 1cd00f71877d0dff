"""The machine fails in the middle of a refresh: what was published stays, the next run recovers by itself."""

import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests import short
from tests.pxweb_server import PxWebServer, serving
from tests.refreshing import REFUSED, Refreshing

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
KILLS = 20
TOTAL = "select sum(value) from mart.indicator_value where indicator_id = 'unemployed' and status = 'complete'"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory):
    with serving(short.publisher()) as server:
        refreshing = Refreshing(tmp_path_factory.mktemp("data"), server.base)
        assert refreshing.run() == 1
        yield refreshing, server


def release(server: PxWebServer, value: float) -> None:
    """A newer release of 12r5, so that there is something to fetch, build and publish."""
    table = server.publisher.tables[short.JOBSEEKERS]
    changed = short.with_cell(table, {"Alue": "SSS", "contentscode": "UUDETAVP"}, value)
    later = replace(changed, updated=table.updated + timedelta(days=1))
    server.publisher = replace(server.publisher, tables={**server.publisher.tables, short.JOBSEEKERS: later})


def start(refreshing: Refreshing, largest_file: int | None = None) -> subprocess.Popen[str]:
    """A refresh in a process of its own; no file of it may grow beyond `largest_file` bytes."""

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    environment = {
        "VERTAISPEILI_DATA_DIR": str(refreshing.folder),
        "VERTAISPEILI_STATFIN_URL": refreshing.base,
        "VERTAISPEILI_CLASSIFICATION_URL": REFUSED,
        "VERTAISPEILI_GEO_URL": REFUSED,
        "VERTAISPEILI_RETRY_SECONDS": "5",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "vertaispeili", "refresh"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - the child is single-threaded before it starts
    )


def test_a_kill_at_any_moment_loses_nothing(published: tuple[Refreshing, PxWebServer]) -> None:
    refreshing, server = published
    began = time.monotonic()
    release(server, 10_000)
    assert start(refreshing).wait() == 1
    whole = time.monotonic() - began
    total, killed, files = refreshing.rows(TOTAL), 0, set()
    for step in range(KILLS):
        release(server, 10_001 + step)
        process = start(refreshing)
        time.sleep(whole * (step + 0.5) / KILLS)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert refreshing.rows(TOTAL) == total, "the published warehouse opens and holds what it held"
        files.add(refreshing.warehouse.current())
    assert killed >= KILLS // 2, "the kills came in the middle"
    assert start(refreshing).wait() == 1
    newest = refreshing.rows(
        "select value from mart.indicator_value where indicator_id = 'new_vacancies' and area_id = 'SSS' "
        "order by period desc limit 1"
    )
    assert newest == [(10_000 + KILLS,)], "the next run brought the newest release"
    assert not list(refreshing.warehouse.files.glob(".building-*"))


@pytest.mark.parametrize("largest_file", [0, 4_000, 100_000, 2_000_000])
def test_a_full_disk_stops_the_refresh_and_loses_nothing(
    published: tuple[Refreshing, PxWebServer], largest_file: int
) -> None:
    refreshing, server = published
    release(server, 20_000 + largest_file)
    before, total = refreshing.warehouse.current(), refreshing.rows(TOTAL)
    process = start(refreshing, largest_file)
    said, _ = process.communicate()
    assert process.returncode in {1, 2}, said
    assert "Traceback" not in said
    assert "File too large" in said or "cannot be written" in said, "the fault bites"
    assert refreshing.rows(TOTAL) == total
    if process.returncode == 2:
        assert refreshing.warehouse.current() == before
    assert start(refreshing).wait() == 1, "with room again the next run recovers"
