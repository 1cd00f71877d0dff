"""Commuting flows between places, and how self-contained a group of places is."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

# Persons are counted in 1024ths: any sum of them is then exact, and a partition cannot depend on the order of rows.
_GRAIN = 1024


@dataclass(frozen=True)
class Flows:
    """Employed persons by place of residence and place of work; build it with `flows`.

    places: in order. going: by place, the persons who live there and work in each place (also at home). coming: by
    place, the persons who work there and live in each place. No entry: nobody.
    """

    places: tuple[str, ...]
    going: Mapping[str, Mapping[str, float]]
    coming: Mapping[str, Mapping[str, float]]

    @cached_property
    def residents(self) -> Mapping[str, float]:
        """By place, the employed persons who live there."""
        return {place: sum(row.values()) for place, row in self.going.items()}

    @cached_property
    def workers(self) -> Mapping[str, float]:
        """By place, the persons who work there: its jobs."""
        return {place: sum(row.values()) for place, row in self.coming.items()}

    def home_workers(self, place: str) -> float:
        """Return the persons who live and work in the place."""
        return self.going[place].get(place, 0.0)

    def among(self, places: Iterable[str]) -> "Flows":
        """Return the flows within some places alone."""
        kept = set(places)
        return _flows(
            kept,
            ((home, work, persons) for home in kept for work, persons in self.going[home].items() if work in kept),
        )


@dataclass(frozen=True)
class Containment:
    """How much of a group's commuting stays in it (persons).

    residents: employed who live in it. workers: who work in it. internal: who do both.
    """

    residents: float
    workers: float
    internal: float

    @property
    def supply(self) -> float:
        """Share of its employed residents who work in it (0 to 1); 0 where there are none."""
        return self.internal / self.residents if self.residents else 0.0

    @property
    def demand(self) -> float:
        """Share of its jobs that are held by its residents (0 to 1); 0 where there are none."""
        return self.internal / self.workers if self.workers else 0.0

    @property
    def least(self) -> float:
        """The lesser of the two: its self-containment."""
        return min(self.supply, self.demand)

    @property
    def jobs_per_resident(self) -> float | None:
        """Jobs per employed resident (job self-sufficiency as a ratio); None where nobody employed lives in it."""
        return self.workers / self.residents if self.residents else None


def flows(pairs: pl.DataFrame) -> Flows:
    """Return the flows of the rows residence_id, workplace_id, employed_persons; rows of one pair are added up.

    `ValueError` when an id is missing or a number of persons is missing, negative or not finite: nothing is taken for
    nobody. Numbers that are not whole (a model's) are taken to the nearest 1/1024.
    """
    rows = pairs.select("residence_id", "workplace_id", "employed_persons").rows()
    for home, work, persons in rows:
        if home is None or work is None or persons is None or not math.isfinite(persons) or persons < 0:
            raise ValueError(f"the flow from {home} to {work} cannot be used: {persons} persons")
    return _flows({place for row in rows for place in row[:2]}, rows)


def containment(of: Flows, places: Iterable[str]) -> Containment:
    """Return the self-containment of a group of places."""
    group = set(places)
    internal = sum(persons for place in group for work, persons in of.going[place].items() if work in group)
    return Containment(sum(of.residents[place] for place in group), sum(of.workers[place] for place in group), internal)


def _flows(places: Iterable[str], rows: Iterable[tuple[str, str, float]]) -> Flows:
    going: dict[str, defaultdict[str, float]] = {place: defaultdict(float) for place in places}
    coming: dict[str, defaultdict[str, float]] = {place: defaultdict(float) for place in going}
    for home, work, persons in rows:
        counted = round(persons * _GRAIN) / _GRAIN
        if counted:
            going[home][work] += counted
            coming[work][home] += counted
    return Flows(
        tuple(sorted(going)),
        {place: dict(sorted(row.items())) for place, row in going.items()},
        {place: dict(sorted(row.items())) for place, row in coming.items()},
    )
