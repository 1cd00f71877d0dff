"""The dashboard as it is served, over small warehouses that differ in every figure, and all that it may answer."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from app.factory import create_app
from app.options import Options
from tests.app.published import publish
from tests.faults.children import ROOT
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse

VERSIONS = 3
_CALL = "/_dash-update-component"
# Pages as the browser asks for them, a table, and the open data: each answer has figures that differ by version.
PAGES = (("/fi/situation/TA39", ""), ("/sv/compare", "?areas=TA25,TA39"), ("/en/map", ""))
ADDRESSES = (
    "/fi/compare.csv?areas=TA39,TA25",
    "/fi/map.csv",
    "/api/v1/observations?indicator=unemployed&level=municipality",
    "/api/v1/observations?indicator=unemployed&area=SSS",
)


def body(page: str, query: str = "") -> bytes:
    """What the browser sends for the results of a page."""
    place = [("pathname", page), ("search", query)]
    return json.dumps(
        {
            "output": "results.children",
            "outputs": {"id": "results", "property": "children"},
            "inputs": [{"id": "url", "property": name, "value": value} for name, value in place],
            "changedPropIds": ["url.pathname"],
            "parsedChangedPropsIds": ["url.pathname"],
        }
    ).encode()


@dataclass(frozen=True)
class Question:
    """One request."""

    method: str
    address: str
    body: bytes | None = None


QUESTIONS = (
    *(Question("POST", _CALL, body(*page)) for page in PAGES),
    *(Question("GET", address) for address in ADDRESSES),
)


@dataclass
class Versions:
    """Warehouse files to be published again and again, under new names, and every right answer to every question."""

    files: tuple[Path, ...]
    answers: dict[Question, set[bytes]] = field(default_factory=dict)


def versions(folder: Path) -> Versions:
    """Make the files; ask an app of each, alone, for every answer."""
    made = Versions(tuple(_version(folder / str(number), number) for number in range(1, VERSIONS + 1)))
    for file in made.files:
        app = create_app(
            Options(lambda file=file: file, resources.sql_directory() / "query", resources.assets_directory())
        )
        client = app.server.test_client()
        for question in QUESTIONS:
            headers = {"Content-Type": "application/json"} if question.body else {}
            answer = client.open(question.address, method=question.method, data=question.body, headers=headers)
            assert answer.status_code == 200, (question.address, answer.text[:300])
            made.answers.setdefault(question, set()).add(plain(answer.data))
    for question, answers in made.answers.items():
        assert len(answers) == VERSIONS, f"{question.address} tells the versions apart"
    return made


def plain(answer: bytes) -> bytes:
    """The answer in one form: without the name of the version, and with the keys of JSON in order."""
    unnamed = re.sub(rb"\d{8}T\d{6}\.\d{6}Z", b"...", answer)
    return json.dumps(json.loads(unnamed), sort_keys=True).encode() if answer.startswith(b"{") else unnamed


def _version(folder: Path, number: int) -> Path:
    file = publish(folder).current()
    assert file is not None
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            f"update mart.indicator_value set value = value * {number}, low = low * {number}, high = high * {number}"
        )
    return file


def put(warehouse: Warehouse, file: Path, number: int) -> None:
    """Publish a copy under a new name, and remove what is older than the newest five."""
    path = warehouse.files / f"20260721T060000.{number:06}Z.duckdb"
    shutil.copyfile(file, path)
    warehouse.publish(path)
    for old in sorted(warehouse.files.glob("2*.duckdb"))[:-5]:
        old.unlink()


@dataclass
class Serving:
    """A running dashboard: its port, its processes."""

    port: int
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def warehouses(self) -> list[list[str]]:
        """The warehouse files that each worker holds open, by name."""
        return [_open_warehouses(worker) for worker in self.workers()]

    def memory(self) -> int:
        """Bytes of memory that the workers hold together (proportional share)."""
        return sum(_memory(worker) for worker in self.workers())

    def handles(self) -> int:
        """Open files and sockets of the workers together."""
        return sum(len(list(Path(f"/proc/{worker}/fd").iterdir())) for worker in self.workers())

    def ask(self, question: Question, connection: http.client.HTTPConnection | None = None) -> tuple[int, bytes]:
        """Status and body of one answer."""
        used = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        used.request(question.method, question.address, question.body, {"Content-Type": "application/json"})
        answer = used.getresponse()
        return answer.status, answer.read()


def _open_warehouses(process: int) -> list[str]:
    folder = Path(f"/proc/{process}/fd")
    links = [str(link.readlink()) for link in folder.iterdir() if link.is_symlink()]
    return sorted({Path(link).name for link in links if ".duckdb" in link})


def _memory(process: int) -> int:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return next(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))


@contextmanager
def served(folder: Path, workers: int = 8) -> Iterator[Serving]:
    """Serve the data folder with `vertaispeili serve`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"DATA_DIR": folder, "PORT": port, "WORKERS": workers, "SOURCE": "live"}
    environment = {f"VERTAISPEILI_{name}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "vertaispeili", "serve"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        yield Serving(port, process)
    finally:
        process.terminate()
        process.wait(30)
