"""One division of the country into travel-to-work areas: Statistics Finland's, or computed by a rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from app import formatting, queries
from app.queries.commuting import ComputedArea, Containment, computed_areas, containments, rules
from app.values import Area
from app.view import View

OFFICIAL, CENTRE = "official", "centre"


@dataclass(frozen=True)
class Place:
    """One area of a division.

    link_id: the area that a link to it opens: its own where it is an area everywhere, else its centre. containment:
    None without flows. validity: None where no limits are met or missed.
    """

    link_id: str
    name: str
    members: tuple[str, ...]
    containment: Containment | None
    validity: float | None = None
    late: tuple[str, ...] = ()

    @property
    def residents(self) -> float:
        """The least number of employed residents, to order by."""
        return self.containment.residents[0] if self.containment and self.containment.residents else 0.0


@dataclass(frozen=True)
class Division:
    """The areas, largest first, and the municipalities that are in none of them."""

    key: str
    places: tuple[Place, ...]
    outside: tuple[str, ...]

    def of(self, municipality_id: str) -> Place | None:
        """Return the area that a municipality is in."""
        return next((place for place in self.places if municipality_id in place.members), None)


def divide(view: View, key: str) -> Division:
    """Return a division by its key: official, centre, computed, or another rule; of an unknown one no areas."""
    known = queries.areas(view.handle)
    if key == OFFICIAL:
        members = queries.members(view.handle)
        official = (area for area in known.values() if area.level == "commuting_area")
        places = [_official(view, area, members.get(area.area_id, ())) for area in official]
    else:
        places = [_computed(view, area) for area in computed_areas(view.handle).get(key, ())]
    placed = {municipality for place in places for municipality in place.members}
    everywhere = (one.area_id for one in known.values() if one.level == "municipality")
    ordered = sorted(places, key=lambda place: (-place.residents, formatting.collation_key(place.name)))
    return Division(key, tuple(ordered), tuple(one for one in everywhere if one not in placed))


def rule_name(view: View, key: str) -> str:
    """Return what a division is called."""
    known = rules(view.handle).get(key)
    return known.name.of(view.language) if known and known.name.fi else view.words(f"commuting.divisions.{key}")


def keys(view: View) -> list[str]:
    """Return the divisions that can be shown: those of flows only where there are flows."""
    computed = computed_areas(view.handle)
    found = [key for key in ("computed", OFFICIAL, CENTRE) if key == OFFICIAL or key in computed]
    return [*found, *(key for key in rules(view.handle) if key in computed and key not in found)]


def names(view: View, municipality_ids: Iterable[str]) -> str:
    """Return municipalities by name, in the order of names."""
    known = queries.areas(view.handle)
    found = [view.name(known[one]) for one in municipality_ids if one in known]
    return ", ".join(sorted(found, key=formatting.collation_key))


def _official(view: View, area: Area, members: tuple[str, ...]) -> Place:
    return Place(area.area_id, view.name(area), members, containments(view.handle).get(area.area_id))


def _computed(view: View, area: ComputedArea) -> Place:
    known = queries.areas(view.handle)
    link_id = area.area_id if area.area_id in known else area.centre_id
    name = view.name(known[link_id])
    if area.origin == "modelled":
        name = view.words("commuting.modelled", name=name)
    contained = containments(view.handle).get(area.area_id)
    return Place(link_id, name, area.members, contained, area.validity, area.late)
