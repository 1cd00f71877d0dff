"""Parameters of queries drawn at random from what a warehouse holds, by their names; the same seed draws the same."""

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from app.selection import TRANSFORMS

Parameters = dict[str, object]
_NAME = re.compile(r"\$([a-z_]+)")
NAMES = frozenset(
    {
        *("area_id", "area_ids", "indicator_id", "indicator_ids", "level", "transform", "digits", "beside_country"),
        *("period", "periods", "first_period", "last_period", "base_period", "most"),
    }
)
LEVELS = ("municipality", "employment_area", "commuting_area", "region", "subregion")


class Drawing:
    """What can be asked of one warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        def column(query: str) -> list:
            return [row[0] for row in connection.execute(query).fetchall()]

        self.areas = column("select area_id from core.area where level <> 'wellbeing_county' order by all")
        self.indicators = column("select distinct indicator_id from mart.indicator_value order by all")
        self.periods = dict(
            connection.execute(
                "select indicator_id, list(distinct period order by period) from mart.indicator_value group by all"
            ).fetchall()
        )
        self.months = sorted({period for periods in self.periods.values() for period in periods})
        self.occupied = column("select distinct period from mart.occupation_total order by all")

    def parameters(self, sql: str, chance: random.Random) -> Parameters:
        """Return values for the named parameters of a query, as a page asks: a period that the indicator has."""
        indicator_ids = chance.sample(self.indicators, chance.randint(1, 8))
        month = chance.choice(self.months)
        periods = [_until(self.periods[one], month) for one in indicator_ids]
        one = sorted(self.periods[indicator_ids[0]])
        span = self._span(one, chance)
        known: dict[str, Callable[[], object]] = {
            "area_id": lambda: chance.choice(self.areas),
            "area_ids": lambda: chance.sample(self.areas, chance.randint(1, 5)),
            "indicator_id": lambda: indicator_ids[0],
            "indicator_ids": lambda: indicator_ids,
            "periods": lambda: periods,
            "period": lambda: chance.choice(self.occupied if "occupation" in sql else one),
            "first_period": lambda: span[0],
            "last_period": lambda: max(periods) if "$periods" in sql else span[1],
            "base_period": lambda: chance.choice((None, span[0])),
            "level": lambda: chance.choice(LEVELS),
            "transform": lambda: chance.choice(TRANSFORMS),
            "digits": lambda: chance.choice((1, 2, 3, 4)),
            "beside_country": lambda: chance.random() < 0.5,
            "most": lambda: 20,
        }
        assert known.keys() == NAMES, "what can be drawn is listed"
        return {name: known[name]() for name in dict.fromkeys(_NAME.findall(_code(sql)))}

    @staticmethod
    def _span(periods: list[date], chance: random.Random) -> tuple[date, date]:
        first = chance.choice(periods[: max(1, len(periods) // 2)])
        return first, periods[-1]


def _until(periods: list[date], month: date) -> date:
    """Return the newest period up to a month, as pages do; the first where none is so old."""
    return max((period for period in periods if period <= month), default=periods[0])


def _code(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))


def queries(folder: Path) -> dict[str, str]:
    """Return every query of the folder by its name."""
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.sql"))}
