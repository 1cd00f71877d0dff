"""The classes of a map: where the shown figures are cut into at most five, and which class a figure is in."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Literal

CLASSES = 5
# Where there are fewer classes than tones, the tones stay apart.
_TONES = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
# Figures one by one, or each with how often it is there.
Figures = Iterable[float] | Mapping[float, int]
Cut = Literal["quantile", "equal", "country"]


@dataclass(frozen=True)
class Classes:
    """Half-open classes: class i holds the figures from bounds[i - 1] up to, but not with, bounds[i].

    Cut "country": the figures are differences from the country's figure of the same period.
    """

    cut: Cut
    bounds: tuple[float, ...]

    @property
    def tones(self) -> tuple[int, ...]:
        """The tone of each class, from 0 for the lowest to 4 for the highest."""
        return _TONES[len(self.bounds) + 1]

    def of(self, low: float, high: float) -> str:
        """Return the tone of a figure; two tones where its bounds lie in different classes."""
        first, last = (self.tones[bisect_right(self.bounds, end)] for end in (low, high))
        return str(first) if first == last else f"{first}{last}"


def quantiles(figures: Figures) -> Classes:
    """Cut where a fifth, two fifths... of the figures lie below: each bound is one of the figures.

    A bound is the figure at place n * i / 5 (from 0, rounded down) of the n figures in order. Equal figures are never
    parted, so that there may be fewer than five classes.
    """
    counted = Counter(figures)
    return Classes("quantile", _upper(counted, [_at(counted, Decimal(i) / CLASSES) for i in range(1, CLASSES)]))


def equal(figures: Figures, decimals: int) -> Classes:
    """Cut the way from the least to the greatest figure into five parts of one width, rounded as figures are shown."""
    counted = Counter(figures)
    if not counted:
        return Classes("equal", ())
    low, high = (Decimal(str(end)) for end in (min(counted), max(counted)))
    step = Decimal(1).scaleb(-decimals)
    ends = [float((low + (high - low) * i / CLASSES).quantize(step, rounding=ROUND_HALF_UP)) for i in range(1, CLASSES)]
    return Classes("equal", _upper(counted, ends))


def around_country(differences: Figures, decimals: int) -> Classes:
    """Cut differences from the country into five classes, alike on both sides of it.

    A fifth of the differences, up or down, are in the middle class, two fifths in the two beside it.
    """
    counted: Counter[float] = Counter()
    for difference, times in Counter(differences).items():
        counted[abs(difference)] += times
    step = 10.0**-decimals
    near = max(_at(counted, Decimal(1) / CLASSES), step)
    far = max(_at(counted, Decimal(3) / CLASSES), round(near + step, decimals))
    return Classes("country", (-far, -near, near, far))


def _at(counted: Mapping[float, int], share: Decimal) -> float:
    ordered = sorted(counted)
    if not ordered:
        return 0.0
    sums = list(accumulate(counted[one] for one in ordered))
    return ordered[min(bisect_right(sums, int(sums[-1] * share)), len(ordered) - 1)]


def _upper(counted: Mapping[float, int], ends: Iterable[float]) -> tuple[float, ...]:
    least = min(counted, default=0.0)
    return tuple(sorted({end for end in ends if end > least}))
