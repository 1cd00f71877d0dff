"""What the fills of a map mean, in words."""

from itertools import pairwise

from app import formatting
from app.maps.numbers import HIDDEN, MISSING, MIXED, OUTSIDE, MapNumbers, fills
from app.view import View


def other_texts(view: View, found: MapNumbers) -> list[tuple[str, str]]:
    """Return every other fill that occurs in the span, with what it means."""
    words, there = view.words, fills(view, found)
    known = [
        (any(len(fill) > 1 for fill in there), MIXED, words("map.legend.mixed")),
        (HIDDEN in there, HIDDEN, words("map.legend.hidden")),
        (MISSING in there, MISSING, words("map.legend.missing")),
        (found.level == "commuting_area", OUTSIDE, words("map.legend.outside")),
    ]
    return [(fill, text) for is_there, fill, text in known if is_there]


def legend_note(view: View, found: MapNumbers) -> str:
    """Say how the classes were made."""
    frequency = found.indicator.frequency
    first, last = (formatting.period(found.periods[end], frequency, view.language) for end in (0, -1))
    return view.words(f"map.legend.{found.classes.cut}", first=first, last=last, unit=difference_unit(view, found))


def difference_unit(view: View, found: MapNumbers) -> str:
    """Return the unit of differences: percentage points of shares."""
    unit = found.indicator.unit
    return view.words("unit.points" if unit == "percent" else f"unit.{unit}.other")


def class_texts(view: View, found: MapNumbers) -> list[str]:
    """Return every class in words, lowest first: half-open intervals, with the unit at the end."""
    words, indicator = view.words, found.indicator
    is_difference = found.classes.cut == "country"
    bounds = found.classes.bounds
    if not bounds:
        return [words("map.legend.only")]

    def plain(bound: float) -> str:
        write = formatting.signed if is_difference else formatting.number
        return write(bound, indicator.decimals, view.language)

    def ended(bound: float) -> str:
        return plain(bound) if is_difference else formatting.with_unit(plain(bound), indicator.unit, words)

    middle = [words("map.legend.middle", low=plain(low), high=ended(high)) for low, high in pairwise(bounds)]
    first, last = words("map.legend.first", high=ended(bounds[0])), words("map.legend.last", low=ended(bounds[-1]))
    return [first, *middle, last]
