"""The main job on recorded real statistics, over real HTTP through the API's own protocol."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.sample.protocol import Config, Publisher
from tests import recorded
from tests.app.report import witness as reported
from tests.pxweb_server import PxWebServer, serving
from tests.refreshing import Refreshing
from tests.shared import needs_shared

pytestmark = [needs_shared, pytest.mark.refresh]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory):
    """The whole recorded 12r5 panel after one live refresh, the classification and map services refusing."""
    table = recorded.table(recorded.panel())
    limits = Config(max_calls=40, time_window=3)
    with serving(Publisher({recorded.PATH: table}, limits), has_window=True) as server:
        refreshing = Refreshing(tmp_path_factory.mktemp("live"), server.base)
        code = refreshing.run()
        yield refreshing, server, code


def test_a_source_that_is_absent_stops_no_other(published: tuple[Refreshing, PxWebServer, int]) -> None:
    refreshing, _, code = published
    assert code == 1
    outcomes = dict(refreshing.rows("select source_id, outcome from mart.freshness"))
    assert outcomes["statfin_tyonv_12r5"] == "fresh"
    assert {outcome for source, outcome in outcomes.items() if source != "statfin_tyonv_12r5"} == {"absent"}


def test_every_cell_equals_the_recorded_value_or_hidden_mark(published: tuple[Refreshing, PxWebServer, int]) -> None:
    expected = recorded.panel()
    current = published[0].warehouse.current()
    with duckdb.connect(str(current), read_only=True) as connection:
        raw = pl.DataFrame(
            connection.execute(
                "select area_code, month_code, content_code, value, status from raw.statfin_tyonv_12r5"
            ).fetchall(),
            schema={"area": str, "month": str, "content": str, "value": float, "status": str},
            orient="row",
        )
    assert raw.height == expected.height == 1_847_268
    together = expected.join(raw, on=["area", "month", "content"], how="left", validate="1:1", suffix="_read")
    differing = together.filter(
        pl.col("value").ne_missing(pl.col("value_read"))
        | (pl.col("value").is_null() != (pl.col("status") == "...").fill_null(value=False))
    )
    assert differing.is_empty(), differing


def test_the_window_is_never_overrun(published: tuple[Refreshing, PxWebServer, int]) -> None:
    assert published[1].refused() == 0


def test_a_second_refresh_makes_at_most_one_data_call_a_table_and_builds_nothing(
    published: tuple[Refreshing, PxWebServer, int],
) -> None:
    refreshing, server, _ = published
    before, file = server.posts(), refreshing.warehouse.current()
    assert refreshing.run() == 1
    assert server.posts() - before == 1
    assert refreshing.warehouse.current() == file


def test_the_whole_table_takes_as_few_calls_as_the_limit_allows(published: tuple[Refreshing, PxWebServer, int]) -> None:
    cells = recorded.panel().height
    run = published[0].rows("select data_calls, cells from catalogue.run where source_id = 'statfin_tyonv_12r5'")[0]
    assert run == (-(-cells // 120_000) + 1, cells)


def test_municipalities_add_up_to_the_published_regions_and_sub_regions(
    published: tuple[Refreshing, PxWebServer, int],
) -> None:
    """All counts, all months: equal where no member is hidden, within the bounds where one is.

    Vacancies too: the bucket of vacancies without a municipality came after 2022.
    """
    counted = published[0].rows("""
        select
            count(*) filter (where published.value is not null and summed.hidden_cells = 0) as exact,
            count(*) filter (where published.value is not null and summed.hidden_cells > 0) as bounded,
            count(*) filter (where published.value < coalesce(summed.value, 0) + summed.hidden_cells) as below,
            count(*) filter (where published.value > coalesce(summed.value, 0) + 4 * summed.hidden_cells) as above
        from core.area_measure as published
        inner join core.area_measure as summed
            using (measure_id, area_id, group_id, period)
        inner join core.area using (area_id)
        where
            published.origin = 'published' and summed.origin = 'summed' and summed.missing_cells = 0
            and area.level in ('region', 'subregion')
    """)
    exact, bounded, below, above = counted[0]
    assert exact > 200_000
    assert bounded > 40_000
    assert (below, above) == (0, 0)


def test_every_rate_is_the_published_one(published: tuple[Refreshing, PxWebServer, int]) -> None:
    """Two witnesses: the publisher's rate, and ours from the counts by half-up rounding in whole numbers."""
    equal, differing = published[0].rows("""
        select
            count(*) filter (where value.value = published.value and value.value = computed.rate),
            count(*) filter (where value.value != published.value or value.value != computed.rate)
        from mart.indicator_value as value
        inner join core.area_published as published using (indicator_id, area_id, period)
        inner join (
            select *, (2000 * numerator::hugeint + denominator::hugeint) // (2 * denominator::hugeint) / 10 as rate
            from mart.ratio where numerator_low = numerator_high and denominator > 0
        ) as computed using (indicator_id, area_id, period)
        where value.indicator_id = 'unemployment_share' and published.status = 'complete'
    """)[0]
    assert equal > 75_000
    assert differing == 0


def test_every_number_of_a_report_is_that_of_the_warehouse(
    published: tuple[Refreshing, PxWebServer, int], tmp_path: Path
) -> None:
    current = published[0].warehouse.current()
    assert current is not None
    assert reported.problems(current, tmp_path) == []
