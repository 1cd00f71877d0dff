"""The process of the schedule: it starts refreshes, outlives them, and ends when it is asked to."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest import ledger
from ingest.catalogue import sources
from ingest.ledger import Run
from ingest.progress import Lines
from ingest.schedule import Schedule
from tests import short
from tests.clock import Clock
from tests.pxweb_server import serving
from tests.refreshing import REFUSED, Refreshing
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

ROOT = Path(__file__).parents[2]


class Started:
    """Starts a process in place of a refresh, and remembers when."""

    def __init__(self, clock: Clock, code: str) -> None:
        self.clock, self.code, self.times = clock, code, []

    def __call__(self) -> subprocess.Popen[bytes]:
        self.times.append(self.clock())
        return subprocess.Popen([sys.executable, "-S", "-c", self.code])


def schedule(folder: Path, code: str, **options: object) -> tuple[Schedule, Started, io.StringIO]:
    clock, said = Clock(datetime(2026, 11, 10, 12, tzinfo=UTC)), io.StringIO()
    started = Started(clock, code)
    return Schedule(Warehouse(folder), sql_directory(), clock, Lines(said), started, **options), started, said


def watch(made: Schedule, clock: Clock, hours: float) -> None:
    """Look every five minutes."""
    for _ in range(int(hours * 12)):
        made.look()
        clock.sleep(300)


def test_the_first_look_refreshes_and_failures_wait_longer_and_longer(tmp_path: Path) -> None:
    made, started, said = schedule(tmp_path, "raise SystemExit(2)")
    watch(made, started.clock, 8)
    waits = [(b - a) // timedelta(minutes=1) for a, b in zip(started.times, started.times[1:], strict=False)]
    assert waits == [5, 10, 20, 40, 80, 160]
    assert "next refresh 2026-11-11 08:00 in Helsinki" in said.getvalue()


def test_a_refresh_that_went_well_is_followed_by_tomorrows(tmp_path: Path) -> None:
    made, started, said = schedule(tmp_path, "")
    watch(made, started.clock, 24)
    assert [f"{each:%d %H:%M}" for each in started.times] == ["10 12:00", "11 06:30"]
    assert said.getvalue().count("next refresh") == 2


def test_a_refresh_that_is_killed_does_not_stop_the_schedule(tmp_path: Path) -> None:
    notices: list[str] = []
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    made, started, said = schedule(tmp_path, kill, tell=notices.append)
    watch(made, started.clock, 0.25)
    assert len(started.times) == 2
    assert said.getvalue().count("was killed (SIGKILL)") == 2
    assert len(notices) == 1, "one notice, however often it dies of the same"


def test_a_refresh_that_hangs_is_stopped(tmp_path: Path) -> None:
    made, _, said = schedule(tmp_path, "import time; time.sleep(60)", longest=timedelta(seconds=0.2))
    began = time.monotonic()
    made.look()
    assert time.monotonic() - began < 10
    assert "did not end within" in said.getvalue()


@pytest.mark.parametrize(("hours_ago", "starts"), [(1, 0), (30, 1), (24 * 30, 1)])
def test_a_schedule_that_starts_makes_up_for_a_missed_look_once_and_repeats_nothing(
    tmp_path: Path, hours_ago: float, starts: int
) -> None:
    made, started, _ = schedule(tmp_path, "")
    at = started.clock() - timedelta(hours=hours_ago)
    for source in sources(sql_directory()):
        run = Run(run_id="r", source_id=source.id, started_at=at, finished_at=at, outcome="fresh")
        ledger.append(made.warehouse.ledger, run)
    watch(made, started.clock, 6)
    assert len(started.times) == starts


def test_a_refresh_by_hand_counts(tmp_path: Path) -> None:
    made, started, _ = schedule(tmp_path, "")
    watch(made, started.clock, 2)
    at = started.clock()
    run = Run(run_id="by hand", started_at=at, finished_at=at, outcome="failed")
    ledger.append(made.warehouse.ledger, run)
    watch(made, started.clock, 0.5)
    assert len(started.times) == 2, "what failed by hand is made up for"


def test_what_cannot_be_started_or_read_is_one_line_and_tried_again(tmp_path: Path) -> None:
    made, started, said = schedule(tmp_path, "")

    def refused() -> subprocess.Popen[bytes]:
        return subprocess.Popen([tmp_path / "nothing"])

    made.start = refused
    watch(made, started.clock, 0.1)
    assert said.getvalue().splitlines() == ["the refresh cannot be started: No such file or directory."]
    made.start = started
    watch(made, started.clock, 0.5)
    assert started.times


def test_a_clock_that_is_set_back_is_noticed(tmp_path: Path) -> None:
    made, started, _ = schedule(tmp_path, "")
    watch(made, started.clock, 1)
    started.clock.time -= timedelta(days=30)
    watch(made, started.clock, 1)
    assert len(started.times) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_refreshes_at_start_and_ends_when_asked(tmp_path: Path, number: signal.Signals) -> None:
    with serving(short.publisher()) as server:
        refreshing = Refreshing(tmp_path, server.base)
        environment = {
            "VERTAISPEILI_DATA_DIR": str(tmp_path),
            "VERTAISPEILI_STATFIN_URL": server.base,
            "VERTAISPEILI_CLASSIFICATION_URL": REFUSED,
            "VERTAISPEILI_GEO_URL": REFUSED,
            "VERTAISPEILI_RETRY_SECONDS": "1",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "vertaispeili", "schedule"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        if number == signal.SIGTERM:
            said = lines_until(process, "next refresh")
            assert refreshing.warehouse.current() is not None
        else:
            said = lines_until(process, "steps")
        process.send_signal(number)
        rest = process.communicate(timeout=30)[1]
    assert process.returncode == 0
    assert (said + rest).splitlines()[-1] == "stopped"
    assert "Traceback" not in said + rest


def lines_until(process: subprocess.Popen[str], word: str) -> str:
    """What the process says up to the first line with a word in it."""
    said = ""
    for line in process.stderr:
        said += line
        if word in line:
            return said
    raise AssertionError(said)
