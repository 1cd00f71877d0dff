"""Small tables that answer what would else be asked of all figures: periods, labour force, commuting areas, keys."""

import csv
import hashlib
from collections import defaultdict
from datetime import date
from itertools import groupby

import duckdb
import pytest

from tests.rows import rows
from tests.sql.small import JOBSEEKERS, warehouse
from vertaispeili.resources import sql_directory

# TA37 is KU145 and KU743 of the commuting area TK2023_26 and KU152 of TK2023_25; of TA13, KU171 and KU915 are of
# TK2023_19, KU420 of TK2023_20, and KU593 of none. KU400 and KU631 have as many, in TK2023_43 and TK2023_10 of TA41.
DRAWN = """
    area  | month   | content              | value
    KU145 | 2025M12 | labour_force_persons | 9000
    KU145 | 2026M05 | labour_force_persons | 1000
    KU743 | 2026M05 | labour_force_persons | 500
    KU152 | 2026M05 | labour_force_persons | 2500
    KU171 | 2026M05 | labour_force_persons | 600
    KU915 | 2026M04 | labour_force_persons | 700
    KU420 | 2026M05 | labour_force_persons | 800
    KU593 | 2026M05 | labour_force_persons | 4000
    KU400 | 2026M05 | labour_force_persons | 300
    KU631 | 2026M05 | labour_force_persons | 300
    MK16  | 2026M05 | labour_force_persons | 7000
    KU145 | 2026M06 | unemployed_persons   | 40
    KU145 | 2026M07 | unemployed_persons   | ..
    KU152 | 2026M06 | labour_force_persons | ..
    KU152 | 2026M05 | unemployed_persons   | ...
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return warehouse(tmp_path_factory.mktemp("marts"), {JOBSEEKERS: DRAWN})


def test_a_period_of_an_indicator_is_one_with_any_figure_that_is_not_missing(
    built: duckdb.DuckDBPyConnection,
) -> None:
    figures = built.execute("select indicator_id, period, status from mart.indicator_value").fetchall()
    walked = sorted({(indicator, period) for indicator, period, status in figures if status != "missing"})
    found = built.execute("select indicator_id, period from mart.indicator_period order by all").fetchall()
    assert found == walked
    assert [period for indicator, period in found if indicator == "unemployed"] == [date(2026, 5, 1), date(2026, 6, 1)]


def test_the_labour_force_of_a_month_is_the_published_one_at_every_level(built: duckdb.DuckDBPyConnection) -> None:
    drawn = {
        (row["area"], date(int(row["month"][:4]), int(row["month"][5:]), 1)): row["value"]
        for row in rows(DRAWN)
        if row["content"] == "labour_force_persons"
    }
    found = built.execute("select area_id, period, persons from mart.labour_force").fetchall()
    assert {(area, period): persons for area, period, persons in found} == {
        key: None if value == ".." else int(value) for key, value in drawn.items()
    }


def test_the_commuting_area_of_an_area_is_where_most_of_its_newest_labour_force_lives(
    built: duckdb.DuckDBPyConnection,
) -> None:
    found = {
        area: (commuting, part)
        for area, commuting, part in built.execute("select * from mart.main_commuting_area").fetchall()
    }
    assert found == walked_commuting_areas()
    assert found["TA37"] == ("TK2023_25", 2500 / 4000)
    assert found["TA13"] == ("TK2023_19", 1300 / 6100)
    assert found["TA41"] == ("TK2023_10", 0.5)
    assert found["KU171"] == ("TK2023_19", 1)
    assert "KU593" not in found


def walked_commuting_areas() -> dict[str, tuple[str, float]]:
    """By a walk over the drawn cells: the newest number of each municipality, then the largest heap of each area."""
    known = [
        row for row in rows(DRAWN) if row["content"] == "labour_force_persons" and row["value"] not in {"..", "..."}
    ]
    newest = {row["area"]: int(row["value"]) for row in sorted(known, key=lambda row: row["month"])}
    members: dict[str, set[str]] = defaultdict(set)
    with (sql_directory() / "seeds" / "area_member.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["area_id"] != "SSS":  # the country is more than its municipalities
                members[row["area_id"]].add(row["municipality_id"])
    members |= {municipality: {municipality} for municipality in newest if municipality.startswith("KU")}
    found: dict[str, tuple[str, float]] = {}
    for area, own in members.items():
        whole = sum(newest.get(one, 0) for one in own)
        heaps = [
            (-sum(newest.get(one, 0) for one in own & theirs), commuting)
            for commuting, theirs in members.items()
            if commuting.startswith("TK")
        ]
        negative, commuting = min(heaps)
        if negative:
            found[area] = (commuting, -negative / whole)
    return found


def test_the_key_of_an_indicator_is_half_of_the_digest_of_its_id_and_of_no_other(
    built: duckdb.DuckDBPyConnection,
) -> None:
    ids = [one for (one,) in built.execute("select indicator_id from catalogue.indicator").fetchall()]
    keys = {one: int.from_bytes(hashlib.md5(one.encode(), usedforsecurity=False).digest()[8:], "little") for one in ids}
    assert len(set(keys.values())) == len(ids)
    for table in ("mart.indicator_value", "core.indicator_part", "mart.ratio"):
        found = built.execute(f"select distinct indicator_id, indicator_key from {table}").fetchall()
        assert found
        assert dict(found) == {one: keys[one] for one, _ in found}


def test_figures_of_an_indicator_lie_together_in_the_order_of_areas_and_periods(
    built: duckdb.DuckDBPyConnection,
) -> None:
    for table in ("mart.indicator_value", "core.indicator_part"):
        stored = built.execute(f"select indicator_key, area_id, period from {table} order by rowid").fetchall()
        assert len({key for key, _, _ in stored}) == len([key for key, _ in groupby(stored, key=lambda row: row[0])])
        assert stored == sorted(stored)
