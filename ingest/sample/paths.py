"""How the sample's country goes through the years: level, season, crisis and break of each series."""

from dataclasses import dataclass

import polars as pl

FIRST_MONTH, LAST_MONTH = 2012 * 12, 2026 * 12 + 9  # January 2012 to October 2026
FLEXIBLE_FROM = 2025 * 12 + 5  # June 2025: vacancies without a place of work get a bucket of their own

_SUMMER = (1.02, 1.03, 1.02, 1.0, 0.98, 0.9, 0.72, 0.88, 1.02, 1.08, 1.1, 1.0)  # people in services


@dataclass(frozen=True)
class Path:
    """A series of the country: its level in the middle of each year from 2011 on, and a factor for each month.

    Zero outside the years `lasts` (both included).
    """

    levels: tuple[float, ...]
    season: tuple[float, ...] = (1.0,) * 12
    lasts: tuple[int, int] = (2011, 2027)

    def at(self, month: int) -> float:
        """Return the level of a month counted as year x 12 + month - 1, between the middles of two years."""
        if not self.lasts[0] <= month // 12 <= self.lasts[1]:
            return 0.0
        place = (month - 2011 * 12 - 6) / 12
        before = min(int(place), len(self.levels) - 2)
        start, end = self.levels[before], self.levels[before + 1]
        return (start + (end - start) * (place - before)) * self.season[month % 12]


# One level a year, 2011 to 2027.
_PATHS = {
    # unemployed who are not laid off, as a factor of the municipality's level
    "core": Path(
        (0.66, 0.68, 0.77, 0.87, 0.92, 0.91, 0.81, 0.71, 0.67, 0.74, 0.75, 0.66, 0.71, 0.79, 0.88, 0.91, 0.92),
        (1.03, 1.01, 0.98, 0.96, 0.95, 1.04, 1.09, 1.0, 0.96, 0.96, 0.98, 1.04),
    ),
    # laid off full-time, per person in the labour force
    "laid_off": Path(
        (0.007, 0.007, 0.009, 0.01, 0.009, 0.009, 0.006, 0.005, 0.005, 0.007, 0.007, 0.006, 0.006, 0.009, 0.008, 0.007,
         0.007),
        (1.5, 1.5, 1.3, 1.0, 0.7, 0.6, 0.7, 0.6, 0.6, 0.8, 1.1, 1.6),
    ),
    # parts of the unemployed
    "long_term": Path(
        (0.23, 0.25, 0.27, 0.31, 0.35, 0.37, 0.36, 0.32, 0.29, 0.34, 0.42, 0.39, 0.36, 0.36, 0.39, 0.42, 0.43)
    ),
    "foreign": Path(
        (0.07, 0.08, 0.085, 0.09, 0.095, 0.1, 0.1, 0.1, 0.105, 0.11, 0.115, 0.12, 0.13, 0.14, 0.15, 0.155, 0.16)
    ),
    "fund_members": Path(
        (0.84, 0.84, 0.84, 0.84, 0.83, 0.82, 0.82, 0.82, 0.82, 0.85, 0.85, 0.84, 0.8, 0.6, 0.38, 0.27, 0.26)
    ),
    "young": Path((0.13,) * 17, (0.97, 0.95, 0.94, 0.93, 0.97, 1.12, 1.1, 1.02, 1.0, 0.98, 0.98, 0.99)),
    # people in services, per unemployed
    "subsidised": Path(
        (0.13, 0.12, 0.11, 0.09, 0.06, 0.06, 0.07, 0.08, 0.09, 0.07, 0.08, 0.11, 0.08, 0.05, 0.04, 0.034, 0.034),
        _SUMMER,
    ),
    "practice": Path((0.06, 0.055, 0.04, 0.03, 0.02) + (0.012,) * 12, _SUMMER, (2011, 2016)),
    "trial": Path(
        (0.035, 0.035, 0.035, 0.035, 0.036, 0.037, 0.04, 0.04, 0.034, 0.02, 0.02, 0.022, 0.016, 0.012, 0.01, 0.01,
         0.01),
        _SUMMER,
        (2013, 2027),
    ),
    "training": Path(
        (0.11, 0.1, 0.09, 0.08, 0.07, 0.06, 0.06, 0.07, 0.08, 0.06, 0.07, 0.08, 0.07, 0.065, 0.06, 0.06, 0.06), _SUMMER
    ),
    "coaching": Path(
        (0.007, 0.007, 0.007, 0.007, 0.006, 0.007, 0.01, 0.012, 0.013, 0.01, 0.01, 0.005, 0.004, 0.003, 0.002, 0.0016,
         0.0015),
        _SUMMER,
        (2013, 2027),
    ),
    "other_service": Path(
        (0.12, 0.13, 0.14, 0.15, 0.17, 0.19, 0.23, 0.25, 0.26, 0.18, 0.18, 0.2, 0.17, 0.12, 0.09, 0.08, 0.08), _SUMMER
    ),
    # thousands of vacancies in the country
    "vacancies": Path(
        (36, 38, 34, 33, 35, 40, 48, 56, 60, 46, 72, 88, 60, 33, 32, 31, 31),
        (0.95, 1.2, 1.6, 1.45, 1.15, 0.85, 0.7, 0.85, 0.9, 0.88, 0.84, 0.78),
    ),
}  # fmt: skip

# Thousands more laid off in the country, and the same on a reduced week, from March 2020 on.
_PANDEMIC = (60, 122, 112, 78, 52, 40, 34, 30, 30, 36, 38, 38, 34, 28, 24, 16, 11, 8, 6, 4)


def months() -> pl.DataFrame:
    """Return one row a month with every path of the country.

    month: year x 12 + month - 1. year, share: the part of the year gone. laid_off_more: persons laid off by the
    pandemic, per person in the labour force. flexible, unknown: shares of the country's vacancies without a place.
    """
    counted = range(FIRST_MONTH, LAST_MONTH + 1)
    more = [_pandemic(month) for month in counted]
    return pl.DataFrame(
        {
            "month": counted,
            "year": [month // 12 for month in counted],
            "share": [month % 12 / 12 for month in counted],
            **{name: [path.at(month) for month in counted] for name, path in _PATHS.items()},
            "laid_off_more": [thousands / 2700 for thousands in more],
            "flexible": [0.29 if month >= FLEXIBLE_FROM else 0.0 for month in counted],
            "unknown": [0.01 if month >= FLEXIBLE_FROM else 0.04 for month in counted],
        }
    )


def _pandemic(month: int) -> float:
    since = month - (2020 * 12 + 2)
    return float(_PANDEMIC[since]) if 0 <= since < len(_PANDEMIC) else 0.0
