"""A process with the program loaded, from which each child starts in no time: `python -m tests.faults.zygote`.

Reads one JSON object a line: environment, and how the child is to suffer. Answers with one: status (negative: killed by
that signal), said, and points: the places in a refresh at which it can be killed.
"""

import _strptime
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import ingest.command
from ingest.progress import Lines
from tests.faults import remembered
from vertaispeili.__main__ import main

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _suffer(order: dict) -> list[str]:
    """Put the child in its place; the list fills with the points that it passes."""
    passed: list[str] = []
    folder = order["environment"]["VERTAISPEILI_DATA_DIR"]

    def point(name: str) -> None:
        passed.append(name)
        if order.get("kill_at") == len(passed) - 1:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, given: tuple) -> None:
        name = _event(event, given, folder)
        if name:
            point(name)

    sys.addaudithook(watch)
    _points_of_the_build(point)
    if order.get("largest_file") is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"],) * 2)
    if order.get("user"):
        os.setgroups([])
        os.setgid(order["user"])
        os.setuid(order["user"])
    return passed


def _event(event: str, given: tuple, folder: str) -> str | None:
    """The name of an event that changes something in the folder."""
    path = str(given[0]) if given else ""
    if not path.startswith(folder):
        return None
    short = path.removeprefix(folder).lstrip("/")
    if event == "open" and isinstance(given[2], int) and given[2] & _WRITES:
        return f"open {short}"
    return f"{event.removeprefix('os.')} {short}" if event in {"os.rename", "os.remove", "os.mkdir"} else None


def _points_of_the_build(point: Callable[[str], None]) -> None:
    advance, done = Lines.advance, Lines.done

    def advanced(self: Lines) -> None:
        point("a step")
        advance(self)

    def finished(self: Lines, source_id: str, message: str) -> None:
        point(f"the end of {source_id}")
        done(self, source_id, message)

    Lines.advance, Lines.done = advanced, finished


def _child(order: dict, said: Path, passed_to: Path) -> None:
    with said.open("w") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
    os.environ.update(order["environment"])
    sleep = time.sleep
    # A wait takes a fraction of its time; what it counts against its budget is the whole.
    time.sleep = lambda seconds: sleep(seconds / 500)
    if not order.get("user"):  # who could not read that folder
        remembered.install(setattr)
    code, passed = 70, open(passed_to, "w")  # noqa: PTH123, SIM115 - opened before the limits are set
    try:
        points = _suffer(order)
        code = main(order.get("arguments", ["refresh"])) or 0
        with suppress(OSError):
            json.dump(points, passed)
            passed.close()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        with tempfile.TemporaryDirectory() as folder:
            said, passed = Path(folder) / "said", Path(folder) / "points"
            child = os.fork()
            if child == 0:
                _child(json.loads(line), said, passed)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            points = passed.read_text()
            answer = {"status": status, "said": said.read_text(), "points": json.loads(points) if points else []}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    # Loaded now: a child without rights may not be able to read the library.
    assert ingest.command, _strptime
    _serve()
