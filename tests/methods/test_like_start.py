import random
from itertools import product

import pytest

from vertaispeili.methods.like_start import Bounds, Path, change, courses


def path(area: str, start: object, now: object, *, is_broken: bool = False) -> Path:
    return Path(area, bounds(start), bounds(now), is_broken)


def bounds(figure: object) -> Bounds | None:
    if figure is None:
        return None
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    return Bounds(low, high)


OWN = path("own", 10.0, 9.5)


def told(*peers: Path, own: Path = OWN, band: float = 1.5, lower: bool = True) -> list[tuple[str, str]]:
    return [(one.path.area_id, one.verdict) for one in courses(own, peers, band, lower_is_better=lower)]


def test_those_who_began_alike_and_did_better_come_first_the_largest_change_foremost() -> None:
    peers = (path("a", 10.5, 9.5), path("b", 9.0, 7.2), path("c", 14.0, 8.0), path("d", 10.0, 9.5))
    assert told(*peers) == [("b", "better"), ("a", "better"), ("d", "no_better"), ("c", "other_start")]


def test_the_band_holds_its_ends_and_nothing_beyond() -> None:
    assert told(path("a", 11.5, 9.0), path("b", 11.6, 9.0)) == [("a", "better"), ("b", "other_start")]
    assert told(path("a", 10.3, 9.0), own=path("own", 10.1, 10.0), band=0.2) == [("a", "better")]


def test_where_more_is_better_a_rise_is_the_better_change() -> None:
    peers = (path("a", 70.0, 72.0), path("b", 70.0, 69.0))
    assert told(*peers, own=path("own", 70.2, 70.9), lower=False) == [("a", "better"), ("b", "no_better")]


def test_when_everyone_worsens_the_one_that_worsened_least_did_better() -> None:
    (found,) = courses(path("own", 10.0, 13.2), [path("a", 10.0, 11.8)], 1.0, lower_is_better=True)
    assert (found.verdict, found.change) == ("better", Bounds(1.8, 1.8))


def test_bounds_that_overlap_leave_it_open() -> None:
    assert told(path("a", (9.8, 10.2), 9.6)) == [("a", "open")]
    assert told(path("a", (9.8, 10.2), 9.2)) == [("a", "better")]
    assert told(path("a", (9.8, 10.2), 9.7)) == [("a", "no_better")]


def test_a_start_that_may_be_within_the_band_is_open() -> None:
    assert told(path("a", (11.0, 12.0), 5.0)) == [("a", "open_start")]
    assert told(path("a", (11.6, 12.0), 5.0)) == [("a", "other_start")]


@pytest.mark.parametrize(("start", "now"), [(None, 9.0), (10.0, None)])
def test_without_a_figure_nothing_is_told(start: object, now: object) -> None:
    assert told(path("a", start, now)) == [("a", "unknown")]
    assert told(path("a", 10.0, 9.0), own=path("own", start, now)) == [("a", "unknown")]


def test_across_a_break_there_is_no_change() -> None:
    broken = path("a", 10.0, 5.0, is_broken=True)
    assert change(broken) is None
    assert told(broken) == [("a", "broken")]
    assert told(path("a", 10.0, 5.0), own=path("own", 10.0, 9.0, is_broken=True)) == [("a", "broken")]


def every(ends: Bounds) -> list[float]:
    steps = round((ends.high - ends.low) * 10)
    return [round(ends.low + step / 10, 1) for step in range(steps + 1)]


def test_a_verdict_holds_whatever_the_hidden_figures_are() -> None:
    """A witness: tries every figure, in tenths, that the bounds allow."""
    chance = random.Random(7)
    seen: set[str] = set()
    for _ in range(300):
        ends = [Bounds(low, round(low + chance.choice([0, 0, 0.1, 0.3]), 1)) for low in (10.0, 9.6, 10.4, 9.4)]
        ends = [
            Bounds(round(one.low + (shift := chance.randint(-8, 8) / 10), 1), round(one.high + shift, 1))
            for one in ends
        ]
        (found,) = courses(Path("own", ends[0], ends[1]), [Path("a", ends[2], ends[3])], 1.0, lower_is_better=True)
        near, better = set[bool](), set[bool]()
        for own_start, own_now, start, now in product(*map(every, ends)):
            near.add(round(abs(start - own_start), 6) <= 1.0)
            better.add(round((own_now - own_start) - (now - start), 6) > 0)
        start = {(True,): "alike", (False,): "other_start"}.get(tuple(near), "open_start")
        course = {(True,): "better", (False,): "no_better"}.get(tuple(better), "open")
        assert found.verdict == (course if start == "alike" else start), ends
        seen.add(found.verdict)
    assert seen == {"better", "no_better", "open", "other_start", "open_start"}
