"""What a benchmark yields: figures against a bar, whether the bar holds, and tables that are only told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Summary = Callable[[Sequence[float]], float]


def percentile(share: int) -> Summary:
    """Return the figure that `share` of 100 do not exceed (nearest rank)."""

    def of(values: Sequence[float]) -> float:
        ordered = sorted(values)
        return ordered[max(0, -(-share * len(ordered) // 100) - 1)]

    of.__name__ = f"p{share}"
    return of


@dataclass(frozen=True)
class Figures:
    """Measurements of one thing in one unit."""

    values: Sequence[float]
    unit: str


@dataclass(frozen=True)
class Bar:
    """A figure that must stay at or under `most`, or reach `least`; with neither it is only told."""

    name: str
    figures: Figures
    most: float | None = None
    summary: Summary = median
    least: float | None = None

    @property
    def figure(self) -> float:
        """The one number that is held against the bar."""
        return self.summary(self.figures.values)

    @property
    def holds(self) -> bool:
        """Whether the bar is met."""
        return (self.most is None or self.figure <= self.most) and (self.least is None or self.figure >= self.least)


@dataclass(frozen=True)
class Table:
    """Figures that are only told: a heading, the columns, and a row for each thing measured."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Setting:
    """What a benchmark measures with.

    folder: an empty folder of its own. data: a data folder with a published sample, which is as large as the live
    statistics. quick: fewer rounds, for a first look.
    """

    folder: Path
    data: Path
    quick: bool

    def rounds(self, usual: int, quick: int) -> int:
        """Return how often to measure."""
        return quick if self.quick else usual


@dataclass(frozen=True)
class Bench:
    """One subject: its name on the command line, its title, what is measured in words, and the measuring."""

    name: str
    title: str
    words: str
    measure: Callable[[Setting], Iterator[Bar | Table]]
