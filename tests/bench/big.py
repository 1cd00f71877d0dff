"""The 77-million-cell table by occupation, beside the limit of parsing its numbers and writing its rows."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.readers.pxweb.plan import plan
from tests.bench.contest import Contestant, Run, agree, contest, middle, ours, peer
from tests.bench.cubes import HIDDEN, Made, occupations
from tests.bench.figures import Bar, Bench, Figures, Setting, Table

FULL, SIXTEENTH = 421, 26
_MOST_CELLS, _MOST_VALUES = 120_000, 120_000


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield the bars of the PX file and of the API's answers, and what a sixteenth of the table takes."""
    rows, runs = list[tuple[str, ...]](), dict[tuple[int, str], list[Run]]()
    limit, cells = 0.0, 0
    for areas in (SIXTEENTH, FULL):
        folder = setting.folder / str(areas)
        cube = occupations(areas)
        answers = _write(cube, folder)
        _write(occupations(2, 2), folder / "tiny")
        out, cells = folder / "out.duckdb", cube.values.size
        measured = contest(
            (
                Contestant("PX", ours("load_ours", "wide", out, folder / "answer.px")),
                Contestant("answers", ours("load_ours", "wide", out, *answers)),
                Contestant("parse", peer("parse", *answers)),
                Contestant("write", ours("limit_ours", out, _stored(cube))),
            ),
            setting.rounds(3, 1),
        )
        agree({name: measured[name] for name in ("PX", "answers")}, cube.expected)
        limit = middle(measured["parse"], "cpu") + middle(measured["write"], "cpu")
        for name in ("PX", "answers"):
            runs[areas, name] = measured[name]
            rows.append(_row(f"{name}, {cells:,} cells", measured[name], cells, limit))
        rows.append((f"limit, {cells:,} cells", f"{limit:.2f}", *[""] * 5))
        _remove(folder)
    for name, told in (("PX", "one PX file"), ("answers", "answers of the API")):
        full, part = runs[FULL, name], runs[SIXTEENTH, name]
        yield Bar(f"12ti whole, {told}: CPU against the limit", _figures(full, "cpu", limit, "x"), most=4)
        yield Bar(f"12ti whole, {told}: peak memory", _figures(full, "rss", 1, "MB"), most=1500)
        yield Bar(f"12ti whole, {told}: bytes a cell on disk", _figures(full, "bytes", cells, "bytes"), most=0.8)
        yield Bar(f"12ti, {told}: CPU of 16x the data", _figures(full, "cpu", middle(part, "cpu"), "x"), most=18)
    columns = ("", "CPU s", "wall s", "times the limit", "peak memory MB", "file MB", "cells a CPU s")
    yield Table("The table by occupation, whole and a sixteenth of it", columns, rows)


def _figures(runs: list[Run], what: str, unit: float, name: str) -> Figures:
    return Figures([one[what] / unit for one in runs], name)


def _row(name: str, runs: list[Run], cells: int, limit: float) -> tuple[str, ...]:
    cpu = middle(runs, "cpu")
    return (
        name,
        f"{cpu:.2f}",
        f"{middle(runs, 'wall'):.2f}",
        f"{cpu / limit:.1f}",
        f"{middle(runs, 'rss'):,.0f}",
        f"{middle(runs, 'bytes') / 1e6:.1f}",
        f"{cells / cpu:,.0f}",
    )


def _stored(cube: Made) -> int:
    """Rows that are not zero throughout."""
    return int((cube.values.reshape(-1, 2) != 0).any(axis=1).sum())


def _write(cube: Made, folder: Path) -> list[Path]:
    """Write the PX file and the answers that the plan asks for; return the answers."""
    folder.mkdir(parents=True)
    with (folder / "answer.px").open("wb") as file:
        file.writelines(cube.px())
    (folder / "answer.codes").write_text(json.dumps(cube.codes), "utf-8")
    sizes = [len(listed) for listed in cube.codes.values()]
    answers: list[Path] = []
    for number, block in enumerate(plan(tuple(sizes[:-1]), _MOST_CELLS // sizes[-1], _MOST_VALUES)):
        answers.append(folder / f"{number:04}.jsonstat")
        answers[-1].write_bytes(cube.part((*block, (0, sizes[-1]))).jsonstat())
    (folder / "0000.codes").write_text(json.dumps(cube.codes), "utf-8")
    assert HIDDEN in cube.values, "there is something hidden"
    return answers


def _remove(folder: Path) -> None:
    for file in (*folder.rglob("*.px"), *folder.rglob("*.jsonstat")):
        file.unlink()


BIG = Bench(
    "big",
    "The big table",
    "Unemployed and vacancies by 434 occupations and 421 areas over 211 months (made up, three of four cells zero), "
    "as one PX file and as the answers that the planner asks for, read one at a time into a closed DuckDB file. The "
    "limit is the CPU time of simdjson over the bare numbers plus that of DuckDB's own CREATE TABLE AS of as many "
    "rows of the same types.",
    measure,
)
