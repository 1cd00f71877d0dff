"""Sentences made from the numbers: true in every case, with area names only in the nominative."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import formatting
from app.i18n import Texts
from app.values import Area, Indicator, KeyFigure, Point, Standing, change

SMALLEST_RANKED_SET = 5


@dataclass(frozen=True)
class Headline:
    """What the first sentence of an area needs: the count, the share and the country's share, with their meaning."""

    area: Area
    count: KeyFigure | None
    share: KeyFigure | None
    country_share: Point | None
    count_indicator: Indicator
    share_indicator: Indicator


def headline(facts: Headline, words: Texts) -> str:
    """Return the first sentences of an area: how many unemployed, what share, which way, and the country."""
    return f"{_count(facts, words)} {_share(facts, words)}"


def _count(facts: Headline, words: Texts) -> str:
    point = facts.count.now if facts.count else None
    if point is None or point.status == "missing" or point.low is None or point.high is None:
        return words("headline.count.missing")
    text = formatting.bounds(point.low, point.high, 0, words.language)
    if point.is_hidden:
        return words("headline.count.hidden", bounds=text)
    if point.exact == 0:
        return words("headline.count.none")
    if point.exact == 1:
        return words("headline.count.one")
    note = formatting.hidden_note(point, words)
    return words("headline.count.partial", bounds=text, note=note) if note else words("headline.count.many", n=text)


def _share(facts: Headline, words: Texts) -> str:
    figure = facts.share
    if figure is None or figure.now.status == "missing" or figure.now.low is None or figure.now.high is None:
        return words("headline.share.missing")
    low, high = figure.now.low, figure.now.high
    text = formatting.with_unit(
        formatting.bounds(low, high, facts.share_indicator.decimals, words.language), "percent", words
    )
    if figure.now.is_hidden:
        sentence = words("headline.share.hidden", bounds=text)
    else:
        sentence = words("headline.share.known", share=text) + _change(facts, figure, words)
    country = facts.country_share
    if country is not None and country.exact is not None and not facts.area.is_country:
        sentence += words("headline.country", share=formatting.figure(country, facts.share_indicator, words))
    return sentence + "."


def _change(facts: Headline, figure: KeyFigure, words: Texts) -> str:
    found = change(figure.now, figure.before)
    if found is None:
        return ""
    if found.direction in {"none", "unknown"}:
        return words(f"headline.change.{found.direction}")
    ends = sorted((abs(found.low), abs(found.high)))
    text = formatting.bounds(ends[0], ends[1], facts.share_indicator.decimals, words.language)
    return words(f"headline.change.{found.direction}", points=text)


def answer(rows: Sequence[tuple[Area, Point | None]], indicator: Indicator, words: Texts) -> str:
    """Say what a comparison shows: up to three areas with their figures, of more the highest and the lowest.

    Highest and lowest are named only of figures that areas can be compared by, without the country, and where the
    bounds leave no doubt; else the first area's figure is said.
    """
    known = [(area, point) for area, point in rows if point and point.low is not None and point.high is not None]
    said = {
        area.area_id: f"{area.names.of(words.language)} {formatting.figure(p, indicator, words)}" for area, p in known
    }
    if len(known) <= 3:
        return ", ".join(said.values()) or words("figure.missing")
    order = sorted(((a, p) for a, p in known if not a.is_country), key=lambda one: one[1].low or 0.0)
    (lowest, least), (_, next_least), (_, next_most), (highest, most) = order[0], order[1], order[-2], order[-1]
    if indicator.comparable_between_areas and _surely_below(least, next_least) and _surely_below(next_most, most):
        return words("compare.extremes", highest=said[highest.area_id], lowest=said[lowest.area_id])
    return next(iter(said.values()))


def _surely_below(one: Point, other: Point) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def rank(standing: Standing, level: str, words: Texts) -> str:
    """Return a rank that names its set, direction and n: 'Työllisyysalueet: sija 38–41/45 (1 = suurin)'."""
    place = str(standing.rank_from)
    if standing.rank_to != standing.rank_from:
        place += f"–{standing.rank_to}"
    named = words(f"level_set.{level}")
    if level == "municipality":
        named = f"{named}, {words('rank.municipalities')}"
    return words("rank.place", set=named, place=place, n=standing.areas)


def no_rank(area: Area, indicator: Indicator, standings: Sequence[Standing], words: Texts) -> str | None:
    """Say why an area has no rank; None for the country, which is in no set, and for a figure that is missing."""
    if area.is_country:
        return None
    if not indicator.comparable_between_areas:
        return words("rank.none.count")
    if area.level == "employment_area" and not any(one.area_id == area.area_id for one in standings) and standings:
        return words("rank.none.not_employment_area")
    if area.level == "municipality":
        return words("rank.none.small")
    if len(standings) < SMALLEST_RANKED_SET:
        return words("rank.none.few")
    return None
