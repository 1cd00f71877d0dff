"""When the next release is expected."""

from datetime import date

import pytest

from ingest.catalogue import Release
from ingest.due import HELSINKI, next_release

MONTHLY = Release(every="month", day=24)
YEARLY = Release(every="year", month=11, day=20, lag=2)


@pytest.mark.parametrize(
    ("release", "last", "expected"),
    [
        (MONTHLY, date(2026, 6, 1), "2026-08-24 08:00"),
        (MONTHLY, date(2026, 10, 1), "2026-12-24 08:00"),
        (MONTHLY, date(2026, 11, 1), "2027-01-24 08:00"),
        (MONTHLY, date(2026, 12, 1), "2027-02-24 08:00"),
        (YEARLY, date(2024, 1, 1), "2027-11-20 08:00"),
        (Release(every="year", month=5, day=28), date(2025, 1, 1), "2027-05-28 08:00"),
    ],
)
def test_a_period_is_followed_by_the_next_ones_release_at_eight_in_helsinki(
    release: Release, last: date, expected: str
) -> None:
    assert f"{next_release(release, last).astimezone(HELSINKI):%Y-%m-%d %H:%M}" == expected


def test_summer_and_winter_time_are_kept_apart() -> None:
    assert next_release(MONTHLY, date(2026, 5, 1)).hour == 5
    assert next_release(MONTHLY, date(2026, 10, 1)).hour == 6
