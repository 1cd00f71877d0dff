"""The first sentences of an area: how many unemployed, what share, which way, and the country."""

from dataclasses import dataclass

from app import formatting
from app.i18n import Texts
from app.values import Area, Indicator, KeyFigure, Point, change


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
