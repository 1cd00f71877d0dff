"""Commuting areas by centre: Statistics Finland's own rule of työssäkäyntialueet, kept until the version of 2023.

A municipality that sends out at most 25 % of its employed residents may be a centre, and one that sends at least 10 %
of its own to a centre belongs to it: to one only, the centre of its largest flow. Percentages have one decimal, as in
the rule. A centre that nobody belongs to has no area, and municipalities that belong to no centre are in none.

The published rule does not say what becomes of two places that may both be centres when one sends the other 10 %. Here
a centre with a following belongs to no other; one without belongs to another that it sends 10 % to, largest share
first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vertaispeili.methods.flows import Containment, Flows, containment


@dataclass(frozen=True)
class CentreRule:
    """The limits of the rule, in per cent of the employed residents of a municipality, to one decimal."""

    most_out: float = 25.0
    least_to_centre: float = 10.0

    def __post_init__(self) -> None:
        """Refuse what is no percentage."""
        if not (0 <= self.most_out <= 100 and 0 < self.least_to_centre <= 100):
            raise ValueError("a limit of the centre rule is a percentage, and something must go to the centre")


@dataclass(frozen=True)
class CentreArea:
    """One commuting area: its centre, all its members in order (the centre too), how self-contained it is."""

    centre: str
    members: tuple[str, ...]
    containment: Containment


@dataclass(frozen=True)
class CentrePartition:
    """The areas, in the order of their centres, and the places that are in none, in order."""

    areas: tuple[CentreArea, ...]
    outside: tuple[str, ...]


def percentage(part: float, whole: float) -> float:
    """Return 100 * part / whole, rounded half up to one decimal; 0 when there is no whole."""
    # In whole numbers (of 1024ths, see flows), because halves go either way in binary fractions.
    return (2000 * part + whole) // (2 * whole) / 10 if whole else 0.0


def may_be_centre(residents: float, leaving: float, rule: CentreRule) -> bool:
    """Tell whether a place may be a centre, of its employed residents and of those who work elsewhere (persons)."""
    return residents > 0 and percentage(leaving, residents) <= rule.most_out


def centre_areas(of: Flows, rule: CentreRule) -> CentrePartition:
    """Divide the places of `of` into areas around centres; not all of them come to one."""
    centres = {place for place in of.places if may_be_centre(of.residents[place], _leaving(of, place), rule)}
    reached = {place: _reached(of, place, rule) for place in of.places}
    while True:
        own = {place: _first(reached[place], centres) for place in of.places}
        alone = centres - {own[place] for place in of.places if place not in centres}
        drawn = {place: reached[place][to] for place in sorted(alone) if (to := own[place])}
        if not drawn:
            break
        centres.remove(max(drawn, key=lambda place: drawn[place]))
    areas: list[CentreArea] = []
    for centre in sorted(centres - alone):
        members = tuple(place for place in of.places if (place if place in centres else own[place]) == centre)
        areas.append(CentreArea(centre, members, containment(of, members)))
    placed = {place for area in areas for place in area.members}
    return CentrePartition(tuple(areas), tuple(place for place in of.places if place not in placed))


def _leaving(of: Flows, place: str) -> float:
    return of.residents[place] - of.home_workers(place)


def _reached(of: Flows, place: str, rule: CentreRule) -> dict[str, float]:
    # The places that the limit is reached with, and the share of the residents who work there.
    residents = of.residents[place]
    return {
        work: persons / residents
        for work, persons in of.going[place].items()
        if work != place and percentage(persons, residents) >= rule.least_to_centre
    }


def _first(reached: Mapping[str, float], centres: set[str]) -> str | None:
    # The centre of the largest flow; of equal ones the first by name.
    return max(sorted(centres & reached.keys()), key=lambda work: reached[work], default=None)
