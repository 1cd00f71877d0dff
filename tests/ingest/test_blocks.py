"""Tables of a warehouse are stored in blocks small enough to be worth skipping."""

from pathlib import Path

import duckdb

from ingest.build import _file


def test_a_table_is_cut_into_blocks_that_stay_so_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "it's a warehouse.duckdb"
    with _file(path) as connection:
        connection.execute("create table numbers as select range as number from range(20000)")
        connection.execute("create view seen as select number from numbers")
        connection.execute("checkpoint")
    with duckdb.connect(str(path), read_only=True) as connection:
        blocks = connection.execute(
            "select count(distinct row_group_id) from pragma_storage_info('numbers')"
        ).fetchone()
        assert blocks == (3,)
        assert connection.execute("select count(*) from seen").fetchone() == (20_000,)
