"""What a report is asked for: the area, whom it is compared with, the language, the month."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.selection import MOST_AREAS
from app.values import Language

Compare = Literal["peers", "level", "codes"]
COMPARES: tuple[Compare, ...] = ("peers", "level", "codes")
_WITHOUT_CODES: dict[str, Compare] = {"peers": "peers", "level": "level"}


class ReportError(Exception):
    """A report cannot be made; the text is one line that says why and what to do."""


@dataclass(frozen=True)
class Request:
    """One report. `codes` are the areas it is compared with where `compare` says so; no period is the newest month."""

    area_id: str
    language: Language
    compare: Compare = "peers"
    codes: tuple[str, ...] = ()
    period: date | None = None


def compared(text: str) -> tuple[Compare, tuple[str, ...]]:
    """Read 'peers', 'level' or codes of areas ('TA25,TA39'); raises ReportError for too many codes or none."""
    if text in _WITHOUT_CODES:
        return _WITHOUT_CODES[text], ()
    codes = tuple(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))
    if not codes:
        raise ReportError("There is nothing to compare with: give peers, level, or codes of areas such as TA25,TA39.")
    if len(codes) > MOST_AREAS:
        raise ReportError(f"A report compares with at most {MOST_AREAS} areas; {len(codes)} were given.")
    return "codes", codes


def month(text: str) -> date:
    """Read a month such as 2026-06; raises ReportError when it is none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ReportError(f"{text} is no month: write the year and the month, such as 2026-06.") from None
