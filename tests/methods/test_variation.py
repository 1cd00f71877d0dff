"""The newest change on the year is a signal only outside the area's own usual variation."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import SHARED, needs_shared
from vertaispeili.methods.variation import Break, Figure, NotTold, Variation, limits, variation

MONTHS = [date(2010 + number // 12, number % 12 + 1, 1) for number in range(192)]


def series(values: Sequence[float], first: int = 0) -> list[Figure]:
    return [Figure(MONTHS[first + place], value, value) for place, value in enumerate(values)]


def wavering(months: int, last: float | None = None) -> list[float]:
    """Ten, and a change on the year of +1 and -1 by turns; `last` is put on top of the newest figure."""
    values = [10.0 + (place // 12) % 2 for place in range(months)]
    return [*values[:-1], values[-1] + last] if last is not None else values


def judged(*arguments: object, **more: object) -> Variation:
    found = variation(*arguments, **more)  # pyright: ignore
    assert isinstance(found, Variation), found
    return found


def test_limits_are_those_of_the_example_in_the_handbook_of_nist() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: individuals control chart of ten flow rates.
    rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    ranges = [abs(after - before) for before, after in pairwise(rates)]
    found = limits(rates, ranges, "mean")
    assert found.middle == pytest.approx(50.81)
    assert found.upper == pytest.approx(55.8041, abs=2e-3)
    assert found.lower == pytest.approx(45.8159, abs=2e-3)


def test_limits_by_medians_are_wheelers() -> None:
    found = limits([1.0, 2.0, 9.0], [1.0, 2.0, 3.0], "median")
    assert (found.middle, found.lower, found.upper) == (2.0, pytest.approx(2 - 6.29), pytest.approx(2 + 6.29))


def test_a_change_like_the_earlier_ones_is_no_signal() -> None:
    # Changes are +1 and -1 by turns, so all ranges a year apart are 2: limits 3.145 * 2 around the median.
    found = judged(series(wavering(96)), "month", "difference")
    assert (found.change_low, found.change_high, found.is_signal) == (1.0, 1.0, False)
    assert found.limits.upper - found.limits.middle == pytest.approx(6.29)


@pytest.mark.parametrize(("extra", "signal"), [(4.0, False), (7.0, True), (-9.0, True)])
def test_a_change_beyond_the_limits_is_a_signal_either_way(extra: float, signal: bool) -> None:
    assert judged(series(wavering(96, extra)), "month", "difference").is_signal is signal


def test_the_newest_change_does_not_widen_its_own_limits() -> None:
    small, large = (judged(series(wavering(96, extra)), "month", "difference") for extra in (0.0, 1000.0))
    assert small.limits == large.limits


def test_one_wild_spring_does_not_widen_the_limits_of_later_years() -> None:
    wild = wavering(144)
    for month in range(87, 90):
        wild[month] += 50
    assert (
        judged(series(wild), "month", "difference").limits
        == judged(series(wavering(144)), "month", "difference").limits
    )


def test_counts_are_judged_by_ratio_and_told_in_per_cent() -> None:
    values = [100.0 * 1.1 ** ((place // 12) % 2) for place in range(96)]
    found = judged(series([*values[:-1], 2.5 * values[-13]]), "month", "ratio")
    assert found.change_low == pytest.approx(150.0)
    assert found.limits.upper == pytest.approx(
        100 * (1.1**6.29 * math.exp(math.log(found.limits.middle / 100 + 1)) - 1)
    )
    assert found.limits.lower > -100
    assert found.is_signal


def test_a_count_of_nobody_has_no_ratio() -> None:
    assert variation(series([*wavering(95), 0.0]), "month", "ratio") == NotTold("no_newest_change")
    zeros = wavering(96)
    zeros[:12] = [0.0] * 12
    assert judged(series(zeros), "month", "ratio").limits.middle == pytest.approx(
        judged(series(zeros[12:], 12), "month", "ratio").limits.middle
    )


def test_hidden_parts_make_no_signal_by_themselves() -> None:
    calm = series(wavering(96))
    newest = calm[-1]
    for low, high, signal in ((7.0, 12.0, True), (5.0, 12.0, False), (-12.0, 12.0, False), (-20.0, -10.0, True)):
        figures = [*calm[:-1], Figure(newest.period, newest.low + low, newest.high + high)]
        found = judged(figures, "month", "difference")
        assert found.is_signal is signal
        assert (found.change_low, found.change_high) == (1 + low, 1 + high)


def test_five_years_of_months_are_enough_and_a_month_less_is_not() -> None:
    assert isinstance(variation(series(wavering(61)), "month", "difference"), Variation)
    assert variation(series(wavering(60)), "month", "difference") == NotTold("too_short")


def test_ten_years_are_enough_for_a_yearly_figure() -> None:
    years = [Figure(date(2000 + place, 1, 1), place % 2, place % 2) for place in range(11)]
    assert judged(years, "year", "difference").limits.upper == pytest.approx(0 + 3.145 * 2, abs=1.0)
    assert variation(years[1:], "year", "difference") == NotTold("too_short")


def test_without_the_figure_of_a_year_before_nothing_is_told() -> None:
    whole = series(wavering(96))
    assert variation([*whole[:-13], *whole[-12:]], "month", "difference") == NotTold("no_newest_change")
    assert variation([], "month", "difference") == NotTold("no_newest_change")


def test_a_gap_leaves_only_its_own_changes_out() -> None:
    whole = wavering(120)
    whole[40:43] = [900.0] * 3  # would be wild changes, were the figures there
    figures = series(whole)
    found = judged([*figures[:40], *figures[43:]], "month", "difference")
    assert found.limits.upper - found.limits.middle == pytest.approx(6.29)


def test_changes_across_a_break_are_not_usual_variation() -> None:
    stepped = [value + (40 if place >= 48 else 0) for place, value in enumerate(wavering(144))]
    step = Break("step", MONTHS[48], MONTHS[48], stops_change=False)
    with_break = judged(series(stepped), "month", "difference", [step])
    unbroken = judged(series(wavering(144)), "month", "difference")
    assert with_break.limits.upper - with_break.limits.middle == unbroken.limits.upper - unbroken.limits.middle
    assert with_break.crossed == ()


def test_a_newest_change_across_a_break_names_it() -> None:
    inside = Break("reform", MONTHS[90], MONTHS[90], stops_change=False)
    found = judged(series(wavering(96, 20.0)), "month", "difference", [inside])
    assert (found.is_signal, found.crossed) == (True, ("reform",))


def test_a_newest_change_that_must_not_be_shown_is_not_judged() -> None:
    stopping = Break("vacancies", MONTHS[80], MONTHS[100], stops_change=True)
    assert variation(series(wavering(96)), "month", "difference", [stopping]) == NotTold("across_a_break")


def test_the_order_of_the_figures_does_not_matter() -> None:
    figures = series(wavering(96, 3.0))
    assert variation(figures[::-1], "month", "difference") == variation(figures, "month", "difference")


@given(st.lists(st.integers(0, 50), min_size=62, max_size=110))
def test_a_naive_twin_finds_the_same_limits(values: list[int]) -> None:
    found = judged(series([float(value) for value in values]), "month", "difference")
    changes = [values[place] - values[place - 12] for place in range(12, len(values))]
    earlier = changes[:-1]
    ranges = sorted(abs(earlier[place] - earlier[place - 12]) for place in range(12, len(earlier)))
    reach = 3.145 * (ranges[(len(ranges) - 1) // 2] + ranges[len(ranges) // 2]) / 2
    assert found.limits.upper == pytest.approx(median(earlier) + reach)
    assert found.limits.lower == pytest.approx(median(earlier) - reach)
    assert found.is_signal == (abs(changes[-1] - median(earlier)) > reach + 1e-12)


@needs_shared
def test_on_recorded_shares_signals_are_rare_except_in_the_spring_of_2020() -> None:
    assert SHARED is not None
    path = SHARED / "statfin" / "tables" / "tyonv_12r5__414areas_23measures_2006M01-2022M02__vintage-2022-03.parquet"
    shares = (
        pl.scan_parquet(path)
        .filter(pl.col("Tiedot").cast(pl.String) == "TYOTOSUUS", pl.col("Alue").cast(pl.String).str.starts_with("MK"))
        .select(pl.col("Alue").cast(pl.String), pl.col("Kuukausi").cast(pl.String), "value")
        .drop_nulls()
        .collect()
    )
    by_area: dict[str, dict[date, float]] = {}
    for area, month, value in shares.iter_rows():
        by_area.setdefault(area, {})[date(int(month[:4]), int(month[5:]), 1)] = value

    def signals(months: Sequence[date]) -> float:
        told = [
            found.is_signal
            for figures in by_area.values()
            for month in months
            if isinstance(found := variation(_until(figures, month), "month", "difference"), Variation)
        ]
        assert len(told) == len(by_area) * len(months)
        return sum(told) / len(told)

    assert signals([date(year, month, 1) for year in (2014, 2016, 2018, 2019) for month in (2, 8)]) < 0.05
    assert signals([date(2020, 4, 1), date(2020, 5, 1)]) > 0.8


def _until(figures: Mapping[date, float], last: date) -> list[Figure]:
    return [Figure(period, value, value) for period, value in figures.items() if period <= last]
