"""The small published warehouse with what the page on peers needs besides: where the structure is from."""

from pathlib import Path

import duckdb

from tests.app.api.published import publish_open
from vertaispeili.warehouse import Warehouse

SOURCES = """
create table if not exists catalogue.source as select source_id from mart.freshness;
create table catalogue.source_figure as
select 'statfin_tyonv_12r5' as source_id, 'labour_force_persons' as figure_id;
create table catalogue.structural_feature_term as
select 'population' as feature_id, 'labour_force_persons' as measure_id;
"""


def publish_peered(directory: Path, source: str = "live") -> Warehouse:
    """Build the warehouse and point to it."""
    warehouse = publish_open(directory, source)
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    return warehouse
