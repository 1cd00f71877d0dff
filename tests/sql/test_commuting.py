"""Commuting in a warehouse as it is built: areas from published flows alone, and how much stays in each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest import check
from tests.rows import frame
from tests.sql.small import JOBSEEKERS, warehouse
from vertaispeili.resources import sql_directory

FLOW, GOING, COMING = "statfin_tyokay_flow", "statfin_tyokay_115n", "statfin_tyokay_115p"
PAIRS = """
    area  | workplace | year | value
    KU837 | KU837     | 2024 | 90000
    KU837 | KU091     | 2024 | 4000
    KU211 | KU211     | 2024 | 6000
    KU211 | KU837     | 2024 | 8000
    KU211 | KU091     | 2024 | ...
    KU091 | KU091     | 2024 | 250000
    KU091 | KU837     | 2024 | 1000
    KU837 | KU211     | 2024 | 0
    KU507 | KU507     | 2024 | 3000
    KU507 | KU091     | 2024 | ..
"""
UNEMPLOYED = """
    area  | month   | content              | value
    KU837 | 2026M06 | unemployed_persons   | 12000
    KU211 | 2026M06 | unemployed_persons   | 1000
    KU837 | 2026M06 | labour_force_persons | 100000
    KU211 | 2026M06 | labour_force_persons | 30000
"""
MARGINS = """
    area  | year | commuting | value
    KU837 | 2024 | home      | 90000
    KU837 | 2024 | {away}    | {tampere}
    KU211 | 2024 | home      | 6000
    KU211 | 2024 | {away}    | {kangasala}
    KU091 | 2024 | home      | 250000
    KU091 | 2024 | {away}    | 5000
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pairs")


@pytest.fixture(scope="module")
def built(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse(folder, {FLOW: PAIRS, JOBSEEKERS: UNEMPLOYED}) as opened:
        yield opened


@pytest.fixture(scope="module")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    out = MARGINS.format(away="out", tampere=4000, kangasala=8000)
    coming = MARGINS.format(away="in", tampere=8000, kangasala=4000)
    with warehouse(tmp_path_factory.mktemp("margins"), {GOING: out, COMING: coming}) as opened:
        yield opened


def test_a_computed_area_is_an_area_with_its_members_and_names_in_three_languages(
    built: duckdb.DuckDBPyConnection,
) -> None:
    areas = built.execute("select * from core.area where level = 'travel_to_work_area' order by 1").fetchall()
    level, origin = "travel_to_work_area", "computed"
    assert areas == [
        ("TT_091", level, "Helsinki (laskettu)", "Helsingfors (beräknat)", "Helsinki (computed)", origin),
        ("TT_837", level, "Tampere (laskettu)", "Tammerfors (beräknat)", "Tampere (computed)", origin),
    ]
    members = built.execute("select municipality_id from core.area_member where area_id = 'TT_837' order by 1")
    assert members.fetchall() == [("KU211",), ("KU837",)]


def test_its_rate_is_sum_over_sum(built: duckdb.DuckDBPyConnection) -> None:
    found = built.execute(
        "select value, origin from mart.indicator_value "
        "where area_id = 'TT_837' and indicator_id = 'unemployment_share'"
    ).fetchall()
    assert found == [(10.0, "summed")]


def test_areas_of_other_rules_are_on_no_level(built: duckdb.DuckDBPyConnection) -> None:
    others = "select area_id from derive.travel_to_work_area where rule_id != 'computed'"
    assert built.execute(others).fetchall()
    assert built.execute(f"select * from core.area where area_id in ({others})").fetchall() == []


def test_containment_is_what_a_walk_over_the_pairs_finds(built: duckdb.DuckDBPyConnection) -> None:
    columns = [f"{side}_{end}" for side in ("residents", "workers", "internal") for end in ("low", "high")]
    found = built.execute(f"select area_id, {', '.join(columns)} from mart.containment").fetchall()
    members: dict[str, set[str]] = {}
    for area, municipality in built.execute(
        "select * from core.area_member union select area_id, municipality_id from derive.travel_to_work_member"
    ).fetchall():
        members.setdefault(area, set()).add(municipality)
    assert {"TT_837", "TC_837", "KU211", "MK06", "TA39"} <= {row[0] for row in found}
    for area, *bounds in found:
        assert bounds == _walked(members[area]), area


def _walked(members: set[str]) -> list[float | None]:
    sides: dict[str, list[float | None]] = {side: [0.0, 0.0] for side in ("residents", "workers", "internal")}
    for home, work, _year, value in frame(PAIRS).iter_rows():
        low, high = {"...": (1, 4), "..": (None, None)}.get(str(value), (value, value))
        is_in = {"residents": home in members, "workers": work in members}
        is_in["internal"] = all(is_in.values())
        for side, counts in is_in.items():
            if counts:
                ends = zip(sides[side], (low, high), strict=True)
                sides[side] = [None if one is None or more is None else one + float(more) for one, more in ends]
    return [end for side in sides.values() for end in side]


def test_a_model_is_never_among_the_areas_but_its_containment_says_that_it_is_one(
    modelled: duckdb.DuckDBPyConnection,
) -> None:
    assert modelled.execute("select count(*) from derive.travel_to_work_area").fetchone() != (0,)
    assert modelled.execute("select * from core.area where origin <> 'official'").fetchall() == []
    assert modelled.execute("select distinct origin from mart.containment").fetchall() == [("modelled",)]


@pytest.mark.usefixtures("built")
def test_a_municipality_in_two_areas_of_a_level_is_noticed(folder: Path, tmp_path: Path) -> None:
    copied = shutil.copy(folder / "small.duckdb", tmp_path)
    file = sql_directory() / "check" / "municipality_is_in_one_area_of_each_level.sql"
    with duckdb.connect(str(copied)) as connection:
        check.run(connection, file)  # in one, or in none where nobody comes or goes
        connection.execute("insert into core.area_member values ('TT_091', 'KU837')")
        with pytest.raises(check.CheckFailed, match="KU837"):
            check.run(connection, file)
