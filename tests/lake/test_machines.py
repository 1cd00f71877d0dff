"""Many machines on one lake, for real: PostgreSQL, a server of the S3 protocol, processes that publish and read."""

import json
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from app.db import Database
from app.lake import Watch
from ingest.errors import LakeUnavailable
from ingest.lake import KEPT, Sharing
from ingest.progress import Lines
from tests.lake.conftest import Started
from tests.lake.local import differing, written
from tests.lake.marked import file
from tests.lake.stores import Stores
from vertaispeili.lake import Lake, Snapshot

pytestmark = pytest.mark.lake

QUIET = Lines(StringIO())


def marks(database: Database) -> set[int]:
    """What the newest version says of itself."""
    with database.handle() as handle:
        return {int(mark) for name in ("build", "joined", "tables", "sums") for mark in handle.rows(name)[0].values()}


def same(lake: Lake, path: Path) -> bool:
    """Tell whether the newest snapshot holds what a file holds."""
    with written(lake) as connection:
        connection.execute(f"attach '{path}' as file (read_only)")
        return differing(connection, "lake", "file") == {}


def awaited(path: Path, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} did not come"
        time.sleep(0.02)


def test_four_machines_read_while_ten_versions_are_published_and_old_ones_go(
    stores: Stores, lake: Lake, folder: Path, start: Started
) -> None:
    sharing = Sharing(lake, "live")
    assert sharing.share(file(folder, 1), QUIET)
    readers = [start("reader", folder) for _ in range(4)]
    awaited(folder / "seen-1")
    for version in range(2, 12):
        assert sharing.share(file(folder, version), QUIET)
        if version > 8:
            sharing.tidy(datetime.now(UTC))
    awaited(folder / "seen-11")
    (folder / "enough").touch()
    told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    for one in told:
        assert one["mixed"] == []
        assert one["errors"] == []
        assert one["seen"] == sorted(one["seen"]), "never back to an older version"
        assert one["seen"][-1] == 11
    assert max(len(one["seen"]) for one in told) > 4, "they read while it was published"
    assert stores.held(lake) == [f"{version:02d}" for version in range(12 - KEPT, 12)]
    assert same(lake, folder / "20260711T000000.000000Z.duckdb")


@pytest.mark.parametrize("halt", [3, 0], ids=["in the middle", "before the commit"])
def test_a_publisher_killed_in_the_middle_has_changed_nothing(
    halt: int, stores: Stores, lake: Lake, folder: Path, start: Started
) -> None:
    sharing, watch = Sharing(lake, "live"), Watch(lake, "live", folder)
    sharing.share(file(folder, 1), QUIET)
    before, database = stores.files(lake), Database(watch.newest, folder / "queries")
    publisher = start("publisher", file(folder, 2), halt)
    assert publisher.stdout.readline() == "here\n"
    assert marks(database) == {1}, "while it is published, others see the old version"
    publisher.kill()
    publisher.wait()
    assert stores.files(lake) > before, "it had written files"
    assert stores.held(lake) == ["01"]
    assert marks(database) == {1}
    assert same(lake, folder / "20260701T000000.000000Z.duckdb")

    assert sharing.share(file(folder, 2), QUIET), "the next one does the whole again"
    assert marks(database) == {2}
    with_leftovers = stores.files(lake)
    sharing.tidy(datetime.now(UTC) + timedelta(days=2))
    assert stores.files(lake) < with_leftovers, "what it left is removed, a day later"
    assert marks(Database(watch.newest, folder / "queries")) == {2}


def test_a_rollback_is_a_new_snapshot_of_the_older_warehouse(stores: Stores, lake: Lake, folder: Path) -> None:
    sharing, watch = Sharing(lake, "live"), Watch(lake, "live", folder)
    first, second = file(folder, 1), file(folder, 2)
    database = Database(watch.newest, folder / "queries")
    for path, mark in ((first, 1), (second, 2), (first, 1)):
        assert sharing.share(path, QUIET)
        assert marks(database) == {mark}
    assert stores.held(lake) == ["01", "02", "01"]
    assert same(lake, first)
    assert watch.newest().number == sharing.held()[-1].number


