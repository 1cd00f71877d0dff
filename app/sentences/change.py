"""A change on the year: how much, better or worse, and what it must not be shown across."""

from collections.abc import Sequence

from app import formatting
from app.i18n import Texts
from app.values import Break, Indicator, KeyFigure, change


def change_text(figure: KeyFigure, indicator: Indicator, words: Texts) -> str:
    """Return a figure's change with its sign and unit, a count's in per cent too; or that there is no figure."""
    found = change(figure.now, figure.before)
    if found is None:
        return words("figure.missing")
    if found.direction == "none":
        return words("change.same")
    text = formatting.difference(found, indicator, words)
    if indicator.kind != "count" or figure.before is None:
        return text
    percent = formatting.relative(figure.now, figure.before, words.language)
    if percent is None:
        return text
    shown = formatting.with_unit(formatting.signed(percent, 1, words.language), "percent", words)
    return f"{text} ({shown})"


def judgement(indicator: Indicator, direction: str) -> str:
    """Return better or worse where the indicator has a better side, else level."""
    if indicator.polarity == "neutral" or direction not in {"up", "down"}:
        return "level"
    good = {"higher_is_better": "up", "lower_is_better": "down"}[indicator.polarity]
    return "better" if direction == good else "worse"


def stopping_break(breaks: Sequence[Break], figure: KeyFigure) -> Break | None:
    """Return the break that a change on the year must not be shown across."""
    before = figure.before
    if before is None:
        return None
    return next((one for one in breaks if one.stops_change and one.parts(before.period, figure.now.period)), None)
