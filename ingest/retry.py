"""How long to go on trying: growing waits inside one budget of seconds for each source."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.answer import Sleep
from ingest.errors import SourceUnavailable

_LONGEST = 30.0


class RetryBudget:
    """The seconds one source may lose to failed attempts and to the waits between them."""

    def __init__(self, seconds: float, sleep: Sleep) -> None:
        self._left = seconds
        self._sleep = sleep
        self._seconds = seconds

    def spend(self, seconds: float) -> None:
        """Count time that a failed attempt took."""
        self._left -= max(seconds, 0.0)

    def wait(self, attempt: int, reason: str, asked: float | None = None) -> None:
        """Wait before the next attempt: as long as the publisher asked, else 1, 2, 4 ... 30 s.

        `SourceUnavailable` at once when what is left of the budget is too short for that.
        """
        planned = min(2.0 ** (attempt - 1), _LONGEST) if asked is None else asked
        if asked is None and self._left > 1:
            planned = min(planned, self._left)
        if planned > self._left:
            raise SourceUnavailable(
                f"{reason}; gave up after {attempt} attempts inside {self._seconds:g} s. Try again later."
            )
        self._left -= planned
        self._sleep(planned)


def asked_wait(header: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or a date), None when it asks for nothing usable."""
    if header is None:
        return None
    text = header.strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)
