"""A published warehouse and an app over it, made once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dash import Dash

from app.db import Database, Handle
from app.factory import create_app
from app.options import Options
from tests.app.published import publish
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse

QUERIES = resources.sql_directory() / "query"


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish(tmp_path_factory.mktemp("live"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish(tmp_path_factory.mktemp("sample"), "sample")


@pytest.fixture
def handle(live: Warehouse) -> Iterator[Handle]:
    with Database(live.current, QUERIES).handle() as opened:
        yield opened


@pytest.fixture
def sample_handle(sample: Warehouse) -> Iterator[Handle]:
    with Database(sample.current, QUERIES).handle() as opened:
        yield opened


def make_app(current: Callable[[], Path | None], home_area: str | None = None) -> Dash:
    return create_app(Options(current, QUERIES, resources.assets_directory(), home_area))


@pytest.fixture(scope="session")
def app(live: Warehouse) -> Dash:
    return make_app(live.current)


@pytest.fixture(scope="session")
def sample_app(sample: Warehouse) -> Dash:
    return make_app(sample.current, "TA25")
