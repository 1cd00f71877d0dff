"""The kinds of values that parameters take: how each is read, what it must look like, the words for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_PERIOD = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-01)?)?$"


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of value: its JSON Schema, the words for it, and how it is read.

    `read` takes the text of an address and raises ValueError for exactly what the schema refuses.
    """

    schema: Mapping[str, Any]
    words: str
    read: Callable[[str], T]


def word(pattern: str, words: str) -> Kind[str]:
    """Return the kind of a text that matches a whole pattern."""
    return Kind({"type": "string", "pattern": f"^{pattern}$"}, words, lambda text: _matched(pattern, text))


def choice(*options: str) -> Kind[str]:
    """Return the kind that is one of a few words."""

    def read(text: str) -> str:
        if text not in options:
            raise ValueError(text)
        return text

    return Kind({"type": "string", "enum": list(options)}, "one of " + ", ".join(options), read)


def whole(least: int, most: int) -> Kind[int]:
    """Return the kind of a whole number within limits."""

    def read(text: str) -> int:
        number = int(_matched(r"0|[1-9][0-9]{0,8}", text))
        if not least <= number <= most:
            raise ValueError(text)
        return number

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(schema, f"a whole number from {least} to {most}", read)


def truth() -> Kind[bool]:
    """Return the kind that is true or false."""

    def read(text: str) -> bool:
        if text not in {"true", "false"}:
            raise ValueError(text)
        return text == "true"

    return Kind({"type": "boolean"}, "true or false", read)


def weight() -> Kind[tuple[str, float]]:
    """Return the kind of a feature with its weight, such as population:2."""
    pattern = r"[a-z][a-z0-9_]{0,59}:[0-9]{1,3}(\.[0-9]{1,3})?"

    def read(text: str) -> tuple[str, float]:
        feature, number = _matched(pattern, text).split(":")
        return feature, float(number)

    words = "a feature and its weight from 0 to 999, such as population:2"
    return Kind({"type": "string", "pattern": f"^{pattern}$"}, words, read)


def period(last_month_of_year: int) -> Kind[date]:
    """Return the kind of a month or year, read as the first day of a month; a year is the given month of it."""

    def read(text: str) -> date:
        matched = _matched(_PERIOD, text)
        return date(int(matched[:4]), int(matched[5:7] or last_month_of_year), 1)

    words = "a month or a year: 2025-06 or 2025 (or a period as the answers write it: 2025-06-01)"
    return Kind({"type": "string", "pattern": _PERIOD}, words, read)


def _matched(pattern: str, text: str) -> str:
    if re.fullmatch(pattern, text, re.ASCII) is None:
        raise ValueError(text)
    return text
