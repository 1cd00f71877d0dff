"""Why a comparison is not shown, in words that name the next step."""

from dataclasses import dataclass
from datetime import date

from app.i18n import Texts
from app.values import Break, Indicator


@dataclass(frozen=True)
class Refusal:
    """No comparison of an indicator; `why` is a text of compare.why."""

    indicator: Indicator
    why: str
    name: str = ""

    def text(self, words: Texts) -> str:
        """Say why."""
        return words(f"compare.why.{self.why}", name=self.name) if self.name else words(f"compare.why.{self.why}")


def not_comparable(indicator: Indicator, breaks: tuple[Break, ...], period: date, words: Texts) -> Refusal | None:
    """Say why areas cannot be put in order by an indicator in a period; None when they can."""
    if indicator.kind == "count":
        return Refusal(indicator, "count")
    known = next((one for one in breaks if one.stops_change and one.first_period <= period <= one.last_period), None)
    if known:
        return Refusal(indicator, "broken", known.name.of(words.language))
    return None if indicator.comparable_between_areas else Refusal(indicator, "not_comparable")
