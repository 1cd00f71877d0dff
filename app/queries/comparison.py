"""The numbers of a comparison: areas and the spread of a level, over time; remembered per data version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.db import Handle
from app.queries.rows import point
from app.values import Point

SPREAD = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")


@dataclass(frozen=True)
class Question:
    """What is compared: see sql/query/comparison.sql. `level` is spread out, `area_ids` are shown one by one."""

    indicator_id: str
    area_ids: tuple[str, ...]
    first_period: date
    last_period: date
    level: str | None = None
    transform: str = "monthly"
    base_period: date | None = None


@lru_cache(maxsize=256)
def compared(handle: Handle, question: Question) -> Mapping[str, tuple[Point, ...]]:
    """Figures by area, and by place in the level (SPREAD) where one is asked for, by period; none is an empty row."""
    found: dict[str, list[Point]] = {}
    for row in handle.rows("comparison", **{**vars(question), "area_ids": list(question.area_ids)}):
        found.setdefault(row["place"], []).append(point(row))
    return {place: tuple(points) for place, points in found.items()}
