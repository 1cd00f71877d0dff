"""Whether a change is more than the area's own usual variation, in words."""

from collections.abc import Sequence

from app import formatting
from app.i18n import Texts
from app.values import Break, Indicator, KeyFigure
from vertaispeili.methods.variation import NotTold, Variation


def usual(found: Variation | NotTold, figure: KeyFigure, words: Texts) -> str | None:
    """Say it of the change of a figure; None where the change itself says why nothing can be told."""
    if isinstance(found, NotTold):
        return words("usual.too_short") if found.reason == "too_short" else None
    if found.is_signal:
        return words("usual.signal")
    is_known = figure.now.exact is not None and figure.before is not None and figure.before.exact is not None
    is_inside = found.limits.lower <= found.change_low and found.change_high <= found.limits.upper
    return words("usual.normal" if is_known or is_inside else "usual.unknown")


def crossed(found: Variation | NotTold, breaks: Sequence[Break], words: Texts) -> str | None:
    """Name the breaks of the statistics within a change that is more than usual; None where there are none."""
    if not isinstance(found, Variation) or not found.is_signal or not found.crossed:
        return None
    names = {one.break_id: one.name.of(words.language) for one in breaks}
    return words("usual.crossed", names=", ".join(names[one] for one in found.crossed if one in names))


def limits(found: Variation, indicator: Indicator, words: Texts) -> str:
    """Return between what a change usually is: '−0,6…+0,9 %-yksikköä', '−12…+18 %'."""
    decimals = indicator.decimals if indicator.unit == "percent" else 0
    ends = (formatting.signed(end, decimals, words.language) for end in (found.limits.lower, found.limits.upper))
    text = "…".join(dict.fromkeys(ends))
    if indicator.unit == "percent":
        return f"{text}{formatting.NO_BREAK}{words('unit.points')}"
    return formatting.with_unit(text, "percent", words)
