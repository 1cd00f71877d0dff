from datetime import date

import pytest

from app.queries.comparison import Question, compared
from app.values import Point
from tests.app.comparison.small import Small, month

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 1)
AREAS = """
    area  | level
    SSS   | country
    KU001 | municipality
    KU002 | municipality
    KU003 | municipality
    KU004 | municipality
    KU005 | municipality
    TA46  | employment_area
"""


def small() -> Small:
    return Small().areas(AREAS)


def ask(given: Small, indicator: str, area: str, **how: object) -> tuple[Point, ...]:
    question = Question(
        **{"indicator_id": indicator, "area_ids": (area,), "first_period": FIRST, "last_period": LAST, **how}
    )
    return compared(given.handle(), question).get(area, ())


def said(points: tuple[Point, ...]) -> list[tuple[str, float | None, float | None]]:
    return [(f"{point.period:%Y-%m}", point.low, point.high) for point in points]


def test_the_mean_of_a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    # Half of the months 10 of 100, half 30 of 1 000: 240 / 6 600 = 3.6 %, and not the mean of rates, 6.5 %.
    given = small().rates({"KU001": [(10, 100), (30, 1000)] * 6})
    assert said(ask(given, "rate", "KU001", transform="mean")) == [("2024-12", 3.6, 3.6)]


def test_the_mean_of_a_count_is_the_mean_of_its_months_rounded_half_up() -> None:
    given = small().counts({"KU001": [10] * 6 + [11] * 7})
    assert said(ask(given, "count", "KU001", transform="mean")) == [("2024-12", 11, 11), ("2025-01", 11, 11)]


def test_a_mean_needs_every_one_of_its_twelve_months() -> None:
    given = small().counts({"KU001": [10] * 12}).counts({"KU001": [10] * 12}, date(2025, 2, 1))
    periods = [point.period for point in ask(given, "count", "KU001", transform="mean")]
    assert periods == [date(2024, 12, 1), date(2026, 1, 1)]


def test_hidden_months_leave_bounds_in_a_mean_and_twelve_of_them_a_hidden_mean() -> None:
    given = small().rates({"KU001": [(10, 100)] * 6 + [(-1, 100)] * 6, "KU002": [(-1, 100)] * 12})
    (partly,) = ask(given, "rate", "KU001", transform="mean")
    assert (partly.low, partly.high, partly.status, partly.hidden_cells, partly.value) == (5.5, 7, "partial", 6, None)
    (wholly,) = ask(given, "rate", "KU002", transform="mean")
    assert (wholly.low, wholly.high, wholly.status) == (1, 4, "hidden")


def test_a_mean_of_a_part_of_a_whole_is_at_most_the_whole() -> None:
    given = small().rates({"KU001": [(-1, 3)] * 12})
    (found,) = ask(given, "rate", "KU001", transform="mean")
    assert found.high == 100


def test_the_change_of_a_share_is_in_points_between_the_shown_figures() -> None:
    given = small().rates({"KU001": [(100, 1000)] * 12 + [(1234, 10000)]})
    assert said(ask(given, "rate", "KU001", transform="change")) == [("2025-01", 2.3, 2.3)]


@pytest.mark.parametrize(("before", "now", "change"), [(200, 225, 12.5), (800, 799, -0.1), (3, 2, -33.3), (8, 8, 0)])
def test_the_change_of_a_count_is_in_per_cent_rounded_half_up(before: int, now: int, change: float) -> None:
    given = small().counts({"KU001": [before] * 12 + [now]})
    assert said(ask(given, "count", "KU001", transform="change")) == [("2025-01", change, change)]


def test_a_change_from_nothing_or_of_a_hidden_figure_is_not_shown() -> None:
    given = small().counts({"KU001": [0] * 12 + [5], "KU002": [(1, 4)] * 12 + [20], "KU003": [20] * 12 + [(1, 4)]})
    assert [ask(given, "count", area, transform="change") for area in ("KU001", "KU002", "KU003")] == [(), (), ()]


