"""Occupations of an area and the mismatch index: the SQL says what the method says, for areas of every kind."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import duckdb
import polars as pl
import pytest

from tests.sql.small import OCCUPATIONS, warehouse
from vertaispeili.methods.mismatch import Digits, mismatch, tightness
from vertaispeili.resources import sql_directory

# Kangasala and Tampere are both of Tampere's employment area; Sottunga has nobody, KUJOU is no place.
DRAWN = """
    area  | occupation | month   | unemployed_persons | open_vacancies_count
    SSS   | SSS        | 2026M06 | 208                | 132
    SSS   | '2221'     | 2026M06 | 60                 | 62
    SSS   | '2212'     | 2026M06 | ...                | 20
    SSS   | '7115'     | 2026M06 | 41                 | 48
    SSS   | X211       | 2026M06 | 103                | ...
    MK06  | '2221'     | 2026M06 | 35                 | 50
    MK06  | '7115'     | 2026M06 | 30                 | ...
    MK06  | X211       | 2026M06 | 11                 | 0
    KU837 | SSS        | 2026M06 | 66                 | 40
    KU837 | '2221'     | 2026M06 | 20                 | 30
    KU837 | '7115'     | 2026M06 | 30                 | ...
    KU837 | '2212'     | 2026M06 | ...                | 6
    KU837 | '9112'     | 2026M06 | ...                | ...
    KU837 | X211       | 2026M06 | 11                 | 0
    KU211 | '2221'     | 2026M06 | 7                  | 0
    KU211 | '7115'     | 2026M06 | 9                  | 12
    KU091 | '2221'     | 2026M06 | 5                  | 6
    KU091 | '2221'     | 2026M05 | 5                  | ..
    KU766 | SSS        | 2026M06 | 0                  | 0
    KUJOU | SSS        | 2026M06 | 0                  | 40
    KUJOU | '2221'     | 2026M06 | 0                  | 12
