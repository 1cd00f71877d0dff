"""The servers that the tests of this folder share, and a place to publish from."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lake import questions
from tests.lake.stores import Stores, lacking, running
from vertaispeili.lake import Lake
from vertaispeili.settings import PREFIX

Started = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def stores() -> Iterator[Stores]:
    lack = lacking()
    if lack:
        pytest.skip(lack)
    with running() as started:
        yield started


@pytest.fixture
def lake(stores: Stores, request: pytest.FixtureRequest) -> Lake:
    """A lake with nothing in it yet."""
    return stores.lake(f"lake{abs(hash(request.node.nodeid)) % 10**9}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of warehouse files, with the questions of readers in it."""
    questions.write(tmp_path / "queries")
    return tmp_path


@pytest.fixture
def start(lake: Lake) -> Iterator[Started]:
    """Start a module of this folder as a process of its own, in the environment of the lake."""
    environment = {
        **os.environ,
        f"{PREFIX}WAREHOUSE": f"ducklake:{lake.catalogue}",
        f"{PREFIX}LAKE_FILES": lake.files,
        f"{PREFIX}LAKE_ENDPOINT": lake.objects.endpoint,
        f"{PREFIX}LAKE_REGION": lake.objects.region,
        f"{PREFIX}LAKE_KEY_ID": lake.objects.key_id,
        f"{PREFIX}LAKE_SECRET": lake.objects.secret,
    }
    processes: list[subprocess.Popen[str]] = []

    def started(module: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"tests.lake.{module}", *map(str, arguments)]
        processes.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        return processes[-1]

    yield started
    for process in processes:
        process.kill()
        process.wait()