def test_the_change_of_a_partly_hidden_count_has_the_widest_bounds() -> None:
    given = small().counts({"KU001": [(20, 25)] * 12 + [(22, 30)]})
    # 22 against 25, and 30 against 20.
    assert said(ask(given, "count", "KU001", transform="change")) == [("2025-01", -12, 50)]


def test_an_index_is_100_in_its_base_and_keeps_bounds_elsewhere() -> None:
    given = small().counts({"KU001": [80, 100, 90, (99, 110)]})
    assert said(ask(given, "count", "KU001", base_period=month(FIRST, 1))) == [
        ("2024-01", 80, 80),
        ("2024-02", 100, 100),
        ("2024-03", 90, 90),
        ("2024-04", 99, 110),
    ]


def test_an_index_has_no_base_in_nothing_or_in_a_hidden_figure() -> None:
    given = small().counts({"KU001": [0, 5, 6], "KU002": [(1, 4), 5, 6]})
    assert [ask(given, "count", area, base_period=FIRST) for area in ("KU001", "KU002")] == [(), ()]


def test_a_base_before_the_shown_span_is_still_the_base() -> None:
    given = small().counts({"KU001": [50, 60, 75]})
    found = ask(given, "count", "KU001", base_period=FIRST, first_period=month(FIRST, 2))
    assert said(found) == [("2024-03", 150, 150)]


BREAK = """
    indicator | area | scope         | first      | last       | stops
    count     | -    | below_country | 2025-02-01 | 2025-06-01 | yes
"""


def test_nothing_is_made_across_a_break_that_stops_changes_below_the_country() -> None:
    given = small().counts({"KU001": [100] * 36, "SSS": [100] * 36}).breaks(BREAK)
    shown = {
        how: [p.period for p in ask(given, "count", "KU001", transform=how)] for how in ("monthly", "mean", "change")
    }
    assert len(shown["monthly"]) == 36
    # A mean or a change rests on months on one side only: to 2025-01, and from 2025-06 on twelve months or a year.
    assert shown["mean"] == [month(FIRST, at) for at in (11, 12, *range(28, 36))]
    assert shown["change"] == [month(FIRST, at) for at in (12, *range(29, 36))]
    assert len(ask(given, "count", "SSS", transform="change")) == 24
    indexed = [p.period for p in ask(given, "count", "KU001", base_period=FIRST)]
    assert indexed == [month(FIRST, at) for at in range(13)]


def test_a_break_of_one_area_and_one_that_stops_nothing_leave_others_alone() -> None:
    text = """
        indicator | area  | scope | first      | last       | stops
        count     | KU002 | all   | 2024-06-01 | 2024-06-01 | yes
        count     | -     | all   | 2024-07-01 | 2024-07-01 | no
    """
    given = small().counts({area: [100] * 13 for area in ("KU001", "KU002")}).breaks(text)
    assert [len(ask(given, "count", area, transform="change")) for area in ("KU001", "KU002")] == [1, 0]


def test_the_spread_of_a_level_is_between_the_quantiles_of_its_bounds() -> None:
    given = small().counts({"KU001": [1], "KU002": [2], "KU003": [(3, 8)], "KU004": [4], "KU005": [9], "TA46": [99]})
    question = Question("count", ("SSS",), FIRST, LAST, level="municipality")
    found = {place: (points[0].low, points[0].high) for place, points in compared(given.handle(), question).items()}
    assert found == {
        "lowest": (1, 1),
        "lower_quartile": (2, 2),
        "median": (3, 4),
        "upper_quartile": (4, 8),
        "highest": (9, 9),
    }


def test_four_areas_have_no_spread_and_aland_is_in_none() -> None:
    given = small().counts({"KU001": [1], "KU002": [2], "KU003": [3], "KU004": [4], "TA46": [5]})
    for level in ("municipality", "employment_area"):
        assert compared(given.handle(), Question("count", (), FIRST, LAST, level=level)) == {}
