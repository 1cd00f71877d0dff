"""Answers to a closed DuckDB file, beside the packages that read the same answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.contest import Contestant, agree, contest, middle, ours, peer, ratios
from tests.bench.cubes import Made, jobseekers, occupations
from tests.bench.figures import Bar, Bench, Figures, Setting, Table

# How many times as fast as each peer we must be, in CPU time: our layout, then the peers' own.
BARS = {
    ("12r5", "ours, JSON-stat"): {"pyjstat, JSON-stat": 8, "pxwebpy, JSON-stat": 8, "statfin, json": 5},
    ("12r5", "ours, JSON-stat, in the peers' layout"): {"pyjstat, JSON-stat": 5},
    ("12ti slice", "ours, JSON-stat"): {"pyjstat, JSON-stat": 35, "pxwebpy, JSON-stat": 35},
    ("12ti slice", "ours, PX"): {"pyaxis, PX": 15},
}


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield a table of medians for each cube, and a bar for each peer."""
    cubes = {
        "12r5": (jobseekers(), jobseekers(2, 2), "long"),
        "12ti slice": (occupations(26), occupations(2, 2), "wide"),
    }
    for name, (cube, tiny, how) in cubes.items():
        folder = setting.folder / name.replace(" ", "_")
        _write(cube, folder)
        _write(tiny, folder / "tiny")
        runs = contest(_contestants(folder, how), setting.rounds(5, 2 if how == "long" else 1))
        agree(runs, cube.expected)
        for (shape, own), peers in BARS.items():
            for other, least in peers.items() if shape == name else ():
                figures = Figures(ratios(runs[other], runs[own]), "x")
                yield Bar(f"{shape}: {own} against {other}", figures, least=least)
        columns = ("", "n", "CPU s", "wall s", "cells a CPU s", "peak memory MB", "file MB")
        rows = [
            (
                one,
                str(len(several)),
                f"{middle(several, 'cpu'):.2f}",
                f"{middle(several, 'wall'):.2f}",
                f"{median(run['rows'] / run['cpu'] for run in several):,.0f}",
                f"{middle(several, 'rss'):,.0f}",
                f"{middle(several, 'bytes') / 1e6:.1f}",
            )
            for one, several in runs.items()
        ]
        yield Table(f"{name}: {cube.values.size:,} cells", columns, rows)


def _write(cube: Made, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "answer.jsonstat").write_bytes(cube.jsonstat())
    (folder / "answer.json").write_bytes(cube.json())
    (folder / "answer.px").write_bytes(b"".join(cube.px()))
    (folder / "answer.codes").write_text(json.dumps(cube.codes), "utf-8")


def _contestants(folder: Path, how: str) -> tuple[Contestant, ...]:
    out = folder / "out.duckdb"
    stat, px, own = folder / "answer.jsonstat", folder / "answer.px", folder / "answer.json"
    statfin = (Contestant("statfin, json", peer("load", "statfin", out, own)),) if how == "long" else ()
    return (
        Contestant("pyjstat, JSON-stat", peer("load", "pyjstat", out, stat)),
        Contestant("ours, JSON-stat", ours("load_ours", how, out, stat)),
        Contestant("pxwebpy, JSON-stat", peer("load", "pxwebpy", out, stat)),
        Contestant("ours, PX", ours("load_ours", how, out, px)),
        *statfin,
        Contestant("pyaxis, PX", peer("load", "pyaxis", out, px)),
        Contestant("ours, JSON-stat, in the peers' layout", ours("load_ours", "same", out, stat)),
    )


DECODE = Bench(
    "decode",
    "Decode and load",
    "Response bytes in the page cache to a closed DuckDB file, in a fresh process that read a tiny table first; "
    "contestants take turns. The figure is how many times our CPU time the peer took, the median of the rounds. "
    "Cubes are made up in the shape of 12r5 and of a 26-area slice of 12ti; rows, empty cells and the sum are read "
    "back from every file, and a run that differs from what was made voids the benchmark.",
    measure,
)
