"""What the page on commuting knows of its area: how much stays in it, its partners, its travel-to-work area."""

from collections.abc import Sequence
from functools import cached_property

from app import formatting, queries
from app.commuting.division import OFFICIAL, Division, Place, divide, keys
from app.queries.commuting import Bounds, Containment, Partner, containments, partners
from app.values import Area, Freshness
from app.view import View

FLOW, MARGINS = "statfin_tyokay_flow", ("statfin_tyokay_115n", "statfin_tyokay_115p")


class CommutingFacts:
    """The facts of one view, each found when it is asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.area: Area = view.own_area

    @cached_property
    def containment(self) -> Containment | None:
        """How much of the area's commuting stays in it; None for the country and without flows."""
        return None if self.area.is_country else containments(self.view.handle).get(self.area.area_id)

    @cached_property
    def has_flows(self) -> bool:
        """Whether anything is known of who goes where."""
        return bool(containments(self.view.handle))

    @cached_property
    def is_model(self) -> bool:
        """Whether the flows are those of a model, and no statistics."""
        return any(one.origin == "modelled" for one in containments(self.view.handle).values())

    @cached_property
    def year(self) -> str:
        """The year of the flows."""
        first = next(iter(containments(self.view.handle).values()), None)
        return str(first.period.year) if first else ""

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """Municipalities outside the area that anyone goes to or comes from; none for the country."""
        return () if self.area.is_country else partners(self.view.handle, self.area.area_id)

    def most(self, direction: str) -> list[Partner]:
        """Return the partners that anyone goes to ('going') or comes from ('coming'), most first."""
        known = queries.areas(self.view.handle)
        found = [one for one in self.partners if persons(one, direction) != (0.0, 0.0)]

        def place(one: Partner) -> tuple[float, float, tuple[str, ...]]:
            low, high = persons(one, direction) or (0.0, 0.0)
            return -low, -high, formatting.collation_key(self.view.name(known[one.municipality_id]))

        return sorted(found, key=place)

    @cached_property
    def members(self) -> Sequence[str]:
        """The municipalities of the area; none for the country."""
        return () if self.area.is_country else queries.members(self.view.handle).get(self.area.area_id, ())

    @cached_property
    def main(self) -> str | None:
        """The municipality of the area with most employed residents: what its travel-to-work area is told by."""
        known = containments(self.view.handle)

        def residents(one: str) -> float:
            found = known.get(one)
            return found.residents[0] if found and found.residents else 0.0

        return max(self.members, key=residents, default=None)

    @cached_property
    def division(self) -> Division:
        """The division that is asked for; without flows that of Statistics Finland."""
        asked = self.view.selection.division
        return divide(self.view, asked if asked in keys(self.view) else OFFICIAL)

    def overlapping(self, division: Division) -> list[tuple[Place, int]]:
        """Return the areas of a division that the area lies in, with how many of its municipalities, most first."""
        own = set(self.members)
        found = [(place, len(own & set(place.members))) for place in division.places]
        return sorted((one for one in found if one[1]), key=lambda one: -one[1])

    @cached_property
    def sources(self) -> list[Freshness]:
        """The sources of the flows: the table of pairs, or the margins that the model is made from."""
        known = queries.freshness(self.view.handle)
        return [known[one] for one in (MARGINS if self.is_model else (FLOW,)) if one in known]


def persons(partner: Partner, direction: str) -> Bounds | None:
    """Return the persons of a partner one way."""
    return partner.going if direction == "going" else partner.coming
