"""The comparison of areas over real HTTP, beside the same view as it is usually written."""

import json
import random
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import orjson

from tests.bench.contest import PEER, peer, run
from tests.bench.drawing import Drawing
from tests.bench.figures import Bar, Bench, Figures, Setting, Table
from tests.bench.servers import Answered, Request, ask, cpu, free_port, memory, started
from vertaispeili.warehouse import Warehouse

CLIENTS = (1, 8, 32)
_WORKERS = 2


@dataclass(frozen=True)
class View:
    """One indicator of some areas."""

    indicator_id: str
    area_ids: tuple[str, ...]

    def ours(self) -> Request:
        """Ask our comparison for its results, as the browser does."""
        query = urlencode({"indicator": self.indicator_id, "area": self.area_ids}, doseq=True)
        inputs = [
            {"id": "url", "property": "pathname", "value": "/fi/compare"},
            {"id": "url", "property": "search", "value": f"?{query}"},
        ]
        return _callback("results.children", inputs)

    def usual(self) -> Request:
        """Ask the usual page for its figure."""
        inputs = [
            {"id": "indicator", "property": "value", "value": self.indicator_id},
            {"id": "areas", "property": "value", "value": self.area_ids},
        ]
        return _callback("graph.figure", inputs)

    def api(self) -> Request:
        """Ask our open data interface for the rows."""
        return Request(
            f"/api/v1/observations?{urlencode({'indicator': self.indicator_id, 'area': self.area_ids}, True)}"
        )

    def datasette(self) -> Request:
        """Ask Datasette for the same rows."""
        asked = {"indicator_id": self.indicator_id, "area_id__in": ",".join(self.area_ids), "_shape": "array"}
        return Request(f"/rows/indicator_value.json?{urlencode({**asked, '_size': 5000})}")


