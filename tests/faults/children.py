"""Refreshes in processes of their own, which can be killed, starved and stripped of rights."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.world import World

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a child ended (negative: by that signal), what it wrote, the points it passed (when it was not killed)."""

    status: int
    said: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Children:
    """Starts children of a process that has the program loaded."""

    process: subprocess.Popen[str]

    def refresh(self, world: World, **suffering: object) -> Ended:
        """Run `vertaispeili refresh` in a child; see `zygote` for what it can be made to suffer."""
        order = {"environment": world.environment, **suffering}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Ended(answer["status"], answer["said"], tuple(answer["points"]))


@contextmanager
def children() -> Iterator[Children]:
    """Start the process that children come from."""
    command = [sys.executable, "-m", "tests.faults.zygote"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Children(process)
        assert process.stdin is not None
        process.stdin.close()


def command(world: World, *before: str, arguments: tuple[str, ...] = ("refresh",)) -> subprocess.Popen[str]:
    """Start the command as a person would; `before` comes before it on the line (such as faketime)."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "vertaispeili", *arguments],
        cwd=ROOT,
        env={**os.environ, **world.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
