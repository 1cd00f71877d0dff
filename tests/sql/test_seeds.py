"""The seeds hold every level, name, membership, class, merger and break, and agree with the recorded statistics."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.shared import SHARED, needs_shared

SQL = Path(__file__).resolve().parents[2] / "sql"
SEEDS = sorted((SQL / "seeds").glob("*.csv"))
AREAS_PER_LEVEL = {
    "country": 1,
    "region": 19,
    "subregion": 69,
    "employment_area": 46,
    "wellbeing_county": 23,
    "development_centre": 10,
    "commuting_area": 29,
    "urban_rural_class": 3,
    "language_class": 4,
    "municipality": 308,
}
MUNICIPALITIES_PER_CLASS = {"KR1": 56, "KR2": 67, "KR3": 185, "KS0": 259, "KS1": 18, "KS2": 16, "KS3": 15}
DISSOLVED = {2009: 73, 2010: 6, 2011: 7, 2013: 16, 2015: 3, 2016: 4, 2017: 2, 2020: 1, 2021: 1, 2025: 1}
PREFIX_OF_LEVEL_IN_11RA = {
    "country": "SSS",
    "region": "MK",
    "subregion": "SK",
    "employment_area": "TA",
    "wellbeing_county": "HVA",
    "development_centre": "EVK",
}


def seed(name: str) -> pl.DataFrame:
    return pl.read_csv(SQL / "seeds" / f"{name}.csv", infer_schema_length=0).fill_null("")


AREA = seed("area")
MEMBER = seed("area_member").join(AREA.select("area_id", "level"), on="area_id", how="left")
MUNICIPALITY = seed("municipality")
CHANGE = seed("municipality_change")
BREAK = seed("statistical_break")
BREAK_MEASURE = seed("statistical_break_measure")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_plain_text_without_stray_blanks(path: Path) -> None:
    body = path.read_bytes()
    assert b"\r" not in body
    assert body.endswith(b"\n")
    assert not body.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in seed(path.stem).rows() for cell in row]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


def test_every_level_has_its_number_of_areas() -> None:
    assert Counter(AREA["level"]) == AREAS_PER_LEVEL


def test_area_ids_are_unique_and_every_area_has_three_names() -> None:
    assert AREA["area_id"].is_unique().all()
    assert AREA.filter(pl.any_horizontal(pl.all() == "")).is_empty()


def test_areas_and_members_are_ordered_by_level_then_id() -> None:
    rank = {level: order for order, level in enumerate(AREAS_PER_LEVEL)}
    areas = [(rank[row["level"]], row["area_id"]) for row in AREA.iter_rows(named=True)]
    members = [(rank[row["level"]], row["area_id"], row["municipality_id"]) for row in MEMBER.iter_rows(named=True)]
    assert areas == sorted(areas)
    assert members == sorted(members)


@pytest.mark.parametrize("level", [level for level in AREAS_PER_LEVEL if level != "commuting_area"])
def test_every_municipality_is_in_exactly_one_area_of_the_level(level: str) -> None:
    members = MEMBER.filter(pl.col("level") == level)
    assert sorted(members["municipality_id"]) == sorted(MUNICIPALITY["municipality_id"])


def test_a_municipality_is_in_at_most_one_commuting_area_and_111_are_in_none() -> None:
    members = MEMBER.filter(pl.col("level") == "commuting_area")["municipality_id"]
    assert members.is_unique().all()
    assert len(MUNICIPALITY) - len(members) == 111


def test_every_area_has_members_and_every_member_is_an_area() -> None:
    assert set(MEMBER["area_id"]) == set(AREA["area_id"])
    assert set(MEMBER["municipality_id"]) == set(AREA.filter(pl.col("level") == "municipality")["area_id"])


def test_a_municipality_is_a_member_of_itself() -> None:
    own = MEMBER.filter(pl.col("level") == "municipality")
    assert own["area_id"].to_list() == own["municipality_id"].to_list()


def test_aland_is_area_46_with_its_sixteen_municipalities_and_belongs_to_development_centre_02() -> None:
    members = {
        area: set(MEMBER.filter(pl.col("area_id") == area)["municipality_id"]) for area in ("TA46", "MK21", "EVK02")
    }
    assert len(members["TA46"]) == 16
    assert members["TA46"] == members["MK21"]
    assert members["TA46"] < members["EVK02"]


@pytest.mark.parametrize(
    ("area_id", "names"),
    [
        ("TA38", ("Suupohja", "Sydösterbotten", "Suupohja")),
        ("TA06", ("Eteläinen Keski-Suomi", "Södra Mellersta Finland", "Southern Central Finland")),
        ("TA39", ("Tampereen seutu", "Tammerforsregionen", "Tampere region")),
        ("TK2023_08", ("Turun tk-alue", "Åbo pendlingsområde", "Turku travel-to-work area")),
        ("TK2023_11", ("Porin tk-alue", "Björneborgs pendlingsområde", "Pori travel-to-work area")),
        ("KU081", ("Hartola", "Gustav Adolfs", "Hartola")),
        ("HVA90", ("Helsingin kaupunki", "Helsingfors stad", "City of Helsinki")),
        ("SSS", ("Koko maa", "Hela landet", "Whole country")),
    ],
)
def test_an_area_carries_its_official_names(area_id: str, names: tuple[str, str, str]) -> None:
    assert AREA.filter(pl.col("area_id") == area_id).select("name_fi", "name_sv", "name_en").row(0) == names


def test_classes_have_their_sizes_and_agree_with_the_memberships() -> None:
    assert Counter([*MUNICIPALITY["urban_rural_class"], *MUNICIPALITY["language_class"]]) == MUNICIPALITIES_PER_CLASS
    for column in ("urban_rural_class", "language_class"):
        members = MEMBER.filter(pl.col("level") == column).select(
            column_value="area_id", municipality_id="municipality_id"
        )
        own = MUNICIPALITY.select(column_value=column, municipality_id="municipality_id")
        assert set(members.rows()) == set(own.rows())


def test_every_municipality_lies_in_finland_and_has_land_and_people() -> None:
    numbers = MUNICIPALITY.select(pl.col("latitude", "longitude", "land_area_km2", "population_2025").cast(pl.Float64))
    assert numbers["latitude"].is_between(59.5, 70.2).all()
    assert numbers["longitude"].is_between(19.2, 31.7).all()
    assert (numbers["land_area_km2"] > 0).all()
    assert numbers["population_2025"].min() == 101
    assert numbers["population_2025"].sum() == 5_652_881


def test_all_114_dissolved_municipalities_lead_to_a_municipality_of_today() -> None:
    today = set(MUNICIPALITY["municipality_id"])
    assert Counter(CHANGE["effective_date"].str.slice(0, 4).cast(pl.Int32)) == DISSOLVED
    assert CHANGE["old_id"].is_unique().all()
    assert set(CHANGE["new_id"]) <= today
    assert not set(CHANGE["old_id"]) & today


def test_a_chain_of_mergers_is_followed_to_its_end() -> None:
    changes = dict(CHANGE.select("old_id", "new_id").iter_rows())
    assert changes["KU588"] == "KU507"
    assert changes["KU506"] == "KU508"


def test_unplaced_areas_are_no_areas_of_ours() -> None:
    unplaced = seed("unplaced_area")
    assert set(unplaced["area_id"]) == {"KU199", "KUJOU", "MK90", "MK91", "MKJO", "SK902", "SKJOU", "ELY80", "ELYJO"}
    assert not set(unplaced["area_id"]) & set(AREA["area_id"])
    assert set(unplaced["reason"]) == {"flexible", "unknown", "abroad"}


def test_a_break_has_one_row_for_each_measure_and_the_same_texts_in_each() -> None:
    assert BREAK["break_id"].is_unique().all()
    assert not BREAK_MEASURE.is_duplicated().any()
    assert set(BREAK_MEASURE["break_id"]) == set(BREAK["break_id"])
    assert BREAK.filter(pl.any_horizontal(pl.all().exclude("area_id", "recurrence") == "")).is_empty()


def test_breaks_speak_the_agreed_words_and_begin_on_the_first_of_a_month() -> None:
    assert set(BREAK["level_scope"]) == {"all", "below_country"}
    assert set(BREAK["recurrence"]) == {"", "yearly_january"}
    assert set(BREAK["stops_change"]) == {"true", "false"}
    assert set(BREAK["area_id"]) - set(AREA["area_id"]) == {""}
    for first, last in BREAK.select("first_period", "last_period").iter_rows():
        assert date.fromisoformat(first).day == 1
        assert date.fromisoformat(first) <= date.fromisoformat(last)


def test_a_break_touches_measures_that_a_source_yields() -> None:
    yielded = " ".join(path.read_text("utf-8") for path in sorted((SQL / "sources").iterdir()))
    assert [measure for measure in set(BREAK_MEASURE["measure_id"]) if not re.search(rf"\b{measure}\b", yielded)] == []


def test_vacancies_below_the_country_have_no_change_across_the_flexible_class() -> None:
    stopping = BREAK.filter(pl.col("stops_change") == "true")
    touched = BREAK_MEASURE.join(stopping, on="break_id")
    assert set(touched["measure_id"]) == {
        f"{what}_count" for what in ("open_vacancies", "new_vacancies", "vacancies_during_month")
    }
    assert set(stopping.select("level_scope", "first_period", "last_period").rows()) == {
        ("below_country", "2025-02-01", "2026-06-01")
    }


@needs_shared
def test_memberships_give_the_published_population_of_2025_exactly() -> None:
    assert SHARED is not None
    path = SHARED / "statfin" / "raw" / "vaerak_11ra_2025_568areas_4measures__post2026.pxweb-json.json"
    answer = json.loads(path.read_text("utf-8-sig"))
    published = {row["key"][0]: int(row["values"][0]) for row in answer["data"]}
    summed = (
        MEMBER.join(MUNICIPALITY, on="municipality_id")
        .filter(pl.col("level").is_in(list(PREFIX_OF_LEVEL_IN_11RA)))
        .group_by("area_id")
        .agg(pl.col("population_2025").cast(pl.Int64).sum())
    )
    prefixes = tuple(PREFIX_OF_LEVEL_IN_11RA.values())
    wanted = {code: people for code, people in published.items() if code.startswith(prefixes)}
    assert dict(summed.iter_rows()) == wanted
    assert len(wanted) == 1 + 19 + 69 + 46 + 23 + 10


@needs_shared
def test_names_and_memberships_agree_with_the_recorded_register() -> None:
    assert SHARED is not None
    path = SHARED / "regions" / "municipalities.csv"
    register = pl.read_csv(path, infer_schema_length=0).fill_null("")
    names = AREA.filter(pl.col("level") == "municipality").select("area_id", "name_fi", "name_sv", "name_en")
    assert set(names.rows()) == set(
        register.select("statfin_code", *(pl.col(f"name_{x}").str.strip_chars() for x in ("fi", "sv", "en"))).rows()
    )
    for level, prefix, column in (
        ("region", "MK", "region_code"),
        ("subregion", "SK", "subregion_code"),
        ("employment_area", "TA", "employment_area_code"),
        ("commuting_area", "TK2023_", "ttwa_2023_code"),
    ):
        members = MEMBER.filter(pl.col("level") == level).select("municipality_id", "area_id")
        expected = register.filter(pl.col(column) != "").select("statfin_code", pl.lit(prefix) + pl.col(column))
        assert set(members.rows()) == set(expected.rows())