def _callback(output: str, inputs: list[dict[str, object]]) -> Request:
    component, _, name = output.partition(".")
    body = {
        "output": output,
        "outputs": {"id": component, "property": name},
        "inputs": inputs,
        "changedPropIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
    }
    return Request("/_dash-update-component", orjson.dumps(body))


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield the bars against the usual page, and what every server did with 1, 8 and 32 clients."""
    current = Warehouse(setting.data / "sample").current()
    assert current is not None, "a sample is published"
    views = _views(current, setting.rounds(480, 160))
    with duckdb.connect() as connection:
        _sqlite_rows(connection, current, setting.folder / "rows.db")
    told = {"WAREHOUSE": str(current)}
    rows, found = list[tuple[str, ...]](), dict[tuple[str, int], tuple[Answered, float]]()

    def told_of(name: str, port: int, pid: int, requests: list[Request]) -> None:
        for clients in CLIENTS:
            part = requests if clients > 1 else requests[: len(requests) // 3]
            before = cpu(pid)
            answered = ask(port, part, clients)
            each = 1000 * (cpu(pid) - before) / len(part)
            found[name, clients] = answered, each
            rows.append(_row(name, clients, answered, (each, memory(pid))))

    port = free_port()
    ours = {"VERTAISPEILI_DATA_DIR": str(setting.data), "VERTAISPEILI_PORT": str(port)}
    with started((sys.executable, "-m", "vertaispeili", "serve", "--source", "sample"), port, "/health", ours) as pid:
        fresh = [_views(current, len(views), seed) for seed in range(1, 4)]
        ask(port, [view.ours() for view in _views(current, 16, 9)], 4)
        for clients, some in zip(CLIENTS, fresh, strict=True):
            before, requests = cpu(pid), [view.ours() for view in some[: len(some) if clients > 1 else len(some) // 3]]
            answered = ask(port, requests, clients)
            each = 1000 * (cpu(pid) - before) / len(requests)
            found["ours, uncached", clients] = answered, each
            rows.append(_row("ours, uncached", clients, answered, (each, memory(pid))))
        held = [view.ours() for view in views[:40]]
        for seed in range(8):  # every view to every worker: a connection stays with one of them
            ask(port, random.Random(seed).sample(held, len(held)), 8)
        told_of("ours, cached", port, pid, held * 12)
        told_of("ours, open data", port, pid, [view.api() for view in views])
    port = free_port()
    command = (str(PEER), "-m", "gunicorn", "-w", str(_WORKERS), "-b", f"127.0.0.1:{port}", "usual_dash:server")
    path = {**told, "PYTHONPATH": str(Path(__file__).parent / "peers")}
    with started(command, port, "/", path) as pid:
        told_of("usual Dash page", port, pid, [view.usual() for view in views])
    port = free_port()
    served = (
        str(PEER),
        "-m",
        "datasette",
        str(setting.folder / "rows.db"),
        "-p",
        str(port),
        "--setting",
        "max_returned_rows",
        "5000",
    )
    with started(served, port, "/", {}) as pid:
        told_of("Datasette", port, pid, [view.datasette() for view in views])
    rows += _streamlit(setting, current, views)
    yield from _bars(found)
    columns = ("", "clients", "answers a second", "p50 ms", "p95 ms", "p99 ms", "server CPU ms each", "memory MB")
    yield Table("Serving one comparison (2 cores for server and clients)", columns, rows)


def _bars(found: dict[tuple[str, int], tuple[Answered, float]]) -> Iterator[Bar]:
    for name, least in (("ours, uncached", 3), ("ours, cached", 30)):
        ratio = found["usual Dash page", 8][1] / found[name, 8][1]
        yield Bar(f"serving: {name}, against the usual Dash page", Figures([ratio], "x"), least=least)
    own = found["ours, open data", 8][1]
    yield Bar("serving: open data, against Datasette", Figures([found["Datasette", 8][1] / own], "x"))
    yield Bar("serving: cached, 8 clients, p95", Figures([found["ours, cached", 8][0].share(95)], "ms"), most=25)


def _streamlit(setting: Setting, current: Path, views: list[View]) -> list[tuple[str, ...]]:
    port, asked, rows = free_port(), setting.folder / "asked.json", list[tuple[str, ...]]()
    asked.write_text(
        json.dumps([urlencode({"indicator": v.indicator_id, "area": v.area_ids}, True) for v in views]), "utf-8"
    )
    page = Path(__file__).parent / "peers" / "streamlit_page.py"
    options = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none")
    command = (str(PEER), "-m", "streamlit", "run", str(page), f"--server.port={port}", *options)
    with started(command, port, "/_stcore/health", {"WAREHOUSE": str(current)}) as pid:
        for clients in CLIENTS[:2]:
            before = cpu(pid)
            done = run(peer("ask_streamlit", port, clients, setting.rounds(10, 5), asked))
            answered = Answered(done["times"], done["seconds"])  # type: ignore[arg-type]
            each = 1000 * (cpu(pid) - before) / len(answered.times)
            rows.append(_row("Streamlit", clients, answered, (each, memory(pid))))
    return rows


def _row(name: str, clients: int, answered: Answered, cost: tuple[float, float]) -> tuple[str, ...]:
    shares = (f"{answered.share(one):.1f}" for one in (50, 95, 99))
    return (name, str(clients), f"{answered.a_second:,.0f}", *shares, f"{cost[0]:.1f}", f"{cost[1]:,.0f}")


def _views(current: Path, number: int, seed: int = 0) -> list[View]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{current}' as warehouse (read_only)")
        connection.execute("use warehouse")
        drawing = Drawing(connection)
    chance = random.Random(seed)
    return [View(chance.choice(drawing.indicators), tuple(chance.sample(drawing.areas, 4))) for _ in range(number)]


def _sqlite_rows(connection: duckdb.DuckDBPyConnection, current: Path, file: Path) -> None:
    """Write the figures into SQLite with the index that its users would make."""
    connection.execute(f"attach '{current}' as warehouse (read_only)")
    rows = connection.execute(
        "select indicator_id, area_id, period::varchar, value, low, high, status, hidden_cells, origin "
        "from warehouse.mart.indicator_value"
    )
    names = ("indicator_id", "area_id", "period", "value", "low", "high", "status", "hidden_cells", "origin")
    with sqlite3.connect(file) as out:
        out.execute(f"create table indicator_value ({', '.join(names)})")
        while part := rows.fetchmany(100_000):
            out.executemany(f"insert into indicator_value values ({', '.join('?' * len(names))})", part)
        out.execute("create index by_indicator on indicator_value (indicator_id, area_id, period)")


SERVING = Bench(
    "serving",
    "Serving",
    "One comparison of four areas over HTTP on this machine, 2 workers: ours (its whole results: chart, texts, the "
    "same numbers as a table, links) uncached, every view for the first time, and cached; the same chart as a usual "
    "Dash page with pandas and plotly express; as a Streamlit page; the rows by our open data interface and by "
    "Datasette over SQLite with an index. Ratios are of the server's CPU time for an answer with 8 clients.",
    measure,
)
