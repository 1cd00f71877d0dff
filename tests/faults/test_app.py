"""The dashboard while the warehouse is swapped under it: no failed answer, none is of two versions."""

import http.client
import socket
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.faults.served import QUESTIONS, Serving, Versions, plain, put, served, versions
from vertaispeili.warehouse import Warehouse

pytestmark = pytest.mark.faults

WORKERS, READERS, SWAPS = 8, 8, 100
Row = Callable[[str, str], None]


def read(serving: Serving, right: Versions, done: Event, seen: list[str]) -> None:
    """Ask one question after another until it is done; whether each answer was right, failed, or of no version."""
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    while not done.is_set():
        question = QUESTIONS[len(seen) % len(QUESTIONS)]
        try:
            status, body = serving.ask(question, connection)
        except (OSError, http.client.HTTPException) as error:
            seen.append(f"failed: {type(error).__name__}")
            connection.close()
            continue
        seen.append("right" if plain(body) in right.answers[question] else "failed" if status != 200 else "mixed")


def more(seen: list[str], answers: int) -> None:
    """Wait for so many answers more: a busy machine swaps no faster than it answers."""
    enough, latest = len(seen) + answers, time.monotonic() + 30
    while len(seen) < enough and time.monotonic() < latest:
        time.sleep(0.02)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return versions(tmp_path_factory.mktemp("made"))


@pytest.fixture
def warehouse(made: Versions, tmp_path: Path) -> Warehouse:
    warehouse = Warehouse(tmp_path / "live")
    warehouse.files.mkdir(parents=True)
    put(warehouse, made.files[0], 0)
    return warehouse


def test_a_hundred_swaps_under_load_fail_no_answer_and_mix_none(
    made: Versions, warehouse: Warehouse, tmp_path: Path, row: Row
) -> None:
    done, answers = Event(), list[str]()
    with served(tmp_path, WORKERS) as serving, ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(read, serving, made, done, answers) for _ in range(READERS)]
        for number in range(1, SWAPS + 1):
            put(warehouse, made.files[number % len(made.files)], number)
            more(answers, 4)
        done.set()
        for one in reading:
            one.result()
        seen = Counter(answers)
        newest = warehouse.current()
        for _ in range(20 * WORKERS):
            serving.ask(QUESTIONS[-1])
        held = serving.warehouses()
    row(f"app: {SWAPS} swaps, {WORKERS} workers, {READERS} readers", f"{dict(seen)}; open at the end: {held}")
    assert set(seen) == {"right"}, seen
    assert seen["right"] > 3 * SWAPS, "there was a load"
    assert len(held) == WORKERS
    assert newest is not None
    assert {name for one in held for name in one} == {newest.name}, "old versions are let go"
    row(
        f"app: {SWAPS} swaps, {WORKERS} workers, {READERS} readers",
        f"{seen['right']} answers, 0 failed, 0 mixed; 1 open",
    )


def test_clients_that_send_nothing_more_are_let_go(warehouse: Warehouse, tmp_path: Path, row: Row) -> None:
    assert warehouse.current()
    with served(tmp_path, workers=1) as serving:
        slow = [socket.create_connection(("127.0.0.1", serving.port)) for _ in range(4)]
        for one in slow:
            one.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-")
        time.sleep(0.3)
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            http_get(serving, "/health", timeout=1)
        status = http_get(serving, "/health", timeout=20)
        waited = time.monotonic() - began
        row("app: slow clients in every thread", f"nothing for {waited:.0f} s, then {status}")
        assert status == 200
        assert waited < 30
        assert all(closed(one) for one in slow)


def http_get(serving: Serving, address: str, timeout: float) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=timeout)
    connection.request("GET", address)
    return connection.getresponse().status


def closed(connection: socket.socket) -> bool:
    """Whether the server has ended a connection."""
    connection.settimeout(10)
    try:
        while connection.recv(1000):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
