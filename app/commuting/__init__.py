"""Commuting of one area, the divisions into travel-to-work areas, and the map of both."""

from app.commuting.division import Division, Place, divide, rule_name
from app.commuting.facts import CommutingFacts

__all__ = ["CommutingFacts", "Division", "Place", "divide", "rule_name"]
