"""Sentences made from the numbers: true in every case, with area names only in the nominative."""

from app.sentences.comparison import answer
from app.sentences.headline import Headline, headline
from app.sentences.map import map_answer
from app.sentences.standing import SMALLEST_RANKED_SET, no_rank, peer_rank, rank
from app.sentences.summary import Summary, summary
from app.sentences.target import target, target_decimals, target_name, target_value
from app.sentences.usual import crossed, limits, usual

__all__ = [
    "SMALLEST_RANKED_SET",
    "Headline",
    "Summary",
    "answer",
    "crossed",
    "headline",
    "limits",
    "map_answer",
    "no_rank",
    "peer_rank",
    "rank",
    "summary",
    "target",
    "target_decimals",
    "target_name",
    "target_value",
    "usual",
]
