"""The app over a lake shows what it shows over the file, and its queries reach nothing else."""

import re
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from app import queries
from app.db import Database, NothingPublishedError
from app.lake import Watch
from ingest.lake import Sharing
from tests.app.conftest import QUERIES, make_app
from tests.app.published import publish
from tests.app.test_db import ATTACKS
from tests.lake.local import local_lake, needs_extension
from tests.lake.test_machines import QUIET
from vertaispeili.lake import Lake
from vertaispeili.warehouse import Warehouse

pytestmark = [pytest.mark.lake, needs_extension]

ADDRESSES = (
    "/api/v1/areas",
    "/api/v1/indicators",
    "/api/v1/observations?area=TA25&area=TA39&indicator=unemployment_share",
    "/api/v1/observations?level=municipality&indicator=unemployed&format=csv",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lake")


@pytest.fixture(scope="module")
def shared(folder: Path) -> tuple[Lake, Warehouse]:
    """A lake and the file that was published into it."""
    lake, warehouse = local_lake(folder / "store"), publish(folder / "file")
    with closing(Sharing(lake, "live")) as sharing:
        sharing.share(warehouse.current(), QUIET)
    return lake, warehouse


def test_a_lake_that_nobody_wrote_to_is_nothing_published(tmp_path: Path) -> None:
    watch = Watch(local_lake(tmp_path), "live", tmp_path)
    assert watch.newest() is None
    with pytest.raises(NothingPublishedError), Database(watch.newest, QUERIES).handle():
        pass


def test_the_version_is_the_snapshot_and_live_and_sample_data_are_two_lakes(
    shared: tuple[Lake, Warehouse], folder: Path
) -> None:
    lake, _ = shared
    with Database(Watch(lake, "live", folder / "data").newest, QUERIES).handle() as handle:
        assert handle.version == folder / "data" / "live" / "warehouse" / "snapshot-000001"
        assert not queries.build(handle).is_sample
    assert Watch(lake, "sample", folder / "data").newest() is None


def test_pages_and_answers_are_those_of_the_file(shared: tuple[Lake, Warehouse], folder: Path) -> None:
    lake, warehouse = shared
    ours, theirs = make_app(Watch(lake, "live", folder / "data").newest), make_app(warehouse.current)
    for address in ADDRESSES:
        one, other = (app.server.test_client().get(address) for app in (ours, theirs))
        assert one.status_code == other.status_code == 200
        assert re.sub(r"live-snapshot-\d+", "VERSION", one.text) == other.text.replace(
            f"live-{warehouse.current().stem}", "VERSION"
        )


ALL_ATTACKS = (*ATTACKS, "detach lake", "call lake.set_option('target_file_size', '1MB')")


@pytest.fixture(scope="module")
def attacked(shared: tuple[Lake, Warehouse], folder: Path) -> tuple[Database, Path]:
    """A database whose queries are attacks, and the folder that they may not touch."""
    place = folder / "attacked"
    (place / "queries").mkdir(parents=True)
    for number, attack in enumerate(ALL_ATTACKS):
        (place / "queries" / f"attack_{number}.sql").write_text(attack.format(folder=place), "utf-8")
    return Database(Watch(shared[0], "live", place).newest, place / "queries"), place


@pytest.mark.parametrize("number", range(len(ALL_ATTACKS)), ids=ALL_ATTACKS)
def test_a_query_can_neither_write_nor_reach_a_file_a_host_or_a_setting(
    number: int, attacked: tuple[Database, Path], shared: tuple[Lake, Warehouse]
) -> None:
    database, place = attacked
    before = Path(shared[0].catalogue).read_bytes()
    with database.handle() as handle, pytest.raises(duckdb.Error):
        handle.rows(f"attack_{number}")
    assert sorted(path.name for path in place.iterdir()) == ["queries"]
    assert Path(shared[0].catalogue).read_bytes() == before
