"""Commuting between the municipalities of the small published warehouse, and what the build makes of it."""

from datetime import date

import duckdb
import polars as pl

from ingest.derive.travel_to_work_area import travel_to_work_area
from ingest.derive.travel_to_work_member import travel_to_work_member
from ingest.raw import Stream
from tests.rows import frame
from vertaispeili.resources import sql_directory

# Persons by residence and workplace; '...' is hidden. Sottunga sends nobody out, and nobody comes.
FLOWS = """
home  | work  | persons
KU837 | KU837 | 90000
KU837 | KU091 | 4000
KU837 | KU211 | 2500
KU837 | KU922 | 60
KU211 | KU211 | 6000
KU211 | KU837 | 9000
KU211 | KU922 | ...
KU922 | KU922 | 700
KU922 | KU837 | 1100
KU091 | KU091 | 250000
KU091 | KU837 | 3000
KU091 | KU598 | ...
KU598 | KU598 | 7000
KU598 | KU440 | 400
KU440 | KU440 | 1200
KU440 | KU598 | 1100
KU766 | KU766 | 40
"""


def commute(connection: duckdb.DuckDBPyConnection, origin: str = "official") -> None:
    """Fill the empty tables of commuting: flows of 2024 of an origin, and what the build makes of them."""
    drawn = frame(FLOWS)
    hidden = pl.Series([str(one) == "..." for one in drawn["persons"]])
    persons = [None if str(one) == "..." else float(str(one)) for one in drawn["persons"]]
    flows = pl.DataFrame(
        {
            "residence_id": drawn["home"],
            "workplace_id": drawn["work"],
            "period": pl.Series([date(2024, 1, 1)] * len(drawn), dtype=pl.Date),
            "employed_persons": pl.Series(persons, dtype=pl.Float64),
            "hidden_cells": hidden.cast(pl.Int64),
            "missing_cells": pl.Series([0] * len(drawn), dtype=pl.Int64),
            "origin": [origin] * len(drawn),
        }
    )
    setting, rules = (
        pl.DataFrame(connection.sql(f"select * from catalogue.travel_to_work_{one}")) for one in ("setting", "rule")
    )
    members = travel_to_work_member(flows, setting, rules)
    areas = travel_to_work_area(flows, members, setting, rules)
    for name, rows in (
        ("commuting_flow", flows),
        ("travel_to_work_member", members),
        ("travel_to_work_area", areas),
    ):
        connection.register("incoming", Stream(rows))
        connection.execute(f"delete from derive.{name}")
        connection.execute(f"insert into derive.{name} by name select * from incoming")
        connection.unregister("incoming")
    containment = (sql_directory() / "mart" / "containment.sql").read_text("utf-8")
    connection.execute("delete from mart.containment")
    connection.execute(f"insert into mart.containment by name {containment}")
