"""Beyond one machine: publishing into a lake, its queries beside those of a file, and thirty countries in one lake."""

import random
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from statistics import median

import duckdb

from app.lake import Watch, cursor, opened
from ingest.lake import Sharing
from ingest.progress import Lines
from tests.bench.drawing import Drawing, Parameters, queries
from tests.bench.figures import Bar, Bench, Figures, Setting, Table, percentile
from tests.lake.stores import Stores, lacking, running
from vertaispeili.lake import CONFIG, NAME, Lake
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

# A place, a level, a map, a series: the questions that most views ask.
ASKED = ("area", "key_figure", "series", "standing", "range_of_areas", "map_figure", "comparison")
DRAWS = 20
Times = tuple[Sequence[float], Sequence[float]]
_TOLD = ("CPU p50", "CPU p95", "clock p50", "clock p95")
AT_ONCE = 4
# What the app asks of areas is in these; the tables that they were made from stay with each publisher.
_SHARED = ("core.area", "core.area_member", "core.indicator_part", "mart.indicator_value", "mart.labour_force")
_PLACES = ("area_id", "municipality_id")


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield what publishing and asking cost in a lake of one country, and in one of thirty."""
    lack = lacking()
    if lack:
        yield Table("Not measured", ("why",), ((lack,),))
        return
    current = Warehouse(setting.data / "sample").current()
    assert current is not None, "a sample is published"
    with running() as stores:
        country = stores.lake("country")
        yield _published(stores, country, current)
        yield from _asked(setting, country, current)
        yield from _europe(setting, stores, current)


def _published(stores: Stores, lake: Lake, file: Path) -> Table:
    started, before = time.monotonic(), _cpu()
    Sharing(lake, "live").share(file, Lines(StringIO()))
    taken, spent = time.monotonic() - started, _cpu() - before
    sizes = _sizes(lake)
    return Table(
        "One country, published in one transaction (PostgreSQL, an S3 server in Python on the same machine)",
        ("warehouse file, MB", "seconds", "CPU seconds of the publisher", "objects", "in the store, MB"),
        ((_mb(file.stat().st_size), f"{taken:.1f}", f"{spent:.1f}", str(stores.files(lake)), _mb(sizes)),),
    )


def _asked(setting: Setting, lake: Lake, file: Path) -> Iterator[Bar | Table]:
    rounds = setting.rounds(5, 2)
    snapshot = Watch(lake, "live", setting.folder).newest()
    assert snapshot is not None, "it was published just now"
    # A copy: one process opens a file with one configuration only, and what was measured before may have it open.
    own = shutil.copy(file, setting.folder / "country.duckdb")
    with duckdb.connect(str(own), read_only=True, config={"threads": 1}) as held, opened(snapshot) as lying:
        draws = _draws(Drawing(held))
        beside = [
            (name, _times(held.cursor(), name, draws, rounds), _times(cursor(lying), name, draws, rounds))
            for name in ASKED
        ]
    yield Table(
        "The same questions of the file and of the lake, warm, milliseconds",
        ("query", *(f"{where}: {what}" for where in ("file", "lake") for what in _TOLD)),
        [(name, *_summed(file_times), *_summed(lake_times)) for name, file_times, lake_times in beside],
    )
    every = [one for _, _, (_, taken) in beside for one in taken]
    yield Bar("lake: a query of one country, p95", Figures(every, "ms"), summary=percentile(95))


def _europe(setting: Setting, stores: Stores, file: Path) -> Iterator[Bar | Table]:
    countries = setting.rounds(30, 10)
    stores.sql("create database europe")
    catalogue = f"postgres:host=127.0.0.1 port={stores.postgres} user=lake dbname=europe"
    # A folder and not the S3 server of the tests, which is slower than any real one.
    lake = Lake(catalogue, str(setting.folder / "europe"))
    Sharing(lake, "live").share(file, Lines(StringIO()))
    started, before = time.monotonic(), _cpu()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        each = list(pool.map(lambda number: _append(lake, file, number), range(2, countries + 1)))
    taken, spent = time.monotonic() - started, _cpu() - before
    snapshot = Watch(lake, "live", setting.folder).newest()
    assert snapshot is not None, "it was published just now"
    with opened(snapshot) as connection:
        asking = cursor(connection)
        areas, rows = asking.execute(
            "select (select count(*) from core.area), (select count(*) from mart.indicator_value)"
        ).fetchone() or (0, 0)
        draws = _draws(Drawing(asking))
        times = {name: _times(cursor(connection), name, draws, setting.rounds(3, 2)) for name in ASKED}
    yield Table(
        f"{countries} publishers into one lake, {AT_ONCE} at a time, a transaction each",
        ("areas", "figures, million", "store, MB", "seconds", "CPU seconds", "one publisher, median s", "conflicts"),
        (
            (
                str(areas),
                f"{rows / 1e6:.1f}",
                _mb(_sizes(lake)),
                f"{taken:.0f}",
                f"{spent:.0f}",
                f"{median(each):.1f}",
                str(sum(one == float("inf") for one in each)),
            ),
        ),
    )
    yield Table(
        "Its questions, warm, milliseconds",
        ("query", *_TOLD),
        [(name, *_summed(one)) for name, one in times.items()],
    )


def _append(lake: Lake, file: Path, number: int) -> float:
    """Publish a country: the sample's areas under names of their own, in one transaction; return the seconds."""
    started = time.monotonic()
    with duckdb.connect(config={**CONFIG, "threads": 1}) as connection:
        for statement in (*lake.reach(), lake.attach("live", writes=True)):
            connection.execute(statement)
        connection.execute(f"attach '{file}' as built (read_only)")
        try:
            connection.begin()
            for table in _SHARED:
                connection.execute(f"insert into {NAME}.{table} {_renamed(connection, table, number)}")
            connection.commit()
        except duckdb.TransactionException:
            return float("inf")
    return time.monotonic() - started


