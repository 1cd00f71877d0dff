"""A warehouse file whose every table says which version it is of, so that a mixed view would be seen."""

from pathlib import Path

import duckdb

VIEW = (
    "select area_id, area.mark as area_mark, figure.mark as figure_mark from core.area as area "
    "inner join mart.figure as figure using (area_id)"
)
# Enough rows that they are files, not rows kept in the catalogue.
ROWS = 2_000


def file(folder: Path, version: int) -> Path:
    """Write the file of a version; it has one table that only odd versions have."""
    path = folder / f"202607{version:02d}T000000.000000Z.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema catalogue; create schema core; create schema mart; create schema stage")
        connection.execute(f"create table catalogue.build as select {version} as mark, 'live' as data_source")
        for name in ("core.area", "core.member", "mart.figure", "mart.ratio"):
            connection.execute(
                f"create table {name} as select 'KU' || lpad(i::varchar, 4, '0') as area_id, {version} as mark, "
                f"i * {version} as value from range({ROWS}) as t(i)"
            )
        if version % 2:
            connection.execute("create table mart.of_odd_versions as select 1 as one")
            connection.execute("create view stage.changing as select 1 as one")
        else:
            connection.execute("create table stage.changing as select 1 as one")
        connection.execute(f"create view mart.seen as {VIEW}")
    return path
