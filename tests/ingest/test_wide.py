"""Large tables: what is left out is zero, what is hidden or missing stays so, older releases fill what newer lack."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import duckdb
import pytest

from ingest import catalogue
from ingest.build import SCHEMAS
from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.raw import create_vintage
from ingest.wide import Vintage, write_wide
from tests.wide import cube, vintage
from vertaispeili.resources import sql_directory

SOURCE = next(one for one in catalogue.sources(sql_directory()) if one.id == "statfin_tyonv_12ti")
JUNE = """
    area  | occupation | month   | unemployed_persons | open_vacancies_count
    KU091 | '2221'     | 2026M06 | 20                 | 30
    KU091 | '7115'     | 2026M06 | 0                  | ...
    KU091 | X211       | 2026M06 | ..                 | 0
    KU766 | '2221'     | 2026M06 | 0                  | 0
"""
MAY = """
    area  | occupation | month   | unemployed_persons | open_vacancies_count
    KU588 | '2221'     | 2026M05 | 7                  | 5
    KU588 | '2221'     | 2026M06 | 8                  | 6
"""
OLDER = datetime(2026, 6, 24, 6, tzinfo=UTC)


def written(vintages: Sequence[Vintage]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    create_vintage(connection)
    write_wide(connection, SOURCE, vintages)
    return connection


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple]:
    shown = "columns(name -> name != 'period' and name not like '%position')"
    return connection.execute(f"select {shown} from raw.statfin_tyonv_12ti{name} order by all").fetchall()


def test_a_row_is_left_out_only_when_it_is_zero_throughout() -> None:
    assert rows(written([vintage(SOURCE, JUNE)]), "") == [
        ("KU091", "2221", "2026M06", 20, 30, 0, 0),
        ("KU091", "7115", "2026M06", 0, None, 0, 1),
        ("KU091", "X211", "2026M06", None, 0, 2, 0),
    ]


def test_what_was_asked_for_is_told_so_that_left_out_is_zero_and_never_missing() -> None:
    connection = written([vintage(SOURCE, JUNE)])
    assert rows(connection, "_area_asked") == [("KU091", "2026M06"), ("KU766", "2026M06")]
    assert rows(connection, "_occupation_asked") == [("2221", "2026M06"), ("7115", "2026M06"), ("X211", "2026M06")]


def test_an_older_release_gives_the_months_that_newer_ones_do_not_have_and_nothing_else() -> None:
    connection = written([vintage(SOURCE, JUNE), vintage(SOURCE, MAY, OLDER)])
    assert rows(connection, "")[-1] == ("KU588", "2221", "2026M05", 7, 5, 0, 0)
    assert len(rows(connection, "")) == 4
    assert ("KU588", "2026M06") not in rows(connection, "_area_asked")
    assert ("KU588", "2026M05") in rows(connection, "_area_asked")
    assert connection.execute("select * exclude (source_id) from catalogue.vintage").fetchall() == [
        (datetime(2026, 7, 24, 6), datetime(2026, 6, 1).date(), datetime(2026, 6, 1).date()),
        (datetime(2026, 6, 24, 6), datetime(2026, 5, 1).date(), datetime(2026, 5, 1).date()),
    ]


@pytest.mark.parametrize("wrong", ["corrupt", "fractions", "other area", "too few", "twice"])
def test_a_release_with_a_wrong_answer_is_left_out_whole_and_an_older_one_stands(wrong: str) -> None:
    sound = vintage(SOURCE, JUNE)

    def cubes(periods: object) -> Iterator[Cube]:
        answers = list(sound.cubes(()))
        yield from answers[: 1 if wrong == "too few" else None]
        if wrong == "corrupt":
            raise BadAnswer("the kept answer is corrupt")
        if wrong in {"too few", "twice"}:
            yield from answers[: 0 if wrong == "too few" else 1]
            return
        codes = {**sound.codes, "area": ("KU999" if wrong == "other area" else "KU091",)}
        contents = {"content": tuple(sound.contents.values())}
        yield cube({**codes, **contents}, {("KU091", "2221", "2026M06", "AVPAIKATLOPUSSA"): "1.5"})

    connection = written([replace(sound, cubes=cubes), vintage(SOURCE, MAY, OLDER)])
    assert rows(connection, "") == [
        ("KU588", "2221", "2026M05", 7, 5, 0, 0),
        ("KU588", "2221", "2026M06", 8, 6, 0, 0),
    ]


def test_nothing_held_makes_empty_tables() -> None:
    connection = written([])
    assert rows(connection, "") == rows(connection, "_area_asked") == []
