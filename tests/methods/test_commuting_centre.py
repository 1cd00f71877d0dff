"""Commuting areas by centre: few commute out of the centre, many of the members commute to it."""

import time

import polars as pl
import pytest
from hypothesis import given

from tests.methods.commuting import by_chance, matrix
from tests.shared import SHARED, needs_shared
from vertaispeili.methods.commuting_centre import CentrePartition, CentreRule, centre_areas, may_be_centre, percentage
from vertaispeili.methods.flows import Flows, flows

OFFICIAL = CentreRule()


def members(found: CentrePartition) -> dict[str, tuple[str, ...]]:
    return {area.centre: area.members for area in found.areas}


def test_a_municipality_that_sends_a_tenth_to_the_centre_belongs_to_it() -> None:
    found = centre_areas(
        matrix("""
             town  near  far
        town  760   140  100
        near  100   100  800
        far    99   301  600
        """),
        OFFICIAL,
    )
    assert members(found) == {"town": ("near", "town")}
    assert found.outside == ("far",)
    assert found.areas[0].containment.residents == 2000


def test_of_two_centres_a_municipality_belongs_to_that_of_its_larger_flow() -> None:
    found = centre_areas(
        matrix("""
              one  two  between
        one   900   50       50
        two    50  900       50
        between 200  210    590
        """),
        OFFICIAL,
    )
    assert members(found) == {"two": ("between", "two")}
    assert found.outside == ("one",)


def test_members_of_members_do_not_belong() -> None:
    found = centre_areas(
        matrix("""
             town  near  beyond
        town  900   100       -
        near  500   500       -
        beyond  -   300     700
        """),
        OFFICIAL,
    )
    assert (members(found), found.outside) == ({"town": ("near", "town")}, ("beyond",))


def test_a_centre_without_a_following_belongs_to_the_centre_that_it_sends_a_tenth_to() -> None:
    found = centre_areas(
        matrix("""
             city  mill
        city  880   120
        mill  200   800
        """),
        OFFICIAL,
    )
    assert members(found) == {"city": ("city", "mill")}


def test_a_centre_with_a_following_belongs_to_no_other_centre() -> None:
    found = centre_areas(
        matrix("""
               city  suburb  mill  camp
        city    950      50     -     -
        suburb  600     400     -     -
        mill    200       -   800     -
        camp      -       -   600   400
        """),
        OFFICIAL,
    )
    assert members(found) == {"city": ("city", "suburb"), "mill": ("camp", "mill")}


@pytest.mark.parametrize(("leaving", "may"), [(25_049, True), (25_050, False), (25_000, True), (0, True)])
def test_the_limit_is_kept_in_percentages_of_one_decimal(leaving: int, may: bool) -> None:
    assert may_be_centre(100_000, leaving, OFFICIAL) is may


def test_halves_are_rounded_up_where_binary_fractions_would_not() -> None:
    assert percentage(1, 2000) == 0.1
    assert percentage(995, 10_000) == 10.0
    assert percentage(5, 0) == 0.0


@given(by_chance())
def test_members_and_centres_keep_the_rule_and_nobody_is_left_out_who_could_belong(of: Flows) -> None:
    found = centre_areas(of, OFFICIAL)
    placed = [place for area in found.areas for place in area.members]
    assert sorted([*placed, *found.outside]) == list(of.places)
    centres = {area.centre for area in found.areas}
    share = {
        place: {work: percentage(persons, of.residents[place]) for work, persons in of.going[place].items()}
        for place in of.places
    }
    for area in found.areas:
        assert may_be_centre(
            of.residents[area.centre], of.residents[area.centre] - of.home_workers(area.centre), OFFICIAL
        )
        assert len(area.members) > 1
        for place in set(area.members) - {area.centre}:
            assert share[place][area.centre] >= 10.0
            assert all(of.going[place].get(other, 0) <= of.going[place][area.centre] for other in centres - {place})
    for place in found.outside:
        assert all(share[place].get(centre, 0.0) < 10.0 for centre in centres)


@needs_shared
def test_every_official_centre_sends_out_a_quarter_at_most_by_the_margins_of_three_years_before() -> None:
    assert SHARED is not None
    codes = {"municipality_code": pl.String, "ttwa_code": pl.String}
    margins = pl.read_csv(SHARED / "commuting" / "commuting_margins_1987_2017.csv", schema_overrides=codes)
    areas = pl.read_csv(SHARED / "commuting" / "travel_to_work_areas_2013_2023.csv", schema_overrides=codes)
    members = (
        areas.filter(pl.col("year").is_between(2014, 2020), pl.col("ttwa_code").is_not_null())
        .with_columns(version="year", year=pl.col("year") - 3)
        .join(margins, on=["municipality_code", "year"])
    )
    centres = members.filter(
        pl.col("jobs_in_municipality") == pl.col("jobs_in_municipality").max().over("version", "ttwa_code")
    )
    assert len(centres) == 42 + 41 + 37 + 37 + 36 + 33 + 31
    tightest = max(percentage(*row) for row in centres.select("out_commuters", "employed_residents").rows())
    assert all(may_be_centre(*row, OFFICIAL) for row in centres.select("employed_residents", "out_commuters").rows())
    assert 24.0 < tightest <= 25.0


def test_a_matrix_of_the_size_of_finland_takes_a_second_at_most() -> None:
    names = [f"KU{number:03}" for number in range(308)]
    rows = [
        (one, other, 5000.0 if one == other else 1.0 + (n * m) % 40)
        for n, one in enumerate(names)
        for m, other in enumerate(names)
    ]
    of = flows(pl.DataFrame(rows, schema=("residence_id", "workplace_id", "employed_persons"), orient="row"))
    started = time.process_time()
    centre_areas(of, OFFICIAL)
    assert time.process_time() - started < 1
