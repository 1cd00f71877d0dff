"""The whole folder sql/ makes the same warehouse in a lake as in a file."""

from io import StringIO
from pathlib import Path

import pytest

from ingest.build import build, fill
from ingest.lake import Sharing
from ingest.progress import Lines
from tests.lake.local import differing, local_lake, needs_extension, relations, written
from tests.sql.small import JOBSEEKERS, OCCUPATIONS, POPULATION, material

pytestmark = [pytest.mark.lake, needs_extension]

TABLES = {
    JOBSEEKERS: (
        """
        area  | month   | content              | value
        SSS   | 2026M05 | unemployed_persons   | 300
        SSS   | 2026M05 | labour_force_persons | 2900
        KU837 | 2026M05 | unemployed_persons   | 200
        KU837 | 2026M05 | labour_force_persons | 2000
        KU211 | 2026M05 | unemployed_persons   | ...
        KU211 | 2026M05 | labour_force_persons | 90
        """,
        """
        area  | month   | content              | value
        SSS   | 2026M05 | unemployed_persons   | 310
        SSS   | 2026M05 | labour_force_persons | 2900
        SSS   | 2026M06 | unemployed_persons   | 320
        SSS   | 2026M06 | labour_force_persons | 2900
        KU837 | 2026M06 | unemployed_persons   | 210
        KU837 | 2026M06 | labour_force_persons | 2000
        KU211 | 2026M06 | unemployed_persons   | ...
        KU211 | 2026M06 | labour_force_persons | 90
        """,
    ),
    POPULATION: """
        area  | year | content            | value
        SSS   | 2025 | population_persons | 5600
        KU837 | 2025 | population_persons | 250
        KU211 | 2025 | population_persons | 33
    """,
    OCCUPATIONS: """
        area  | occupation | month   | unemployed_persons | open_vacancies_count
        SSS   | SSS        | 2026M06 | 208                | 132
        SSS   | '2221'     | 2026M06 | 60                 | 62
        KU837 | SSS        | 2026M06 | 66                 | 40
        KU837 | '2221'     | 2026M06 | 20                 | 30
        KU837 | '2212'     | 2026M06 | ...                | 6
        KU211 | '2221'     | 2026M06 | 7                  | 0
    """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sql")


@pytest.fixture(scope="module")
def file(folder: Path) -> Path:
    path = folder / "20260701T000000.000000Z.duckdb"
    build(path, material(folder, TABLES), lambda _: None)
    return path


def test_sql_makes_the_same_warehouse_in_a_lake_as_in_a_file(folder: Path, file: Path) -> None:
    lake = local_lake(folder / "made")
    # Occupations are written in transactions of their own, which do not nest: their tables are made, and are empty.
    tables = {name: rows for name, rows in TABLES.items() if name != OCCUPATIONS}
    with written(lake) as connection:
        connection.begin()
        fill(connection, material(folder, tables), lambda _: None)
        connection.commit()
        connection.execute(f"attach '{file}' as file (read_only)")
        assert len(relations(connection, "lake")) > 200
        assert connection.execute("select count(*) from lake.mart.indicator_value").fetchone() > (20,)
        # Those that others are made from: stage is views over cells, each costly to ask for in a lake.
        assert differing(connection, "lake", "file", r"^(core|mart)\.(?!occupation|mismatch)") == {}


def test_a_lake_holds_every_table_and_view_of_the_file_that_was_published(folder: Path, file: Path) -> None:
    lake = local_lake(folder / "shared")
    sharing = Sharing(lake, "live")
    assert sharing.share(file, Lines(StringIO()))
    assert not sharing.share(file, Lines(StringIO())), "it is there already"
    sharing.close()
    with written(lake) as connection:
        connection.execute(f"attach '{file}' as file (read_only)")
        assert connection.execute("select count(*) from lake.mart.occupation").fetchone() > (20,)
        assert differing(connection, "lake", "file", r"12ti|12r5$|^mart.[im]|occupation") == {}
