"""The tables of the page on peers as files."""

from pathlib import Path

import pytest

from app.db import Handle
from app.downloads.numbers import Amount
from app.factory import create_app
from app.i18n import LANGUAGES
from app.options import Options
from app.pages import page_named
from tests.app.conftest import QUERIES
from tests.app.peers.showing import view_of
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse


@pytest.mark.parametrize("table", ["structure", "figures", "course", "series"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_can_be_downloaded(opened: Handle, folder: Path, language: str, table: str) -> None:
    page = page_named("peers")
    assert page.numbers is not None
    found = page.numbers(view_of(opened, f"/{language}/peers/TA39?table={table}", folder))
    assert found.rows
    assert {len(row) for row in found.rows} == {len(found.columns)}


def test_the_shares_of_a_download_make_up_each_distance(opened: Handle) -> None:
    page = page_named("peers")
    assert page.numbers is not None
    found = page.numbers(view_of(opened, "/en/peers/TA39"))
    share = found.columns.index("share of the distance, %")
    totals: dict[str, float] = {}
    for row in found.rows:
        cell = row[share]
        assert isinstance(cell, Amount)
        totals[str(row[0])] = totals.get(str(row[0]), 0.0) + cell.value
    assert totals == {area: pytest.approx(100) for area in totals}
    assert len(totals) == 6


def test_downloads_are_served_and_what_is_wrong_is_404(warehouse: Warehouse, folder: Path) -> None:
    options = Options(warehouse.current, QUERIES, resources.assets_directory(), own_files=folder)
    client = create_app(options).server.test_client()
    answer = client.get("/fi/peers/TA39.csv?table=course&indicator=unemployment_share")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert "parempi muutos" in answer.text or "erilainen lähtö" in answer.text
    assert client.get("/fi/peers/TA39?weight=happiness:1").status_code == 404
    assert client.get("/fi/peers/TA99").status_code == 404
    assert client.get("/fi/peers").status_code == 404
    assert client.get("/sv/peers/TA39").status_code == 200
