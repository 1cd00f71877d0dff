"""The browser and a served app over a small published warehouse; without Chromium these tests are skipped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.app.conftest import make_app
from tests.app.published import publish
from tests.e2e.browser import CHROMIUM, chromium, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium ({CHROMIUM}) is not here")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(make_app(publish(tmp_path_factory.mktemp("live")).current).server) as started:
        yield started


@pytest.fixture(scope="session")
def sample_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(make_app(publish(tmp_path_factory.mktemp("sample"), "sample").current).server) as started:
        yield started
