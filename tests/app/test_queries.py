from datetime import date

import pytest

from app import queries
from app.db import Handle
from app.values import Standing, change

JUNE = date(2026, 6, 1)
INDICATORS = ("unemployment_share", "long_term_share", "under_25_share")
WANTED = tuple((name, JUNE) for name in INDICATORS)


def naive_rank(own: Standing, others: list[Standing]) -> tuple[int, int]:
    """The best and the worst place that an area can have, found by trying the ends of every pair of bounds."""
    best = worst = 1
    for other in others:
        if other.area_id == own.area_id:
            continue
        must_be_above = other.low > own.high
        may_be_above = any(theirs > ours for theirs in (other.low, other.high) for ours in (own.low, own.high))
        best += must_be_above
        worst += may_be_above
    return best, worst


@pytest.mark.parametrize("level", ["employment_area", "municipality"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_rank_is_every_place_that_the_bounds_allow(handle: Handle, level: str, indicator: str) -> None:
    standings = list(queries.standings(handle, WANTED, level)[indicator])
    assert len(standings) >= 6
    for own in standings:
        assert (own.rank_from, own.rank_to) == naive_rank(own, standings)
        assert own.areas == len(standings)


def test_equal_values_share_a_rank(handle: Handle) -> None:
    exact = [
        one for one in queries.standings(handle, WANTED, "employment_area")["under_25_share"] if one.low == one.high
    ]
    by_value: dict[float, set[tuple[int, int]]] = {}
    for one in exact:
        by_value.setdefault(one.low, set()).add((one.rank_from, one.rank_to))
    assert any(len([one for one in exact if one.low == value]) > 1 for value in by_value)
    assert all(len(places) == 1 for places in by_value.values())


def test_aland_is_never_among_the_employment_areas(handle: Handle) -> None:
    names = {one.area_id for one in queries.standings(handle, WANTED, "employment_area")["unemployment_share"]}
    assert "TA46" not in names
    assert "TA39" in names


def test_a_municipality_is_ranked_from_a_labour_force_of_a_thousand(handle: Handle) -> None:
    names = {one.area_id for one in queries.standings(handle, WANTED, "municipality")["unemployment_share"]}
    assert "KU766" not in names
    assert "KU922" in names


def test_a_hidden_figure_is_its_bounds_and_a_partial_sum_has_bounds(handle: Handle) -> None:
    figures = queries.key_figures(handle, (("unemployed", JUNE),), ("KU766", "TA46"))
    hidden, partial = figures["unemployed", "KU766"].now, figures["unemployed", "TA46"].now
    assert (hidden.status, hidden.value, hidden.low, hidden.high) == ("hidden", None, 1, 4)
    assert (partial.status, partial.value, partial.hidden_cells) == ("partial", None, 1)
    assert partial.high == partial.low + 3
    assert change(hidden, hidden) is None


def test_the_labour_forces_part_of_a_change_is_the_rate_now_less_the_rate_over_last_years_labour_force(
    handle: Handle,
) -> None:
    figure = queries.key_figures(handle, (("unemployment_share", JUNE),), ("KU837",))["unemployment_share", "KU837"]
    unemployed = 22000 + (22000 * ((6 * 7) % 11 - 5)) // 100 + (22000 * 3) // 50
    now, last_year = 135000 + 3 * 1350, 135000 + 2 * 1350
    expected = 100 * unemployed / now - 100 * unemployed / last_year
    assert figure.labour_force_effect == pytest.approx(expected)
    assert figure.labour_force_effect < 0


def test_a_figure_without_a_labour_force_under_it_has_no_such_part(handle: Handle) -> None:
    figures = queries.key_figures(handle, WANTED, ("KU837",))
    assert figures["long_term_share", "KU837"].labour_force_effect is None


@pytest.mark.parametrize(("month", "expected"), [(1, True), (2, True), (3, False), (6, False)])
def test_a_january_or_february_over_last_decembers_labour_force_is_preliminary(
    handle: Handle, month: int, *, expected: bool
) -> None:
    wanted = (("unemployment_share", date(2026, month, 1)),)
    assert queries.key_figures(handle, wanted, ("KU837",))["unemployment_share", "KU837"].is_preliminary is expected


def test_a_january_with_its_own_labour_force_is_not_preliminary(handle: Handle) -> None:
    wanted = (("unemployment_share", date(2025, 1, 1)),)
    assert not queries.key_figures(handle, wanted, ("KU837",))["unemployment_share", "KU837"].is_preliminary


def test_a_series_is_by_period_and_an_area_without_figures_has_an_empty_one(handle: Handle) -> None:
    found = queries.series(handle, ("unemployed", "activation_rate"), ("TA39",), (date(2024, 1, 1), JUNE))
    periods = [point.period for point in found["unemployed", "TA39"].points]
    assert periods == sorted(periods)
    assert (periods[0], periods[-1], len(periods)) == (date(2024, 1, 1), JUNE, 30)
    assert found["activation_rate", "TA39"].points == ()


def test_a_comparison_opens_with_an_indicator_that_areas_can_be_compared_by(handle: Handle) -> None:
    assert queries.first_indicator(handle) == "unemployment_share"


def test_an_indicator_without_figures_has_no_period(handle: Handle) -> None:
    assert queries.indicators(handle)["activation_rate"].last_period is None
    assert queries.indicators(handle)["unemployed"].last_period == JUNE
