"""The words of the pages: one file a language in app/locale, looked up by key."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from app.values import Language

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
_LOCALE = Path(__file__).parent / "locale"


class Texts:
    """The words of one language; a key that is not in the file is an error, never an empty text."""

    def __init__(self, language: Language, messages: dict[str, str]) -> None:
        self.language: Language = language
        self._messages = messages

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key such as 'situation.title' with its {places} filled."""
        return self._messages[key].format(**values) if values else self._messages[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the text for one or for several ('<key>.one', '<key>.other'); {n} is filled by the caller's words."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", **values)

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._messages)


@lru_cache(maxsize=8)
def texts(language: Language) -> Texts:
    """Return the words of a language."""
    content = tomllib.loads((_LOCALE / f"{language}.toml").read_text(encoding="utf-8"))
    return Texts(language, dict(_flat(content)))


def _flat(content: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in content.items():
        if isinstance(value, dict):
            found += _flat(cast("dict[str, Any]", value), f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found
