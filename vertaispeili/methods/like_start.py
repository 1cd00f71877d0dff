"""Who began alike and has done better since: the peers to call, and why the others are not among them.

Of one indicator with a better side, `start` is a figure some years ago and `now` the newest, of the same month, so that
the season is out. All figures are bounds. A peer began alike when its start is surely within the band of the own one.
It has done better when its change towards the better side is surely more than the own one: bounds do not overlap. The
order is by the change that is sure. It is no judgement of merit: what the areas did, chance in small numbers, and a
return from an unusually bad start are all in a change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["better", "no_better", "open", "other_start", "open_start", "broken", "unknown"]
_NOISE = 6  # decimals kept: figures carry a few, the rest is binary noise of a subtraction


@dataclass(frozen=True)
class Bounds:
    """A number between two ends; equal ends are one number."""

    low: float
    high: float


@dataclass(frozen=True)
class Path:
    """An area's figures then and now; None where there is none or it is confidential as a whole.

    `is_broken`: the statistics changed in between so that no change may be shown.
    """

    area_id: str
    start: Bounds | None
    now: Bounds | None
    is_broken: bool = False


@dataclass(frozen=True)
class Course:
    """What became of an area: the change now less then, and how it compares with the own area.

    verdict: better (began alike, surely a better change); no_better; open (began alike, bounds overlap); other_start;
    open_start (its start may or may not be alike); broken; unknown (a figure is missing or confidential, of its own
    or of the own area).
    """

    path: Path
    change: Bounds | None
    verdict: Verdict


def change(path: Path) -> Bounds | None:
    """Return the change from then to now; None where it is not known or must not be shown."""
    if path.is_broken or path.start is None or path.now is None:
        return None
    return Bounds(round(path.now.low - path.start.high, _NOISE), round(path.now.high - path.start.low, _NOISE))


def courses(own: Path, peers: Iterable[Path], band: float, *, lower_is_better: bool) -> list[Course]:
    """Return the peers' courses: the better ones first, the surest and largest change foremost, then by verdict.

    `band` is how far from the own start a start may be, in the unit of the figures.
    """
    mine = change(own)
    found = [Course(path, change(path), _verdict(own, mine, path, band, lower_is_better)) for path in peers]
    order: dict[Verdict, int] = {
        "better": 0,
        "open": 1,
        "no_better": 2,
        "open_start": 3,
        "other_start": 4,
        "broken": 5,
        "unknown": 6,
    }

    def key(one: Course) -> tuple[int, float, str]:
        gain = _gain(one.change, lower_is_better)
        return order[one.verdict], -gain.low if gain else 0.0, one.path.area_id

    return sorted(found, key=key)


def _gain(moved: Bounds | None, lower_is_better: bool) -> Bounds | None:
    # A change as seen from the better side.
    if moved is None or not lower_is_better:
        return moved
    return Bounds(-moved.high, -moved.low)


def _verdict(own: Path, mine: Bounds | None, path: Path, band: float, lower_is_better: bool) -> Verdict:
    if path.is_broken or own.is_broken:
        return "broken"
    its, ours = _gain(change(path), lower_is_better), _gain(mine, lower_is_better)
    if path.start is None or own.start is None or its is None or ours is None:
        return "unknown"
    farthest = max(path.start.high - own.start.low, own.start.high - path.start.low)
    nearest = max(path.start.low - own.start.high, own.start.low - path.start.high)
    if round(farthest, _NOISE) > band:
        return "other_start" if round(nearest, _NOISE) > band else "open_start"
    if its.low > ours.high:
        return "better"
    return "no_better" if its.high <= ours.low else "open"
