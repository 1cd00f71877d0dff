"""Who lives where and works where: the publisher's table of pairs, or for want of it a model of commuting."""

import polars as pl

from vertaispeili.methods.gravity import Place, Resistance, model_flows

_SCHEMA = {
    "residence_id": pl.String,
    "workplace_id": pl.String,
    "period": pl.Date,
    "employed_persons": pl.Float64,
    "hidden_cells": pl.Int64,
    "missing_cells": pl.Int64,
    "origin": pl.String,
}
_MARGINS = {"home_workers_persons": "home", "out_commuters_persons": "out", "in_commuters_persons": "coming"}


def commuting_flow(
    stage_statfin_tyokay_flow: pl.DataFrame,
    stage_statfin_tyokay_115n: pl.DataFrame,
    stage_statfin_tyokay_115p: pl.DataFrame,
    catalogue_municipality: pl.DataFrame,
    catalogue_municipality_change: pl.DataFrame,
) -> pl.DataFrame:
    """Return the newest year of flows between today's municipalities, one row a pair that anybody goes between.

    residence_id, workplace_id (also the same), period, employed_persons, hidden_cells (each 1 to 4 persons),
    missing_cells, origin. Official: whole numbers of the table, null where no part of a pair has one. Modelled, where
    no table is held: numbers that are not whole, a model and no statistic (see the methods). No rows where there are no
    margins either, or margins that no matrix has. Order: residence_id, workplace_id.
    """
    today = {"known": catalogue_municipality, "changes": catalogue_municipality_change}
    found = _official(stage_statfin_tyokay_flow, **today)
    if found.is_empty():
        margins = pl.concat([stage_statfin_tyokay_115n, stage_statfin_tyokay_115p])
        found = _modelled(margins, **today)
    typed = [pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items()]
    return found.select(typed).sort("residence_id", "workplace_id")


def _official(pairs: pl.DataFrame, known: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    newest = pairs.filter(pl.col("period") == pl.col("period").max())
    for code, ours in (("residence_code", "residence_id"), ("workplace_code", "workplace_id")):
        newest = _of_today(newest, code, ours, known, changes)
    summed = newest.group_by("residence_id", "workplace_id", "period").agg(
        # A sum of nothing is nothing known, not nought.
        pl.when(pl.col("value").is_not_null().any()).then(pl.col("value").sum()).alias("employed_persons"),
        (pl.col("status").eq_missing("...") & pl.col("value").is_null()).sum().alias("hidden_cells"),
        (pl.col("status").ne_missing("...") & pl.col("value").is_null()).sum().alias("missing_cells"),
    )
    return summed.with_columns(pl.lit("official").alias("origin"))


def _modelled(margins: pl.DataFrame, known: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    wanted = margins.filter(pl.col("figure_id").is_in(list(_MARGINS)) & pl.col("value").is_not_null())
    placed = _of_today(wanted, "area_code", "place_id", known, changes)
    summed = placed.group_by("place_id", "period", "figure_id").agg(pl.col("value").sum())
    whole = summed.filter(pl.col("figure_id").n_unique().over("place_id", "period") == len(_MARGINS))
    newest = whole.filter(pl.col("period") == pl.col("period").max())
    by_place = newest.with_columns(pl.col("figure_id").replace_strict(_MARGINS))
    rows = known.select("municipality_id", "latitude", "longitude").sort("municipality_id").rows()
    held = {(place, margin): value for place, margin, value in by_place.select("place_id", "figure_id", "value").rows()}
    places = [
        Place(place, north, east, *(held[place, margin] for margin in _MARGINS.values()))
        for place, north, east in rows
        if (place, "home") in held
    ]
    try:
        pairs = model_flows(places, Resistance()).pairs
    except ValueError:
        # Margins of different years or divisions: there is no model of them, and nothing is better than a wrong one.
        pairs = pl.DataFrame(schema=_SCHEMA)
    none = pl.lit(0)
    return pairs.with_columns(
        period=pl.lit(newest["period"].max(), dtype=pl.Date),
        hidden_cells=none,
        missing_cells=none,
        origin=pl.lit("modelled"),
    )


def _of_today(rows: pl.DataFrame, code: str, ours: str, known: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Name today's municipality; what is none of them (a bucket without a place) falls away."""
    newer = dict(changes.select("old_id", "new_id").iter_rows())
    named = rows.with_columns(pl.col(code).replace(newer).alias(ours))
    return named.filter(pl.col(ours).is_in(known["municipality_id"].implode()))
