"""What a refresh wrote down, in the reader's language: messages of a known form; others stand as they were written."""

import re
from dataclasses import dataclass

from app.i18n import Texts

_TABLE = r"(?P<table>[\w./]+)"
_HOST = r"(?P<host>[\w.:-]+)"
_FORMS = (
    ("new", r"new"),
    ("unchanged", r"unchanged"),
    ("published", r"published \S+\.duckdb"),
    ("nothing_new", r"nothing new: .*"),
    ("unreachable", rf"{_HOST} cannot be reached \(.*\), tried \d+ times\b.*"),
    ("unreachable", rf"{_HOST} is skipped in this run\b.*"),
    ("answered", rf"{_HOST} answered (?P<status>\d+); gave up after .*"),
    ("broke_off", rf"{_HOST}: .*; gave up after .*"),
    ("answered", r"https?://(?P<host>[^/\s]+)\S* answered (?P<status>\d+)\..*"),
    ("moved", rf"{_TABLE}: (?:.* does not know .*|.*renamed, moved or closed.*)"),
    ("loading", rf"{_TABLE}: a release is being loaded\b.*"),
    ("older", rf"{_TABLE} went back in time\b.*"),
    ("shrank", rf"{_TABLE} (?:shrank|lost|has holes)\b.*"),
    ("changed", rf"{_TABLE}: (?:expected|the unit of|the variable)\b.*"),
    ("corrupt", r"the kept answer .* (?:is corrupt|is missing)\b.*"),
    ("lost_periods", r"\w+: the periods .* are published, held are .*"),
    ("nothing_held", r"no statistics are held and none could be had\b.*"),
    ("disk", r"(?:the warehouse|the data folder|an answer) (?:.* )?(?:cannot be written|could not be kept)\b.*"),
    ("lake", r"the lake \(.*\) cannot be .*"),
    ("own_fault", r"a fault in the program, to be reported\b.*"),
    ("malformed", rf"{_TABLE}: .* \(asked \d+ times\)"),
    ("moved", rf"{_TABLE}: the publisher answers that there is no such table\b.*"),
    ("malformed", r"(?:the answer|the PX file|the file|value|status|size|index|label|an item|the packed answer)\b.*"),
    ("check", r"(?P<check>[a-z][a-z0-9_]+): .* First rows: .*"),
)
FORMS = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _FORMS)


@dataclass(frozen=True)
class Said:
    """A message to show; one that is not in the reader's language is English."""

    text: str
    is_as_written: bool = False


def said(message: str | None, words: Texts) -> Said | None:
    """Return a message of the ledger in words; None when there is none."""
    text = " ".join((message or "").split())
    if not text:
        return None
    for name, pattern in FORMS:
        match = pattern.fullmatch(text)
        if match:
            return Said(_in_words(name, match.groupdict(), words))
    return Said(text, is_as_written=True)


def check(check_id: str, words: Texts) -> str:
    """Return what a check guarantees; its name where there are no words for it."""
    key = f"check.{check_id}"
    return words(key) if key in words.keys else check_id


def _in_words(name: str, found: dict[str, str], words: Texts) -> str:
    values = {key: value for key, value in found.items() if key != "check"}
    if "check" in found:
        values["check"] = check(found["check"], words)
    return words(f"ledger.{name}", **values)
