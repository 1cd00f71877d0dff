"""The peers of an area: those most alike by structure, how alike and in what."""

from typing import Any, cast

import orjson

from app import queries
from app.api import about
from app.api.endpoint import JSON, Answer, Endpoint
from app.api.known import checked_areas
from app.api.parameter import Asked
from app.api.parameters import ALAND, COUNT, LANGUAGE_CLASS, OWN_AREA, SCALING, WEIGHT
from app.api.problem import Problem
from app.db import Handle
from app.peers import Choice, peers_of
from app.queries.structure import features
from vertaispeili.methods.peers import Peers
from vertaispeili.methods.structure_space import Scaling


def answer(handle: Handle, asked: Asked) -> Answer:
    """Return the peers of one area, nearest first; raises Problem."""
    own = asked.one(OWN_AREA)
    checked_areas(handle, (own,))
    choice = Choice(
        weights=_weights(handle, asked.many(WEIGHT)),
        scaling=cast("Scaling", asked.one(SCALING)),
        count=asked.one(COUNT),
        language_classes=_language_classes(handle, asked.many(LANGUAGE_CLASS)),
        aland=asked.one(ALAND),
    )
    found = peers_of(handle, own, choice)
    if found is None:
        level = queries.areas(handle)[own].level
        message = f"Nothing is known of the structure of this area (level {level}): it has no peers."
        raise Problem(422, "no_structure", message, "area", own)
    return Answer(orjson.dumps({**about.about(handle), **_body(handle, found, choice)}))


def _weights(handle: Handle, weights: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    if len(dict(weights)) < len(weights):
        raise Problem(400, "repeated_feature", "A feature has one weight.", "weight", weights[-1][0])
    known = features(handle)
    for feature_id, _ in weights:
        if feature_id not in known:
            message = f"There is no such feature; there are {', '.join(known)}."
            raise Problem(404, "unknown_feature", message, "weight", feature_id)
    return weights


def _language_classes(handle: Handle, classes: tuple[str, ...]) -> tuple[str, ...]:
    areas = queries.areas(handle)
    for one in classes:
        if one not in areas or areas[one].level != "language_class":
            known = sorted(area_id for area_id, area in areas.items() if area.level == "language_class")
            message = f"There is no such language class; there are {', '.join(known)}."
            raise Problem(404, "unknown_language_class", message, "language_class", one)
    return classes


def _body(handle: Handle, found: Peers, choice: Choice) -> dict[str, Any]:
    weights, known = dict(choice.weights), features(handle)
    return {
        "area_id": found.area_id,
        "level": queries.areas(handle)[found.area_id].level,
        "are_good": found.are_good,
        "usual_distance": found.usual_distance,
        "count": len(found.peers),
        "peers": [
            {
                "rank": peer.rank,
                "area_id": peer.area_id,
                "distance": peer.distance,
                "stability": peer.stability,
                "parts": [
                    {"feature_id": part.feature_id, "share": part.share, "difference": part.difference}
                    for part in peer.parts
                ],
            }
            for peer in found.peers
        ],
        "features": [
            {
                "feature_id": feature_id,
                "weight": weights.get(feature_id, 1.0),
                "unit": known[feature_id].unit,
                "compared_as": known[feature_id].compared_as,
                **{f"title_{language}": known[feature_id].title.of(language) for language in ("fi", "sv", "en")},
            }
            for feature_id in found.features
        ],
        "left_out": [{"feature_id": one.feature_id, "reason": one.reason} for one in found.left_out],
        "not_compared": [{"area_id": area_id, "lacks": lacks} for area_id, lacks in found.lacking],
    }


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_PART = _object(
    feature_id=_TEXT,
    share={**_NUMBER, "description": "Its part of the squared distance, 0 to 1."},
    difference={**_NUMBER, "description": "By how many deviations the peer is above the area."},
)
_PEER = _object(
    rank={"type": "integer", "minimum": 1},
    area_id=_TEXT,
    distance={**_NUMBER, "description": "A typical difference, in standard deviations."},
    stability={
        "type": ["number", "null"],
        "description": "In how large a part of the runs with one feature left out it is still a peer, 0 to 1.",
    },
    parts=_list(_PART),
)
_FEATURE = _object(
    feature_id=_TEXT,
    weight=_NUMBER,
    unit=_TEXT,
    compared_as=_TEXT,
    title_fi=_TEXT,
    title_sv=_TEXT,
    title_en=_TEXT,
)
SCHEMA = _object(
    **about.SCHEMA,
    area_id=_TEXT,
    level=_TEXT,
    are_good={"type": "boolean", "description": "False: even the nearest is unusually far; there are no good peers."},
    usual_distance={
        "type": ["number", "null"],
        "description": "19 of 20 areas of the level have their nearest no farther than this.",
    },
    count={"type": "integer"},
    peers=_list(_PEER),
    features=_list(_FEATURE),
    left_out=_list(_object(feature_id=_TEXT, reason=_TEXT)),
    not_compared=_list(_object(area_id=_TEXT, lacks=_list(_TEXT))),
)

ENDPOINT = Endpoint(
    "peers",
    "The areas most alike by structure",
    "Areas of the same level, nearest first, by population, age, education, industries, commuting and location; never "
    "by unemployment or what is spent on services. Being a peer is not mutual.",
    (OWN_AREA, COUNT, SCALING, WEIGHT, LANGUAGE_CLASS, ALAND),
    {JSON: SCHEMA},
    answer,
)
