"""A clock that only moves when somebody sleeps on it, so that tests wait for nothing."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Call it for the time; `sleep` moves it on and is remembered in `slept`."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)) -> None:
        self.time = start
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


class RealClock(Clock):
    """The time of day, for the one test that waits."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        time.sleep(seconds)
