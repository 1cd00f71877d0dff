"""Whose reports these are: report_theme.toml in the data folder; what is wrong in it never stops a report."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.own_file import own_file
from app.report.model import Theme

FILE = "report_theme.toml"
_KEYS = ("organisation", "accent", "contact")
_LONGEST = 120
_LEAST_CONTRAST = 4.5  # of text on white: WCAG 2.1 AA


@dataclass(frozen=True)
class OwnTheme:
    """The theme, and the keys that could not be used; `is_unreadable` when nothing of the file could be."""

    theme: Theme
    problems: tuple[str, ...] = ()
    is_unreadable: bool = False


def own_theme(folder: Path | None) -> OwnTheme:
    """Read the theme of a data folder as it is now; the usual one where there is no folder or no file."""
    found = own_file(folder, FILE)
    if found.text is None:
        return OwnTheme(Theme(), is_unreadable=found.fault is not None)
    try:
        given = tomllib.loads(found.text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return OwnTheme(Theme(), is_unreadable=True)
    usable = {key: text for key in _KEYS if (text := _usable(key, given.get(key)))}
    problems = [key for key, value in given.items() if key not in usable and value != ""]
    return OwnTheme(Theme(**usable), tuple(sorted(problems)))


def contrast_on_white(colour: str) -> float:
    """Return the contrast of '#rrggbb' with white as WCAG 2.1 counts it, 1 to 21."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _usable(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    if key != "accent":
        return text if 0 < len(text) <= _LONGEST else None
    is_colour = re.fullmatch(r"#[0-9A-Fa-f]{6}", text) is not None
    return text.upper() if is_colour and contrast_on_white(text) >= _LEAST_CONTRAST else None
