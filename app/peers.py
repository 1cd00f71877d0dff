"""The peers of an area, answered in one place: for the page, for Situation and for the open data."""

from dataclasses import dataclass, replace
from functools import lru_cache

from app import queries
from app.db import Handle
from app.queries.structure import areas_of_aland, features, structure
from app.values import PeerSet
from vertaispeili.methods.peers import PEERS, Likeness, Peers, Question
from vertaispeili.methods.structure_space import Feature, Scaling


@dataclass(frozen=True)
class Choice:
    """What a reader may choose: weights by feature (1 where none is given), the scale, how many, and who may be one.

    `language_classes`: only areas all of whose municipalities are of these; none given allows all. `aland`: whether
    the areas of Åland are in the comparison.
    """

    weights: tuple[tuple[str, float], ...] = ()
    scaling: Scaling = "standard"
    count: int = PEERS
    language_classes: tuple[str, ...] = ()
    aland: bool = False


AS_USUAL = Choice()
_NOBODY = PeerSet((), are_good=False)


def peers_of(handle: Handle, area_id: str, choice: Choice = AS_USUAL) -> Peers | None:
    """Return the peers of an area of the same level, nearest first; None where nothing is known of its structure."""
    # The order in which weights are given makes no difference.
    return _peers(handle, area_id, replace(choice, weights=tuple(sorted(choice.weights))))


def usual_peers(handle: Handle, area_id: str) -> PeerSet:
    """Return the peers as everybody has them who chooses nothing; nobody where no structure is known."""
    found = peers_of(handle, area_id)
    return PeerSet(tuple(one.area_id for one in found.peers), found.are_good) if found else _NOBODY


@lru_cache(maxsize=2048)
def _peers(handle: Handle, area_id: str, choice: Choice) -> Peers | None:
    try:
        return _likeness(handle, queries.areas(handle)[area_id].level, choice).peers(area_id)
    except KeyError:
        return None


@lru_cache(maxsize=64)
def _likeness(handle: Handle, level: str, choice: Choice) -> Likeness:
    return Likeness(structure(handle, level).rows, _question(handle, choice))


def _question(handle: Handle, choice: Choice) -> Question:
    weights = dict(choice.weights)
    return Question(
        features=tuple(
            Feature(one.feature_id, weights.get(one.feature_id, 1.0), one.is_logarithmic)
            for one in features(handle).values()
        ),
        scaling=choice.scaling,
        count=choice.count,
        excluded=frozenset() if choice.aland else areas_of_aland(handle),
        allowed=_speaking(handle, choice.language_classes),
    )


def _speaking(handle: Handle, classes: tuple[str, ...]) -> frozenset[str] | None:
    if not classes:
        return None
    members = queries.members(handle)
    inside = {municipality for one in classes for municipality in members.get(one, ())}
    return frozenset(area_id for area_id, own in members.items() if own and inside.issuperset(own))
