"""The sample's table of pairs agrees with the margins that are published beside it."""

import polars as pl
import pytest

from ingest.readers.pxweb.metadata import Metadata, Variable
from ingest.readers.pxweb.resolve import area_variables
from tests.ingest.sample.held import NEWER, OLDER, frame, table


def pairs(release: int) -> pl.DataFrame:
    """Return home, work, time, persons of every pair of municipalities that anybody goes between."""
    held = table(release, "11od")
    home, work, time, _ = held.variables
    rows = pl.DataFrame({"home": home.values}).join(pl.DataFrame({"work": work.values}), how="cross")
    rows = rows.join(pl.DataFrame({"time": time.values}), how="cross")
    found = rows.with_columns(held.held.values.alias("persons"))
    return found.filter((pl.col("home") != "SSS") & (pl.col("work") != "SSS") & (pl.col("persons") > 0))


def margin(release: int, table_id: str, direction: str) -> pl.DataFrame:
    """Return area, time, persons of one kind of commuting, all ages and levels of education."""
    kind = "pendelointi_1_20180101" if table_id == "115n" else "pendelointi_2_20180101"
    everyone = (pl.col("koulutusaste_9_20180101") == "SSS") & (pl.col("ikaryhma_10_20180101") == "SSS")
    rows = frame(release, table_id).filter(everyone & (pl.col(kind) == direction) & (pl.col("area") != "SSS"))
    return rows.select("area", "time", pl.col("tyokay-tyolliset2").alias("persons")).filter(pl.col("persons") > 0)


@pytest.mark.parametrize("release", [OLDER, NEWER])
@pytest.mark.parametrize(
    ("end", "crosses", "table_id", "direction"),
    [("home", True, "115n", "2"), ("work", True, "115p", "3"), ("home", False, "115n", "1")],
)
def test_rows_and_columns_add_up_to_the_published_margins(
    release: int, end: str, crosses: bool, table_id: str, direction: str
) -> None:
    held = pairs(release).filter((pl.col("home") != pl.col("work")) == crosses)
    sums = held.group_by(pl.col(end).alias("area"), "time").agg(pl.col("persons").sum()).sort("area", "time")
    published = margin(release, table_id, direction).join(sums.select("time").unique(), on="time", how="semi")
    assert sums.rows() == published.sort("area", "time").rows()


def test_the_country_is_the_sum_of_all_pairs() -> None:
    held = table(NEWER, "11od")
    whole = held.held.values[: len(held.of_role("time")[0].values)].to_list()
    assert whole == pairs(NEWER).group_by("time").agg(pl.col("persons").sum()).sort("time")["persons"].to_list()


def test_most_go_to_a_place_nearby() -> None:
    from_kangasala = pairs(NEWER).filter((pl.col("home") == "KU211") & (pl.col("work") != "KU211"))
    assert from_kangasala.sort("persons")["work"][-1] == "KU837"


def test_it_is_the_one_table_with_two_variables_of_areas() -> None:
    def described(table_id: str) -> Metadata:
        known = [
            Variable(code=one.code, values=one.values, valueTexts=tuple(label.fi for label in one.labels))
            for one in table(NEWER, table_id).variables
        ]
        return Metadata(language="fi", variables=tuple(known))

    counted = {table_id: len(area_variables(described(table_id))) for table_id in ("11od", "115n", "115p", "115h")}
    assert counted == {"11od": 2, "115n": 1, "115p": 1, "115h": 1}
