"""The Beveridge curve: the vacancy rate of an area against its unemployment rate, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

_MONTHS = 12
Reason = Literal["not_known", "no_labour_force"]


@dataclass(frozen=True)
class Month:
    """One month of an area by its first day: persons and vacancies; None where a number is hidden or missing.

    Vacancies are those placed in the area: what has no municipality is in the country's alone.
    """

    period: date
    unemployed: float | None
    vacancies: float | None
    labour_force: float | None


@dataclass(frozen=True)
class Point:
    """One month on the curve, in per cent, or why it is not.

    unemployment_rate: 100 u / LF. vacancy_rate: 100 v / (v + LF - u), vacancies of all jobs, filled or open, where the
    employed are the labour force less the unemployed. The two `yearly` ones are the same of sums over this month and
    the eleven before, in which the season is gone; None unless all twelve are known.
    """

    period: date
    unemployment_rate: float | None
    vacancy_rate: float | None
    yearly_unemployment_rate: float | None
    yearly_vacancy_rate: float | None
    reason: Reason | None


def beveridge_curve(months: Iterable[Month]) -> tuple[Point, ...]:
    """Return the points of one area in order of time.

    A month whose numbers are not all known, or in which there are no jobs, filled or open, is a point without rates:
    the path has a gap there. `ValueError` when a month comes twice.
    """
    by_period: dict[date, Month] = {}
    for month in months:
        if month.period in by_period:
            raise ValueError(f"the month {month.period:%Y-%m} comes twice")
        by_period[month.period] = month
    points: list[Point] = []
    for period in sorted(by_period):
        own = _rates([by_period[period]])
        year = _rates([by_period[back] for back in _year_up_to(period) if back in by_period], needed=_MONTHS)
        rates = own if isinstance(own, tuple) else (None, None)
        yearly = year if isinstance(year, tuple) else (None, None)
        points.append(Point(period, *rates, *yearly, None if isinstance(own, tuple) else own))
    return tuple(points)


def _rates(months: list[Month], needed: int = 1) -> tuple[float, float] | Reason:
    known = [
        (month.unemployed, month.vacancies, month.labour_force)
        for month in months
        if month.unemployed is not None and month.vacancies is not None and month.labour_force is not None
    ]
    if len(known) < needed:
        return "not_known"
    unemployed, vacancies, labour_force = (sum(numbers) for numbers in zip(*known, strict=True))
    jobs = vacancies + labour_force - unemployed
    if labour_force <= 0 or jobs <= 0:
        return "no_labour_force"
    return 100 * unemployed / labour_force, 100 * vacancies / jobs


def _year_up_to(period: date) -> Iterable[date]:
    counted = 12 * period.year + period.month - 1
    return (date(month // 12, month % 12 + 1, 1) for month in range(counted - _MONTHS + 1, counted + 1))
