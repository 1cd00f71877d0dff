"""What areas are compared by: structural features, their values, where they come from, the areas of Åland."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from app.db import Handle
from app.queries.catalogue import members
from app.queries.rows import columns, number, texts
from app.values import Names
from vertaispeili.methods.peers import aland

_SCHEMA = {"area_id": pl.String, "feature_id": pl.String, "value": pl.Float64}


@dataclass(frozen=True)
class StructuralFeature:
    """A feature that areas are compared by; `compared_as` is value or logarithm, `unit` persons or percent."""

    feature_id: str
    unit: str
    compared_as: str
    title: Names
    description: Names

    @property
    def is_logarithmic(self) -> bool:
        """Tell whether areas are compared by the ratio of their values."""
        return self.compared_as == "logarithm"


@dataclass(frozen=True)
class Structure:
    """Features of the areas of a level: rows area_id, feature_id, value; the same by area and feature; their years."""

    rows: pl.DataFrame
    values: Mapping[tuple[str, str], float]
    years: Mapping[str, date]


@lru_cache(maxsize=8)
def features(handle: Handle) -> Mapping[str, StructuralFeature]:
    """Every structural feature by id, in the order they are shown in."""
    return {
        row["feature_id"]: StructuralFeature(
            **columns(row, "feature_id", "unit", "compared_as"), **texts(row, "title", "description")
        )
        for row in handle.rows("structural_feature")
    }


@lru_cache(maxsize=32)
def structure(handle: Handle, level: str) -> Structure:
    """Return the structure of the areas of a level; `years` has the newest year of each feature."""
    found = handle.rows("structure", level=level)
    rows = [(row["area_id"], row["feature_id"], number(row["value"])) for row in found]
    years: dict[str, date] = {}
    for row in found:
        years[row["feature_id"]] = max(row["period"], years.get(row["feature_id"], row["period"]))
    values = {(area_id, feature_id): value for area_id, feature_id, value in rows if value is not None}
    return Structure(pl.DataFrame(rows, schema=_SCHEMA, orient="row"), values, years)


@lru_cache(maxsize=8)
def structure_sources(handle: Handle) -> tuple[str, ...]:
    """Ids of the sources that the structure is read from, in order."""
    return tuple(row["source_id"] for row in handle.rows("structure_source"))


@lru_cache(maxsize=8)
def areas_of_aland(handle: Handle) -> frozenset[str]:
    """Every area all of whose municipalities are in Åland."""
    rows = [(area_id, municipality) for area_id, own in members(handle).items() for municipality in own]
    return aland(pl.DataFrame(rows, schema=["area_id", "municipality_id"], orient="row"))


@lru_cache(maxsize=256)
def spread(handle: Handle, indicator_id: str, level: str, period: date) -> float | None:
    """How far apart the middle half of a level at least is (the indicator's unit); None for fewer than five areas."""
    (row,) = handle.rows("structure_spread", indicator_id=indicator_id, level=level, period=period)
    return None if row["areas"] < 5 or row["spread"] is None else max(round(float(row["spread"]), 6), 0.0)
