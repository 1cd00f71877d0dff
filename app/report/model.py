"""What a report says, as one immutable value that every form is written from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.values import Language

CellStatus = Literal["complete", "partial", "hidden", "missing", "text"]
ChartKind = Literal["line", "bar", "strip", "map"]
Role = Literal["own", "country", "peer", "other", "target"]
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Key:
    """Where a number stands in mart.indicator_value."""

    indicator_id: str
    area_id: str
    period: date


@dataclass(frozen=True)
class Cell:
    """One number or word, as shown and as a value.

    `text` is whole: with its unit's sign and the marks of hidden and partial figures. `value` is None where the figure
    is hidden, missing or only known by bounds; `low` and `high` are its bounds, given where `hidden_cells` of its parts
    are hidden. A number without a `key` is computed: `formula` says in words how. Words and dashes are "text".
    """

    text: str
    value: float | date | str | None
    low: float | None = None
    high: float | None = None
    status: CellStatus = "text"
    unit: str = ""
    decimals: int = 0
    key: Key | None = None
    formula: str = ""
    hidden_cells: int = 0

    @property
    def is_number(self) -> bool:
        """Tell whether it is a figure, known or not."""
        return self.status != "text"


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers are set to the right."""

    id: str
    title: str
    unit: str = ""
    is_number: bool = True


@dataclass(frozen=True)
class Table:
    """A table whose first column is the head of its rows. `source`: one line; `note`: what its marks mean."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Series:
    """Cells by period (line) or by name (bar, strip, map), in the order they are drawn in."""

    name: str
    role: Role
    points: tuple[tuple[date | str, Cell], ...]


@dataclass(frozen=True)
class Place:
    """A shape of a map, its rings on a plane (x to the east, y to the north); `group` is its place in the legend."""

    name: str
    rings: tuple[Ring, ...]
    group: int
    is_own: bool = False


@dataclass(frozen=True)
class Group:
    """A line of a map's legend; `colour` is '#rrggbb', hatched where figures are hidden."""

    label: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Chart:
    """A figure: `title` is its answer in words, `alternative` is for those who do not see it, `table` the same numbers.

    `unit` stands under the title and on the axis. `breaks` are periods with the name of the break there. A map has
    `places` and `legend`.
    """

    id: str
    kind: ChartKind
    title: str
    unit: str
    alternative: str
    source: str
    series: tuple[Series, ...]
    breaks: tuple[tuple[date, str], ...] = ()
    table: Table | None = None
    note: str = ""
    places: tuple[Place, ...] = ()
    legend: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


Block = Paragraph | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of a report under its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Theme:
    """Whose report it is and in which colour; `accent` is '#rrggbb', legible on white."""

    organisation: str = ""
    accent: str = "#0B4F8A"
    contact: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report. `subtitle` is level, month and the compared set; `headline` its answer in a few sentences.

    `sample_note` is the sentence that the numbers are invented, empty for real ones; forms put it before every figure's
    alternative text as well.
    """

    language: Language
    area_id: str
    area_name: str
    level_name: str
    period: date
    period_name: str
    title: str
    subtitle: str
    headline: str
    is_sample: bool
    sample_note: str
    data_version: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    theme: Theme


__all__ = [
    "Block",
    "Cell",
    "CellStatus",
    "Chart",
    "ChartKind",
    "Column",
    "Group",
    "Key",
    "Paragraph",
    "Place",
    "Report",
    "Ring",
    "Role",
    "Section",
    "Series",
    "Table",
    "Theme",
]
