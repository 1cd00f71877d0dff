from pathlib import Path

import duckdb
import pytest

from app import queries
from app.db import Database, NothingPublishedError
from tests.app.conftest import QUERIES
from tests.app.published import publish


def test_a_new_version_is_seen_at_once_and_the_old_one_lives_until_its_last_reader_is_done(tmp_path: Path) -> None:
    warehouse = publish(tmp_path, version="20260701T000000.000000Z")
    database = Database(warehouse.current, QUERIES)
    with database.handle() as old:
        publish(tmp_path, "sample", version="20260801T000000.000000Z")
        with database.handle() as new:
            assert not queries.build(old).is_sample
            assert queries.build(new).is_sample
            assert old != new
        assert len(old.rows("area")) > 10
        connection = old._cursor
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("select 1")


def test_handles_of_one_version_are_one_key_of_a_cache(tmp_path: Path) -> None:
    database = Database(publish(tmp_path).current, QUERIES)
    with database.handle() as one, database.handle() as other:
        assert one == other
        assert hash(one) == hash(other)
        assert queries.areas(one) is queries.areas(other)


def test_nothing_published_is_said_and_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError), Database(lambda: None, QUERIES).handle():
        pass


def test_a_query_can_neither_write_nor_reach_a_file(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "write.sql").write_text("create table core.mine as select 1", "utf-8")
    (tmp_path / "queries" / "read.sql").write_text("select * from read_text('/etc/hostname')", "utf-8")
    (tmp_path / "queries" / "open.sql").write_text("set enable_external_access = true", "utf-8")
    database = Database(publish(tmp_path / "live").current, tmp_path / "queries")
    for query in ("write", "read", "open"):
        with database.handle() as handle, pytest.raises(duckdb.Error):
            handle.rows(query)
