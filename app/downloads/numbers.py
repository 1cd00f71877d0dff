"""A table of numbers as it leaves the page: typed cells, and what a reader must know beside them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Amount:
    """A number with the decimals that it is shown with."""

    value: float
    decimals: int


@dataclass(frozen=True)
class Moment:
    """A month (its first day) or a year."""

    period: date
    frequency: str

    @property
    def text(self) -> str:
        """The period as data files write it: 2026-06 or 2026."""
        return f"{self.period:%Y}" if self.frequency == "year" else f"{self.period:%Y-%m}"


Cell = str | Amount | Moment | None


@dataclass(frozen=True)
class Numbers:
    """A table: `columns` are its heads and `rows` its cells, all in the language of the page.

    name: what the file is called, without ending. about: (what, text) pairs that a file with room for them tells, such
    as sources. sample: the word that marks made-up figures in every head; None for real data.
    """

    name: str
    title: str
    language: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...] = ()
    sample: str | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads with the mark of sample data."""
        return tuple(f"{head} ({self.sample})" for head in self.columns) if self.sample else self.columns

    @property
    def file_name(self) -> str:
        """The name of the file, without ending; of sample data it says so."""
        return f"{self.name}-{self.sample}" if self.sample else self.name
