"""Which parts the address of each page has: to add a page's address, add its line here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.selection.model import COUNTRY, Known, Selection
from app.selection.parameters import AREAS, INDICATOR, OWN_AREA, PERIOD, SPAN, VIEW, Parameter


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
    return replace(selection, areas=areas, area=next((area for area in areas if area != COUNTRY), COUNTRY))


ADDRESSES = {
    "situation": Address((PERIOD,), has_area_in_path=True),
    "compare": Address((INDICATOR, AREAS, VIEW, SPAN, PERIOD), complete=_compare),
    "data": Address((OWN_AREA,)),
}
