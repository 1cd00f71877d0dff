"""The schedule: one process that starts a refresh whenever one is due, each in a process of its own."""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from apscheduler.schedulers.blocking import BlockingScheduler

from ingest import catalogue, ledger
from ingest.answer import Clock
from ingest.bronze import Bronze
from ingest.due import HELSINKI
from ingest.errors import IngestError
from ingest.ledger import Run
from ingest.progress import Progress
from ingest.standing import standings
from ingest.timetable import next_refresh
from vertaispeili.settings import DataSource
from vertaispeili.warehouse import Warehouse

# A look at the clock costs nothing; a machine that slept or whose clock was set is noticed within this time.
LOOK_SECONDS = 20
# No first fetch of everything takes this long: what does hangs, and a kill loses nothing.
LONGEST = timedelta(hours=2)
_STOPPING_SECONDS = 20
_REMEMBERED = 50

Start = Callable[[], "subprocess.Popen[bytes]"]


class _Stopped(BaseException):
    """The process was asked to end."""


@dataclass
class Schedule:
    """What is due when; `start` starts one refresh in a process of its own, `tell` is told when one died."""

    warehouse: Warehouse
    sql: Path
    clock: Clock
    progress: Progress
    start: Start
    longest: timedelta = LONGEST
    tell: Callable[[str], None] = lambda _message: None
    _tries: tuple[datetime, ...] = field(default=(), init=False)
    _code: int | None = field(default=None, init=False)
    _planned: datetime | None = field(default=None, init=False)
    _looked_at: datetime | None = field(default=None, init=False)
    _told: str = field(default="", init=False)
    _written: int = field(default=0, init=False)
    _is_stopping: bool = field(default=False, init=False)
    _child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def look(self) -> None:
        """Refresh if it is time, and plan the next; a fault of our own is one line, and the schedule goes on."""
        now = self.clock()
        was_set_back = self._looked_at is not None and now < self._looked_at
        self._looked_at = now
        try:
            if self._planned is None or now >= self._planned or was_set_back or self._is_news():
                self._look()
        except IngestError as error:
            self._put_off(str(error))
        except OSError as error:
            self._put_off(f"the refresh cannot be started: {error.strerror}.")
        except Exception as error:
            self._put_off(f"a fault in the program, to be reported: {type(error).__name__}: {error}")

    def stop(self) -> None:
        """End a refresh that runs: asked first, then killed; what is published stays as it is."""
        self._is_stopping = True
        self._end(self._child)

    def _end(self, child: "subprocess.Popen[bytes] | None") -> None:
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(_STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _look(self) -> None:
        """Refresh if it is still time: somebody may have refreshed by hand since it was planned."""
        if self._plan() <= self.clock():
            self._refresh()
            self._plan()
        self._is_news()

    def _is_news(self) -> bool:
        """Whether the ledger was written to since the last time this was asked."""
        try:
            written = self.warehouse.ledger.stat().st_mtime_ns
        except FileNotFoundError:
            written = 0
        before, self._written = self._written, written
        return written != before

    def _plan(self) -> datetime:
        runs = ledger.read(self.warehouse.ledger)
        failed = self._failed(next((run for run in reversed(runs) if run.source_id is None), None))
        found = standings(catalogue.sources(self.sql), Bronze(self.warehouse.bronze), runs)
        moment, source_id = next_refresh(self.clock(), found, self._tries, failed=failed)
        if moment > self.clock() and moment != self._planned:
            when = f"{moment.astimezone(HELSINKI):%Y-%m-%d %H:%M}"
            self.progress.message(f"next refresh {when} in Helsinki, for {source_id}")
        self._planned = moment
        return moment

    def _failed(self, last: Run | None) -> bool:
        """Whether the last refresh, ours or one by hand, went wrong as a whole."""
        if last is not None and (not self._tries or last.started_at > self._tries[-1]):
            return last.outcome == "failed"
        return bool(self._tries) and self._code not in {0, 1}

    def _refresh(self) -> None:
        self._tries = (*self._tries, self.clock())[-_REMEMBERED:]
        # Until it ends well it counts as failed.
        self._code = -1
        self._child = started = self.start()
        if self._is_stopping:
            self._end(started)
        try:
            self._code = started.wait(self.longest.total_seconds())
        except subprocess.TimeoutExpired:
            self._died(f"the refresh did not end within {self.longest}: it is stopped, another will follow.")
            self._end(started)
        else:
            if self._code < 0 and not self._is_stopping:
                name = signal.Signals(-self._code).name
                self._died(f"the refresh was killed ({name}): what is published stays, another will follow.")
        if self._code >= 0:
            self._told = ""

    def _died(self, message: str) -> None:
        """Tell what a refresh could not tell itself, and send the notice that it could not send, once."""
        self.progress.message(message)
        if message != self._told:
            self.tell(message)
        self._told = message

    def _put_off(self, reason: str) -> None:
        """Look again in some minutes, whatever is the matter."""
        self._planned = self.clock() + timedelta(minutes=5)
        self.progress.message(" ".join(reason.split()))


def child(kind: DataSource) -> "subprocess.Popen[bytes]":
    """Start a refresh as a person would; it writes where we do and gives its memory back when it ends."""
    return subprocess.Popen([sys.executable, "-m", "vertaispeili", "refresh", "--source", kind])  # noqa: S603


def run(schedule: Schedule) -> None:
    """Loop until asked to end by SIGTERM or SIGINT; then a refresh that runs is ended too."""

    def stopped(_number: int, _frame: FrameType | None) -> None:
        raise _Stopped

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stopped)
    # It would warn at each look that a refresh is still running.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BlockingScheduler(
        timezone=HELSINKI, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(schedule.look, "interval", seconds=LOOK_SECONDS, next_run_time=schedule.clock())
    with suppress(_Stopped):
        scheduler.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    schedule.stop()
    scheduler.shutdown(wait=True)
    schedule.progress.message("stopped")
