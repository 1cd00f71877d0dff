"""How published cells become figures of areas: small tables in, small tables out."""

from pathlib import Path

import duckdb
import pytest

from tests.rows import rows
from tests.sql.small import JOBSEEKERS, POPULATION, SERVICES, warehouse

# TA25 Pietarsaaren seutu has KU288 Kruunupyy, KU440 Luoto, KU598 Pietarsaari, KU599 Pedersöre;
# TA08 and the sub-region-free level of Helsinki have KU091 alone; KU588 joined KU507 on 1 January 2025.
MONTH = """
    area  | month   | content              | value
    KU288 | 2026M06 | unemployed_persons   | 100
    KU440 | 2026M06 | unemployed_persons   | ...
    KU598 | 2026M06 | unemployed_persons   | 800
    KU599 | 2026M06 | unemployed_persons   | 50
    KU288 | 2026M06 | labour_force_persons | 1000
    KU440 | 2026M06 | labour_force_persons | 2000
    KU598 | 2026M06 | labour_force_persons | 9000
    KU599 | 2026M06 | labour_force_persons | 500
    KU288 | 2026M06 | unemployment_share   | 10.0
    KU440 | 2026M06 | unemployment_share   | ...
    KU598 | 2026M06 | unemployment_share   | 8.9
    KU599 | 2026M06 | unemployment_share   | 10.0
    KU091 | 2026M06 | unemployed_persons   | 125
    KU091 | 2026M06 | labour_force_persons | 1000
    KU091 | 2026M06 | unemployment_share   | 12.5
    KUJOU | 2026M06 | open_vacancies_count | 7000
    KU091 | 2026M06 | open_vacancies_count | 20
    SSS   | 2026M06 | open_vacancies_count | 7020
    MK16  | 2026M06 | unemployed_persons   | 951
    MK16  | 2026M06 | labour_force_persons | 12500
    MK16  | 2026M06 | unemployment_share   | 7.6
"""


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return warehouse(tmp_path_factory.mktemp("month"), {JOBSEEKERS: MONTH})


def figure(connection: duckdb.DuckDBPyConnection, indicator: str, area: str, period: str = "2026-06-01") -> tuple:
    return (
        connection.execute(
            "select value, low, high, status, hidden_cells, origin from mart.indicator_value "
            "where indicator_id = $indicator and area_id = $area and period = $period::date",
            {"indicator": indicator, "area": area, "period": period},
        ).fetchone()
        or ()
    )


def observation(connection: duckdb.DuckDBPyConnection, measure: str, area: str, period: str) -> tuple:
    return (
        connection.execute(
            "select value, status, hidden_cells, low, high from core.observation "
            "where measure_id = $measure and area_id = $area and period = $period::date",
            {"measure": measure, "area": area, "period": period},
        ).fetchone()
        or ()
    )


def test_a_hidden_cell_is_one_to_four_and_never_zero(month: duckdb.DuckDBPyConnection) -> None:
    assert observation(month, "unemployed_persons", "KU440", "2026-06-01") == (None, "hidden", 1, 1.0, 4.0)
    assert figure(month, "unemployed", "KU440") == (None, 1.0, 4.0, "hidden", 1, "published")


def test_a_hidden_rate_lies_between_the_rates_of_one_and_four(month: duckdb.DuckDBPyConnection) -> None:
    assert figure(month, "unemployment_share", "KU440") == (None, 0.1, 0.2, "hidden", 1, "published")


def test_a_sum_with_a_hidden_part_has_bounds(month: duckdb.DuckDBPyConnection) -> None:
    assert figure(month, "unemployed", "TA25") == (950.0, 951.0, 954.0, "partial", 1, "summed")


def test_a_rate_of_an_area_is_sum_over_sum(month: duckdb.DuckDBPyConnection) -> None:
    assert figure(month, "unemployment_share", "TA25") == (7.6, 7.6, 7.6, "partial", 1, "summed")


def test_a_published_level_shows_what_is_published(month: duckdb.DuckDBPyConnection) -> None:
    assert figure(month, "unemployment_share", "MK16") == (7.6, 7.6, 7.6, "complete", 0, "published")


