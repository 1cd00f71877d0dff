"""Which parts the address of each page has: to add a page's address, add its line here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.selection.model import COUNTRY, Known, Selection
from app.selection.parameters import (
    ALAND,
    AREAS,
    BASE,
    COMMUTER,
    COMMUTING_TABLE,
    COMPARE,
    DIVISION,
    INDICATOR,
    INDICATORS,
    LANGUAGE_CLASS,
    MAP_CLASS,
    MAP_FORM,
    MAP_LEVEL,
    MAP_ORDER,
    MARKET,
    MATCHING_TABLE,
    OCCUPATION_DIGITS,
    OTHERS,
    OWN_AREA,
    PEER_TABLE,
    PEER_YEARS,
    PERIOD,
    SCALING,
    SEARCH,
    SERVICE_TABLE,
    SPAN,
    TRANSFORM,
    VIEW,
    WEIGHTS,
    WHOLE,
    WRITTEN_IN,
    Parameter,
)


def _as_asked(selection: Selection, _known: Known) -> Selection:
    return selection


@dataclass(frozen=True)
class Address:
    """The address of a page: `/<language>/<page>[/<area>]?<parameters>`; `complete` fills in what follows from them."""

    parameters: tuple[Parameter, ...] = ()
    has_area_in_path: bool = False
    complete: Callable[[Selection, Known], Selection] = _as_asked


def _compare(selection: Selection, known: Known) -> Selection:
    areas = selection.areas or tuple(area for area in (known.home, COUNTRY) if area)
    own = next((area for area in areas if area != COUNTRY), COUNTRY)
    return replace(selection, areas=areas, area=own, indicator=next(iter(selection.indicators), ""))


ADDRESSES = {
    "situation": Address((PERIOD,), has_area_in_path=True),
    "compare": Address((INDICATORS, AREAS, WHOLE, VIEW, TRANSFORM, SPAN, BASE, PERIOD), complete=_compare),
    "map": Address((INDICATOR, MAP_LEVEL, PERIOD, OWN_AREA, MAP_CLASS, SPAN, MAP_FORM, MAP_ORDER)),
    "peers": Address(
        (INDICATOR, PEER_YEARS, SCALING, LANGUAGE_CLASS, ALAND, WEIGHTS, PEER_TABLE), has_area_in_path=True
    ),
    "commuting": Address((OWN_AREA, DIVISION, COMMUTER, MAP_FORM, COMMUTING_TABLE)),
    "matching": Address((PERIOD, OCCUPATION_DIGITS, MARKET, MATCHING_TABLE), has_area_in_path=True),
    "services": Address((PERIOD, SERVICE_TABLE), has_area_in_path=True),
    "reports": Address((OWN_AREA, COMPARE, OTHERS, PERIOD, WRITTEN_IN)),
    "data": Address((OWN_AREA, SEARCH)),
    "accessibility": Address((OWN_AREA,)),
    "about": Address((OWN_AREA,)),
}
