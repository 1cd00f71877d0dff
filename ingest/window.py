"""The publisher's call window: never more calls in it than the publisher allows, also across runs."""

from contextlib import suppress
from pathlib import Path

import orjson
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ingest.answer import Clock, Sleep
from ingest.files import write_atomically

# Publishers that do not say are taken to be as strict as the strictest one known (statfin.md, section 9).
CALLS = 10
SECONDS = 10.0
# The publisher's clock ticks beside ours: a call at the very edge of the window would sometimes be refused.
MARGIN = 0.05
_REMEMBERED = 1_000


class _Host(BaseModel):
    calls: int = Field(default=CALLS, ge=1)
    seconds: float = Field(default=SECONDS, gt=0, le=86_400)
    times: list[float] = []


_FILE = TypeAdapter(dict[str, _Host])


class CallWindow:
    """Paces calls host by host, and remembers them in a file; a file that cannot be read counts as no memory.

    A call counts from the moment its answer arrived, refused or not: the publisher counted it no later than that.
    """

    def __init__(self, path: Path, clock: Clock, sleep: Sleep) -> None:
        self._path = path
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] | None = None

    def limit(self, host: str, calls: int, seconds: float) -> None:
        """Take over what a host allows; nonsense (no calls, no time) leaves what was known."""
        if calls < 1 or not 0 < seconds <= 86_400:
            return
        known = self._known(host)
        known.calls, known.seconds = calls, float(seconds)
        self._remember()

    def wait(self, host: str) -> None:
        """Return when one more call to the host is allowed, and count it as under way."""
        known = self._known(host)
        now = self._now()
        # A clock that was set back must not make us wait for it to catch up.
        times = sorted(min(time, now) for time in known.times)
        if len(times) >= known.calls:
            pause = times[-known.calls] + known.seconds + MARGIN - now
            if pause > 0:
                self._sleep(pause)
        known.times = [*times, self._now()][-max(known.calls, _REMEMBERED) :]
        self._remember()

    def arrived(self, host: str) -> None:
        """Move the call under way to now, when its answer (or its failure) came."""
        known = self._known(host)
        known.times = [*known.times[:-1], self._now()]
        self._remember()

    def _now(self) -> float:
        return self._clock().timestamp()

    def _known(self, host: str) -> _Host:
        if self._hosts is None:
            try:
                self._hosts = _FILE.validate_json(self._path.read_bytes())
            except (OSError, ValidationError):
                self._hosts = {}
        return self._hosts.setdefault(host, _Host())

    def _remember(self) -> None:
        content = orjson.dumps({host: known.model_dump() for host, known in (self._hosts or {}).items()})
        # A full disk shows where it matters, at the answers; the pace alone is no reason to stop.
        with suppress(OSError):
            write_atomically(self._path, content, durable=False)
