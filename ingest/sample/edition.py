"""One release of the sample: its division, its window and its dates, and how a table of it is put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import polars as pl

from ingest.sample.areas import Division
from ingest.sample.monthly import monthly
from ingest.sample.table import Cells, Table, Text, Variable
from ingest.sample.units import units
from ingest.sample.wording import wording
from ingest.sample.yearly import yearly

SOURCE = Text(
    "Esimerkkiaineisto, ei tilasto (Vertaispeili)",
    "Exempeldata, inte statistik (Vertaispeili)",
    "Sample data, not statistics (Vertaispeili)",
)


@dataclass(frozen=True)
class Edition:
    """What one release covers; months are year x 12 + month - 1, all ends included.

    `early_months` still carry the previous year's labour force. `updated` has a stamp a subject, UTC.
    """

    name: str
    division: Division
    months: tuple[int, int]
    service_months: tuple[int, int]
    population_years: tuple[int, int]
    employment_years: tuple[int, int]
    early_months: tuple[int, ...]
    updated: dict[str, datetime]


@dataclass(frozen=True)
class World:
    """The true counts behind every release, made once."""

    monthly: pl.DataFrame
    yearly: pl.DataFrame


@cache
def world() -> World:
    """Return the true counts; about a second when first asked."""
    described = units()
    return World(monthly(described), yearly(described))


def table(edition: Edition, table_id: str, variables: tuple[Variable, ...], frame: Callable[[], pl.DataFrame]) -> Table:
    """Return a table whose cells come from a frame: one row for each combination but the contents, in order."""
    held = wording()["table"][table_id]
    content = variables[-1].values

    def cells() -> Cells:
        rows = frame().select(pl.concat_arr(*content).alias("cell"))  # many times faster than concat_list
        return Cells(rows["cell"].explode())

    subject = held["subject"]
    words = wording()["subject"][subject]["words"]
    return Table(table_id, Text(*held["title"]), Text(*words), variables, cells, edition.updated[subject], SOURCE)
