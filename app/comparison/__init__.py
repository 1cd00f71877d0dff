"""The numbers of one comparison: what the chart, the table and the download all show."""

from app.comparison.cross import Cross, CrossRow, chosen_only, cross, level_of, scattered
from app.comparison.panel import Panel, panels
from app.comparison.ranks import Rank, ranks
from app.comparison.refusal import Refusal

__all__ = [
    "Cross",
    "CrossRow",
    "Panel",
    "Rank",
    "Refusal",
    "chosen_only",
    "cross",
    "level_of",
    "panels",
    "ranks",
    "scattered",
]
