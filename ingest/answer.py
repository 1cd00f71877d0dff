"""What came over the wire, and the little a reader needs of whatever brings it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]


@dataclass(frozen=True)
class Answer:
    """One HTTP answer, whole and decompressed; header names are in lower case, `arrived_at` is UTC."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    arrived_at: datetime


class Transport(Protocol):
    """Brings answers; raises `SourceUnavailable` when none can be had inside the time for retries."""

    def get(self, url: str) -> Answer:
        """Ask for an address."""
        ...

    def post(self, url: str, json: object) -> Answer:
        """Send a query to an address."""
        ...

    def pause(self, attempt: int, reason: str) -> None:
        """Wait before attempt number `attempt` + 1; `SourceUnavailable` when the time for retries is spent."""
        ...

    def limit(self, url: str, calls: int, seconds: float) -> None:
        """Tell how many calls the publisher at this address allows in how many seconds."""
        ...

    def for_source(self) -> Self:
        """Return the same transport with the whole time for retries ahead of it."""
        ...
