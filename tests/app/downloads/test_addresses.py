import pytest
from dash import Dash
from flask.testing import FlaskClient

from app.downloads import FORMATS
from app.pages import PAGES
from tests.app.comparison.shown import ADDRESSES


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_comparison_is_a_file_in_every_format(client: FlaskClient, address: str, name: str) -> None:
    answer = client.get(address.replace("/compare", f"/compare.{name}"))
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[name].mimetype.split(";")[0]
    assert f'.{name}"' in answer.headers["Content-Disposition"]
    assert len(answer.data) > 100


def test_a_page_without_numbers_and_a_view_that_is_not_there_have_no_file(client: FlaskClient) -> None:
    without = [page.name for page in PAGES if page.numbers is None]
    assert "data" in without
    assert client.get("/fi/data.csv").status_code == 404
    assert client.get("/fi/compare.csv?area=TA99").status_code == 404
    assert client.get("/fi/compare.pdf").status_code == 404
    assert client.get("/fi/.csv").status_code == 404
