"""Time stamps as publishers write them, turned into UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ingest.errors import BadAnswer

_DOTTED_TIME = re.compile(r"(T\d\d)\.(\d\d)\.(\d\d)")
_PX_STAMP = re.compile(r"(\d{8})(?: (\d\d:\d\d(?::\d\d)?))?")


def iso(text: str) -> datetime:
    """Return an ISO 8601 stamp in UTC; without a zone it is UTC. BadAnswer when it is none.

    PxWeb's `json` format writes 2026-07-21T05.00.00Z, with dots.
    """
    try:
        stamp = datetime.fromisoformat(_DOTTED_TIME.sub(r"\1:\2:\3", text.strip()))
        return (stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadAnswer(f"the answer says it was updated {text[:40]!r}, which is not a time") from error


def helsinki(text: str) -> datetime:
    """Return a PX stamp ('20241223 08:00', Finnish local time) in UTC. BadAnswer when it is none."""
    found = _PX_STAMP.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        day, clock = found.groups(default="00:00")
        stamp = datetime.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock}")
        return stamp.replace(tzinfo=ZoneInfo("Europe/Helsinki")).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadAnswer(f"the file says it was updated {text[:40]!r}, which is not a time") from error


def if_any(read: Callable[[str], datetime], text: object) -> datetime | None:
    """Return the stamp read, None when there is no text or it is free text ('later'): for courtesy fields only."""
    try:
        return read(text) if isinstance(text, str) else None
    except BadAnswer:
        return None
