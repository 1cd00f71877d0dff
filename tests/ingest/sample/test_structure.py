"""The sample's yearly tables agree with each other."""

import polars as pl
import pytest

from ingest.sample.areas import seed
from tests.ingest.sample.held import NEWER, OLDER, frame


@pytest.mark.parametrize("release", [OLDER, NEWER])
def test_employed_residents_work_at_home_or_leave_and_jobs_are_filled_from_home_or_outside(release):
    total = (pl.col("koulutusaste_9_20180101") == "SSS") & (pl.col("ikaryhma_10_20180101") == "SSS")

    def wide(table_id: str, direction: str) -> pl.DataFrame:
        rows = frame(release, table_id).filter(total)
        return rows.pivot(on=direction, index=["area", "time"], values="tyokay-tyolliset2")

    residents, jobs = wide("115n", "pendelointi_1_20180101"), wide("115p", "pendelointi_2_20180101")
    both = residents.join(jobs, on=["area", "time"], suffix="/jobs")
    assert both.filter(pl.col("1") != pl.col("1/jobs")).height == 0
    country = both.filter(pl.col("area") == "SSS")
    assert country["2"].equals(country["3"], check_names=False)  # who leaves one municipality enters another
    employed = frame(release, "115x").select("area", "time", "tyokay-tyolliset")
    assert residents.join(employed, on=["area", "time"]).filter(pl.col("SSS") != pl.col("tyokay-tyolliset")).height == 0
    ratio = ((pl.col("SSS/jobs") * 1000 / pl.col("SSS") + 0.5).floor() / 10).round(1)
    published = both.join(frame(release, "125s"), on=["area", "time"])
    assert published.filter(ratio != pl.col("tyokay-tpomavar")).height == 0
    industries = frame(release, "115h").filter(
        (pl.col("toimiala_1_20080101") == "SSS") & (pl.col("sukupuoli_9_20180101") == "SSS")
    )
    joined = jobs.join(industries, on=["area", "time"])
    assert joined.filter(pl.col("SSS") != pl.col("tyokay-tyolliset3")).height == 0
    assert joined.height == jobs.height


def test_education_levels_make_the_population_of_15_and_over():
    rows = frame(NEWER, "12bs")
    assert rows.filter(pl.col("kaste0") + pl.col("kaste3T8") != pl.col("vaesto_15_")).height == 0
    levels = pl.sum_horizontal("kaste3", "kaste4", "kaste5T8")
    assert rows.filter(levels != pl.col("kaste3T8")).height == 0


def test_age_shares_of_the_population_make_a_hundred():
    whole = pl.sum_horizontal("vaesto_alle15_p", "vaesto_15_64_p", "vaesto_yli64_p")
    assert frame(NEWER, "11ra").filter((whole - 100).abs() > 0.16).height == 0


def test_no_larger_municipality_has_its_real_population():
    real = dict(seed("municipality").select("municipality_id", "population_2025").iter_rows())
    people = frame(NEWER, "11ra").filter(pl.col("time") == "2025").select("area", "vaerak-vaesto")
    large = [(area, count) for area, count in people.iter_rows() if area in real and count > 20_000]
    assert len(large) > 40
    assert [area for area, count in large if count == float(real[area])] == []