def test_an_area_of_one_municipality_takes_what_is_published_for_it(month: duckdb.DuckDBPyConnection) -> None:
    assert figure(month, "unemployment_share", "TA08") == figure(month, "unemployment_share", "KU091")
    assert figure(month, "unemployment_share", "TA08") == (12.5, 12.5, 12.5, "complete", 0, "published")


def test_vacancies_without_a_municipality_are_in_the_country_and_nowhere_else(
    month: duckdb.DuckDBPyConnection,
) -> None:
    assert figure(month, "open_vacancies", "SSS")[0] == 7020
    everywhere = month.execute("select sum(value) from core.observation where measure_id = 'open_vacancies_count'")
    assert everywhere.fetchone() == (7040.0,)


def test_a_sum_that_lacks_a_member_is_missing_and_not_smaller(month: duckdb.DuckDBPyConnection) -> None:
    value, low, high, status, *_ = figure(month, "unemployed", "HVA17")
    assert (value, low, high, status) == (None, None, None, "missing")


def test_an_old_municipality_is_added_into_todays(tmp_path: Path) -> None:
    connection = warehouse(
        tmp_path,
        {
            JOBSEEKERS: """
                area  | month   | content              | value
                KU507 | 2008M01 | unemployed_persons   | 100
                KU588 | 2008M01 | unemployed_persons   | ...
                KU507 | 2008M01 | labour_force_persons | 1000
                KU588 | 2008M01 | labour_force_persons | 200
                KU507 | 2008M01 | unemployment_share   | 10.0
                KU588 | 2008M01 | unemployment_share   | ...
            """
        },
    )
    assert observation(connection, "unemployed_persons", "KU507", "2008-01-01") == (100.0, "partial", 1, 101.0, 104.0)
    assert figure(connection, "unemployment_share", "KU507", "2008-01-01") == (8.3, 8.4, 8.7, "partial", 1, "summed")
    assert connection.execute("select count(*) from core.published where area_id = 'KU507'").fetchone() == (0,)
    assert connection.execute("select count(*) from core.observation where area_id = 'KU588'").fetchone() == (0,)


def test_each_month_counts_a_merged_municipality_once_across_vintages(tmp_path: Path) -> None:
    older = """
        area  | month   | content            | value
        KU507 | 2008M12 | unemployed_persons | 100
        KU588 | 2008M12 | unemployed_persons | 10
        KU507 | 2009M01 | unemployed_persons | 110
        KU588 | 2009M01 | unemployed_persons | 11
    """
    newer = """
        area  | month   | content            | value
        KU507 | 2009M01 | unemployed_persons | 121
        KU507 | 2009M02 | unemployed_persons | 130
    """
    connection = warehouse(tmp_path, {JOBSEEKERS: (older, newer)})
    counted = connection.execute(
        "select period::varchar, value from core.observation where area_id = 'KU507' order by period"
    ).fetchall()
    assert counted == [("2008-12-01", 110.0), ("2009-01-01", 121.0), ("2009-02-01", 130.0)]
    replaced = connection.execute(
        "select area_code, period::varchar, value, reason from core.revision order by area_code"
    ).fetchall()
    assert replaced == [("KU507", "2009-01-01", 110.0, "restated"), ("KU588", "2009-01-01", 11.0, "retired")]
    seam = connection.execute(
        "select first_period::varchar from mart.statistical_break "
        "where break_id = 'vintage' and indicator_id = 'unemployed'"
    ).fetchall()
    assert seam == [("2009-01-01",)]


