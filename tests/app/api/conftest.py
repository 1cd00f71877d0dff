"""Apps over published warehouses with open data, made once, and readers of their answers."""

import pytest
from flask.testing import FlaskClient

from tests.app.api.published import publish_open
from tests.app.conftest import make_app
from vertaispeili.warehouse import Warehouse


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish_open(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="session")
def client(warehouse: Warehouse) -> FlaskClient:
    return make_app(warehouse.current).server.test_client()


@pytest.fixture(scope="session")
def sample_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return make_app(publish_open(tmp_path_factory.mktemp("open"), "sample").current).server.test_client()


@pytest.fixture(scope="session")
def plenty_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return make_app(publish_open(tmp_path_factory.mktemp("open"), plenty=True).current).server.test_client()
