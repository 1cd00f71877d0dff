"""Names that others rely on: tables, their columns and their words, in a warehouse as it is built."""

from pathlib import Path

import duckdb
import pytest

from tests.app import published
from tests.sql.small import JOBSEEKERS, POPULATION, warehouse

CONTRACT = {
    "raw.statfin_tyonv_12r5": "area_code month_code content_code value status",
    "raw.statfin_vaerak_11ra": "area_code year_code content_code value status",
    "core.observation": "measure_id area_id group_id period value status hidden_cells low high",
    "core.published": "indicator_id area_id period value status",
    "core.revision": "source_id area_code group_id content_code period value status published_at replaced_at reason",
    "core.area": "area_id level name_fi name_sv name_en origin",
    "core.area_member": "area_id municipality_id",
    "mart.indicator_value": "indicator_id area_id level period value low high status hidden_cells origin",
    "mart.freshness": "source_id last_period updated_at outcome",
    "catalogue.indicator": "indicator_id frequency reference comparable_between_areas polarity",
    "catalogue.source": "source_id publisher_fi publisher_sv publisher_en licence",
}
LEVELS = {
    "country": "SSS",
    "region": "MK01",
    "subregion": "SK011",
    "employment_area": "TA08",
    "wellbeing_county": "HVA01",
    "development_centre": "EVK01",
    "commuting_area": "TK2023_01",
    "urban_rural_class": "KR1",
    "language_class": "KS0",
    "municipality": "KU091",
}
DRAWN = """
    area  | month   | content            | value
    KU091 | 2026M06 | unemployed_persons | 125
    KU440 | 2026M06 | unemployed_persons | ...
    KU507 | 2026M06 | unemployed_persons | ..
"""
POPULATED = "area | year | content | value\nKU091 | 2025 | population_persons | 700000"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return warehouse(tmp_path_factory.mktemp("contract"), {JOBSEEKERS: DRAWN, POPULATION: POPULATED})


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"describe {table}").fetchall()]


@pytest.mark.parametrize("table", CONTRACT)
def test_a_table_has_the_columns_others_rely_on(built: duckdb.DuckDBPyConnection, table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(columns(built, table))


@pytest.mark.parametrize(("level", "area"), LEVELS.items())
def test_ids_are_the_official_codes_with_the_prefix_of_their_level(
    built: duckdb.DuckDBPyConnection, level: str, area: str
) -> None:
    found = built.execute("select level, origin from core.area where area_id = $area", {"area": area}).fetchone()
    assert found == (level, "official")


def test_status_and_origin_speak_only_the_agreed_words(built: duckdb.DuckDBPyConnection) -> None:
    said = built.execute("select list(distinct status), list(distinct origin) from mart.indicator_value").fetchone()
    assert set(said[0]) <= {"complete", "partial", "hidden", "missing"}
    assert set(said[1]) <= {"published", "summed"}


def test_the_publishers_marks_and_codes_stay_in_raw(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute("select area_code, value, status from raw.statfin_tyonv_12r5 order by all").fetchall()
    assert rows == [("KU091", 125.0, None), ("KU440", None, "..."), ("KU507", None, "..")]


def test_the_small_warehouse_of_the_app_has_no_column_that_a_real_one_lacks(
    built: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    made = published.publish(tmp_path).current()
    with duckdb.connect(str(made), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() "
            "where schema_name in ('core', 'mart', 'catalogue')"
        ).fetchall()
        lacking = {
            table: sorted(set(columns(connection, table)) - set(columns(built, table)))
            for (table,) in tables
            if table not in {"catalogue.run", "catalogue.build"}
        }
    assert {table: names for table, names in lacking.items() if names} == {}