"""
TAMPERE = ("KU211", "KU418", "KU562", "KU604", "KU635", "KU702", "KU837", "KU887", "KU922", "KU936", "KU980")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse(tmp_path_factory.mktemp("occupations"), {OCCUPATIONS: DRAWN}) as connection:
        yield connection


def occupations(made: duckdb.DuckDBPyConnection, area: str, month: str = "2026-06-01") -> list[tuple]:
    return made.execute(
        "select occupation_id, unemployed, vacancies, unemployed_hidden, vacancies_hidden, is_missing, origin "
        "from mart.occupation where area_id = ? and period = ?::date "
        "and (unemployed + vacancies + unemployed_hidden + vacancies_hidden > 0 or is_missing) order by 1",
        [area, month],
    ).fetchall()


def members(made: duckdb.DuckDBPyConnection, area: str) -> set[str]:
    rows = made.execute("select municipality_id from core.area_member where area_id = ?", [area]).fetchall()
    return {row[0] for row in rows}


def test_a_published_area_has_its_own_cells_and_no_total_among_them(made: duckdb.DuckDBPyConnection) -> None:
    assert occupations(made, "MK06") == [
        ("2221", 35, 50, 0, 0, False, "published"),
        ("7115", 30, 0, 0, 1, False, "published"),
        ("X211", 11, 0, 0, 0, False, "published"),
    ]


def test_an_occupation_without_a_row_is_zero_and_an_area_that_was_not_asked_for_has_none(
    made: duckdb.DuckDBPyConnection,
) -> None:
    found = (
        "select count(*), sum(unemployed + vacancies) from mart.occupation where area_id = ? and period = '2026-06-01'"
    )
    assert made.execute(found, ["KU766"]).fetchall() == [(5, 0)]
    assert made.execute(found, ["KU049"]).fetchall() == [(0, None)]


def test_an_area_of_municipalities_is_their_sum_and_is_unknown_when_one_was_not_published(
    made: duckdb.DuckDBPyConnection,
) -> None:
    assert "KU418" in members(made, "TA39")
    assert occupations(made, "TA39") == [
        ("2212", 0, 6, 1, 0, True, "summed"),
        ("2221", 27, 30, 0, 0, True, "summed"),
        ("7115", 39, 12, 0, 1, True, "summed"),
        ("9112", 0, 0, 1, 1, True, "summed"),
        ("X211", 11, 0, 0, 0, True, "summed"),
    ]


def test_an_area_of_one_municipality_is_that_municipality_and_missing_stays_missing(
    made: duckdb.DuckDBPyConnection,
) -> None:
    assert members(made, "TA08") == {"KU091"}
    assert occupations(made, "TA08") == [("2221", 5, 6, 0, 0, False, "summed")]
    assert occupations(made, "TA08", "2026-05-01") == [("2221", 5, 0, 0, 0, True, "summed")]


def test_vacancies_without_a_municipality_are_kept_apart(made: duckdb.DuckDBPyConnection) -> None:
    rows = "select occupation_id, vacancies, vacancies_hidden from mart.occupation_without_place order by 1"
    assert made.execute(rows).fetchall() == [("2221", 12, 0), ("SSS", 40, 0)]
    assert made.execute("select count(*) from mart.occupation where area_id = 'KUJOU'").fetchone() == (0,)


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
def test_the_index_is_that_of_the_method_for_every_area_and_month(
    made: duckdb.DuckDBPyConnection, digits: Digits
) -> None:
    in_sql = pl.DataFrame(made.sql("from mart.mismatch where reason is distinct from 'missing'"))
    in_sql = in_sql.filter(digits=digits).drop("digits").sort("area_id", "period")
    published = pl.DataFrame(
        made.sql(
            "select part.area_id, part.period, cell.occupation_id, cell.unemployed::double as unemployed, "
            "cell.vacancies::double as vacancies, cell.unemployed_hidden, cell.vacancies_hidden "
            "from core.occupation_part as part inner join stage.statfin_tyonv_12ti as cell "
            "on part.part_code = cell.area_code and part.period = cell.period "
            "where part.is_whole and cell.occupation_id != 'SSS'"
        )
    )
    expected = mismatch(published, digits).filter(pl.col("reason").ne_missing("missing"))
    shown = in_sql.join(expected, on=["area_id", "period"], how="semi").select(expected.columns)
    assert {"SSS", "MK06", "KU837", "TA08"} <= set(expected["area_id"])
    for column in expected.columns:
        for one, other in zip(shown[column], expected[column], strict=True):
            assert one == (pytest.approx(other, abs=5.1e-10) if isinstance(other, float) else other), column
    # Nobody and no vacancy: no cell is stored, and the reason is there all the same.
    assert in_sql.filter(area_id="KU766")["reason"].to_list()[-1] == "no_vacancies"


def test_an_area_that_lacks_a_municipality_has_no_index_and_says_why(made: duckdb.DuckDBPyConnection) -> None:
    rows = "select distinct reason, mismatch_50 from mart.mismatch where area_id = 'TA39'"
    assert made.execute(rows).fetchall() == [("missing", None)]


def test_the_pages_tightness_and_bounds_are_those_of_the_method_and_hold_whatever_is_hidden(
    made: duckdb.DuckDBPyConnection,
) -> None:
    asked = (sql_directory() / "query" / "matching_occupation.sql").read_text("utf-8")
    period = date(2026, 6, 1)
    rows = made.execute(asked, {"area_id": "KU837", "period": period, "digits": 4}).fetchall()
    heads = [column[0] for column in made.description or ()]
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    cells = pl.DataFrame(
        made.sql(
            "select area_code as area_id, period, occupation_id, unemployed::double as unemployed, "
            "vacancies::double as vacancies, unemployed_hidden, vacancies_hidden from stage.statfin_tyonv_12ti "
            "where area_code = 'KU837' and occupation_id != 'SSS'"
        )
    )
    for row in tightness(cells).iter_rows(named=True):
        same = found[row["occupation_id"]]
        for column in ("unemployed", "vacancies", "tightness_low", "tightness_high", "reason"):
            assert same[column] == (pytest.approx(row[column]) if isinstance(row[column], float) else row[column])
    # Whatever the hidden numbers are that the totals allow, the true difference lies within the bounds.
    hidden = [one for one in product(range(1, 5), repeat=4) if one[0] + one[1] == 5 and one[2] + one[3] == 4]
    assert len(hidden) == 12
    for u_2212, u_9112, v_7115, v_9112 in hidden:
        truth = {"2221": (20, 30), "7115": (30, v_7115), "2212": (u_2212, 6), "9112": (u_9112, v_9112)}
        for code, (unemployed, vacancies) in truth.items():
            excess = vacancies - unemployed * 40 / 55
            assert found[code]["excess_low"] - 1e-9 <= excess <= found[code]["excess_high"] + 1e-9
    assert found["2221"]["excess_low"] == pytest.approx(found["2221"]["excess_high"])
    assert found["X211"]["excess_low"] is None