def test_snapshots_that_went_take_their_files_along_and_leave_the_others(
    stores: Stores, lake: Lake, folder: Path
) -> None:
    sharing, watch = Sharing(lake, "live"), Watch(lake, "live", folder)
    sharing.share(file(folder, 1), QUIET)
    oldest = watch.newest()
    for version in range(2, 7):
        sharing.share(file(folder, version), QUIET)
    before = stores.files(lake)
    sharing.tidy(datetime.now(UTC))
    assert stores.files(lake) == before, "who is reading an old snapshot may go on for an hour"
    sharing.tidy(datetime.now(UTC), timedelta(seconds=-60))
    assert stores.files(lake) < before
    assert stores.held(lake) == ["02", "03", "04", "05", "06"]
    for held in (sharing.held()[0], sharing.held()[-1]):
        kept = Snapshot(lake, "live", held.number, folder)
        assert marks(Database(lambda kept=kept: kept, folder / "queries")) == {int(held.file[6:8])}
    with pytest.raises(duckdb.Error):
        marks(Database(lambda: oldest, folder / "queries"))


def test_readers_outlive_a_crash_of_the_catalogue(stores: Stores, lake: Lake, folder: Path) -> None:
    sharing, watch = Sharing(lake, "live"), Watch(lake, "live", folder)
    database = Database(watch.newest, folder / "queries")
    sharing.share(file(folder, 1), QUIET)
    assert marks(database) == {1}
    stores.restart()
    assert marks(database) == {1}
    Sharing(lake, "live").share(file(folder, 2), QUIET)
    assert marks(database) == {2}


def test_of_two_that_publish_at_once_the_lake_holds_one_whole(
    stores: Stores, lake: Lake, folder: Path, start: Started
) -> None:
    sharing = Sharing(lake, "live")
    sharing.share(file(folder, 1), QUIET)
    slow = start("publisher", file(folder, 2), 3)
    assert slow.stdout.readline() == "here\n"
    assert sharing.share(file(folder, 3), QUIET), "one that does not end holds nobody up"
    assert stores.held(lake) == ["01", "03"]
    assert same(lake, folder / "20260703T000000.000000Z.duckdb")


def test_a_lake_that_is_not_there_is_told_without_its_keys(lake: Lake, folder: Path) -> None:
    gone = Lake(lake.catalogue.replace("host=127.0.0.1", "host=127.0.0.1 hostaddr=127.0.0.2"), lake.files, lake.objects)
    with pytest.raises(
        LakeUnavailable, match=r"the lake \(PostgreSQL, s3://.*\) cannot be written: .* refused"
    ) as told:
        Sharing(gone, "live").share(file(folder, 1), QUIET)
    assert lake.objects.secret not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_reader_needs_no_right_but_to_read(stores: Stores, lake: Lake, folder: Path) -> None:
    sharing, database = Sharing(lake, "live"), lake.files.split("/")[2]
    sharing.share(file(folder, 1), QUIET)
    role = f"reader_{database}"
    # As docs/scaling.md has it.
    for statement in (
        f"create role {role} login",
        f"grant usage on schema vertaispeili_live to {role}",
        f"grant select on all tables in schema vertaispeili_live to {role}",
        f"alter default privileges in schema vertaispeili_live grant select on tables to {role}",
    ):
        stores.sql(statement, database)
    limited = Lake(lake.catalogue.replace("user=lake", f"user={role}"), lake.files, lake.objects)
    reading = Database(Watch(limited, "live", folder).newest, folder / "queries")
    assert marks(reading) == {1}
    sharing.share(file(folder, 2), QUIET)
    assert marks(reading) == {2}, "also of what is published later"
    with pytest.raises(LakeUnavailable, match="permission denied"):
        Sharing(limited, "live").share(file(folder, 3), QUIET)
    assert stores.held(lake) == ["01", "02"]
