"""Travel-to-work areas computed from flows: which municipality is in which, by each rule."""

from collections.abc import Iterator

import polars as pl

from vertaispeili.methods.commuting_centre import CentreRule, centre_areas
from vertaispeili.methods.flows import Flows, flows
from vertaispeili.methods.travel_to_work import Parameters, travel_to_work_areas

LIMITS = ("min_size", "min_containment", "target_size", "target_containment")
_SCHEMA = {"area_id": pl.String, "municipality_id": pl.String, "rule_id": pl.String, "is_late": pl.Boolean}
_Row = tuple[str, str, str, bool]


def travel_to_work_member(
    derive_commuting_flow: pl.DataFrame,
    catalogue_travel_to_work_setting: pl.DataFrame,
    catalogue_travel_to_work_rule: pl.DataFrame,
) -> pl.DataFrame:
    """Return one row for each municipality of a computed area: area_id, municipality_id, rule_id, is_late.

    rule_id: computed (Coombes and Bond, by the limits of the settings; ids TT_091), centre (Statistics Finland's own
    rule of 25 and 10 per cent; ids TC_091), or one of the rules to compare with (Coombes and Bond by their limits). An
    id ends in the code of the area's centre. is_late: no area could take it in without losing validity. In no area:
    municipalities that nobody goes to or from, and by the rule of centres those far from all of them.
    Order: area_id, municipality_id. Pairs without a number are left out of all that is computed.
    """
    if derive_commuting_flow.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    known = flows(derive_commuting_flow.filter(pl.col("employed_persons").is_not_null()))
    rows = list(_by_centre(known))
    for rule_id, limits in limits_by_rule(catalogue_travel_to_work_setting, catalogue_travel_to_work_rule).items():
        rows += _by_flows(known, rule_id, limits)
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("area_id", "municipality_id")


def limits_by_rule(setting: pl.DataFrame, rules: pl.DataFrame) -> dict[str, Parameters]:
    """Return the limits of every rule of Coombes and Bond: that of the settings first, then those to compare with."""
    others = {rule_id: Parameters(*limits) for rule_id, *limits in rules.select("rule_id", *LIMITS).iter_rows()}
    return {"computed": Parameters(*setting.select(LIMITS).row(0)), **others}


def _by_flows(known: Flows, rule_id: str, limits: Parameters) -> Iterator[_Row]:
    prefix = "TT" if rule_id == "computed" else f"TT_{rule_id}"
    found = travel_to_work_areas(known, limits)
    for area in found.areas:
        for place in area.members:
            yield f"{prefix}_{area.centre[2:]}", place, rule_id, place in found.late


def _by_centre(known: Flows) -> Iterator[_Row]:
    for area in centre_areas(known, CentreRule()).areas:
        for place in area.members:
            yield f"TC_{area.centre[2:]}", place, "centre", False
