"""What a computed travel-to-work area is: its centre, where its flows come from, how well it meets its rule."""

import polars as pl

from ingest.derive.travel_to_work_member import limits_by_rule
from vertaispeili.methods.flows import containment, flows
from vertaispeili.methods.travel_to_work import validity

_SCHEMA = {
    "area_id": pl.String,
    "rule_id": pl.String,
    "centre_id": pl.String,
    "origin": pl.String,
    "period": pl.Date,
    "validity": pl.Float64,
}


def travel_to_work_area(
    derive_commuting_flow: pl.DataFrame,
    derive_travel_to_work_member: pl.DataFrame,
    catalogue_travel_to_work_setting: pl.DataFrame,
    catalogue_travel_to_work_rule: pl.DataFrame,
) -> pl.DataFrame:
    """Return one row for each computed area: area_id, rule_id, centre_id, origin, period, validity.

    origin: of the flows, official or modelled. validity: at least 1 where the area meets its rule; null by the rule of
    centres, which has none. Order: area_id.
    """
    if derive_travel_to_work_member.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    known = flows(derive_commuting_flow.filter(pl.col("employed_persons").is_not_null()))
    rules = limits_by_rule(catalogue_travel_to_work_setting, catalogue_travel_to_work_rule)
    origin, period = derive_commuting_flow.select("origin", "period").row(0)
    areas = derive_travel_to_work_member.group_by("area_id", "rule_id").agg("municipality_id").sort("area_id")
    rows = [
        (area_id, rule_id, f"KU{area_id[-3:]}", origin, period, validity(containment(known, members), rules[rule_id]))
        if rule_id in rules
        else (area_id, rule_id, f"KU{area_id[-3:]}", origin, period, None)
        for area_id, rule_id, members in areas.iter_rows()
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
