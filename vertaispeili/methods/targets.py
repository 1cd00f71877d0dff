"""What a municipality writes in its own data folder: targets and notes of what was done, read line by line.

Two files in UTF-8, delimited by commas or semicolons (the head decides), columns in any order, names in Finnish,
Swedish or English. A line that cannot be used becomes a problem with its number, and the rest is used. Empty lines and
those beginning with # are skipped.
"""

import math
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from vertaispeili.methods.own_table import Line, OwnTable, Problem, read

_TARGET = {
    "area": ("area", "alue", "område"),
    "indicator": ("indicator", "mittari", "indikator"),
    "value": ("value", "arvo", "tavoite", "värde", "mål"),
    "by": ("by", "by_when", "mennessä", "viimeistään", "senast"),
}
_NOTE = {
    "area": ("area", "alue", "område"),
    "date": ("date", "pvm", "päivä", "datum"),
    "what": ("what", "mitä", "vad"),
    "for_whom": ("for_whom", "kenelle", "för vem", "för_vem"),
    "link": ("link", "linkki", "länk"),
    "contact": ("contact", "contact_office", "yhteys", "yhteystaho", "kontakt"),
    "language": ("language", "kieli", "språk"),
}
_NOTE_NEEDS = frozenset({"area", "date", "what"})
_LONGEST = 500  # characters of a text that is shown on a page
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_DATES = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?"),
    re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})[./](?P<year>\d{4})"),
)
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What lines may name: area ids by id and by name (all lower case), and indicator ids the same way."""

    areas: Mapping[str, str]
    indicators: Mapping[str, str]


@dataclass(frozen=True)
class Target:
    """An indicator's value (in its own unit) that an area means to reach by a day: the last of the period written."""

    area_id: str
    indicator_id: str
    value: float
    by: date
    line: int


@dataclass(frozen=True)
class PeerNote:
    """What an area did: on a day (the first of the period written), for whom, and whom to ask. Empty texts are None.

    `link` is http or https and nothing else.
    """

    area_id: str
    date: date
    what: str
    for_whom: str | None
    link: str | None
    contact: str | None
    language: str | None
    line: int


@dataclass(frozen=True)
class Targets:
    """The targets in the order of the file, and what could not be used."""

    rows: tuple[Target, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class PeerNotes:
    """The notes in the order of the file, and what could not be used."""

    rows: tuple[PeerNote, ...]
    problems: tuple[Problem, ...]


def targets(text: str, known: Known) -> Targets:
    """Read targets.csv: area, indicator, value, by. An area has one target for an indicator and day: the first."""
    table = read(text, _TARGET, frozenset(_TARGET))
    rows: dict[tuple[str, str, date], Target] = {}
    problems = list(table.problems)
    for line in table.lines:
        found = _target(line, known, problems)
        if found is None:
            continue
        first = rows.setdefault((found.area_id, found.indicator_id, found.by), found)
        if first is not found:
            problems.append(Problem(line.number, "repeated", "by", line["by"], str(first.line)))
    return Targets(tuple(rows.values()), _in_order(problems))


def peer_notes(text: str, known: Known) -> PeerNotes:
    """Read peer_note.csv: area, date, what; and, if given, for_whom, link, contact, language (fi, sv or en)."""
    table: OwnTable = read(text, _NOTE, _NOTE_NEEDS)
    problems = list(table.problems)
    rows = [note for line in table.lines if (note := _note(line, known, problems)) is not None]
    return PeerNotes(tuple(rows), _in_order(problems))


def _target(line: Line, known: Known, problems: list[Problem]) -> Target | None:
    # Every fault of a line is told at once, so that it is mended at once.
    area = _named(line, "area", known.areas, problems)
    indicator = _named(line, "indicator", known.indicators, problems)
    value = _number(line["value"])
    if value is None:
        problems.append(Problem(line.number, "not_a_number" if line["value"] else "empty", "value", line["value"]))
    by = _day(line, "by", problems, is_last=True)
    if area is None or indicator is None or value is None or by is None:
        return None
    return Target(area, indicator, value, by, line.number)


def _note(line: Line, known: Known, problems: list[Problem]) -> PeerNote | None:
    before = len(problems)
    area = _named(line, "area", known.areas, problems)
    day = _day(line, "date", problems, is_last=False)
    if not line["what"]:
        problems.append(Problem(line.number, "empty", "what"))
    problems += [
        Problem(line.number, "too_long", column, line[column][:40] + "…", str(_LONGEST))
        for column in ("what", "for_whom", "link", "contact")
        if len(line[column]) > _LONGEST
    ]
    if line["link"] and not _LINK.fullmatch(line["link"]):
        problems.append(Problem(line.number, "not_a_link", "link", line["link"]))
    language = line["language"].lower()
    if language not in {"", "fi", "sv", "en"}:
        problems.append(Problem(line.number, "unknown_language", "language", line["language"]))
    if area is None or day is None or len(problems) > before:
        return None
    texts = (line[column] or None for column in ("for_whom", "link", "contact"))
    return PeerNote(area, day, line["what"], *texts, language or None, line.number)


def _named(line: Line, column: str, known: Mapping[str, str], problems: list[Problem]) -> str | None:
    name = line[column]
    found = known.get(name.lower())
    if found is None:
        near = get_close_matches(name.lower(), known, n=1) if name else []
        problems.append(Problem(line.number, "unknown" if name else "empty", column, name, known[near[0]] if near else ""))
    return found


def _number(text: str) -> float | None:
    # 1 234,5 with any kind of space, a true minus and a per cent sign are how numbers are written in Finland.
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace("\u2212", "-").removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    return number if math.isfinite(number) else None


def _day(line: Line, column: str, problems: list[Problem], *, is_last: bool) -> date | None:
    text = line[column]
    match = next((found for form in _DATES if (found := form.fullmatch(text))), None)
    if match is not None:
        year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
        try:
            first = date(year or 0, month or (12 if is_last else 1), day or 1)
        except ValueError:
            first = None
        if first is not None:
            return first.replace(day=monthrange(first.year, first.month)[1]) if is_last and day is None else first
    problems.append(Problem(line.number, "not_a_date" if text else "empty", column, text))
    return None


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))
