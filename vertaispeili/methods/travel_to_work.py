"""Travel-to-work areas: places grouped so that most people live and work in the same group.

The grouping of Coombes and Bond (Travel-to-Work Areas: the 2007 review, 2008), in which the areas of the United Kingdom
(2011) and the local labour markets of Italy (2011) are made. Every place with links to others comes to an area. Areas
need not hang together on a map: the method knows flows, not borders.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vertaispeili.methods.flows import Containment, Flows, containment


@dataclass(frozen=True)
class Parameters:
    """How large and how self-contained an area must be.

    An area of `target_size` employed residents or more needs `min_containment`, one of `min_size` needs
    `target_containment`; between them the need falls steadily. Containment is the share, 0 to 1, on the
    supply or the demand side, whichever is less. Those given are Italy's.
    """

    min_size: float = 1_000
    min_containment: float = 0.6667
    target_size: float = 10_000
    target_containment: float = 0.75

    def __post_init__(self) -> None:
        """Refuse what cannot be told apart."""
        if not 0 < self.min_size < self.target_size < math.inf:
            raise ValueError("the smallest size is above nobody and below the target size")
        if not 0 < self.min_containment <= self.target_containment <= 1:
            raise ValueError("self-containment is above 0, at most 1, and for small areas at least that for large ones")


USUAL = Parameters()


@dataclass(frozen=True)
class Area:
    """One travel-to-work area.

    centre: the member with most jobs. members: in order. validity: 1 or more when it meets the parameters; the last
    places, which are taken in without a test, may leave it a little below.
    """

    centre: str
    members: tuple[str, ...]
    containment: Containment
    validity: float


@dataclass(frozen=True)
class Partition:
    """All areas, in the order of their centres, and what is in none.

    late: members that no area could take in without losing validity, and that were given to the one they are tied to
    most. set_aside: places where nobody employed lives, nobody works or no one crosses the border, and places tied to
    such ones only.
    """

    areas: tuple[Area, ...]
    late: tuple[str, ...]
    set_aside: tuple[str, ...]


def travel_to_work_areas(of: Flows, parameters: Parameters, *, as_package: bool = False) -> Partition:
    """Divide the places of `of` into travel-to-work areas.

    as_package: judge what is left of a dissolved area by its single places and flows at the next step, as the R package
    LabourMarketAreas does; only for comparison with it.
    """
    linked = of.among(_linked(of))
    clusters = _Clusters(linked, parameters, as_package)
    clusters.settle()
    late = tuple(sorted(clusters.reserve))
    clusters.give_out_reserve()
    areas = [_area(linked, members, parameters) for members in clusters.members.values()]
    placed = {place for area in areas for place in area.members}
    return Partition(
        tuple(sorted(areas, key=lambda area: area.centre)),
        tuple(place for place in late if place in placed),
        tuple(place for place in of.places if place not in placed),
    )


def validity(of: Containment, parameters: Parameters) -> float:
    """Return how well a group meets the parameters: 1 or more is an area; 1 exactly when nobody crosses its border."""
    if of.least == 1:
        return 1.0
    least, target = parameters.min_containment, parameters.target_containment
    reached = min(1.0, of.least / target)
    smallness = max(0.0, (parameters.target_size - of.residents) / (parameters.target_size - parameters.min_size))
    return reached * (1 - (1 - least / target) * smallness) * target / least


def _area(of: Flows, members: Iterable[str], parameters: Parameters) -> Area:
    places = tuple(sorted(members))
    found = containment(of, places)
    return Area(max(reversed(places), key=lambda place: of.workers[place]), places, found, validity(found, parameters))


def _linked(of: Flows) -> set[str]:
    # Taking a place out may leave another without anyone, so until nothing changes.
    left = set(of.places)
    while True:
        now = of.among(left)
        gone = {place for place in left if not _is_linked(now, place)}
        if not gone:
            return left
        left -= gone


def _is_linked(of: Flows, place: str) -> bool:
    going, coming = of.going[place], of.coming[place]
    return bool(going and coming and (going.keys() | coming.keys()) - {place})


@dataclass
class _Clusters:
    # The clusters as they stand, named by the place they began from; a place in none is in reserve.
    flows: Flows
    parameters: Parameters
    as_package: bool
    members: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    cluster_of: dict[str, str | None] = field(default_factory=dict[str, str | None])
    reserve: set[str] = field(default_factory=set[str])
    contained: dict[str, Containment] = field(default_factory=dict[str, Containment])
    judged: dict[str, float] = field(default_factory=dict[str, float])
    seen: set[tuple[str | None, ...]] = field(default_factory=set[tuple[str | None, ...]])

    def __post_init__(self) -> None:
        for place in self.flows.places:
            self._put(place, place)
        self.seen.add(tuple(self.cluster_of.values()))

    def settle(self) -> None:
        """Take the least valid cluster apart, one place at a time, until all are valid."""
        while self.judged:
            worst = min(self.judged, key=lambda name: (self.judged[name], name))
            if self.judged[worst] >= 1:
                return
            place = self._loosest(worst)
            self._take_out(place)
            target = self._nearest(place, apart_from=worst)
            if target is None or not self._accepts(target, place):
                self.reserve.add(place)
            if self.as_package and len(self.members.get(worst, ())) > 1:
                self.judged[worst] = self._as_single_rows(worst)

    def give_out_reserve(self) -> None:
        """Put each place in reserve, the last by name first, where it is tied most; those tied to no cluster stay."""
        moved = True
        while moved:
            moved = False
            for place in sorted(self.reserve, reverse=True):
                target = self._nearest(place)
                if target is not None:
                    self._put(place, target)
                    self.reserve.remove(place)
                    moved = True

    def _accepts(self, target: str, place: str) -> bool:
        before = self.judged[target]
        self._put(place, target)
        state = tuple(self.cluster_of.values())
        # No endless round is known, nor ruled out: a division that has been is not gone back to.
        if self.judged[target] >= before and state not in self.seen:
            self.seen.add(state)
            return True
        self._take_out(place)
        return False

    def _loosest(self, name: str) -> str:
        # The place with most commuting in from outside the cluster and out of itself.
        group = self.members[name]

        def looseness(place: str) -> float:
            coming = self.flows.coming[place]
            from_group = sum(coming.get(home, 0.0) for home in group)
            leaving = self.flows.residents[place] - self.flows.home_workers(place)
            return self.flows.workers[place] - from_group + leaving

        return max(sorted(group), key=looseness)

    def _nearest(self, place: str, apart_from: str | None = None) -> str | None:
        # By cohesion, the sum of the two flows each as a share of both ends; of equal ones the last by name.
        going, coming = self._with_clusters(self.flows.going[place]), self._with_clusters(self.flows.coming[place])
        residents, workers = self.flows.residents[place], self.flows.workers[place]

        def cohesion(name: str) -> tuple[float, str]:
            to, back, whole = going.get(name, 0.0), coming.get(name, 0.0), self.contained[name]
            return to**2 / (residents * whole.workers) + back**2 / (whole.residents * workers), name

        return max((name for name in {*going, *coming} if name != apart_from), key=cohesion, default=None)

    def _with_clusters(self, persons_of: Mapping[str, float]) -> dict[str, float]:
        sums: dict[str, float] = {}
        for place, persons in persons_of.items():
            name = self.cluster_of.get(place)
            if name is not None:
                sums[name] = sums.get(name, 0.0) + persons
        return sums

    def _put(self, place: str, name: str) -> None:
        self.members.setdefault(name, set()).add(place)
        self.cluster_of[place] = name
        self._count(place, name, 1)

    def _take_out(self, place: str) -> None:
        name = self.cluster_of[place]
        assert name is not None, "a place is taken out of a cluster it is in"
        self._count(place, name, -1)
        self.members[name].remove(place)
        self.cluster_of[place] = None
        if not self.members[name]:
            del self.members[name], self.contained[name], self.judged[name]

    def _count(self, place: str, name: str, sign: int) -> None:
        # Sums are exact (see flows), so that adding and taking away leaves no trace.
        going, coming = self.flows.going[place], self.flows.coming[place]
        crossing = sum(going.get(other, 0.0) + coming.get(other, 0.0) for other in self.members[name] - {place})
        before = self.contained.get(name, Containment(0.0, 0.0, 0.0))
        self.contained[name] = Containment(
            before.residents + sign * self.flows.residents[place],
            before.workers + sign * self.flows.workers[place],
            before.internal + sign * (crossing + self.flows.home_workers(place)),
        )
        self.judged[name] = validity(self.contained[name], self.parameters)

    def _as_single_rows(self, name: str) -> float:
        group = self.members[name]
        rows = (
            Containment(self.flows.residents[one], self.flows.workers[one], persons)
            for one in group
            for home in group
            for work, persons in self.flows.going[home].items()
            if work in group
        )
        # Where nobody of a group works in it, it has no rows, and nothing holds it together.
        return min((validity(row, self.parameters) for row in rows), default=0.0)
