"""Every question of the app, on a warehouse as large as the live one, with parameters drawn at random."""

import json
import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from app.db import end_the_search_for_pandas
from tests.bench.contest import PROJECT, ours, peer, run
from tests.bench.drawing import Drawing, Parameters, queries
from tests.bench.figures import Bar, Bench, Figures, Setting, Table, percentile
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

DRAWS = 40
WARM, SLOWEST, COLD = 5, 10, 100  # milliseconds: 50 and 95 of 100 warm, connecting and the first answer
BESIDE_PANDAS = ("series", "map_figure", "key_figure", "standing")
GROWING = ("series", "map_figure", "key_figure", "standing")


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield bars of every query warm, of a process' first answer, against pandas, and over 16 times the months."""
    current = Warehouse(setting.data / "sample").current()
    assert current is not None, "a sample is published"
    rounds = setting.rounds(3, 2)
    with _opened(current) as connection:
        drawing, folder = Drawing(connection), sql_directory() / "query"
        taken = {
            name: _times(connection, sql, _draws(drawing, name, sql), rounds) for name, sql in queries(folder).items()
        }
        draws = {name: _draws(drawing, name, (folder / f"{name}.sql").read_text("utf-8")) for name in BESIDE_PANDAS}
    for name, times in taken.items():
        yield Bar(f"query {name}: p50", Figures(times, "ms"), most=WARM)
        yield Bar(f"query {name}: p95", Figures(times, "ms"), most=SLOWEST, summary=percentile(95))
    cold = [run(ours("cold_ours", current))["ms"] for _ in range(setting.rounds(7, 5))]
    yield Bar("connect and first answer of a fresh process", Figures(cold, "ms"), most=COLD)
    yield from _beside_pandas(setting.folder, current, draws, taken)
    yield from _grown(setting.folder, current, rounds)


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    end_the_search_for_pandas()
    return duckdb.connect(str(path), read_only=True, config={"threads": 1, "memory_limit": "1GB"})


def _draws(drawing: Drawing, name: str, sql: str) -> list[Parameters]:
    chance = random.Random(name)
    return [drawing.parameters(sql, chance) for _ in range(DRAWS)]


def _times(connection: duckdb.DuckDBPyConnection, sql: str, draws: Sequence[Parameters], rounds: int) -> list[float]:
    """Return CPU milliseconds of each draw, the best of so many rounds after one that is not counted."""
    best = [float("inf")] * len(draws)
    for number in range(rounds + 1):
        for at, parameters in enumerate(draws):
            started = time.thread_time()
            connection.cursor().execute(sql, parameters).fetchall()
            if number:
                best[at] = min(best[at], 1000 * (time.thread_time() - started))
    return best


def _beside_pandas(
    folder: Path, current: Path, draws: dict[str, list[Parameters]], taken: dict[str, list[float]]
) -> Iterator[Bar]:
    """The same questions of a data frame that holds the figures in memory, sorted and with categories."""
    asked, given = folder / "asked.json", folder / "given.json"
    asked.write_text(json.dumps(draws, default=lambda one: one.isoformat()), "utf-8")
    subprocess.run([*peer("frames", current, asked, given)], cwd=PROJECT, check=True, capture_output=True)
    for name, times in json.loads(given.read_text("utf-8")).items():
        ratios = [theirs / own for theirs, own in zip(times, taken[name], strict=True)]
        yield Bar(f"query {name}: against pandas in memory", Figures(ratios, "x"), least=5)


def _grown(folder: Path, current: Path, rounds: int) -> Iterator[Bar]:
    """The same questions about the newest 13 months, of a warehouse with only these and of the whole one."""
    small = folder / "small.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{current}' as whole (read_only)")
        connection.execute(f"attach '{small}' as small (row_group_size 8192)")
        for layer in ("core", "mart", "catalogue"):
            connection.execute(f"create schema small.{layer}")
        for layer, name in _needed(connection):
            held = " where period >= (select max(period) - interval 12 month from whole.mart.labour_force)"
            where = held if name in ("indicator_value", "labour_force") else ""
            connection.execute(f"create table small.{layer}.{name} as select * from whole.{layer}.{name}{where}")
    sql = queries(sql_directory() / "query")
    with _opened(small) as connection, _opened(current) as whole:
        drawing = Drawing(connection)
        for name in GROWING:
            draws = _draws(drawing, name, sql[name])
            few, many = _times(connection, sql[name], draws, rounds), _times(whole, sql[name], draws, rounds)
            ratio = sorted(many)[len(many) // 2] / sorted(few)[len(few) // 2]
            yield Bar(f"query {name}: p50 with 16 times the months", Figures([ratio], "x"), most=2.5)


def _needed(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    names = ("indicator_value", "preliminary", "occupation_total", "area", "labour_force", "indicator")
    return connection.execute(
        "select distinct table_schema, table_name from information_schema.tables where table_catalog = 'whole' "
        "and table_schema in ('core', 'mart', 'catalogue') and list_contains($names, table_name)",
        {"names": list(names)},
    ).fetchall()


QUERIES = Bench(
    "queries",
    "Queries",
    f"Every file of sql/query on a warehouse as large as the live one, {DRAWS} sets of parameters drawn at random, "
    "one thread, rows fetched to Python; of each set the best of the rounds after a first that is not counted. "
    "Milliseconds are those of the thread's CPU, which on a quiet machine are the time it takes.",
    measure,
)
