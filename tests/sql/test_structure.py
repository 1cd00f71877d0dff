"""The structure of an area: sum over sum in the newest year, nothing put in the place of what is missing."""

import math
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.sql.small import POPULATION, warehouse
from vertaispeili.resources import sql_directory

SEEDS = sql_directory() / "seeds"
FEATURE = pl.read_csv(SEEDS / "structural_feature.csv", infer_schema=False)
TERM = pl.read_csv(SEEDS / "structural_feature_term.csv", infer_schema=False)
MUNICIPALITY = {row["municipality_id"]: row for row in pl.read_csv(SEEDS / "municipality.csv").iter_rows(named=True)}
EDUCATION, JOBS, OUT, IN = (
    "statfin_vkour_12bs",
    "statfin_tyokay_115h",
    "statfin_tyokay_115n",
    "statfin_tyokay_115p",
)

# TA25 Pietarsaaren seutu has KU288 Kruunupyy, KU440 Luoto, KU598 Pietarsaari (urban), KU599 Pedersöre.
TABLES = {
    POPULATION: """
        area  | year | content            | value
        KU288 | 2024 | population_persons | 9999
        KU288 | 2025 | population_persons | 1000
        KU440 | 2025 | population_persons | 2000
        KU598 | 2025 | population_persons | 6000
        KU599 | 2025 | population_persons | 1000
        KU288 | 2025 | working_age_share  | 50.0
        KU440 | 2025 | working_age_share  | 60.0
        KU598 | 2025 | working_age_share  | 70.0
        KU599 | 2025 | working_age_share  | 60.0
        MK16  | 2025 | working_age_share  | 61.5
        TA25  | 2025 | population_persons | 10001
        SSS   | 2025 | population_persons | 5600000
    """,
    EDUCATION: """
        area  | year | content                        | value
        KU288 | 2025 | population_15_and_over_persons | 800
        KU440 | 2025 | population_15_and_over_persons | 1600
        KU598 | 2025 | population_15_and_over_persons | 5000
        KU599 | 2025 | population_15_and_over_persons | 600
        KU288 | 2025 | tertiary_educated_persons      | 80
        KU440 | 2025 | tertiary_educated_persons      | 320
        KU598 | 2025 | tertiary_educated_persons      | 1500
        KU599 | 2025 | tertiary_educated_persons      | 100
        KU288 | 2025 | basic_education_only_persons   | 400
        KU440 | 2025 | basic_education_only_persons   | 400
        KU598 | 2025 | basic_education_only_persons   | 800
        KU599 | 2025 | basic_education_only_persons   | ...
    """,
    JOBS: """
        area  | year | industry   | value
        KU288 | 2024 | industry_o | 10
        KU288 | 2024 | industry_p | 20
        KU288 | 2024 | industry_q | 30
        KU598 | 2024 | industry_o | 40
        KU598 | 2024 | industry_p | 50
        KU598 | 2024 | industry_c | 90
        KU288 | 2023 | industry_c | 90
        KU599 | 2023 | industry_c | 90
    """,
    OUT: """
        area  | year | commuting | value
        KU288 | 2024 | total     | 500
        KU288 | 2024 | out       | 200
    """,
    IN: """
        area  | year | commuting | value
        KU288 | 2024 | total     | 400
        KU598 | 2024 | total     | 900
        KU599 | 2023 | total     | 900
    """,
}


@pytest.fixture(scope="module")
def structure(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], float]:
    return features(warehouse(tmp_path_factory.mktemp("structure"), TABLES))


def features(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], float]:
    rows = connection.execute("select area_id, feature_id, value from mart.structure").fetchall()
    return {(area, feature): value for area, feature, value in rows}


def test_a_share_of_an_area_is_sum_over_sum(structure: dict[tuple[str, str], float]) -> None:
    assert structure["KU288", "tertiary_educated_share"] == pytest.approx(10.0)
    assert structure["TA25", "tertiary_educated_share"] == pytest.approx(100 * 2000 / 8000)


def test_population_is_that_of_the_newest_year(structure: dict[tuple[str, str], float]) -> None:
    assert structure["KU288", "population"] == 1000


def test_what_is_published_for_the_area_stands_before_a_sum_but_the_two_are_never_mixed(
    structure: dict[tuple[str, str], float],
) -> None:
    assert structure["TA25", "population"] == 10001
    assert structure["TA25", "under_15_share"] == pytest.approx(100 * (10000 - 8000) / 10000)


def test_those_under_15_are_the_rest_of_the_population(structure: dict[tuple[str, str], float]) -> None:
    assert structure["KU288", "under_15_share"] == pytest.approx(20.0)
    assert structure["TA25", "under_15_share"] == pytest.approx(20.0)


def test_the_working_age_share_is_as_published_or_weighted_by_population(
    structure: dict[tuple[str, str], float],
) -> None:
    assert structure["KU598", "working_age_share"] == 70.0
    assert structure["MK16", "working_age_share"] == 61.5
    assert structure["TA25", "working_age_share"] == pytest.approx((50 + 120 + 420 + 60) / 10)


