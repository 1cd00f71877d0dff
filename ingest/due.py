"""When the next release of a source is expected, by the rule in its description."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ingest.catalogue import Release

Clock = Callable[[], datetime]
HELSINKI = ZoneInfo("Europe/Helsinki")


def next_release(release: Release, last_period: date) -> datetime:
    """Return when the figures after `last_period` (first day of its month or year) are expected, in UTC.

    An estimate for people and schedules; what the publisher says itself takes its place.
    """
    if release.every == "month":
        months = last_period.year * 12 + last_period.month - 1 + 1 + release.lag
        day = date(months // 12, months % 12 + 1, release.day)
    else:
        day = date(last_period.year + 1 + release.lag, release.month, release.day)
    return datetime.combine(day, time.fromisoformat(release.at), HELSINKI).astimezone(UTC)
