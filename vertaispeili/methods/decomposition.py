"""Why do two areas differ, and why did jobs grow otherwise than in the country: what structure explains, and the rest.

Rates: Kitagawa (Components of a Difference Between Two Rates, 1955) in the symmetric form of Das Gupta
(Standardization and Decomposition of Rates, 1993). Jobs: the shift-share of Dunn (1960). The rest is what the groups or
industries chosen do not explain; it is no merit and no fault.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """One group (age and sex, education, occupation) in the own area and in the one compared with.

    persons: of the group. events: those of them that the rate counts, such as the unemployed.
    """

    group_id: str
    persons: float
    events: float
    other_persons: float
    other_events: float


@dataclass(frozen=True)
class GroupPart:
    """What one group adds to the gap, in the unit of the rate.

    structure: by being a larger or smaller part of the own area, where its rate is not that of the whole. rate: by its
    own rate being another.
    """

    group_id: str
    structure: float
    rate: float


@dataclass(frozen=True)
class Decomposition:
    """gap = own rate less the other = structure + rate; each is the sum of its parts, which are in the order given."""

    own_rate: float
    other_rate: float
    gap: float
    structure: float
    rate: float
    parts: tuple[GroupPart, ...]


@dataclass(frozen=True)
class Industry:
    """Jobs of one industry at the beginning and at the end, in the area and in the country."""

    industry_id: str
    jobs_before: float
    jobs_after: float
    country_before: float
    country_after: float


@dataclass(frozen=True)
class IndustryPart:
    """What one industry adds to the change, in jobs: by the growth of all jobs, by its own in the country, the rest."""

    industry_id: str
    national: float
    mix: float
    regional: float


@dataclass(frozen=True)
class ShiftShare:
    """change = national + mix + regional, in jobs; each is the sum of its parts, which are in the order given."""

    change: float
    national: float
    mix: float
    regional: float
    parts: tuple[IndustryPart, ...]


def rate_decomposition(groups: Sequence[Group], scale: float = 100.0) -> Decomposition | None:
    """Divide the gap between the rates of two areas; rates are scale * events / persons.

    With p and P a group's share of the two areas and r and R its rates, the structure part is the sum of
    (p - P)(r + R) / 2 and the rate part that of (r - R)(p + P) / 2. A group's own structure part takes its mean rate
    less that of the areas, which leaves the sum as it is: more people in a group with a low rate lower the gap. A group
    that nobody is in has no rate; it is taken to have the other area's, so that it differs in structure alone.

    None when nobody at all lives in one of the areas. `ValueError` for a number that is negative or missing, events
    without persons, or a group that comes twice.
    """
    _refuse_twice(group.group_id for group in groups)
    for group in groups:
        _refuse_wrong(group.group_id, (group.persons, group.events, group.other_persons, group.other_events))
        if (group.events and not group.persons) or (group.other_events and not group.other_persons):
            raise ValueError(f"{group.group_id} has events but no persons")
    persons = math.fsum(group.persons for group in groups)
    others = math.fsum(group.other_persons for group in groups)
    if not persons or not others:
        return None
    own_rate = scale * math.fsum(group.events for group in groups) / persons
    other_rate = scale * math.fsum(group.other_events for group in groups) / others
    parts = tuple(_group_part(group, (persons, others), (own_rate + other_rate) / 2, scale) for group in groups)
    structure, rate = math.fsum(part.structure for part in parts), math.fsum(part.rate for part in parts)
    return Decomposition(own_rate, other_rate, own_rate - other_rate, structure, rate, parts)


def shift_share(industries: Sequence[Industry]) -> ShiftShare | None:
    """Divide the change of an area's jobs.

    An industry's jobs before are multiplied by the growth of all jobs of the country (national), by how much more its
    own grew there (mix), and the rest of its change is regional. An industry that the area did not have before is
    regional as a whole.

    None when the country had no jobs. `ValueError` for a number that is negative or missing, for jobs in an industry
    that the country has none in, or for an industry that comes twice.
    """
    _refuse_twice(industry.industry_id for industry in industries)
    for each in industries:
        _refuse_wrong(each.industry_id, (each.jobs_before, each.jobs_after, each.country_before, each.country_after))
        if each.jobs_before > each.country_before or each.jobs_after > each.country_after:
            raise ValueError(f"{each.industry_id} has more jobs in the area than in the country")
    before = math.fsum(each.country_before for each in industries)
    if not before:
        return None
    growth = math.fsum(each.country_after for each in industries) / before - 1
    parts = tuple(_industry_part(each, growth) for each in industries)
    change = math.fsum(each.jobs_after for each in industries) - math.fsum(each.jobs_before for each in industries)
    return ShiftShare(
        change,
        math.fsum(part.national for part in parts),
        math.fsum(part.mix for part in parts),
        math.fsum(part.regional for part in parts),
        parts,
    )


def _group_part(group: Group, persons: tuple[float, float], middle: float, scale: float) -> GroupPart:
    share, other_share = group.persons / persons[0], group.other_persons / persons[1]
    rates = [
        scale * events / number if number else None
        for events, number in ((group.events, group.persons), (group.other_events, group.other_persons))
    ]
    own = rates[0] if rates[0] is not None else rates[1]
    other = rates[1] if rates[1] is not None else rates[0]
    if own is None or other is None:
        return GroupPart(group.group_id, 0.0, 0.0)
    structure = (share - other_share) * ((own + other) / 2 - middle)
    return GroupPart(group.group_id, structure, (own - other) * (share + other_share) / 2)


def _industry_part(industry: Industry, growth: float) -> IndustryPart:
    before = industry.jobs_before
    national = before * growth
    own_growth = industry.country_after / industry.country_before - 1 if industry.country_before else growth
    mix = before * (own_growth - growth)
    return IndustryPart(industry.industry_id, national, mix, industry.jobs_after - before - national - mix)


def _refuse_twice(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ValueError(f"{one} comes twice")
        seen.add(one)


def _refuse_wrong(name: str, numbers: Iterable[float]) -> None:
    for number in numbers:
        if not math.isfinite(number) or number < 0:
            raise ValueError(f"a number of {name} is missing or negative: {number}")
