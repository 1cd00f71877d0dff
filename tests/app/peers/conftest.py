"""The small warehouse of peers, and a folder with a municipality's own notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database, Handle
from tests.app.conftest import QUERIES
from tests.app.peered import publish_peered
from vertaispeili.warehouse import Warehouse

NOTES = """alue;päivä;mitä;kenelle;linkki;yhteys;kieli
Tampereen seutu;3/2025;Ohjaamo avattiin;alle 30-vuotiaat;https://www.example.org/a;palvelut@example.org;fi
KU837;15.9.2024;Kuntakokeilu;;;;
TA25;2024;Vägledning <b>för alla</b>;unga;;jobb@example.org;sv
TA19;1999;Vanha teko;;;;
TA39;1.1.2025;Hyökkäys;;javascript:alert(1);;
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish_peered(tmp_path_factory.mktemp("peers"))


@pytest.fixture
def opened(warehouse: Warehouse) -> Iterator[Handle]:
    with Database(warehouse.current, QUERIES).handle() as handle:
        yield handle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "peer_note.csv").write_text(NOTES, encoding="utf-8")
    return tmp_path
