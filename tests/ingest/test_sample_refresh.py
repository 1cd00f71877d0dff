"""The first run of a newcomer: both releases of the sample through the real client, history, build and checks."""

from pathlib import Path

import pytest

from ingest import catalogue
from tests.app.report import witness
from tests.refreshing import Refreshing
from vertaispeili.resources import sql_directory

TABLES = sum(source.reader == "pxweb" for source in catalogue.sources(sql_directory()))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Refreshing:
    refreshing = Refreshing(tmp_path_factory.mktemp("sample"), "http://127.0.0.1:1/PxWeb/api/v1", "sample")
    assert refreshing.run() == 0
    return refreshing


def test_every_source_is_fresh_and_nothing_was_asked_of_the_network(sample: Refreshing) -> None:
    assert sample.rows("select outcome, count(*) from mart.freshness group by all") == [("fresh", TABLES)]
    assert sample.rows("select data_source from catalogue.build") == [("sample",)]


def test_a_merger_a_revision_and_a_seam_of_vintages_are_seen(sample: Refreshing) -> None:
    reasons = dict(sample.rows("select reason, count(*) from core.revision where area_code = 'KU588' group by all"))
    assert set(reasons) == {"retired"}
    restated = sample.rows("""
        select count(*) > 0 from core.revision
        where reason = 'restated' and content_code = 'TYOVOIMATK' and month(period) in (1, 2)
    """)
    assert restated == [(True,)]
    seams = sample.rows("select count(*) from mart.statistical_break where break_id = 'vintage'")
    assert seams[0][0] > 10


def test_a_merged_municipality_is_counted_once_in_every_month(sample: Refreshing) -> None:
    """The municipalities of the sub-region add up to what is published for it, before and after the merger."""
    outside = sample.rows("""
        select count(*), count(*) filter (
            where published.value not between summed.value + summed.hidden_cells
                and summed.value + 4 * summed.hidden_cells
        )
        from core.area_measure as published
        inner join core.area_measure as summed using (measure_id, area_id, group_id, period)
        inner join core.area_member as member using (area_id)
        where published.origin = 'published' and summed.origin = 'summed' and member.municipality_id = 'KU507'
            and measure_id = 'unemployed_persons' and published.value is not null
    """)[0]
    assert outside[0] > 150
    assert outside[1] == 0


def test_an_indicator_of_municipalities_has_figures_for_every_level_that_can_have_them(sample: Refreshing) -> None:
    # Sums are made of all areas; what is published only is there for the levels that the publisher has.
    lacking = sample.rows("""
        with figure as (
            select distinct indicator_id, level from mart.indicator_value where low is not null
        )
        select indicator.indicator_id, level.level
        from catalogue.indicator as indicator
        semi join (select indicator_id from figure where level = 'municipality') using (indicator_id)
        cross join (select distinct level from core.area) as level
        anti join figure on figure.indicator_id = indicator.indicator_id and figure.level = level.level
        where not (indicator.kind = 'published' and regexp_matches(level.level, 'commuting|travel|class|centre'))
    """)
    assert lacking == []


def test_every_indicator_has_figures_for_the_country_or_its_regions(sample: Refreshing) -> None:
    without = sample.rows("""
        select indicator_id from catalogue.indicator where indicator_id not in (
            select indicator_id from mart.indicator_value
            where low is not null and level in ('country', 'region')
        )
    """)
    assert without == []


def test_each_source_yields_the_figures_it_declares_and_no_other(sample: Refreshing) -> None:
    yielded = set(sample.rows("select distinct source_id, figure_id from stage.figure"))
    declared = set(sample.rows("select source_id, figure_id from catalogue.source_figure"))
    assert yielded == declared


def test_self_sufficiency_from_jobs_and_residents_is_the_published_one(sample: Refreshing) -> None:
    equal, differing = sample.rows("""
        select
            count(*) filter (where abs(100 * numerator / denominator - published.value) <= 0.051),
            count(*) filter (where abs(100 * numerator / denominator - published.value) > 0.051)
        from mart.ratio inner join core.published using (indicator_id, area_id, period)
        where indicator_id = 'workplace_self_sufficiency'
    """)[0]
    assert equal > 3_000
    assert differing == 0


def test_every_municipality_has_a_tile_of_its_own(sample: Refreshing) -> None:
    tiles = sample.rows("select count(*), count(distinct (tile_column, tile_row)) from derive.tile")
    assert tiles == [(308, 308)]


def test_a_second_run_asks_only_the_newest_release_and_builds_nothing(sample: Refreshing) -> None:
    file = sample.warehouse.current()
    assert sample.run() == 0
    assert sample.warehouse.current() == file


def test_every_number_of_a_report_is_that_of_the_warehouse(sample: Refreshing, tmp_path: Path) -> None:
    current = sample.warehouse.current()
    assert current is not None
    assert witness.problems(current, tmp_path) == []
