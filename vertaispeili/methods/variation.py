"""An area's own usual variation: is the newest change on the year more than its changes usually are?

XmR limits (Wheeler, Understanding Variation) on the change on the year, 3 sigma, with two choices of our own:

- Moving ranges are between changes a year apart. Changes of neighbouring months share eleven of their twelve months and
  follow each other closely, so ranges between those see only a small part of the variation: on the recorded shares of
  unemployed jobseekers of 2013-2022, limits from monthly ranges (and means) called 77 % of the changes of regions and
  50 % of those of municipalities signals; ranges a year apart call 9 % and 5 %, most of them in 2020-2021.
- Middle and spread are medians (factor 3.145 instead of 2.66), so that the spring of 2020 does not widen the limits of
  every later year.

The newest change is judged by the changes before it. Those that cross a known break are not counted among them. No
p-value: on register counts it would measure the size of the area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from statistics import fmean, median
from typing import Literal

Kind = Literal["difference", "ratio"]
Reason = Literal["no_newest_change", "across_a_break", "too_short"]

FEWEST_RANGES = {"month": 36, "year": 8}  # 36 months of ranges need five years of figures, as a season does
_MEAN_FACTOR, _MEDIAN_FACTOR = 2.66, 3.145  # 3 / 1.128 and 3 / 0.954: three sigma from mean and from median ranges


@dataclass(frozen=True)
class Figure:
    """One figure of a series by the first day of its period; low = high unless parts are hidden. No row: no figure."""

    period: date
    low: float
    high: float


@dataclass(frozen=True)
class Break:
    """A known break somewhere between two periods (equal for a break at one point); both ends are in.

    The yearly step of the labour force is none of these: every change on the year crosses one, it is usual variation.
    """

    break_id: str
    first_period: date
    last_period: date
    stops_change: bool

    def parts(self, earlier: date, later: date) -> bool:
        """Tell whether a comparison of two periods may cross it."""
        return earlier < self.last_period and self.first_period <= later


@dataclass(frozen=True)
class Limits:
    """The middle of the usual changes and how far they usually go."""

    middle: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Variation:
    """The newest change (its bounds) beside its limits; `crossed` are breaks within it, to be named beside a signal.

    Unit: that of the figures for a difference, per cent for a ratio. `is_signal` only if the change is outside the
    limits whatever the hidden parts are.
    """

    period: date
    change_low: float
    change_high: float
    limits: Limits
    is_signal: bool
    crossed: tuple[str, ...]


@dataclass(frozen=True)
class NotTold:
    """Usual variation cannot be told, and why."""

    reason: Reason


def variation(
    figures: Sequence[Figure], frequency: Literal["month", "year"], kind: Kind, breaks: Sequence[Break] = ()
) -> Variation | NotTold:
    """Judge the newest change on the year of one series of one area.

    `kind` is "difference" for rates (percentage points) and "ratio" for counts (per cent; zeros have no ratio).
    `breaks` are those of the indicator that concern the area. The change is that of the newest figure given; figures
    may be in any order and have gaps.
    """
    changes = _changes(figures, kind)
    newest = max((figure.period for figure in figures), default=None)
    if newest is None or newest not in changes:
        return NotTold("no_newest_change")
    crossed = [one for one in breaks if one.parts(_year_before(newest), newest)]
    if any(one.stops_change for one in crossed):
        return NotTold("across_a_break")
    usual = {
        period: (low + high) / 2
        for period, (low, high) in changes.items()
        if period < newest and not any(one.parts(_year_before(period), period) for one in breaks)
    }
    ranges = _ranges(usual)
    if len(ranges) < FEWEST_RANGES[frequency]:
        return NotTold("too_short")
    within, (low, high) = limits(list(usual.values()), ranges, "median"), changes[newest]
    is_signal = high < within.lower or low > within.upper
    shown = Limits(*(_shown(one, kind) for one in (within.middle, within.lower, within.upper)))
    names = tuple(one.break_id for one in crossed)
    return Variation(newest, _shown(low, kind), _shown(high, kind), shown, is_signal, names)


def limits(values: Sequence[float], ranges: Sequence[float], by: Literal["mean", "median"]) -> Limits:
    """Return the natural process limits of values from their moving ranges; neither may be empty."""
    middle = fmean(values) if by == "mean" else median(values)
    reach = _MEAN_FACTOR * fmean(ranges) if by == "mean" else _MEDIAN_FACTOR * median(ranges)
    return Limits(middle, middle - reach, middle + reach)


def _changes(figures: Sequence[Figure], kind: Kind) -> dict[date, tuple[float, float]]:
    # Bounds of each change; of counts the logarithm of the ratio, in which a halving is as far as a doubling.
    by_period = {figure.period: figure for figure in figures}
    changes: dict[date, tuple[float, float]] = {}
    for period, now in by_period.items():
        before = by_period.get(_year_before(period))
        if before is None:
            continue
        if kind == "difference":
            changes[period] = now.low - before.high, now.high - before.low
        elif now.low > 0 and before.low > 0:
            changes[period] = log(now.low / before.high), log(now.high / before.low)
    return changes


def _ranges(changes: Mapping[date, float]) -> list[float]:
    # A year apart, not a month: see the beginning of the file.
    return [
        abs(change - changes[before])
        for period, change in changes.items()
        if (before := _year_before(period)) in changes
    ]


def _year_before(period: date) -> date:
    return period.replace(year=period.year - 1)


def _shown(change: float, kind: Kind) -> float:
    return change if kind == "difference" else 100 * (exp(change) - 1)