def test_industries_are_added_into_a_sector(structure: dict[tuple[str, str], float]) -> None:
    assert structure["KU288", "public_share"] == pytest.approx(100 * 60 / 400)


def test_a_sector_with_a_part_missing_or_hidden_is_missing(structure: dict[tuple[str, str], float]) -> None:
    assert ("KU598", "public_share") not in structure  # no industry q
    assert ("KU599", "basic_education_only_share") not in structure
    assert ("TA25", "basic_education_only_share") not in structure
    assert structure["KU440", "basic_education_only_share"] == pytest.approx(25.0)


def test_all_areas_are_compared_in_the_same_year(structure: dict[tuple[str, str], float]) -> None:
    # 2024 is the newest year with manufacturing; KU288 and KU599 have it for 2023 only.
    assert structure["KU598", "manufacturing_share"] == pytest.approx(10.0)
    assert ("KU288", "manufacturing_share") not in structure
    assert ("KU599", "manufacturing_share") not in structure


def test_self_sufficiency_and_out_commuting_are_of_employed_residents(
    structure: dict[tuple[str, str], float],
) -> None:
    assert structure["KU288", "job_self_sufficiency"] == pytest.approx(80.0)
    assert structure["KU288", "out_commuting_share"] == pytest.approx(40.0)


def test_the_urban_share_counts_people_not_municipalities(structure: dict[tuple[str, str], float]) -> None:
    urban = [area for area in ("KU288", "KU440", "KU598", "KU599") if MUNICIPALITY[area]["urban_rural_class"] == "KR1"]
    assert urban == ["KU598"]
    assert structure["TA25", "urban_share"] == pytest.approx(60.0)
    assert (structure["KU598", "urban_share"], structure["KU288", "urban_share"]) == (100.0, 0.0)


def test_an_area_with_a_municipality_of_unknown_population_has_no_sum(
    structure: dict[tuple[str, str], float],
) -> None:
    # The region has more municipalities than the four.
    for feature in ("population", "urban_share", "people_within_60_km", "tertiary_educated_share"):
        assert ("MK15", feature) not in structure


def test_the_country_has_no_peers_and_no_structure(structure: dict[tuple[str, str], float]) -> None:
    assert [area for area, _ in structure if area == "SSS"] == []


def kilometres(one: str, other: str) -> float:
    # The chord between two points of a ball: another way to the same distance than the model's.
    def point(name: str) -> tuple[float, float, float]:
        latitude, longitude = (math.radians(MUNICIPALITY[name][axis]) for axis in ("latitude", "longitude"))
        return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)

    return 2 * 6371 * math.asin(math.dist(point(one), point(other)) / 2)


def test_people_within_60_km_are_those_of_municipalities_whose_main_locality_is(tmp_path: Path) -> None:
    people = {name: 1000 + 7 * number for number, name in enumerate(sorted(MUNICIPALITY))}
    lines = "\n".join(f"{name} | 2025 | population_persons | {count}" for name, count in people.items())
    found = features(warehouse(tmp_path, {POPULATION: f"area | year | content | value\n{lines}"}))
    twin = {
        here: sum(count for there, count in people.items() if kilometres(here, there) <= 60) for here in MUNICIPALITY
    }
    assert {
        area: value for (area, feature), value in found.items() if feature == "people_within_60_km" and area in twin
    } == {area: pytest.approx(count) for area, count in twin.items()}
    members = ("KU288", "KU440", "KU598", "KU599")
    mean = sum(people[area] * twin[area] for area in members) / sum(people[area] for area in members)
    assert found["TA25", "people_within_60_km"] == pytest.approx(mean)
    assert found["TA25", "population"] == sum(people[area] for area in members)


def test_without_any_source_there_is_no_structure_and_no_error(tmp_path: Path) -> None:
    assert features(warehouse(tmp_path, {})) == {}


def test_every_feature_has_its_texts_and_comes_out_of_the_model(structure: dict[tuple[str, str], float]) -> None:
    assert FEATURE.filter(pl.any_horizontal(pl.all().is_null())).is_empty()
    assert FEATURE["feature_id"].to_list() == FEATURE.sort(pl.col("position").cast(pl.Int64))["feature_id"].to_list()
    assert set(FEATURE["unit"]) <= {"persons", "percent"}
    assert set(FEATURE["compared_as"]) == {"value", "logarithm"}
    assert {feature for _, feature in structure} <= set(FEATURE["feature_id"])
    assert set(TERM["feature_id"]) <= set(FEATURE["feature_id"])


def test_terms_name_measures_that_a_source_yields() -> None:
    yielded = " ".join(path.read_text("utf-8") for path in sorted((sql_directory() / "sources").iterdir()))
    assert [measure for measure in set(TERM["measure_id"]) if measure not in yielded] == []
    assert set(TERM["role"]) == {"numerator", "denominator"}
    assert set(TERM["factor"]) == {"1", "-1"}
