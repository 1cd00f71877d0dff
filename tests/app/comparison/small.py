"""A warehouse of a few areas and months written by hand: what the question of a comparison reads, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import duckdb

from app.db import Handle
from tests.app.conftest import QUERIES
from tests.rows import rows

FIRST = date(2024, 1, 1)
Parts = Sequence[tuple[int, int] | int]  # bounds of a month's part, or the number that it is

_VERSIONS = count()  # answers are remembered by version

_TABLES = """
create schema core; create schema mart; create schema catalogue;
create table core.area(area_id varchar, level varchar);
create table catalogue.indicator(indicator_id varchar, kind varchar, frequency varchar, decimals integer, scale integer,
    numerator_within_denominator boolean);
create table mart.indicator_value(indicator_id varchar, area_id varchar, level varchar, period date, value double,
    low double, high double, status varchar, hidden_cells integer, origin varchar,
    indicator_key ubigint generated always as (md5_number_lower(indicator_id)));
create table mart.ratio(indicator_id varchar, area_id varchar, period date, numerator double, numerator_low double,
    numerator_high double, denominator double, denominator_low double, denominator_high double,
    indicator_key ubigint generated always as (md5_number_lower(indicator_id)));
create table mart.statistical_break(indicator_id varchar, area_id varchar, level_scope varchar, first_period date,
    last_period date, stops_change boolean);
insert into catalogue.indicator values ('count', 'count', 'month', 0, 1, false),
    ('rate', 'ratio', 'month', 1, 100, true);
"""


class Small:
    """Fill it, then ask."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(_TABLES)

    def areas(self, text: str) -> "Small":
        """Add areas: area | level."""
        for row in rows(text):
            self.connection.execute("insert into core.area values (?, ?)", [row["area"], row["level"]])
        return self

    def counts(self, given: Mapping[str, Parts], first: date = FIRST) -> "Small":
        """Add a count, month by month from `first`."""
        for area, parts in given.items():
            for at, part in enumerate(parts):
                low, high = part if isinstance(part, tuple) else (part, part)
                self._value("count", area, month(first, at), low, high)
        return self

    def rates(self, given: Mapping[str, Sequence[tuple[int, int]]], first: date = FIRST) -> "Small":
        """Add a rate of numerators and denominators, month by month; a numerator of -1 is a hidden 1 to 4."""
        for area, parts in given.items():
            for at, (numerator, denominator) in enumerate(parts):
                low, high = (1, 4) if numerator == -1 else (numerator, numerator)
                known = None if numerator == -1 else numerator
                when = month(first, at)
                self.connection.execute(
                    "insert into mart.ratio values ('rate', ?, ?, ?, ?, ?, ?, ?, ?)",
                    [area, when, known, low, high, denominator, denominator, denominator],
                )
                shown = [round(100 * end / denominator + 1e-9, 1) for end in (low, high)]
                self._value("rate", area, when, shown[0], shown[1])
        return self

    def breaks(self, text: str) -> "Small":
        """Add breaks: indicator | area | scope | first | last | stops."""
        for row in rows(text):
            values = [row["indicator"], row["area"], row["scope"], row["first"], row["last"], row["stops"] == "yes"]
            self.connection.execute("insert into mart.statistical_break values (?, ?, ?, ?, ?, ?)", values)
        return self

    def handle(self) -> Handle:
        """Return it as the app's questions see it."""
        known = {"comparison": (QUERIES / "comparison.sql").read_text("utf-8")}
        return Handle(Path(f"small-{next(_VERSIONS)}"), self.connection.cursor(), known)

    def _value(self, indicator: str, area: str, period: date, low: float, high: float) -> None:
        self.connection.execute(
            "insert into mart.indicator_value "
            "select ?, ?, level, ?, ?, ?, ?, ?, ?, 'summed' from core.area where area_id = ?",
            [indicator, area, period, low if low == high else None, low, high,
             "complete" if low == high else "hidden" if (low, high) == (1, 4) or indicator == "rate" else "partial",
             int(low != high), area],
        )  # fmt: skip


def month(first: date, at: int) -> date:
    """The first day of the month `at` months later."""
    count = first.year * 12 + first.month - 1 + at
    return date(count // 12, count % 12 + 1, 1)
