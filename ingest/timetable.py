"""When to look for news next: the rule of the schedule, pure, from what is held and what was tried."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from ingest.due import HELSINKI
from ingest.standing import Standing

# Publishers' days of the month vary around the nominal one: releases of the 24th came between the 20th and the 26th.
EARLY = timedelta(days=4)
LATE = timedelta(days=7)
# Waits after each try of a day, from 08:00 on: seven tries, the last at 13:15; then tomorrow.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 80, 160))
# On other days one look is enough, when the morning's releases have settled.
DAILY = time(8, 30)


def next_refresh(
    now: datetime, standings: Iterable[Standing], tries: tuple[datetime, ...], *, failed: bool
) -> tuple[datetime, str]:
    """Return when to refresh next and the source it is for; the arguments are those of `next_check`.

    One refresh asks every source: the source that is due first decides.
    """
    return min((next_check(now, each, tries, failed=failed), each.source.id) for each in standings)


def next_check(now: datetime, standing: Standing, tries: Iterable[datetime] = (), *, failed: bool = False) -> datetime:
    """Return when to look for news of one source; not after `now` when it is time (times in UTC).

    tries: refreshes that the ledger may not know. failed: the last refresh as a whole went wrong.

    A source is looked for at its release's time of day and then after growing waits, until the new period is held:
    from 4 days before to 7 days after the day it is expected on (from the day itself where the publisher announced
    it), and on any day after a failure. Else once a day, at 08:30 in Helsinki. A look that was missed is due at once.
    """
    # Tries in the future were made by a clock that has been set back since.
    made = sorted({at for at in (*standing.tries, *tries) if at <= now})
    if not made:
        return now
    last, failed = made[-1], failed or standing.failed
    today = last.astimezone(HELSINKI).date()
    first = _first_look(standing, today, failed=failed)
    if last < first:
        return first
    made_today = sum(at >= first for at in made)
    if _is_polled(standing, today, failed=failed) and made_today <= len(WAITS):
        return last + WAITS[made_today - 1]
    return _first_look(standing, today + timedelta(days=1), failed=failed)


def _first_look(standing: Standing, day: date, *, failed: bool) -> datetime:
    polled = _is_polled(standing, day, failed=failed)
    clock = time.fromisoformat(standing.source.release.at) if polled else DAILY
    return datetime.combine(day, clock, HELSINKI).astimezone(UTC)


def _is_polled(standing: Standing, day: date, *, failed: bool) -> bool:
    """Whether it is a day of growing waits."""
    if failed or standing.expected_at is None:
        return failed
    expected = standing.expected_at.astimezone(HELSINKI).date()
    first = expected if standing.is_announced else expected - EARLY
    return first <= day <= expected + LATE
