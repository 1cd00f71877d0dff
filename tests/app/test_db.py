from pathlib import Path

import duckdb
import pytest

from app import queries
from app.db import Database, NothingPublishedError
from tests.app.conftest import QUERIES
from tests.app.published import publish
from vertaispeili.warehouse import Warehouse


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


def test_what_was_kept_of_a_version_goes_with_it(tmp_path: Path) -> None:
    warehouse = publish(tmp_path, version="20260701T000000.000000Z")
    database = Database(warehouse.current, QUERIES)
    with database.handle() as old:
        queries.areas(old)
        kept = queries.areas.cache_info().currsize
        publish(tmp_path, version="20260801T000000.000000Z")
        with database.handle():
            assert queries.areas.cache_info().currsize == 0 < kept


def test_nothing_published_is_said_and_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError), Database(lambda: None, QUERIES).handle():
        pass


def test_a_version_removed_between_looking_and_opening_is_looked_for_again(tmp_path: Path) -> None:
    warehouse = publish(tmp_path)
    answers = iter([tmp_path / "removed.duckdb", warehouse.current()])
    with Database(lambda: next(answers), QUERIES).handle() as handle:
        assert handle.version == warehouse.current()


def test_a_damaged_file_is_an_error_and_not_another_version(tmp_path: Path) -> None:
    (tmp_path / "damaged.duckdb").write_bytes(b"half")
    with pytest.raises(duckdb.Error), Database(lambda: tmp_path / "damaged.duckdb", QUERIES).handle():
        pass


ATTACKS = (
    "create table core.mine as select 1",
    "update mart.indicator_value set value = 0",
    "drop table mart.indicator_value",
    "copy (select 1) to '{folder}/stolen.csv'",
    "copy mart.ratio from '/etc/passwd'",
    "export database '{folder}/stolen'",
    "attach '{folder}/other.duckdb' as other",
    "attach 'https://example.org/other.duckdb' as other",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_parquet('https://example.org/x.parquet')",
    "select * from glob('/etc/*')",
    "select * from '/etc/passwd'",
    "install httpfs",
    "load httpfs",
    "load '{folder}/evil.duckdb_extension'",
    "set enable_external_access = true",
    "set allowed_directories = ['/etc']",
    "set memory_limit = '100GB'",
    "set lock_configuration = false",
    "reset enable_external_access",
    "pragma enable_profiling = 'json'",
    "set extension_directory = '{folder}'",
    "select getenv('HOME')",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_query_can_neither_write_nor_reach_a_file_a_host_or_a_setting(
    attack: str, live: Warehouse, tmp_path: Path
) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "attack.sql").write_text(attack.format(folder=tmp_path), "utf-8")
    before = live.current().read_bytes()
    with Database(live.current, tmp_path / "queries").handle() as handle, pytest.raises(duckdb.Error):
        handle.rows("attack")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["queries"]
    assert live.current().read_bytes() == before
