"""The two releases of the sample: the division of 2024, then that of 2026 with its past restated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from ingest.sample.areas import divisions
from ingest.sample.commuting import commuting_pairs
from ingest.sample.edition import Edition
from ingest.sample.jobseekers import activation, jobseekers
from ingest.sample.occupations import occupations
from ingest.sample.paths import FIRST_MONTH, LAST_MONTH
from ingest.sample.protocol import Config, Publisher, Table
from ingest.sample.services import coaching, foreign_activation, other, outcomes, subsidised, training, trials
from ingest.sample.structure import (
    commuting_in,
    commuting_out,
    education,
    employment,
    industries,
    population,
    self_sufficiency,
)
from ingest.sample.unemployment import durations, lasting, open_during_month, periods, reasons
from ingest.sample.unemployment import education as jobseeker_education
from ingest.sample.wording import wording

# The real limits on size, but no need to wait: nobody else is served.
_LIMITS = Config(max_calls=10_000, time_window=1)
_TABLES = (
    jobseekers,
    activation,
    population,
    education,
    employment,
    commuting_out,
    commuting_in,
    commuting_pairs,
    industries,
    self_sufficiency,
)
# Tables of the newest periods only, which the older release does not have yet.
_NEWER_TABLES = (
    occupations,
    coaching,
    training,
    foreign_activation,
    subsidised,
    trials,
    other,
    durations,
    jobseeker_education,
    periods,
    reasons,
    lasting,
    open_during_month,
)


@dataclass(frozen=True)
class Release:
    """What the sample's publisher holds at one time."""

    name: str
    publisher: Publisher


@cache
def releases() -> tuple[Release, Release]:
    """Return both releases, the older first, to be fetched in this order; cells are made when they are asked for."""
    older, newer = _editions()
    return _release(older), _release(newer, _NEWER_TABLES, outcomes(newer))


def _release(edition: Edition, more: Sequence[Callable[[Edition], Table]] = (), made: Sequence[Table] = ()) -> Release:
    tables = [*(make(edition) for make in (*_TABLES, *more)), *made]
    subjects = {table_id: described["subject"] for table_id, described in wording()["table"].items()}
    paths = {f"StatFin/{subjects[held.table_id]}/{held.table_id}.px": held for held in tables}
    return Release(edition.name, Publisher(paths, _LIMITS))


def _editions() -> tuple[Edition, Edition]:
    division_2024, division_2026 = divisions()
    end_of_2024 = 2024 * 12 + 11
    older = Edition(
        name="2024-12",
        division=division_2024,
        months=(FIRST_MONTH, end_of_2024),
        service_months=(2018 * 12, end_of_2024),
        population_years=(2008, 2023),
        employment_years=(2008, 2022),
        early_months=(2024 * 12, 2024 * 12 + 1),
        updated={
            "tyonv": datetime(2025, 1, 24, 6, tzinfo=UTC),
            "vaerak": datetime(2024, 5, 31, 5, tzinfo=UTC),
            "vkour": datetime(2024, 6, 18, 5, tzinfo=UTC),
            "tyokay": datetime(2024, 11, 20, 6, tzinfo=UTC),
        },
    )
    newer = Edition(
        name="2026-10",
        division=division_2026,
        months=(2015 * 12, LAST_MONTH),
        service_months=(2020 * 12, LAST_MONTH),
        population_years=(2010, 2025),
        employment_years=(2010, 2024),
        early_months=(),
        updated={
            "tyonv": datetime(2026, 11, 24, 6, tzinfo=UTC),
            "vaerak": datetime(2026, 5, 29, 5, tzinfo=UTC),
            "vkour": datetime(2026, 6, 18, 5, tzinfo=UTC),
            "tyokay": datetime(2026, 11, 19, 6, tzinfo=UTC),
        },
    )
    return older, newer
