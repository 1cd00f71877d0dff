"""The peers of an area: those most alike by structure, how alike and in what."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

import orjson
import polars as pl

from app import queries
from app.api import about
from app.api.endpoint import JSON, Answer, Endpoint
from app.api.known import checked_areas
from app.api.parameter import Asked
from app.api.parameters import ALAND, COUNT, LANGUAGE_CLASS, OWN_AREA, SCALING, WEIGHT
from app.api.problem import Problem
from app.db import Handle, Row
from vertaispeili.methods.peers import Peers, Question, aland, peers
from vertaispeili.methods.structure_space import Feature, Scaling


def answer(handle: Handle, asked: Asked) -> Answer:
    """Return the peers of one area, nearest first; raises Problem."""
    own = asked.one(OWN_AREA)
    checked_areas(handle, (own,))
    level = queries.areas(handle)[own].level
    question = Question(
        features=_weighted(handle, asked.many(WEIGHT)),
        scaling=cast("Scaling", asked.one(SCALING)),
        count=asked.one(COUNT),
        excluded=frozenset() if asked.one(ALAND) else _aland(handle),
        allowed=_speaking(handle, asked.many(LANGUAGE_CLASS)),
    )
    try:
        found = _peers(handle, own, question)
    except KeyError:
        message = f"Nothing is known of the structure of this area (level {level}): it has no peers."
        raise Problem(422, "no_structure", message, "area", own) from None
    return Answer(orjson.dumps({**about.about(handle), **_body(handle, found, question)}))


def _weighted(handle: Handle, weights: tuple[tuple[str, float], ...]) -> tuple[Feature, ...]:
    named = dict(weights)
    if len(named) < len(weights):
        raise Problem(400, "repeated_feature", "A feature has one weight.", "weight", weights[-1][0])
    features = _features(handle)
    for feature_id in named:
        if feature_id not in features:
            message = f"There is no such feature; there are {', '.join(features)}."
            raise Problem(404, "unknown_feature", message, "weight", feature_id)
    return tuple(
        Feature(feature_id, named.get(feature_id, 1.0), row["compared_as"] == "logarithm")
        for feature_id, row in features.items()
    )


def _speaking(handle: Handle, classes: tuple[str, ...]) -> frozenset[str] | None:
    if not classes:
        return None
    areas, members = queries.areas(handle), queries.members(handle)
    for one in classes:
        if one not in areas or areas[one].level != "language_class":
            known = sorted(area_id for area_id, area in areas.items() if area.level == "language_class")
            message = f"There is no such language class; there are {', '.join(known)}."
            raise Problem(404, "unknown_language_class", message, "language_class", one)
    inside = {municipality for one in classes for municipality in members.get(one, ())}
    return frozenset(area_id for area_id, own in members.items() if own and inside.issuperset(own))


@lru_cache(maxsize=8)
def _features(handle: Handle) -> Mapping[str, Row]:
    return {row["feature_id"]: row for row in handle.rows("structural_feature")}


@lru_cache(maxsize=8)
def _aland(handle: Handle) -> frozenset[str]:
    rows = [(area_id, municipality) for area_id, own in queries.members(handle).items() for municipality in own]
    return aland(pl.DataFrame(rows, schema=["area_id", "municipality_id"], orient="row"))


@lru_cache(maxsize=32)
def _structure(handle: Handle, level: str) -> pl.DataFrame:
    rows = [(row["area_id"], row["feature_id"], row["value"]) for row in handle.rows("structure", level=level)]
    schema = {"area_id": pl.String, "feature_id": pl.String, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@lru_cache(maxsize=256)
def _peers(handle: Handle, own: str, question: Question) -> Peers:
    return peers(_structure(handle, queries.areas(handle)[own].level), own, question)


def _body(handle: Handle, found: Peers, question: Question) -> dict[str, Any]:
    weights = {feature.feature_id: feature.weight for feature in question.features}
    features = _features(handle)
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
                "weight": weights[feature_id],
                "unit": features[feature_id]["unit"],
                "compared_as": features[feature_id]["compared_as"],
                **{f"title_{language}": features[feature_id][f"title_{language}"] for language in ("fi", "sv", "en")},
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
