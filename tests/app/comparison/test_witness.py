"""Every made number once more, computed from the warehouse's parts the naive way."""

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import quantiles
from typing import Any

import duckdb
import pytest

from app import queries
from app.comparison import ranks
from app.db import Handle
from app.queries.comparison import SPREAD, Question, compared
from app.values import Point
from tests.app.comparison.small import month
from vertaispeili.warehouse import Warehouse

FIRST, LAST = date(2023, 1, 1), date(2026, 6, 1)
RATES = ("unemployment_share", "long_term_share", "under_25_share")
Bounds = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def parts(live: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str, date], Bounds]:
    # A copy: an app of the same process may have the file open in its own, locked way.
    copy = shutil.copy(str(live.current()), tmp_path_factory.mktemp("parts"))
    with duckdb.connect(str(copy), read_only=True) as connection:
        found = connection.execute(
            "select indicator_id, area_id, period, numerator_low, numerator_high, denominator_low, denominator_high "
            "from mart.ratio union all select indicator_id, area_id, period, low, high, 1, 1 from mart.indicator_value "
            "where indicator_id = 'unemployed'"
        ).fetchall()
    return {(row[0], row[1], row[2]): tuple(int(end) for end in row[3:]) for row in found}


def half_up(number: Fraction, decimals: int) -> float:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def mean(parts: Mapping[Any, Bounds], indicator: str, area: str, period: date) -> tuple[float, float] | None:
    window = [parts.get((indicator, area, month(period, -at))) for at in range(12)]
    if any(one is None for one in window):
        return None
    least, most, under_least, under_most = (sum(one[at] for one in window if one) for at in range(4))
    scale, decimals = (100, 1) if indicator != "unemployed" else (1, 0)
    low, high = (
        half_up(Fraction(scale * least, under_most), decimals),
        half_up(Fraction(scale * most, under_least), decimals),
    )
    # A part of a whole is at most the whole.
    return low, min(high, 100.0) if indicator in {"long_term_share", "under_25_share"} else high


def shown(handle: Handle, indicator: str, transform: str, areas: tuple[str, ...]) -> Mapping[str, tuple[Point, ...]]:
    return compared(handle, Question(indicator, areas, FIRST, LAST, transform=transform))


@pytest.mark.parametrize("indicator", [*RATES, "unemployed"])
def test_a_mean_of_twelve_months_is_the_naive_one(handle: Handle, parts: Any, indicator: str) -> None:
    areas = tuple(queries.areas(handle))
    found = {
        (area, point.period): (point.low, point.high)
        for area, points in shown(handle, indicator, "mean", areas).items()
        for point in points
    }
    months = [month(FIRST, at) for at in range(42)]
    wanted = {(area, when): made for area in areas for when in months if (made := mean(parts, indicator, area, when))}
    assert len(wanted) > 500
    assert found == wanted


@pytest.mark.parametrize("indicator", [*RATES, "unemployed"])
def test_a_change_on_the_year_is_the_naive_one(handle: Handle, indicator: str) -> None:
    areas = tuple(queries.areas(handle))
    known = queries.series(handle, (indicator,), areas, (FIRST, LAST))
    wanted: dict[tuple[str, date], tuple[float, float]] = {}
    for area in areas:
        points = {point.period: point for point in known[indicator, area].points}
        for period, now in points.items():
            before = points.get(month(period, -12))
            if before is None or now.is_hidden or before.is_hidden:
                continue
            wanted[area, period] = naive_change(now, before, indicator)
    found = {
        (area, point.period): (point.low, point.high)
        for area, points in shown(handle, indicator, "change", areas).items()
        for point in points
    }
    assert len(wanted) > 300
    assert found == wanted


def naive_change(now: Point, before: Point, indicator: str) -> tuple[float, float]:
    if indicator != "unemployed":
        return round(now.low - before.high, 6), round(now.high - before.low, 6)
    pairs = ((now.low, before.high), (now.high, before.low))
    low, high = (half_up(Fraction(100 * int(later - earlier), int(earlier)), 1) for later, earlier in pairs)
    return low, high


def test_the_spread_is_that_of_the_standard_library(handle: Handle) -> None:
    found = compared(handle, Question("unemployment_share", (), LAST, LAST, level="employment_area"))
    areas = [one.area_id for one in queries.areas(handle).values() if one.level == "employment_area"]
    known = queries.series(handle, ("unemployment_share",), tuple(areas), (LAST, LAST))
    points = [series.points[0] for (_, area), series in known.items() if area != "TA46"]
    for end in ("low", "high"):
        values = sorted(getattr(point, end) for point in points)
        wanted = [values[0], *quantiles(values, n=4, method="inclusive"), values[-1]]
        assert [getattr(found[place][0], end) for place in SPREAD] == pytest.approx(wanted)


@pytest.mark.parametrize("level", ["employment_area", "municipality"])
@pytest.mark.parametrize("indicator", RATES)
def test_a_rank_is_the_rank_of_the_question_of_standings(handle: Handle, level: str, indicator: str) -> None:
    standings = queries.standings(handle, ((indicator, LAST),), level)[indicator]
    points = {one.area_id: Point(LAST, None, one.low, one.high, "partial", 0, "") for one in standings}
    found = {area: (rank.first, rank.last, rank.areas) for area, rank in ranks(points).items()}
    assert found == {one.area_id: (one.rank_from, one.rank_to, one.areas) for one in standings}
