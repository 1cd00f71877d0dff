"""The title of a comparison: what it shows, in a few figures."""

from collections.abc import Mapping, Sequence

from app.comparison.ranks import Rank
from app.i18n import Texts
from app.measure import Measure
from app.sentences.standing import rank
from app.values import Area, Point, Standing


def answer(rows: Sequence[tuple[Area, Point | None]], measure: Measure, words: Texts) -> str:
    """Say what a comparison shows: up to three areas with their figures, of more the highest and the lowest.

    Highest and lowest are named only of figures that areas can be compared by, without the country, and where the
    bounds leave no doubt; else the first area's figure is said.
    """
    known = [(area, point) for area, point in rows if point and point.low is not None and point.high is not None]
    said = {area.area_id: f"{area.names.of(words.language)} {measure.text(point, words)}" for area, point in known}
    if len(rows) <= 3:
        return ", ".join(f"{area.names.of(words.language)} {measure.text(point, words)}" for area, point in rows)
    if len(known) <= 3:
        return ", ".join(said.values()) or words("figure.missing")
    order = sorted(((a, p) for a, p in known if not a.is_country), key=lambda one: one[1].low or 0.0)
    (lowest, least), (_, next_least), (_, next_most), (highest, most) = order[0], order[1], order[-2], order[-1]
    is_sure = _surely_below(least, next_least) and _surely_below(next_most, most)
    if measure.indicator.comparable_between_areas and is_sure:
        return words("compare.extremes", highest=said[highest.area_id], lowest=said[lowest.area_id])
    return next(iter(said.values()))


def placed(point: Point, place: Rank, level: str, words: Texts) -> str:
    """Say an area's rank in its level."""
    return rank(Standing("", point.low or 0.0, point.high or 0.0, place.first, place.last, place.areas), level, words)


def spread(places: Mapping[str, Point], measure: Measure, level: str, words: Texts) -> str:
    """Say the median of a level and between what half of its areas are."""
    low, median, high = (places.get(place) for place in ("lower_quartile", "median", "upper_quartile"))
    if low is None or high is None or low.low is None or high.high is None:
        return words("figure.missing")
    return words(
        "compare.spread_answer",
        set=words(f"level_set.{level}"),
        median=measure.text(median, words),
        half=measure.between(low.low, high.high, words),
    )


def _surely_below(one: Point, other: Point) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
