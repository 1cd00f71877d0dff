"""Gaps and changes are divided into what structure explains and the rest, and nothing is lost on the way."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import rows
from vertaispeili.methods.decomposition import Group, Industry, rate_decomposition, shift_share

# Household headship rates by age, United States: Das Gupta (1993), table 5.1; sizes are per cent of the population.
HEADSHIP = """
    age   | size_1970 | rate_1970 | size_1985 | rate_1985
    15-19 | 12.9      | 1.9       | 10.1      | 2.2
    20-24 | 10.9      | 25.8      | 11.2      | 24.3
    25-29 | 9.5       | 45.7      | 11.6      | 45.8
    30-34 | 8.0       | 49.6      | 10.9      | 52.5
    35-39 | 7.8       | 51.2      | 9.4       | 56.1
    40-44 | 8.4       | 51.6      | 7.7       | 55.6
    45-49 | 8.6       | 51.8      | 6.3       | 56.0
    50-54 | 7.8       | 54.9      | 6.0       | 57.4
    55-59 | 7.0       | 58.7      | 6.3       | 57.2
    60-64 | 5.9       | 60.4      | 5.9       | 61.2
    65-69 | 4.7       | 62.8      | 5.1       | 63.9
    70-74 | 3.6       | 66.6      | 4.0       | 68.6
    75+   | 4.9       | 66.8      | 5.5       | 72.2
