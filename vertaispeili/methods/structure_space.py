"""The structure of areas as points: features put on one scale, so that distances between areas mean something."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev
from typing import Literal

import polars as pl

Scaling = Literal["standard", "robust"]
Reason = Literal["no_weight", "own_area_lacks_it", "too_few_areas_have_it", "does_not_vary"]
Values = Mapping[str, Mapping[str, float]]  # area, feature: value

COVERAGE = 0.9  # a feature that fewer of the candidates have is left out, rather than all the areas that lack it
_NORMAL_MEDIAN_DEVIATION = 1.482602218505602  # 1 / the third quartile of the normal distribution
_NORMAL_MEAN_DEVIATION = 1.2533141373155003  # square root of pi / 2


@dataclass(frozen=True)
class Feature:
    """One structural feature; weight >= 0, 0 leaves it out. Logarithmic ones are compared by ratio."""

    feature_id: str
    weight: float = 1.0
    is_logarithmic: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A feature that was asked for and is not in the comparison, and why."""

    feature_id: str
    reason: Reason


@dataclass(frozen=True)
class Space:
    """Areas as points: `points[area]` are z-scores times the root of the feature's weight, in the order of `features`.

    `areas` are those that are compared with each other. Those that lack a feature are in `lacking`, with which.
    """

    features: tuple[str, ...]
    areas: tuple[str, ...]
    points: Mapping[str, tuple[float, ...]]
    left_out: tuple[LeftOut, ...]
    lacking: Mapping[str, tuple[str, ...]]


def values_of(structure: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Turn rows (area_id, feature_id, value) into value by area and feature; nulls and infinities are no values."""
    values: dict[str, dict[str, float]] = {}
    for area, feature, value in structure.select("area_id", "feature_id", "value").iter_rows():
        own = values.setdefault(area, {})
        if value is not None and math.isfinite(value):
            own[feature] = float(value)
    return values


def space(values: Values, own: str, candidates: Sequence[str], asked: tuple[Sequence[Feature], Scaling]) -> Space:
    """Put the own area and the candidates on one scale; `asked` are the features and which scale.

    The scale is that of the candidates (the own area among them, if it is one) that have every feature used: mean and
    standard deviation, or median and median absolute deviation. Nothing is put in the place of a missing value.
    """
    features, scaling = asked
    everyone = sorted({own, *candidates})
    held = {one.feature_id: _held(values, everyone, one) for one in features}
    reasons: dict[str, Reason | None] = {
        one.feature_id: _reason(one, held[one.feature_id], own, candidates) for one in features
    }
    used = [one for one in features if reasons[one.feature_id] is None]
    complete = [area for area in sorted(candidates) if all(area in held[one.feature_id] for one in used)]
    points: dict[str, list[float]] = {area: [] for area in sorted({own, *complete})}
    for feature in used:
        its = held[feature.feature_id]
        middle, spread = _scale([its[area] for area in complete], scaling)
        if spread == 0:
            reasons[feature.feature_id] = "does_not_vary"
            continue
        for area, point in points.items():
            point.append((its[area] - middle) / spread * math.sqrt(feature.weight))
    return Space(
        tuple(feature for feature, reason in reasons.items() if reason is None),
        tuple(complete),
        {area: tuple(point) for area, point in points.items()},
        tuple(LeftOut(feature, reason) for feature, reason in reasons.items() if reason is not None),
        {area: _lacking(area, used, held) for area in sorted(set(candidates) - set(complete))},
    )


def _lacking(area: str, used: Sequence[Feature], held: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    return tuple(one.feature_id for one in used if area not in held[one.feature_id])


def _held(values: Values, areas: Sequence[str], feature: Feature) -> dict[str, float]:
    found = {area: _compared(values[area].get(feature.feature_id), feature) for area in areas}
    return {area: value for area, value in found.items() if value is not None}


def _compared(value: float | None, feature: Feature) -> float | None:
    if value is None or not feature.is_logarithmic:
        return value
    return math.log(value) if value > 0 else None


def _reason(feature: Feature, held: Mapping[str, float], own: str, candidates: Sequence[str]) -> Reason | None:
    if feature.weight == 0:
        return "no_weight"
    if own not in held:
        return "own_area_lacks_it"
    if sum(area in held for area in candidates) < COVERAGE * len(candidates):
        return "too_few_areas_have_it"
    return None


def _scale(values: Sequence[float], scaling: Scaling) -> tuple[float, float]:
    # Robust: Iglewicz and Hoaglin (1993); where more than half are equal, their mean absolute deviation instead.
    if len(set(values)) < 2:
        return 0.0, 0.0
    if scaling == "standard":
        return fmean(values), pstdev(values)
    middle = median(values)
    deviations = [abs(value - middle) for value in values]
    usual = median(deviations)
    return middle, usual * _NORMAL_MEDIAN_DEVIATION if usual > 0 else fmean(deviations) * _NORMAL_MEAN_DEVIATION
