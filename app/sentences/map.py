"""What a map shows, in a sentence: the highest and the lowest area of the level, and the country."""

from collections.abc import Mapping, Sequence

from app import formatting
from app.i18n import Texts
from app.values import Area, Indicator, Point, Standing

_MOST_NAMED = 2


def map_answer(
    standings: Sequence[Standing],
    country: Point | None,
    indicator: Indicator,
    areas: Mapping[str, Area],
    words: Texts,
) -> str:
    """Name the areas with the highest and the lowest figure, where the bounds leave no doubt, and the country's.

    standings: the areas that may be ranked, with their bounds. Where hidden figures leave an end open, it is said.
    """
    parts: list[str] = []
    if len(standings) > 1:
        highest = _end(standings, sign=1)
        lowest = _end(standings, sign=-1)
        for key, found in (("map.highest", highest), ("map.lowest", lowest)):
            parts.append(words(key, areas=_named(found, indicator, areas, words)) if found else words(f"{key}_open"))
    text = ", ".join(parts)
    if country is not None and country.status != "missing":
        whole = words("map.country", figure=formatting.figure(country, indicator, words))
        text = f"{text}; {whole}" if text else whole
    return text or words("figure.missing")


def _end(standings: Sequence[Standing], *, sign: int) -> list[Standing]:
    """Return the areas that are surely at an end: all with one figure, and every other surely beyond it."""
    near = [(one.low, one.high) if sign > 0 else (-one.high, -one.low) for one in standings]
    best = max(low for low, _ in near)
    found = [one for one, (low, high) in zip(standings, near, strict=True) if low == best == high]
    others = [high for low, high in near if not low == best == high]
    return found if found and all(high < best for high in others) else []


def _named(found: Sequence[Standing], indicator: Indicator, areas: Mapping[str, Area], words: Texts) -> str:
    point = found[0]
    number = formatting.number(point.low, indicator.decimals, words.language)
    figure = formatting.with_unit(number, indicator.unit, words)
    if len(found) > _MOST_NAMED:
        return words("map.several", figure=figure, n=len(found))
    return f"{', '.join(areas[one.area_id].names.of(words.language) for one in found)} {figure}"
