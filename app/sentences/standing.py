"""A rank in words, or why there is none."""

from collections.abc import Sequence

from app.i18n import Texts
from app.values import Area, Indicator, Standing

SMALLEST_RANKED_SET = 5


def rank(standing: Standing, level: str, words: Texts) -> str:
    """Return a rank that names its set, direction and n: 'Työllisyysalueet: sija 38–41/45 (1 = suurin)'."""
    place = str(standing.rank_from)
    if standing.rank_to != standing.rank_from:
        place += f"–{standing.rank_to}"
    named = words(f"level_set.{level}")
    if level == "municipality":
        named = f"{named}, {words('rank.municipalities')}"
    return words("rank.place", set=named, place=place, n=standing.areas)


def peer_rank(standing: Standing, *, are_good: bool, words: Texts) -> str:
    """Return a rank among the area and its peers, which are `areas` less one; it says so where they are far."""
    place = str(standing.rank_from)
    if standing.rank_to != standing.rank_from:
        place += f"–{standing.rank_to}"
    peers = standing.areas - 1
    named = words.count("rank.peers" if are_good else "rank.far_peers", peers, n=peers)
    return words("rank.place", set=named, place=place, n=standing.areas)


def no_rank(area: Area, indicator: Indicator, standings: Sequence[Standing], words: Texts) -> str | None:
    """Say why an area has no rank; None for the country, which is in no set, and for a figure that is missing."""
    if area.is_country:
        return None
    if not indicator.comparable_between_areas:
        return words("rank.none.count")
    if area.level == "employment_area" and not any(one.area_id == area.area_id for one in standings) and standings:
        return words("rank.none.not_employment_area")
    if area.level == "municipality":
        return words("rank.none.small")
    if len(standings) < SMALLEST_RANKED_SET:
        return words("rank.none.few")
    return None