"""


def headship() -> list[Group]:
    found: list[Group] = []
    for row in rows(HEADSHIP):
        age, size, rate, later_size, later_rate = row.values()
        assert isinstance(size, float)
        assert isinstance(rate, float)
        assert isinstance(later_size, float)
        assert isinstance(later_rate, float)
        found.append(Group(str(age), later_size, later_size * later_rate / 100, size, size * rate / 100))
    return found


def test_headship_rates_are_divided_as_das_gupta_published() -> None:
    found = rate_decomposition(headship())
    assert found is not None
    assert (round(found.other_rate, 4), round(found.own_rate, 4)) == (44.7268, 47.694)
    assert (round(found.structure, 4), round(found.rate, 4)) == (1.2269, 1.7403)
    assert found.gap == pytest.approx(found.structure + found.rate, abs=1e-12)


def test_a_larger_group_with_a_low_rate_lowers_the_own_rate() -> None:
    found = rate_decomposition([Group("low", 60, 3, 40, 2), Group("high", 40, 8, 60, 12)])
    assert found is not None
    low, high = found.parts
    assert (found.own_rate, found.other_rate) == (11.0, 14.0)
    assert found.rate == 0
    assert low.structure == pytest.approx(0.2 * (5 - 12.5))
    assert high.structure == pytest.approx(-0.2 * (20 - 12.5))


def test_areas_alike_in_structure_differ_in_rates_alone() -> None:
    found = rate_decomposition([Group("a", 10, 2, 100, 10), Group("b", 30, 3, 300, 60)])
    assert found is not None
    assert found.structure == pytest.approx(0, abs=1e-12)
    assert [part.rate for part in found.parts] == pytest.approx([0.25 * 10, 0.75 * -10])


def test_a_group_that_one_area_lacks_differs_in_structure_alone() -> None:
    found = rate_decomposition([Group("a", 50, 5, 100, 10), Group("miners", 50, 10, 0, 0), Group("nobody", 0, 0, 0, 0)])
    assert found is not None
    assert [part.rate for part in found.parts] == [0, 0, 0]
    assert found.structure == pytest.approx(found.gap) == pytest.approx(5)


def test_an_area_of_nobody_is_not_compared() -> None:
    assert rate_decomposition([Group("a", 0, 0, 10, 1)]) is None
    assert rate_decomposition([]) is None


@pytest.mark.parametrize(
    "groups",
    [
        [Group("a", -1, 0, 1, 0)],
        [Group("a", math.nan, 0, 1, 0)],
        [Group("a", 0, 2, 1, 0), Group("b", 1, 0, 1, 0)],
        [Group("a", 1, 0, 1, 0), Group("a", 1, 0, 1, 0)],
    ],
)
def test_numbers_that_cannot_be_are_refused_by_name(groups: list[Group]) -> None:
    with pytest.raises(ValueError, match="a "):
        rate_decomposition(groups)


COUNT = st.integers(0, 5000)


@given(st.lists(st.tuples(COUNT, st.floats(0, 1), COUNT, st.floats(0, 1)), min_size=1, max_size=10))
def test_the_parts_of_any_gap_sum_to_it_and_turn_with_it(table: list[tuple[int, float, int, float]]) -> None:
    groups = [Group(f"g{place}", n, n * r, m, m * q) for place, (n, r, m, q) in enumerate(table)]
    found = rate_decomposition(groups)
    if found is None:
        assert not all(sum(row[side] for row in table) for side in (0, 2))
        return
    assert found.structure + found.rate == pytest.approx(found.gap, abs=1e-9)
    # The formula as it is written in methods, group by group.
    own, other = sum(row[0] for row in table), sum(row[2] for row in table)
    both = [(n / own, 100 * r, m / other, 100 * q) for n, r, m, q in table if n and m]
    assert sum((r - q) * (p + o) / 2 for p, r, o, q in both) == pytest.approx(found.rate, abs=1e-9)
    back = rate_decomposition([Group(g.group_id, g.other_persons, g.other_events, g.persons, g.events) for g in groups])
    assert back is not None
    assert (back.structure, back.rate) == (pytest.approx(-found.structure), pytest.approx(-found.rate))


# Farhauer and Kröll, Standorttheorien (2013): jobs of four industries before and after, in three regions and in all.
COUNTRY = ((400, 440), (150, 210), (150, 135), (400, 480))
REGIONS = {
    "A": ((90, 100), (20, 40), (10, 10), (60, 55)),
    "B": ((60, 85), (30, 55), (30, 40), (40, 35)),
    "C": ((250, 255), (100, 115), (110, 85), (300, 390)),
}


def industries(region: tuple[tuple[int, int], ...]) -> list[Industry]:
    return [
        Industry(f"i{place}", *own, *all_jobs)
        for place, (own, all_jobs) in enumerate(zip(region, COUNTRY, strict=True))
    ]


@pytest.mark.parametrize(
    ("name", "expected"), [("A", (25, 27, 1, -3)), ("B", (55, 24, -1, 32)), ("C", (85, 114, 0, -29))]
)
def test_growth_of_jobs_is_divided_as_published(name: str, expected: tuple[int, ...]) -> None:
    found = shift_share(industries(REGIONS[name]))
    assert found is not None
    assert (found.change, found.national, found.mix, found.regional) == pytest.approx(expected, abs=1e-9)


def test_the_regional_parts_of_all_regions_of_a_country_sum_to_nothing() -> None:
    found = [shift_share(industries(region)) for region in REGIONS.values()]
    assert sum(one.regional for one in found if one) == pytest.approx(0, abs=1e-9)


def test_an_industry_that_is_new_in_the_area_is_regional_as_a_whole() -> None:
    found = shift_share([Industry("old", 10, 12, 100, 120), Industry("new", 0, 7, 0, 30)])
    assert found is not None
    assert (found.parts[1].national, found.parts[1].mix, found.parts[1].regional) == (0, 0, 7)
    assert found.change == pytest.approx(found.national + found.mix + found.regional) == 9


def test_a_country_without_jobs_is_not_divided_and_impossible_ones_are_refused() -> None:
    assert shift_share([Industry("a", 0, 0, 0, 5)]) is None
    for wrong in (Industry("a", 5, 0, 4, 0), Industry("a", -1, 0, 4, 0)):
        with pytest.raises(ValueError, match="a "):
            shift_share([wrong])
