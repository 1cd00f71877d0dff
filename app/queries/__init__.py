"""The questions the pages ask, each answered by one file of sql/query and remembered per data version."""

from app.queries.catalogue import (
    areas,
    breaks,
    build,
    first_indicator,
    freshness,
    indicators,
    levels,
    members,
    periods,
    revisions,
    runs,
)
from app.queries.figures import Wanted, key_figures, series, standings
from app.queries.situation import main_commuting_areas, middle_of, range_of, variations, whole_series

__all__ = [
    "Wanted",
    "areas",
    "breaks",
    "build",
    "first_indicator",
    "freshness",
    "indicators",
    "key_figures",
    "levels",
    "main_commuting_areas",
    "members",
    "middle_of",
    "periods",
    "range_of",
    "revisions",
    "runs",
    "series",
    "standings",
    "variations",
    "whole_series",
]
