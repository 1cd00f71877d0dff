"""Points of the Beveridge curve: two rates a month, the season gone over a year, a gap where something is not known."""

from datetime import date

import pytest

from vertaispeili.methods.beveridge import Month, Point, beveridge_curve

JUNE = date(2026, 6, 1)


def months(count: int, **numbers: float | None) -> list[Month]:
    given = {"unemployed": 100.0, "vacancies": 25.0, "labour_force": 1000.0, **numbers}
    return [Month(date(2025 + place // 12, place % 12 + 1, 1), **given) for place in range(count)]


def test_vacancies_are_counted_of_all_jobs_filled_and_open() -> None:
    assert beveridge_curve([Month(JUNE, 100, 100, 1000)]) == (Point(JUNE, 10.0, 10.0, None, None, None),)


def test_over_a_year_sums_are_divided_by_sums() -> None:
    year = [*months(11), Month(date(2025, 12, 1), 400, 25, 1000)]
    last = beveridge_curve(year)[-1]
    assert last.yearly_unemployment_rate == 100 * 1500 / 12_000
    assert last.yearly_vacancy_rate == 100 * 300 / (300 + 12_000 - 1500)
    assert beveridge_curve(year)[-2].yearly_vacancy_rate is None


@pytest.mark.parametrize("gone", ["unemployed", "vacancies", "labour_force"])
def test_a_number_that_is_not_known_leaves_a_gap_in_its_month_and_in_the_year_after(gone: str) -> None:
    path = months(26)
    numbers = {"unemployed": 100.0, "vacancies": 25.0, "labour_force": 1000.0, gone: None}
    path[12] = Month(path[12].period, **numbers)
    points = beveridge_curve(path)
    assert [point.period for point in points if point.reason == "not_known"] == [path[12].period]
    assert points[12].unemployment_rate is None
    assert [place for place, point in enumerate(points) if point.yearly_vacancy_rate is not None] == [11, 24, 25]


def test_a_month_that_is_not_there_leaves_a_gap_in_the_year_too() -> None:
    path = months(13)
    assert beveridge_curve([*path[:4], *path[5:]])[-1].yearly_unemployment_rate is None
    assert beveridge_curve(path[::-1]) == beveridge_curve(path)


def test_an_area_without_labour_force_or_jobs_has_no_rates() -> None:
    for nobody in (Month(JUNE, 0, 5, 0), Month(JUNE, 10, 0, 10)):
        assert beveridge_curve([nobody])[0].reason == "no_labour_force"


def test_a_month_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-06"):
        beveridge_curve([Month(JUNE, 1, 1, 10), Month(JUNE, 1, 1, 10)])
