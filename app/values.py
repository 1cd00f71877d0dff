"""What the pages speak about: areas, indicators, figures, changes and standings, as immutable values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Status = Literal["complete", "partial", "hidden", "missing"]
Language = Literal["fi", "sv", "en"]


@dataclass(frozen=True)
class Names:
    """One text in the three languages; a text that a language lacks falls back to the Finnish one."""

    fi: str
    sv: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in a language."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language] or self.fi


@dataclass(frozen=True)
class Area:
    """A municipality or a larger area."""

    area_id: str
    level: str
    names: Names
    origin: str

    @property
    def is_country(self) -> bool:
        """Tell whether this is the whole country."""
        return self.level == "country"


@dataclass(frozen=True)
class Indicator:
    """What a figure means; texts are None where the catalogue has none."""

    indicator_id: str
    topic: str
    kind: Literal["count", "ratio", "published"]
    unit: str
    decimals: int
    polarity: Literal["lower_is_better", "higher_is_better", "neutral"]
    frequency: Literal["month", "year"]
    reference: Literal["during", "end"]
    comparable_between_areas: bool
    count_indicator_id: str | None
    title: Names
    short: Names
    description: Names
    formula: Names
    caveat: Names | None
    source_ids: tuple[str, ...]
    first_period: date | None
    last_period: date | None
    is_detail: bool = False  # a finer view of something that has a figure of its own


@dataclass(frozen=True)
class Point:
    """One figure: `value` only when nothing is hidden (or the bounds agree); low and high in the indicator's unit."""

    period: date
    value: float | None
    low: float | None
    high: float | None
    status: Status
    hidden_cells: int
    origin: str

    @property
    def exact(self) -> float | None:
        """The one number to show: the value, or the bounds where they are the same number."""
        return self.low if self.status != "missing" and self.low == self.high else None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the figure is to be shown as hidden: a share of nought over a hidden number is known."""
        return self.status == "hidden" and (self.low is None or self.low != self.high)


@dataclass(frozen=True)
class Change:
    """From one figure to a later one, as bounds in the unit of the figures; equal bounds are one number."""

    low: float
    high: float

    @property
    def direction(self) -> Literal["up", "down", "none", "unknown"]:
        """Which way it went, as far as the bounds tell."""
        if self.low == self.high == 0:
            return "none"
        if self.low > 0:
            return "up"
        return "down" if self.high < 0 else "unknown"


def change(now: Point, before: Point | None) -> Change | None:
    """Return the change of two figures; None when either is hidden or missing."""
    if before is None or now.is_hidden or before.is_hidden or "missing" in {now.status, before.status}:
        return None
    if now.low is None or now.high is None or before.low is None or before.high is None:
        return None
    # Figures carry at most a few decimals: rounding here only takes the binary noise of the subtraction away.
    return Change(round(now.low - before.high, 6), round(now.high - before.low, 6))


@dataclass(frozen=True)
class KeyFigure:
    """A figure now and a year earlier; the labour force's part of the change in percentage points."""

    indicator_id: str
    area_id: str
    now: Point
    before: Point | None
    labour_force_effect: float | None
    is_preliminary: bool


@dataclass(frozen=True)
class Standing:
    """An area among its level: bounds and the rank they allow, of `areas`."""

    area_id: str
    low: float
    high: float
    rank_from: int
    rank_to: int
    areas: int


@dataclass(frozen=True)
class Break:
    """A known break of a series, somewhere between two periods (both ends in)."""

    break_id: str
    area_id: str | None
    level_scope: Literal["all", "below_country"]
    is_recurring: bool
    first_period: date
    last_period: date
    name: Names
    text: Names
    stops_change: bool

    def concerns(self, area: Area) -> bool:
        """Tell whether the break is in this area's series."""
        in_scope = self.level_scope == "all" or not area.is_country
        return in_scope and self.area_id in {None, area.area_id}

    def parts(self, earlier: date, later: date) -> bool:
        """Tell whether a comparison of two periods may cross it."""
        return earlier < self.last_period and self.first_period <= later


@dataclass(frozen=True)
class Freshness:
    """A source and the age of what we hold; times are UTC."""

    source_id: str
    title: Names
    table_address: str
    frequency: Literal["month", "year"]
    publisher: Names
    licence: str
    last_period: date | None
    updated_at: datetime | None
    fetched_at: datetime | None
    checked_at: datetime | None
    outcome: str
    message: str | None
    next_release_at: datetime | None
    next_release_is_published: bool


@dataclass(frozen=True)
class Revision:
    """What one later release of a source changed: figures stated otherwise, figures no longer there, their areas."""

    source_id: str
    replaced_at: datetime | None
    restated: int
    retired: int
    areas: int
    first_period: date
    last_period: date


@dataclass(frozen=True)
class Run:
    """A line of the run ledger; `source_id` is None for the refresh as a whole."""

    run_id: str
    source_id: str | None
    started_at: datetime | None
    finished_at: datetime | None
    outcome: str
    message: str | None
    data_calls: int | None
    cells: int | None


@dataclass(frozen=True)
class Build:
    """The published warehouse."""

    data_source: Literal["live", "sample"]
    built_at: datetime | None
    version: str

    @property
    def is_sample(self) -> bool:
        """Tell whether the figures are synthetic."""
        return self.data_source == "sample"


@dataclass(frozen=True)
class Ends:
    """The least and the most of several areas in one period."""

    period: date
    low: float
    high: float


@dataclass(frozen=True)
class PeerSet:
    """The areas most alike by structure, nearest first; not good when even the nearest is unusually far."""

    area_ids: tuple[str, ...]
    are_good: bool


@dataclass(frozen=True)
class Series:
    """One indicator in one area over time, by period."""

    indicator: Indicator
    area: Area
    points: tuple[Point, ...]
