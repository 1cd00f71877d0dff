"""Checks that what a question names is in the published data."""

from collections.abc import Collection, Sequence

from app import queries
from app.api.problem import Problem
from app.db import Handle


def checked_areas(handle: Handle, area_ids: Sequence[str], parameter: str = "area") -> None:
    """Raise Problem for the first code that is no area's."""
    _check(area_ids, queries.areas(handle), parameter, "no area with this code; /api/v1/areas has them all")


def areas_of(handle: Handle, area_ids: Sequence[str], levels: Sequence[str]) -> list[str]:
    """Return the areas named and those of the levels, by code; all when neither is given. Raises Problem."""
    areas = queries.areas(handle)
    known = sorted({area.level for area in areas.values()})
    checked_areas(handle, area_ids)
    _check(levels, known, "level", f"no such level; there are {', '.join(known)}")
    if not area_ids and not levels:
        return sorted(areas)
    return sorted({*area_ids, *(area.area_id for area in areas.values() if area.level in levels)})


def indicators_of(handle: Handle, indicator_ids: Sequence[str]) -> list[str]:
    """Return the indicators named, all when none is, by id; raises Problem."""
    known = queries.indicators(handle)
    _check(indicator_ids, known, "indicator", "no such indicator; /api/v1/indicators has them all")
    return sorted(indicator_ids or known)


def _check(given: Sequence[str], known: Collection[str], parameter: str, words: str) -> None:
    for one in given:
        if one not in known:
            raise Problem(404, f"unknown_{parameter}", f"There is {words}.", parameter, one)
