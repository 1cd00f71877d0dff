"""The numbers of one map and the parts that it is drawn from."""

from app.maps.numbers import HIDDEN, MISSING, MIXED, OUTSIDE, MapNumbers, fills, in_order, mapped, seen_breaks
from app.maps.parts import (
    PLACES,
    drawing,
    form_of,
    has_boundaries,
    numbers_address,
    payload,
    shapes,
    shapes_address,
)

__all__ = [
    "HIDDEN",
    "MISSING",
    "MIXED",
    "OUTSIDE",
    "PLACES",
    "MapNumbers",
    "drawing",
    "fills",
    "form_of",
    "has_boundaries",
    "in_order",
    "mapped",
    "numbers_address",
    "payload",
    "seen_breaks",
    "shapes",
    "shapes_address",
]
