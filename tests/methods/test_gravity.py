"""The model of commuting keeps every known margin and prefers what is near; what it cannot fit it refuses."""

import math
from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import SHARED, needs_shared
from vertaispeili.methods.commuting_centre import CentreRule, centre_areas
from vertaispeili.methods.flows import flows
from vertaispeili.methods.gravity import Model, Place, Resistance, distance, model_flows
from vertaispeili.resources import sql_directory

USUAL = Resistance()


def place(name: str, longitude: float, home: float, out: float, coming: float) -> Place:
    return Place(name, 62.0, longitude, home, out, coming)


def persons(model: Model, home: str, work: str) -> float:
    found = model.pairs.filter(residence_id=home, workplace_id=work)["employed_persons"]
    return found.item() if len(found) else 0.0


def check_margins(places: list[Place], model: Model) -> None:
    sums: dict[str, dict[str, float]] = {"out": defaultdict(float), "coming": defaultdict(float)}
    for home, work, count in model.pairs.rows():
        if home != work:
            sums["out"][home] += count
            sums["coming"][work] += count
    for one in places:
        assert persons(model, one.place_id, one.place_id) == one.home
        assert sums["out"][one.place_id] == pytest.approx(one.out, abs=0.02)
        assert sums["coming"][one.place_id] == pytest.approx(one.coming * model.scaled_by, abs=0.02)


def test_people_of_two_places_can_only_go_to_the_other() -> None:
    model = model_flows([place("a", 25, 70, 30, 20), place("b", 26, 80, 20, 30)], USUAL)
    assert model.pairs.rows() == [("a", "a", 70), ("a", "b", 30), ("b", "a", 20), ("b", "b", 80)]
    assert model.mean_kilometres == pytest.approx(52.2, abs=0.1)


def test_more_go_to_the_nearer_of_two_places_alike() -> None:
    places = [place(name, at, 0, 60, 60) for name, at in (("home", 25), ("near", 25.5), ("far", 27), ("beyond", 27.5))]
    model = model_flows(places, USUAL)
    check_margins(places, model)
    assert persons(model, "home", "near") > persons(model, "home", "far") > 0


def test_without_resistance_the_odds_are_those_of_the_margins() -> None:
    places = [
        place(name, 25 + n, 0, out, coming)
        for n, (name, out, coming) in enumerate(zip("abcd", (90, 50, 40, 20), (30, 60, 50, 60), strict=True))
    ]
    model = model_flows(places, Resistance(power=0))
    check_margins(places, model)
    odds = [persons(model, home, "c") / persons(model, home, "d") for home in "ab"]
    assert odds[0] == pytest.approx(odds[1], rel=1e-3)


def test_a_small_difference_between_those_going_and_coming_is_spread_and_told() -> None:
    places = [place("a", 25, 0, 100, 99), place("b", 26, 0, 100, 99)]
    model = model_flows(places, USUAL)
    assert model.scaled_by == pytest.approx(200 / 198)
    check_margins(places, model)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([place("a", 25, 0, 100, 50), place("b", 26, 0, 100, 100)], "not margins of one matrix"),
        ([place("a", 25, 0, 100, 100), place("b", 26, 0, 50, 50), place("c", 27, 0, 20, 20)], "more come to a than"),
        ([place("a", 25, 0, -1, 0)], "a margin of a"),
        ([place("a", 25, math.nan, 0, 0)], "a margin of a"),
    ],
)
def test_margins_that_no_matrix_has_are_refused_with_words(places: list[Place], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        model_flows(places, USUAL)


def test_a_resistance_that_attracts_is_refused() -> None:
    for wrong in ({"power": -1.0}, {"extent_kilometres": 0.0}):
        with pytest.raises(ValueError, match="power"):
            Resistance(**wrong)


def test_of_no_places_there_is_no_matrix() -> None:
    assert model_flows([], USUAL).pairs.is_empty()


def test_helsinki_is_160_kilometres_from_tampere() -> None:
    helsinki, tampere = Place("KU091", 60.170, 24.941, 0, 0, 0), Place("KU837", 61.498, 23.761, 0, 0, 0)
    assert distance(helsinki, tampere) == distance(tampere, helsinki) == pytest.approx(160.7, abs=1)


@given(
    st.integers(3, 7).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(1, 3000), min_size=size, max_size=size), min_size=size, max_size=size
        )
    )
)
def test_the_margins_of_any_matrix_are_kept(table: list[list[int]]) -> None:
    places = [
        place(
            f"p{here}",
            20 + (here * 37 % 11) / 3,
            row[here],
            sum(row) - row[here],
            sum(other[here] for other in table) - row[here],
        )
        for here, row in enumerate(table)
    ]
    model = model_flows(places, USUAL)
    check_margins(places, model)
    assert model.scaled_by == 1.0
    assert model.pairs["employed_persons"].sum() == pytest.approx(sum(map(sum, table)), abs=0.1)


@needs_shared
def test_on_real_margins_the_model_finds_most_of_the_official_areas() -> None:
    places = recorded_places(2014)
    model = model_flows(places, USUAL)
    check_margins(places, model)
    assert model.rounds < 300
    areas = centre_areas(flows(model.pairs), CentreRule()).areas
    ours = {member: area.centre for area in areas for member in area.members}
    official = official_centres(2017, {one.place_id: one.home + one.coming for one in places})
    assert len(areas) == len(set(official.values())) == 37
    assert sum(ours.get(one.place_id) == official.get(one.place_id) for one in places) > 0.8 * len(places)


def recorded_places(year: int) -> list[Place]:
    assert SHARED is not None
    seeds = sql_directory() / "seeds"
    at = {
        row[0]: row[1:]
        for row in pl.read_csv(seeds / "municipality.csv").select("municipality_id", "latitude", "longitude").rows()
    }
    now = dict(pl.read_csv(seeds / "municipality_change.csv").select("old_id", "new_id").rows())
    margins = pl.read_csv(
        SHARED / "commuting" / "commuting_margins_1987_2017.csv", schema_overrides={"municipality_code": pl.String}
    )
    columns = ("municipality_code", "work_in_home_municipality", "out_commuters", "in_commuters")
    rows = margins.filter(pl.col("year") == year, pl.col("municipality_code") != "SSS").select(columns).rows()
    return [Place(f"KU{code}", *at[now.get(f"KU{code}", f"KU{code}")], *numbers) for code, *numbers in rows]


def official_centres(year: int, jobs: dict[str, float]) -> dict[str, str]:
    """The centre of each municipality that is in an official area: its member with most jobs."""
    assert SHARED is not None
    codes = {"municipality_code": pl.String, "ttwa_code": pl.String}
    areas = pl.read_csv(SHARED / "commuting" / "travel_to_work_areas_2013_2023.csv", schema_overrides=codes)
    members: dict[str, list[str]] = defaultdict(list)
    for code, area in areas.filter(year=year).select("municipality_code", "ttwa_code").drop_nulls().rows():
        if f"KU{code}" in jobs:
            members[area].append(f"KU{code}")
    return {member: max(group, key=lambda one: jobs[one]) for group in members.values() for member in group}
