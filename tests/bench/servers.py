"""Servers started for a benchmark, and clients that ask them over real HTTP."""

import http.client
import os
import socket
import subprocess
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.contest import PROJECT
from tests.bench.figures import percentile


@dataclass(frozen=True)
class Request:
    """One request; a body makes it a POST of JSON."""

    path: str
    body: bytes | None = None


@dataclass(frozen=True)
class Answered:
    """What clients got: milliseconds of each answer, and how long all took together."""

    times: Sequence[float]
    seconds: float

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def share(self, of_hundred: int) -> float:
        """Return the milliseconds that so many of 100 answers took at most."""
        return percentile(of_hundred)(self.times)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def started(command: Sequence[str], port: int, ready: str, told: Mapping[str, str]) -> Generator[int]:
    """Start a server and wait until `ready` answers; give its process id, end it with all its children after."""
    log = subprocess.DEVNULL
    server = subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **told}, stdout=log, stderr=log, start_new_session=True
    )
    try:
        _await(server, port, ready)
        yield server.pid
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, 9)
            server.wait()


def _await(server: subprocess.Popen[bytes], port: int, ready: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", ready)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{server.args} does not serve")


def memory(pid: int) -> float:
    """Return the megabytes that a server and its children hold, what they share counted once each."""
    return sum(_held(one) for one in _family(pid))


def cpu(pid: int) -> float:
    """Return the CPU seconds that a server and its children have taken."""
    ticks = 0
    for one in _family(pid):
        fields = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text("utf-8").split()]
    return found


def _held(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def ask(port: int, requests: Sequence[Request], clients: int) -> Answered:
    """Ask all requests, shared out among clients that each keep a connection open; a refusal ends the benchmark."""
    times: list[float] = []
    failed: list[str] = []

    def client(own: Sequence[Request]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for one in own:
            started_at = time.perf_counter()
            headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
            connection.request("POST" if one.body else "GET", one.path, one.body, headers)
            answer = connection.getresponse()
            answer.read()
            times.append(1000 * (time.perf_counter() - started_at))
            if answer.status != 200:
                failed.append(f"{one.path}: {answer.status}")
                return
        connection.close()

    threads = [threading.Thread(target=client, args=(requests[at::clients],)) for at in range(clients)]
    started_at = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failed:
        raise SystemExit(f"a server refused: {failed[0]}")
    return Answered(times, time.perf_counter() - started_at)
