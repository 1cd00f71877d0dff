"""One view being made: the data version, what is selected, the words of the language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app import queries
from app.db import Handle
from app.i18n import Texts
from app.selection import Selection
from app.values import Area, Indicator

ALAND = "TA46"
_BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class View:
    """What every page and component needs to know, and nothing of the request."""

    handle: Handle
    selection: Selection
    words: Texts
    home_area: str | None = None
    own_files: Path | None = None  # the folder where a municipality keeps its own files (targets.csv, peer_note.csv)
    now: datetime = _BEFORE_EVERYTHING  # when the view is asked for

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    @property
    def is_sample(self) -> bool:
        """Tell whether the figures are synthetic."""
        return queries.build(self.handle).is_sample

    @property
    def own_area(self) -> Area:
        """The area that the page is about; the country where none is chosen."""
        return queries.areas(self.handle)[self.selection.area or "SSS"]

    def name(self, area: Area) -> str:
        """Return an area's name in the language of the page."""
        return area.names.of(self.language)

    def level(self, area: Area) -> str:
        """Return the words for an area's level."""
        return self.words("level.employment_area_aland" if area.area_id == ALAND else f"level.{area.level}")

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Return an indicator, or None when the catalogue has none of that name."""
        return queries.indicators(self.handle).get(indicator_id)

    def period_of(self, indicator: Indicator) -> date | None:
        """Return the period to show: the newest, or the newest up to the chosen month; None without figures."""
        newest, chosen = indicator.last_period, self.selection.period
        if newest is None or chosen is None:
            return newest
        return min(newest, date(chosen.year, 1, 1) if indicator.frequency == "year" else chosen)

    def alternative(self, text: str) -> str:
        """Return the words for a picture; of sample data they say so first."""
        return self.words("sample.alternative", text=text) if self.is_sample else text
