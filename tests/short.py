"""The sample's newest release with a few periods only: a whole refresh over it takes seconds."""

from collections.abc import Mapping
from dataclasses import replace
from math import prod

import polars as pl

from ingest.sample.protocol import Cells, Config, Publisher, Table
from ingest.sample.releases import releases

PERIODS = 3
JOBSEEKERS = "StatFin/tyonv/12r5.px"


def publisher(periods: int = PERIODS) -> Publisher:
    """Every table of the sample, cut to its last periods; limits as the real publisher's, without a wait."""
    newest = releases()[-1].publisher
    limits = Config(max_calls=10_000, time_window=1)
    return Publisher({path: last_periods(table, periods) for path, table in newest.tables.items()}, limits)


def last_periods(table: Table, periods: int) -> Table:
    """The table with only its last periods."""
    return _periods(table, -periods, None)


def without_newest(table: Table) -> Table:
    """The table without its newest period."""
    return _periods(table, 0, -1)


def with_cell(table: Table, cell: Mapping[str, str], value: float) -> Table:
    """The table with one cell changed; `cell` gives the code of each variable, the newest period where it is left."""
    place = 0
    for variable in table.variables:
        code = cell.get(variable.code, variable.values[-1])
        place = place * len(variable.values) + variable.position[code]
    values = table.held.values.clone()
    values[place] = value
    return replace(table, cells=Cells(values, table.held.statuses))


def _periods(table: Table, first: int, last: int | None) -> Table:
    sizes = [len(variable.values) for variable in table.variables]
    axis = next(place for place, variable in enumerate(table.variables) if variable.role == "time")
    time = table.variables[axis]
    places = range(sizes[axis])[first:last]
    stride = prod(sizes[axis + 1 :])
    kept = pl.select((pl.int_range(prod(sizes)) // stride % sizes[axis]).is_in(list(places))).to_series()
    shorter = replace(time, values=time.values[first:last], labels=time.labels[first:last])
    variables = (*table.variables[:axis], shorter, *table.variables[axis + 1 :])
    statuses = table.held.statuses
    cells = Cells(table.held.values.filter(kept), statuses if isinstance(statuses, str) else statuses.filter(kept))
    return replace(table, variables=variables, cells=cells)
