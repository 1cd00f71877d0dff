"""Each guarantee on the built data fails when it is broken."""

import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.check import check, run
from ingest.errors import CheckFailed
from tests.sql.small import JOBSEEKERS, OCCUPATIONS, warehouse
from vertaispeili.resources import sql_directory

CHECKS = sorted((sql_directory() / "check").glob("*.sql"))
DRAWN = """
    area  | month   | content              | value
    KU091 | 2026M06 | unemployed_persons   | 125
    KU091 | 2026M06 | labour_force_persons | 1000
    KU091 | 2026M06 | unemployment_share   | 12.5
    KU091 | 2026M06 | long_term_unemployed_persons | 50
    KU440 | 2026M06 | unemployed_persons   | ...
"""
BY_OCCUPATION = """
    area  | occupation | month   | unemployed_persons | open_vacancies_count
    KU091 | SSS        | 2026M06 | 57                 | 36
    KU091 | '2221'     | 2026M06 | 20                 | 30
    KU091 | '7115'     | 2026M06 | 35                 | 6
    KU091 | '9112'     | 2026M06 | ...                | 0
"""
# What to do to a sound warehouse so that the check of this name must fail.
BROKEN = {
    "area_is_named_in_three_languages": "update core.area set name_sv = '' where area_id = 'TA39'",
    "bounds_hold_the_value": "update mart.indicator_value set low = 5 where status = 'complete' and value = 12.5",
    "correction_still_needed": """
        insert into catalogue.correction
        values ('statfin_tyonv_12r5', 'unemployed_persons', 'KU091', 'all', '2026-06-01', 1250, 125, 'typo', 'x')
    """,
    "count_is_not_negative": "update core.placed set value = -1 where figure_id = 'unemployed_persons'",
    "figure_keeps_its_magnitude": """
        create or replace view stage.figure as
        select 'statfin_tyonv_12r5' as source_id, 'unemployed_persons' as figure_id, 'SSS' as area_code,
            'all' as group_id, unnest([date '2026-05-01', date '2026-06-01']) as period,
            unnest([1000.0, 31000.0]) as value, null::varchar as status
    """,
    "mismatch_is_a_share_or_has_a_reason": "update mart.mismatch set mismatch_50 = 1.5 where area_id = 'KU091'",
    "municipality_is_in_one_area_of_each_level": "insert into core.area_member values ('TA38', 'KU091')",
    "newest_period_has_every_municipality": "select 1",
    "newest_period_has_its_numbers": """
        create or replace view stage.figure as
        select 'statfin_tyonv_12r5' as source_id, 'unemployed_persons' as figure_id, 'KU091' as area_code,
            'all' as group_id, unnest([date '2026-05-01', date '2026-06-01']) as period,
            unnest([1000.0, null]) as value, '...' as status
    """,
    "occupation_total_within_bounds": """
        update cells.statfin_tyonv_12ti set unemployed_persons = 21 where unemployed_persons = 20;
        update cells.statfin_tyonv_12ti set open_vacancies_count = 5 where open_vacancies_count = 6
    """,
    "rate_is_the_published_rate": "update core.area_published set value = 12.9 where area_id = 'KU091'",
    "region_is_the_sum_of_its_municipalities": """
        insert into core.placed values ('unemployed_persons', 'MK01', 'all', '2026-06-01', 999, 0, 0, 1);
        insert into core.summed values ('unemployed_persons', 'MK01', 'all', '2026-06-01', 900, 2, 0)
    """,
    "share_is_within_its_whole": """
        update mart.indicator_value set high = 101 where indicator_id = 'long_term_share' and area_id = 'KU091'
    """,
}
# The small warehouse knows three municipalities: this check finds that from the start.
UNSOUND = {"newest_period_has_every_municipality"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    warehouse(folder, {JOBSEEKERS: DRAWN, OCCUPATIONS: BY_OCCUPATION}).close()
    return folder / "small.duckdb"


@pytest.mark.parametrize("file", CHECKS, ids=lambda file: file.stem)
def test_a_check_passes_on_sound_data_and_fails_on_broken(file: Path, sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(sound, copy)
    with duckdb.connect(str(copy)) as connection:
        if file.stem not in UNSOUND:
            run(connection, file)
        connection.execute(BROKEN[file.stem])
        with pytest.raises(CheckFailed, match=file.stem):
            run(connection, file)


def test_a_failed_check_names_itself_its_reason_and_its_first_rows(sound: Path) -> None:
    with pytest.raises(CheckFailed) as failed:
        check(sound, sql_directory(), lambda _step: None)
    assert "newest_period_has_every_municipality: The newest period" in str(failed.value)
    assert "municipalities=2" in str(failed.value)


def test_every_break_belongs_to_a_check() -> None:
    assert set(BROKEN) == {file.stem for file in CHECKS}
