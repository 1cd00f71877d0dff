"""What a municipality fills in of its accessibility statement: accessibility.toml in its data folder."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from app.values import Names

FILE = "accessibility.toml"
_MOST_BYTES = 100_000
_LONGEST, _MOST_FAULTS = 2000, 100
Status = Literal["full", "partial", "none"]
_STATUSES: tuple[Status, ...] = ("full", "partial", "none")
_LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class Fault:
    """One known fault: what it is, and the WCAG criterion that it is against."""

    text: Names
    criterion: str | None


@dataclass(frozen=True)
class Statement:
    """What is filled in; None is to be completed. `problems` are the keys that could not be used.

    contact: an e-mail or http(s) address. assessor: who judged the accessibility. is_unreadable: the file as a whole.
    """

    organisation: Names | None = None
    contact: str | None = None
    made: date | None = None
    reviewed: date | None = None
    assessor: Names | None = None
    status: Status | None = None
    faults: tuple[Fault, ...] = ()
    problems: tuple[str, ...] = ()
    is_unreadable: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that the law asks for is there."""
        needed = (self.organisation, self.contact, self.made, self.assessor, self.status)
        return all(needed) and (self.status == "full" or bool(self.faults))


def statement(folder: Path | None) -> Statement:
    """Read the statement of a data folder as it is now; an empty one where there is no folder or no file."""
    if folder is None:
        return Statement()
    try:
        with (folder / FILE).open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
        given = tomllib.loads(body.decode("utf-8-sig")) if len(body) <= _MOST_BYTES else None
    except FileNotFoundError:
        return Statement()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        given = None
    return Statement(is_unreadable=True) if given is None else _read(given)


def _read(given: dict[str, Any]) -> Statement:
    problems: list[str] = []

    def take(key: str, read: Callable[[object], Any]) -> Any:
        value = given.get(key)
        found = read(value)
        if found is None and value not in (None, ""):
            problems.append(key)
        return found

    faults = take("fault", _faults) or ()
    known = {
        "organisation": take("organisation", _names),
        "contact": take("contact", _contact),
        "made": take("date", _day),
        "reviewed": take("reviewed", _day),
        "assessor": take("assessor", _names),
        "status": take("status", lambda value: next((one for one in _STATUSES if one == value), None)),
    }
    problems += sorted(given.keys() - {"organisation", "contact", "date", "reviewed", "assessor", "status", "fault"})
    return Statement(**known, faults=faults, problems=tuple(problems))


def _names(value: object) -> Names | None:
    """Return a text: the same in every language, or given by language with fi at least."""
    texts = {"fi": value} if isinstance(value, str) else value
    if not isinstance(texts, dict):
        return None
    found = [_text(cast("dict[str, object]", texts).get(language)) for language in _LANGUAGES]
    return Names(*found) if found[0] else None


def _text(value: object) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _contact(value: object) -> str | None:
    text = _text(value)
    is_address = text.startswith(("https://", "http://")) or text.count("@") == 1
    return text if is_address and " " not in text else None


def _day(value: object) -> date | None:
    return value if type(value) is date else None


def _faults(value: object) -> tuple[Fault, ...] | None:
    if not isinstance(value, list):
        return None
    found: list[Fault] = []
    for one in cast("list[object]", value)[:_MOST_FAULTS]:
        fields = cast("dict[str, object]", one) if isinstance(one, dict) else {}
        text = _names(fields.get("text"))
        if text is None:
            return None
        found.append(Fault(text, _text(fields.get("wcag")) or None))
    return tuple(found)
