"""The call window: never more calls than the publisher allows, in any window, in any run."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.window import CallWindow
from tests.clock import Clock

HOST = "pxdata.stat.fi"


class _Publisher:
    """Counts a call at some moment while it is under way, as the real one does."""

    def __init__(self, clock: Clock, calls: int, seconds: float) -> None:
        self.clock, self.calls, self.seconds = clock, calls, seconds
        self.counted: list[float] = []

    def call(self, before: float, after: float) -> None:
        self.clock.time += timedelta(seconds=before)
        now = self.clock().timestamp()
        self.counted.append(now)
        recent = [at for at in self.counted if now - at < self.seconds]
        assert len(recent) <= self.calls, "the publisher would have refused this call"
        self.clock.time += timedelta(seconds=after)


def _window(path: Path, clock: Clock, calls: int = 3, seconds: float = 10) -> CallWindow:
    window = CallWindow(path / "calls.json", clock, clock.sleep)
    window.limit(HOST, calls, seconds)
    return window


delays = st.floats(0, 4)


@settings(deadline=None)
@given(
    calls=st.integers(1, 5),
    seconds=st.sampled_from([1.0, 10.0, 60.0]),
    requests=st.lists(st.tuples(delays, delays, st.floats(0, 30), st.booleans()), max_size=30),
)
def test_no_window_ever_holds_more_calls_than_allowed_however_slow_the_answers_and_across_runs(
    tmp_path_factory: pytest.TempPathFactory,
    calls: int,
    seconds: float,
    requests: list[tuple[float, float, float, bool]],
) -> None:
    clock, folder = Clock(), tmp_path_factory.mktemp("window")
    publisher, window = _Publisher(clock, calls, seconds), _window(folder, clock, calls, seconds)
    for before, after, idle, is_new_run in requests:
        window = CallWindow(folder / "calls.json", clock, clock.sleep) if is_new_run else window
        window.wait(HOST)
        publisher.call(before, after)
        window.arrived(HOST)
        clock.time += timedelta(seconds=idle)


def test_a_call_waits_until_the_oldest_answer_in_the_window_is_old_enough(tmp_path: Path) -> None:
    clock = Clock()
    window = _window(tmp_path, clock)
    for _ in range(4):
        window.wait(HOST)
        clock.time += timedelta(seconds=2)  # the answer takes two seconds
        window.arrived(HOST)
    assert clock.slept == [pytest.approx(10 - 4, abs=0.1)]


def test_a_publisher_that_says_nothing_gets_ten_calls_in_ten_seconds(tmp_path: Path) -> None:
    clock = Clock()
    window = CallWindow(tmp_path / "calls.json", clock, clock.sleep)
    for _ in range(11):
        window.wait(HOST)
        window.arrived(HOST)
    assert clock.slept == [pytest.approx(10, abs=0.1)]


def test_hosts_do_not_wait_for_each_other(tmp_path: Path) -> None:
    clock = Clock()
    window = _window(tmp_path, clock)
    for host in [HOST, "geo.stat.fi"] * 3:
        window.wait(host)
        window.arrived(host)
    assert clock.slept == []


def test_a_call_that_never_came_back_counts(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(3):
        _window(tmp_path, clock).wait(HOST)  # and the process was killed
    _window(tmp_path, clock).wait(HOST)
    assert clock.slept


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pxdata.stat.fi": {"calls": 0}}', b"\xff\x00"])
def test_a_corrupt_memory_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "calls.json").write_bytes(content)
    clock = Clock()
    window = _window(tmp_path, clock)
    window.wait(HOST)
    window.arrived(HOST)
    assert clock.slept == []


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_one_window(tmp_path: Path) -> None:
    clock = Clock()
    window = _window(tmp_path, clock)
    for _ in range(3):
        window.wait(HOST)
        window.arrived(HOST)
    clock.time -= timedelta(days=30)
    window.wait(HOST)
    assert clock.slept == [pytest.approx(10, abs=0.1)]


@pytest.mark.parametrize(("calls", "seconds"), [(0, 10), (-1, 10), (5, 0), (5, float("nan"))])
def test_limits_that_make_no_sense_are_not_taken_over(tmp_path: Path, calls: int, seconds: float) -> None:
    clock = Clock()
    window = CallWindow(tmp_path / "calls.json", clock, clock.sleep)
    window.limit(HOST, calls, seconds)
    for _ in range(10):
        window.wait(HOST)
        window.arrived(HOST)
    assert clock.slept == []
