"""What a municipality writes in its own data folder: targets and notes of what was done, read line by line.

Two files in UTF-8, delimited by commas or semicolons (the head decides), columns in any order, names in Finnish,
Swedish or English. A line that cannot be used becomes a problem with its number, and the rest is used. Empty lines and
those beginning with # are skipped.
"""

import math
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from vertaispeili.methods.own_table import Line, Problem, read

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
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?(?:-(?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})"),
)
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What lines may name: the ids that a text may mean, by the text in lower case (see `names`)."""

    areas: Mapping[str, tuple[str, ...]]
    indicators: Mapping[str, tuple[str, ...]]


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


def names(rows: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return what a text may mean, from rows of an id and its names: the id itself means nothing else."""
    meant: dict[str, set[str]] = {}
    ids: dict[str, tuple[str, ...]] = {}
    for row in rows:
        ids[row[0].lower()] = (row[0],)
        for name in row[1:]:
            meant.setdefault(" ".join(name.split()).lower(), set()).add(row[0])
    return {**{name: tuple(sorted(found)) for name, found in meant.items()}, **ids}


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
    table = read(text, _NOTE, _NOTE_NEEDS)
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
    for_whom, link, contact = (line[column] or None for column in ("for_whom", "link", "contact"))
    return PeerNote(area, day, line["what"], for_whom, link, contact, language or None, line.number)


def _named(line: Line, column: str, known: Mapping[str, tuple[str, ...]], problems: list[Problem]) -> str | None:
    name = line[column]
    found = known.get(name.lower(), ())
    if len(found) == 1:
        return found[0]
    if found:
        problems.append(Problem(line.number, "ambiguous", column, name, ", ".join(found)))
    else:
        near = get_close_matches(name.lower(), known, n=1) if name else []
        hint = ", ".join(known[near[0]]) if near else ""
        problems.append(Problem(line.number, "unknown" if name else "empty", column, name, hint))
    return None


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
    found = _date(match["year"], match["month"], match["day"], is_last=is_last) if match else None
    if found is None:
        problems.append(Problem(line.number, "not_a_date" if text else "empty", column, text))
    return found


def _date(year: str, month: str | None, day: str | None, *, is_last: bool) -> date | None:
    # Of a year or a month the last day, or the first; None when there is no such day.
    try:
        first = date(int(year), int(month or (12 if is_last else 1)), int(day or 1))
    except ValueError:
        return None
    return first.replace(day=monthrange(first.year, first.month)[1]) if is_last and not day else first


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))
