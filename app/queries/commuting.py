"""Who goes to work where: how much of an area's commuting stays in it, its partners, computed areas by rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from app.db import Handle, Row
from app.queries.rows import names
from app.values import Names
from vertaispeili.methods.commuting_centre import percentage

Bounds = tuple[float, float]
Origin = Literal["official", "modelled"]


@dataclass(frozen=True)
class Containment:
    """Persons of an area as bounds, None where a part is missing: employed residents, workers (jobs), and both."""

    period: date
    origin: Origin
    residents: Bounds | None
    workers: Bounds | None
    internal: Bounds | None

    @property
    def supply(self) -> Bounds | None:
        """Per cent of its employed residents who work in it."""
        return share(self.internal, self.residents)

    @property
    def demand(self) -> Bounds | None:
        """Per cent of its jobs that its residents hold."""
        return share(self.internal, self.workers)

    @property
    def going(self) -> Bounds | None:
        """Residents who work elsewhere."""
        return rest(self.residents, self.internal)

    @property
    def coming(self) -> Bounds | None:
        """Those who work in it and live elsewhere."""
        return rest(self.workers, self.internal)


@dataclass(frozen=True)
class Partner:
    """A municipality outside an area: the area's residents who work there, and those from there who work in the area.

    Persons as bounds; None where a part is missing.
    """

    municipality_id: str
    going: Bounds | None
    coming: Bounds | None


@dataclass(frozen=True)
class Rule:
    """A rule that areas are computed by; sizes in employed residents, containment as shares 0 to 1."""

    rule_id: str
    name: Names
    min_size: float
    min_containment: float
    target_size: float
    target_containment: float


@dataclass(frozen=True)
class ComputedArea:
    """A travel-to-work area computed by a rule, around its centre; `late` are the members that were given out last."""

    area_id: str
    rule_id: str
    centre_id: str
    origin: Origin
    validity: float | None
    members: tuple[str, ...]
    late: tuple[str, ...]


def share(part: Bounds | None, whole: Bounds | None) -> Bounds | None:
    """Return 100 x part / whole as safe bounds with one decimal; None where either is missing or there is no whole."""
    if part is None or whole is None or whole[0] <= 0:
        return None
    return percentage(part[0], whole[1]), min(percentage(part[1], whole[0]), 100.0)


def rest(whole: Bounds | None, part: Bounds | None) -> Bounds | None:
    """Return whole - part as safe bounds, nothing below nought; None where either is missing."""
    if whole is None or part is None:
        return None
    return max(whole[0] - part[1], 0.0), max(whole[1] - part[0], 0.0)


@lru_cache(maxsize=8)
def containments(handle: Handle) -> Mapping[str, Containment]:
    """Return the containment of every area by id, also of computed areas of every rule; none without flows."""
    return {
        row["area_id"]: Containment(
            row["period"], row["origin"], *(_bounds(row, one) for one in ("residents", "workers", "internal"))
        )
        for row in handle.rows("containment")
    }


@lru_cache(maxsize=256)
def partners(handle: Handle, area_id: str) -> tuple[Partner, ...]:
    """Return the municipalities that an area has anyone going to or coming from, by id."""
    return tuple(
        Partner(row["municipality_id"], _bounds(row, "going"), _bounds(row, "coming"))
        for row in handle.rows("commuting_partner", area_id=area_id)
    )


@lru_cache(maxsize=8)
def rules(handle: Handle) -> Mapping[str, Rule]:
    """Return the rules of computed areas that have limits, by id: that of the settings first."""
    return {
        row["rule_id"]: Rule(
            row["rule_id"],
            names(row, "name"),
            *(float(row[one]) for one in ("min_size", "min_containment", "target_size", "target_containment")),
        )
        for row in handle.rows("travel_to_work_rule")
    }


@lru_cache(maxsize=8)
def computed_areas(handle: Handle) -> Mapping[str, tuple[ComputedArea, ...]]:
    """Return the computed areas by rule (also `centre`, Statistics Finland's own), each in the order of ids."""
    members: dict[str, list[str]] = {}
    late: dict[str, list[str]] = {}
    for row in handle.rows("travel_to_work_member"):
        members.setdefault(row["area_id"], []).append(row["municipality_id"])
        if row["is_late"]:
            late.setdefault(row["area_id"], []).append(row["municipality_id"])
    found: dict[str, list[ComputedArea]] = {}
    for row in handle.rows("travel_to_work_area"):
        area_id = row["area_id"]
        area = ComputedArea(
            area_id,
            row["rule_id"],
            row["centre_id"],
            row["origin"],
            row["validity"],
            tuple(members.get(area_id, ())),
            tuple(late.get(area_id, ())),
        )
        found.setdefault(area.rule_id, []).append(area)
    return {rule_id: tuple(areas) for rule_id, areas in found.items()}


def _bounds(row: Row, name: str) -> Bounds | None:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return None if low is None or high is None else (float(low), float(high))
