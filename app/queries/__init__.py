"""The questions the pages ask, each answered by one file of sql/query and remembered per data version."""

from app.queries.catalogue import (
    areas,
    breaks,
    build,
    first_indicator,
    freshness,
    indicators,
    members,
    periods,
    runs,
)
from app.queries.figures import Wanted, key_figures, series, standings

__all__ = [
    "Wanted",
    "areas",
    "breaks",
    "build",
    "first_indicator",
    "freshness",
    "indicators",
    "key_figures",
    "members",
    "periods",
    "runs",
    "series",
    "standings",
]
