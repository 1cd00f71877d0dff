"""The map of commuting: self-containment of the areas of a division, or where an area's workers come from and go to."""

from collections.abc import Iterable
from dataclasses import dataclass

from app import maps, queries
from app.commuting.division import Division
from app.commuting.facts import CommutingFacts, persons
from app.commuting.words import count, percent
from app.figures import map_shape
from app.figures.map_classes import Classes
from app.maps import MISSING
from app.queries.commuting import Bounds, containments, share
from app.selection import Selection, write
from app.view import View

OWN, NOBODY = "o", "x"  # fills that are no tone
_LIMITS = {"areas": (60.0, 70.0, 80.0, 90.0), "going": (1.0, 5.0, 10.0, 25.0), "coming": (1.0, 5.0, 10.0, 25.0)}


@dataclass(frozen=True)
class Shown:
    """One area of the map: its id, its name, its figure in words and how it is filled."""

    area_id: str
    name: str
    text: str
    fill: str


def mode(facts: CommutingFacts) -> str:
    """Return what the map shows: of the country, and without flows, only areas."""
    return facts.view.selection.commuters if facts.partners else "areas"


def classes(kind: str) -> Classes:
    """Return the classes of a kind of map, in per cent: the same for every area and year."""
    return Classes("equal", _LIMITS[kind])


def shown(facts: CommutingFacts) -> list[Shown]:
    """Return every area of the map with its figure."""
    kind = mode(facts)
    return _areas(facts) if kind == "areas" else _municipalities(facts, kind)


def _areas(facts: CommutingFacts) -> list[Shown]:
    view = facts.view
    found: list[Shown] = []
    for place in facts.division.places:
        supply = place.containment.supply if place.containment else None
        fill = classes("areas").of(*supply) if supply else MISSING
        found.append(Shown(place.link_id, place.name, percent(view, supply), fill))
    return found


def _municipalities(facts: CommutingFacts, kind: str) -> list[Shown]:
    view, own = facts.view, set(facts.members)
    by_id = {one.municipality_id: persons(one, kind) for one in facts.partners}
    found: list[Shown] = []
    for area in queries.areas(view.handle).values():
        if area.level != "municipality":
            continue
        text, fill = view.words("commuting.legend.own"), OWN
        if area.area_id not in own:
            text, fill = _partner(view, area.area_id, by_id.get(area.area_id, (0.0, 0.0)), kind)
        found.append(Shown(area.area_id, view.name(area), text, fill))
    return found


def _partner(view: View, municipality_id: str, moved: Bounds | None, kind: str) -> tuple[str, str]:
    if moved == (0.0, 0.0):
        return view.words("commuting.legend.nobody"), NOBODY
    part = partner_share(view, municipality_id, moved, kind)
    if part is None:
        return view.words("figure.missing"), MISSING
    return f"{percent(view, part)} ({count(view, moved)})", classes(kind).of(*part)


def partner_share(view: View, municipality_id: str, moved: Bounds | None, kind: str) -> Bounds | None:
    """Return those who come as a share of the employed residents there, those who go as a share of the jobs there."""
    found = containments(view.handle).get(municipality_id)
    whole = (found.residents if kind == "coming" else found.workers) if found else None
    return share(moved, whole)


def payload(view: View) -> dict[str, object]:
    """Return the numbers of the map in the form that assets/map.js reads: one period."""
    facts = CommutingFacts(view)
    found = shown(facts)
    return {
        "areas": [[one.area_id, one.name] for one in found],
        "figures": [[one.text, one.fill] for one in found],
        "rows": [list(range(len(found)))],
        "country": [""],
        "periods": [[facts.year or "-", facts.year, ""]],
    }


def shapes(view: View) -> dict[str, object]:
    """Return the shapes of the map: those of municipalities, or of the areas of a division."""
    facts = CommutingFacts(view)
    drawn = maps.drawing(view.handle, maps.form_of(view))
    if mode(facts) == "areas":
        groups, outside = _groups(facts.division)
        outlined: Iterable[tuple[str, ...]] = groups.values()
    else:
        groups, outside = {one: (one,) for one in drawn.rings}, ()
        regions = [one.area_id for one in queries.areas(view.handle).values() if one.level == "region"]
        outlined = [queries.members(view.handle).get(one, ()) for one in regions]
    return {
        "box": [drawn.width, drawn.height],
        "areas": [
            [area_id, map_shape.path(rings), *map_shape.centre(rings)]
            for area_id, members in groups.items()
            if (rings := drawn.of(members))
        ],
        "rest": map_shape.path(drawn.of(outside)),
        "lines": map_shape.lines({edge for one in outlined for edge in map_shape.around(drawn.of(one))}),
        "places": [[one, *map_shape.centre(drawn.rings[one])] for one in maps.PLACES if one in drawn.rings],
    }


def _groups(division: Division) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    return {place.link_id: place.members for place in division.places}, division.outside


def address(facts: CommutingFacts, part: str) -> str:
    """Return where the browser fetches a part of the map: 'shapes' or 'numbers'."""
    view, kind = facts.view, mode(facts)
    needs_area = kind != "areas"
    asked = Selection(
        view.words.language,
        "commuting",
        area=facts.area.area_id if needs_area else "SSS",
        division=view.selection.division if not needs_area else "computed",
        commuters=kind,
        form=maps.form_of(view),
    )
    return write(asked).replace("/commuting", f"/commuting/{part}", 1)
