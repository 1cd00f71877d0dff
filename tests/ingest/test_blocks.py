"""Tables of a warehouse are stored in blocks small enough to be worth skipping, but for cells that are read whole."""

from pathlib import Path

import duckdb

from ingest.build import BLOCK_ROWS, CELL_ROWS, _file


def test_a_table_is_cut_into_blocks_that_stay_so_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "it's a warehouse.duckdb"
    with _file(path, CELL_ROWS) as connection:
        connection.execute("create table cells as select range as number from range(200000)")
    with _file(path, BLOCK_ROWS) as connection:
        connection.execute("create table numbers as select number from cells where number < 20000")
        connection.execute("create view seen as select number from numbers")
        connection.execute("checkpoint")
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, blocks in (("cells", 2), ("numbers", 3)):
            count = f"select count(distinct row_group_id) from pragma_storage_info('{table}')"
            assert connection.execute(count).fetchone() == (blocks,)
        assert connection.execute("select count(*) from seen").fetchone() == (20_000,)
