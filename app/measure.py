"""An indicator as a comparison shows it: the figure itself, a mean of twelve months, a change on the year, an index."""

from dataclasses import dataclass
from datetime import date

from app import formatting
from app.i18n import Texts
from app.values import Indicator, Point

INDEX_DECIMALS = PERCENT_DECIMALS = 1


@dataclass(frozen=True)
class Measure:
    """How the numbers of an indicator are made and read. `base` is the period in which an index is 100."""

    indicator: Indicator
    transform: str = "monthly"
    base: date | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether it is the indicator as it is published."""
        return self.transform == "monthly" and self.base is None

    @property
    def is_change(self) -> bool:
        """Tell whether it is a change, which has a sign."""
        return self.transform == "change"

    @property
    def is_percent(self) -> bool:
        """Tell whether its numbers bear the sign of per cent: shares, and the changes of counts."""
        if self.base:
            return False
        return self.indicator.kind == "count" if self.is_change else self.indicator.unit == "percent"

    @property
    def decimals(self) -> int:
        """How many decimals its numbers have."""
        if self.base:
            return INDEX_DECIMALS
        return PERCENT_DECIMALS if self.is_change and self.is_percent else self.indicator.decimals

    def unit(self, words: Texts) -> str:
        """Return its unit in words."""
        if self.base:
            return words("compare.unit_index", period=self._period(self.base, words))
        if self.is_percent:
            return words("unit.percent.other")
        if self.is_change and self.indicator.unit == "percent":
            return words("unit.points")
        return words(f"unit.{self.indicator.unit}.other")

    def made(self, words: Texts) -> str:
        """Say how its numbers are made: '12 kuukauden keskiarvo'; empty for the figure itself."""
        parts = [words(f"compare.made.{self.transform}")] if self.transform != "monthly" else []
        return ", ".join([*parts, self.unit(words)] if self.base else parts)

    def text(self, point: Point | None, words: Texts) -> str:
        """Return a figure as it is shown: '14,0 %', '+0,6 %-yks.', 'salattu, 1–4', or why there is none."""
        if point is None or point.status == "missing" or point.low is None or point.high is None:
            return words("figure.missing" if self.is_plain else "compare.uncomputed")
        text = self.number(point.low, point.high, words)
        if self.is_percent:
            text = formatting.with_unit(text, "percent", words)
        elif self.is_change and self.indicator.unit == "percent":
            text = f"{text}{formatting.NO_BREAK}{words('compare.points_short')}"
        return words("figure.hidden", bounds=text) if point.is_hidden else text

    def between(self, low: float, high: float, words: Texts) -> str:
        """Return the range of two figures: '9,3–12,5 %'."""
        return self.text(Point(date.min, None, low, high, "partial", 0, ""), words)

    def number(self, low: float, high: float, words: Texts) -> str:
        """Return bounds, or the one number that they are, without a unit."""
        if not self.is_change:
            return formatting.bounds(low, high, self.decimals, words.language)
        ends = (formatting.signed(end, self.decimals, words.language) for end in (low, high))
        return "…".join(dict.fromkeys(ends))

    def _period(self, period: date, words: Texts) -> str:
        return formatting.period(period, self.indicator.frequency, words.language)
