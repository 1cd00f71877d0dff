"""Flows of commuting between today's municipalities, and the travel-to-work areas that follow from them."""

from datetime import date

import polars as pl
import pytest

from ingest.derive.commuting_flow import commuting_flow
from ingest.derive.travel_to_work_area import travel_to_work_area
from ingest.derive.travel_to_work_member import travel_to_work_member
from tests.rows import frame
from vertaispeili.methods.gravity import Place, Resistance, model_flows
from vertaispeili.resources import sql_directory

PLACES = pl.DataFrame(
    {
        "municipality_id": ["KU091", "KU837", "KU211", "KU507"],
        "latitude": [60.2, 61.5, 61.45, 61.4],
        "longitude": [24.9, 23.8, 24.1, 26.9],
    }
)
CHANGES = pl.DataFrame({"old_id": ["KU588"], "new_id": ["KU507"]})
NO_PAIRS = pl.DataFrame(
    schema={
        "residence_code": pl.String,
        "workplace_code": pl.String,
        "period": pl.Date,
        "value": pl.Float64,
        "status": pl.String,
    }
)
NO_MARGINS = pl.DataFrame(
    schema={"figure_id": pl.String, "area_code": pl.String, "period": pl.Date, "value": pl.Float64}
)
SETTING = pl.DataFrame({"min_size": 50, "min_containment": 0.6, "target_size": 500, "target_containment": 0.7})
RULES = pl.DataFrame({"rule_id": ["stricter"]}).hstack(
    pl.DataFrame({"min_size": 50.0, "min_containment": 0.95, "target_size": 500.0, "target_containment": 0.99})
)


def pairs(drawing: str) -> pl.DataFrame:
    """Rows of home, work, year, value; '...' is hidden, '..' not available."""
    rows = frame(drawing)
    marks = [cell if cell in {"...", ".."} else None for cell in map(str, rows["value"])]
    values = [None if mark else float(str(cell)) for cell, mark in zip(rows["value"], marks, strict=True)]
    return pl.DataFrame(
        {
            "residence_code": rows["home"],
            "workplace_code": rows["work"],
            "period": [date(int(str(year)), 1, 1) for year in rows["year"]],
            "value": pl.Series(values, dtype=pl.Float64),
            "status": pl.Series(marks, dtype=pl.String),
        }
    )