def _renamed(connection: duckdb.DuckDBPyConnection, table: str, number: int) -> str:
    columns = [row[0] for row in connection.execute(f"describe built.{table}").fetchall()]
    named = ", ".join(f"'X{number:02d}' || {name} as {name}" for name in columns if name in _PLACES)
    return f"select * replace ({named}) from built.{table}"


def _draws(drawing: Drawing) -> dict[str, list[Parameters]]:
    sql = queries(sql_directory() / "query")
    return {
        name: [drawing.parameters(sql[name], chance) for _ in range(DRAWS)]
        for name in ASKED
        for chance in (random.Random(name),)
    }


def _times(asking: duckdb.DuckDBPyConnection, name: str, draws: dict[str, list[Parameters]], rounds: int) -> Times:
    """Return the CPU milliseconds of each draw, and those by the clock: the best of so many rounds after a first."""
    sql = queries(sql_directory() / "query")[name]
    spent, taken = ([float("inf")] * len(draws[name]) for _ in range(2))
    for number in range(rounds + 1):
        for at, parameters in enumerate(draws[name]):
            started, before = time.perf_counter(), time.thread_time()
            asking.execute(sql, parameters).fetchall()
            if number:
                spent[at] = min(spent[at], 1000 * (time.thread_time() - before))
                taken[at] = min(taken[at], 1000 * (time.perf_counter() - started))
    return spent, taken


def _summed(times: Times) -> tuple[str, ...]:
    return tuple(f"{summary(one):.1f}" for one in times for summary in (median, percentile(95)))


def _sizes(lake: Lake) -> int:
    with duckdb.connect(config=CONFIG) as connection:
        for statement in (*lake.reach(), lake.attach("live")):
            connection.execute(statement)
        found = connection.execute(f"select sum(file_size_bytes) from ducklake_table_info('{NAME}')").fetchone()
    return int(found[0]) if found else 0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f}"


LAKE = Bench(
    "lake",
    "Beyond one machine",
    f"The sample, as large as the live statistics, published into a DuckLake; {len(ASKED)} questions of sql/query, "
    f"{DRAWS} sets of parameters each, one thread, the best of the rounds after a first that is not counted. Then the "
    "same areas under thirty names, each published by a publisher of its own.",
    measure,
)
