"""A municipality's own target and how far it is, in words."""

from datetime import UTC, datetime, time

from app import formatting
from app.i18n import Texts
from app.values import Indicator, Point
from vertaispeili.methods.targets import Target

_MOST_DECIMALS = 3


def target(own: Target, point: Point, indicator: Indicator, words: Texts) -> str:
    """Say the target and the distance to it: 'Tavoite 12,0 % (31.12.2027): vielä 2,0 %-yksikköä'."""
    return f"{target_name(own, indicator, words)}: {_distance(own, point, indicator, words)}"


def target_name(own: Target, indicator: Indicator, words: Texts) -> str:
    """Name a target: 'Tavoite 12,0 % (31.12.2027)'."""
    day = formatting.day(datetime.combine(own.by, time(12), UTC), words.language)
    return words("target.named", value=target_value(own, indicator, words), day=day)


def target_value(own: Target, indicator: Indicator, words: Texts) -> str:
    """Write the value of a target with its unit, as exactly as it was given."""
    value = formatting.number(own.value, target_decimals(own, indicator), words.language)
    return formatting.with_unit(value, indicator.unit, words)


def _distance(own: Target, point: Point, indicator: Indicator, words: Texts) -> str:
    if point.low is None or point.high is None or point.status == "missing":
        return words("target.missing")
    # How far above the target, as bounds; towards the better side where the indicator has one.
    low, high = point.low - own.value, point.high - own.value
    if indicator.polarity == "neutral":
        return _apart(low, high, own, indicator, words)
    short, most = (-high, -low) if indicator.polarity == "higher_is_better" else (low, high)
    if most <= 0:
        return words("target.reached")
    if short <= 0:
        return words("target.unknown")
    key = "target.missed" if own.by < point.period else "target.left"
    return words(key, distance=_amount((short, most), own, indicator, words))


def _apart(low: float, high: float, own: Target, indicator: Indicator, words: Texts) -> str:
    if low == high == 0:
        return words("target.reached")
    if low <= 0 <= high:
        return words("target.unknown")
    ends = (low, high) if low > 0 else (-high, -low)
    return words("target.above" if low > 0 else "target.below", distance=_amount(ends, own, indicator, words))


def _amount(ends: tuple[float, float], own: Target, indicator: Indicator, words: Texts) -> str:
    text = formatting.bounds(*ends, target_decimals(own, indicator), words.language)
    is_share = indicator.unit == "percent"
    unit = words("unit.points") if is_share else words.count(f"unit.{indicator.unit}", round(ends[1]))
    return f"{text}{formatting.NO_BREAK}{unit}"


def target_decimals(own: Target, indicator: Indicator) -> int:
    """Return how many decimals a target is written with."""
    # As many as were written, so that a target is never shown rounded to another number.
    written = f"{own.value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
    return max(indicator.decimals, len(written))