def margins(*rows: tuple[str, int, int, int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return 115n and 115p of (municipality, home, out, in), of one year."""
    names = ("home_workers_persons", "out_commuters_persons", "in_commuters_persons")
    drawn = [
        (name, area, date(2024, 1, 1), float(persons))
        for area, *counts in rows
        for name, persons in zip(names, counts, strict=True)
    ]
    both = pl.DataFrame(drawn, schema=NO_MARGINS.schema, orient="row")
    coming = pl.col("figure_id") == names[2]
    return both.filter(~coming), both.filter(coming)


def made(drawn: pl.DataFrame, out: pl.DataFrame = NO_MARGINS, coming: pl.DataFrame = NO_MARGINS) -> pl.DataFrame:
    return commuting_flow(drawn, out, coming, PLACES, CHANGES)


def test_the_newest_year_of_the_table_is_taken_in_todays_municipalities() -> None:
    found = made(
        pairs(
            """
            home  | work  | year | value
            KU837 | KU837 | 2023 | 900
            KU837 | KU837 | 2024 | 950
            KU507 | KU837 | 2024 | 20
            KU588 | KU837 | 2024 | 7
            KU588 | KU507 | 2024 | 30
            KU507 | KU507 | 2024 | 400
            KU199 | KU837 | 2024 | 11
            KU837 | SSS   | 2024 | 990
            """
        )
    )
    assert found.select("residence_id", "workplace_id", "employed_persons", "hidden_cells", "origin").rows() == [
        ("KU507", "KU507", 430.0, 0, "official"),
        ("KU507", "KU837", 27.0, 0, "official"),
        ("KU837", "KU837", 950.0, 0, "official"),
    ]
    assert found["period"].unique().to_list() == [date(2024, 1, 1)]


def test_a_pair_without_a_number_is_never_nobody() -> None:
    found = made(
        pairs(
            """
            home  | work  | year | value
            KU837 | KU211 | 2024 | ...
            KU507 | KU837 | 2024 | 20
            KU588 | KU837 | 2024 | ...
            KU211 | KU837 | 2024 | ..
            """
        )
    )
    columns = ("residence_id", "workplace_id", "employed_persons", "hidden_cells", "missing_cells")
    assert found.select(columns).rows() == [
        ("KU211", "KU837", None, 0, 1),
        ("KU507", "KU837", 20.0, 1, 0),
        ("KU837", "KU211", None, 1, 0),
    ]


KNOWN = (("KU091", 900, 30, 40), ("KU837", 800, 40, 60), ("KU211", 300, 60, 20), ("KU507", 100, 10, 20))
MARGINS = (*KNOWN[:3], ("KU507", 60, 6, 10), ("KU588", 40, 4, 10))


def test_without_the_table_the_flows_are_a_model_of_the_margins_and_say_so() -> None:
    found = made(NO_PAIRS, *margins(*MARGINS))
    spots = {one: (north, east) for one, north, east in PLACES.iter_rows()}
    expected = model_flows([Place(one, *spots[one], *counts) for one, *counts in sorted(KNOWN)], Resistance()).pairs
    assert found["origin"].unique().to_list() == ["modelled"]
    assert found.select("residence_id", "workplace_id", "employed_persons").rows() == expected.rows()


@pytest.mark.parametrize("held", [(NO_MARGINS, NO_MARGINS), margins(("KU091", 900, 300, 40), ("KU837", 800, 40, 20))])
def test_without_margins_that_fit_there_is_nothing(held: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    assert made(NO_PAIRS, *held).is_empty()


TWO_MARKETS = """
home  | work  | year | value
KU091 | KU091 | 2024 | 900
KU091 | KU837 | 2024 | 20
KU837 | KU837 | 2024 | 800
KU837 | KU211 | 2024 | 60
KU837 | KU091 | 2024 | 30
KU211 | KU211 | 2024 | 100
KU211 | KU837 | 2024 | 200
KU211 | KU507 | 2024 | ...
KU507 | KU507 | 2024 | 300
"""


def members() -> pl.DataFrame:
    return travel_to_work_member(made(pairs(TWO_MARKETS)), SETTING, RULES)


def test_municipalities_come_to_areas_named_after_the_one_with_most_jobs_by_every_rule() -> None:
    found = members()
    assert found.filter(rule_id="computed").select("area_id", "municipality_id", "is_late").rows() == [
        ("TT_091", "KU091", False),
        ("TT_837", "KU211", False),
        ("TT_837", "KU837", False),
    ]
    assert set(found.filter(rule_id="centre")["area_id"]) == {"TC_837"}  # nobody sends Helsinki a tenth
    assert set(found.filter(rule_id="stricter")["area_id"]) == {"TT_stricter_091", "TT_stricter_837"}


def test_where_nobody_comes_or_goes_there_is_no_area() -> None:
    assert "KU507" not in set(members()["municipality_id"])


def test_an_area_says_how_well_it_meets_its_rule_and_what_flows_it_is_from() -> None:
    flows = made(pairs(TWO_MARKETS))
    found = travel_to_work_area(flows, members(), SETTING, RULES).rows_by_key("area_id", named=True, unique=True)
    helsinki, tampere, centre = (found[one] for one in ("TT_091", "TT_837", "TC_837"))
    assert (tampere["centre_id"], tampere["origin"], tampere["period"]) == ("KU837", "official", date(2024, 1, 1))
    assert helsinki["validity"] == tampere["validity"] == pytest.approx(0.7 / 0.6)  # larger and closed enough
    assert found["TT_stricter_837"]["validity"] < helsinki["validity"]
    assert centre["validity"] is None


def test_of_no_flows_there_are_no_areas() -> None:
    none = made(NO_PAIRS)
    held = travel_to_work_member(none, SETTING, RULES)
    assert held.is_empty()
    assert travel_to_work_area(none, held, SETTING, RULES).is_empty()


def test_the_rules_to_compare_with_make_sense() -> None:
    rules = pl.read_csv(sql_directory() / "seeds" / "travel_to_work_rule.csv")
    assert travel_to_work_member(made(pairs(TWO_MARKETS)), SETTING, rules).height > 0
    assert not set(rules["rule_id"]) & {"computed", "official", "centre"}