def test_rates_are_rounded_half_up(tmp_path: Path) -> None:
    cases = rows("""
        area  | unemployed | labour_force | rate
        KU005 | 1          | 2000         | 0.1
        KU009 | 25         | 1000         | 2.5
        KU010 | 145        | 2000         | 7.3
        KU016 | 2343       | 66000        | 3.6
        KU018 | 23         | 800          | 2.9
        KU019 | 0          | 100          | 0.0
        KU020 | 7          | 7            | 100.0
    """)
    drawn = ["area | month | content | value"]
    for case in cases:
        drawn.append(f"{case['area']} | 2026M06 | unemployed_persons | {case['unemployed']}")
        drawn.append(f"{case['area']} | 2026M06 | labour_force_persons | {case['labour_force']}")
    connection = warehouse(tmp_path, {JOBSEEKERS: "\n".join(drawn)})
    computed = {str(case["area"]): figure(connection, "unemployment_share", str(case["area"]))[0] for case in cases}
    assert computed == {case["area"]: case["rate"] for case in cases}


def test_a_share_of_nobody_is_missing(tmp_path: Path) -> None:
    drawn = """
        area  | month   | content                      | value
        KU766 | 2026M06 | unemployed_persons           | 0
        KU766 | 2026M06 | long_term_unemployed_persons | 0
    """
    assert figure(warehouse(tmp_path, {JOBSEEKERS: drawn}), "long_term_share", "KU766")[3] == "missing"


def test_a_share_of_a_hidden_whole_is_between_nothing_and_all(tmp_path: Path) -> None:
    drawn = """
        area  | month   | content                      | value
        KU766 | 2026M06 | unemployed_persons           | ...
        KU766 | 2026M06 | long_term_unemployed_persons | ...
    """
    share = figure(warehouse(tmp_path, {JOBSEEKERS: drawn}), "long_term_share", "KU766")
    assert share == (None, 25.0, 100.0, "hidden", 2, "published")


def test_a_cell_that_is_not_available_is_missing_and_never_hidden_or_zero(tmp_path: Path) -> None:
    drawn = """
        area  | month   | content            | value
        KU091 | 2026M06 | unemployed_persons | ..
    """
    connection = warehouse(tmp_path, {JOBSEEKERS: drawn})
    assert observation(connection, "unemployed_persons", "KU091", "2026-06-01") == (None, "missing", 0, None, None)


def test_the_activation_rate_counts_those_in_services_among_all_who_could_be(tmp_path: Path) -> None:
    drawn = """
        area  | month   | content                      | value
        KU288 | 2026M06 | activation_unemployed_persons | 60
        KU440 | 2026M06 | activation_unemployed_persons | 30
        KU598 | 2026M06 | activation_unemployed_persons | 10
        KU599 | 2026M06 | activation_unemployed_persons | 0
        KU288 | 2026M06 | activation_services_persons   | 10
        KU440 | 2026M06 | activation_services_persons   | 10
        KU598 | 2026M06 | activation_services_persons   | 5
        KU599 | 2026M06 | activation_services_persons   | 0
    """
    assert figure(warehouse(tmp_path, {SERVICES: drawn}), "activation_rate", "TA25")[0] == 20.0


def test_a_figure_that_cannot_be_summed_is_shown_only_where_it_is_published(tmp_path: Path) -> None:
    drawn = """
        area  | year | content           | value
        TA39  | 2025 | working_age_share | 64.1
        KU091 | 2025 | working_age_share | 68.0
        KU837 | 2025 | working_age_share | 66.0
    """
    connection = warehouse(tmp_path, {POPULATION: drawn})
    shown = connection.execute(
        "select area_id, value from mart.indicator_value where indicator_id = 'working_age_share' order by all"
    ).fetchall()
    single = connection.execute(
        "select area_id from core.area_member group by all having any_value(municipality_id) = 'KU091' and count(*) = 1"
    ).fetchall()
    assert dict(shown) == {"TA39": 64.1, "KU837": 66.0, **{area: 68.0 for (area,) in single}}


def test_january_is_preliminary_while_it_rests_on_the_labour_force_of_december(tmp_path: Path) -> None:
    drawn = """
        area  | month   | content              | value
        KU091 | 2025M12 | labour_force_persons | 1000
        KU091 | 2026M01 | labour_force_persons | 1000
        KU091 | 2026M02 | labour_force_persons | 1010
    """
    connection = warehouse(tmp_path, {JOBSEEKERS: drawn})
    periods = connection.execute("select distinct period::varchar from mart.preliminary").fetchall()
    assert periods == [("2026-01-01",)]
