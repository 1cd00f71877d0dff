"""The snapshot: one release of one source, by the answers it is made of."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

Query = Mapping[str, object]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Held(_Frozen):
    """One answer that is kept: what was asked (without the host), and the hash its bytes are found by."""

    query: dict[str, object]
    sha256: str
    url: str


class Snapshot(_Frozen):
    """One release of one source, complete.

    columns: column to the publisher's variable. categories: column to our id to the publisher's code (declared values
    only). codes: column to every code held, in the table's order. units: content code to the publisher's unit.
    Times are UTC; `updated_at` is the publisher's own stamp, or the time of fetching where it gives none.
    """

    source_id: str
    table: str
    language: str
    updated_at: datetime
    fetched_at: datetime
    next_update: datetime | None = None
    columns: dict[str, str] = {}
    categories: dict[str, dict[str, str]] = {}
    codes: dict[str, tuple[str, ...]] = {}
    units: dict[str, str] = {}
    answers: tuple[Held, ...]

    @property
    def name(self) -> str:
        """The snapshot's name among those of its source: sorts by release, then by time of fetching."""
        return f"{self.updated_at:%Y%m%dT%H%M%SZ}_{self.fetched_at:%Y%m%dT%H%M%S%fZ}"
