"""Contestants in fresh processes that take turns: CPU seconds, wall seconds and memory of each run."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
PEER = PROJECT / ".bench" / "bin" / "python"
Run = Mapping[str, float]


@dataclass(frozen=True)
class Contestant:
    """A program that prints one JSON object: cpu, wall (seconds), rss (MB) and what it found."""

    name: str
    command: tuple[str, ...]


def ours(module: str, *arguments: object) -> tuple[str, ...]:
    """Return the command of a module of this project."""
    return (sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments))


def peer(script: str, *arguments: object) -> tuple[str, ...]:
    """Return the command of a script in the peers' environment."""
    return (str(PEER), str(HERE / "peers" / f"{script}.py"), *map(str, arguments))


def run(command: Sequence[str]) -> Run:
    """Run a contestant once; ends the benchmark with its words when it fails."""
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def contest(contestants: Sequence[Contestant], rounds: int) -> dict[str, list[Run]]:
    """Let contestants take turns; the runs of each, by name."""
    runs: dict[str, list[Run]] = {one.name: [] for one in contestants}
    for _ in range(rounds):
        for one in contestants:
            runs[one.name].append(run(one.command))
    return runs


def agree(runs: Mapping[str, Sequence[Run]], expected: Run) -> None:
    """End the benchmark unless every run found the rows, empty cells and sum that were made."""
    for name, several in runs.items():
        for one in several:
            for what, right in expected.items():
                if abs(one[what] - right) > 1e-9 * abs(right):
                    raise SystemExit(f"void: {name} found {one[what]:,} {what} where {right:,} were made")


def middle(runs: Sequence[Run], what: str) -> float:
    """Return the median of a measure over runs."""
    return median(one[what] for one in runs)


def ratios(slower: Sequence[Run], faster: Sequence[Run], what: str = "cpu") -> list[float]:
    """Return how many times as much each round of the slower took as the faster's in the same round."""
    return [one[what] / other[what] for one, other in zip(slower, faster, strict=True)]
