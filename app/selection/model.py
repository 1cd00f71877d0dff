"""What a view is: a page in a language with what is chosen on it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
VIEWS = ("lines", "ranking")
SPANS = ("2", "5", "10", "all")
MOST_AREAS = 10
COUNTRY = "SSS"


class UnknownAddressError(Exception):
    """The address names something that is not there; `what` is the page or the part of the address (see error.*)."""

    def __init__(self, what: str, value: str, language: Language | None) -> None:
        super().__init__(f"{what}: {value}")
        self.what = what
        self.value = value
        self.language: Language | None = language


@dataclass(frozen=True)
class Known:
    """What an address may name in the published data, and what it opens with."""

    areas: frozenset[str]
    indicators: frozenset[str]
    periods: frozenset[date]
    first_indicator: str
    home_area: str | None

    @property
    def home(self) -> str | None:
        """The home area, if it is one of the published."""
        return self.home_area if self.home_area in self.areas else None


@dataclass(frozen=True)
class Selection:
    """One view. `area` is the own area, if there is one; a field that the page does not use keeps its default."""

    language: Language
    page: str
    area: str | None = None
    areas: tuple[str, ...] = ()
    indicator: str = ""
    view: str = VIEWS[0]
    span: str = SPANS[1]
    period: date | None = None
