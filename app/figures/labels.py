"""Where names go so that none lies on another."""

import textwrap
from collections.abc import Sequence

_LONGEST = 28  # letters that there is room for beside a figure


def folded(text: str) -> str:
    """Return a name on as many lines as there is no room for on one."""
    return "<br>".join(textwrap.wrap(text, _LONGEST, break_long_words=False))


def apart(ends: Sequence[float], gap: float, span: Sequence[float]) -> list[float]:
    """Move labels (ascending) apart until none is nearer than `gap` to the next, as little as possible."""
    places = list(ends)
    for _ in range(60):
        for one in range(len(places) - 1):
            overlap = gap - (places[one + 1] - places[one])
            if overlap > 0:
                places[one] -= overlap / 2
                places[one + 1] += overlap / 2
        if places:
            places[0] = max(places[0], span[0])
            places[-1] = min(places[-1], span[1])
    return places
