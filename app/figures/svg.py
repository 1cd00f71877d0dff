"""The small pictures of a card as SVG text: a sparkline and a position strip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.figures.palette import TOKENS, Theme
from app.values import Ends, Point, Series, Standing

_WIDTH, _HEIGHT, _PAD = 480, 96, 8
_STRIP_HEIGHT = 32
# What an address may not hold. Escaping every letter that may stay takes longer than drawing.
_ESCAPED = str.maketrans({letter: f"%{ord(letter):02X}" for letter in '%<>#"{}|^`\\\n'})


@dataclass(frozen=True)
class Context:
    """What a series is drawn against: the country, others' ends, where it breaks, an own target."""

    country: Series | None = None
    ends: Sequence[Ends] = ()
    breaks: Sequence[date] = ()
    target: float | None = None


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to whole pixels."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> int:
        """Return the pixel of a value; everything is in the middle when all values are one."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.first + share * (self.last - self.first))


def data_uri(svg: str) -> str:
    """Return SVG text of ASCII letters as an address that an image can carry."""
    return "data:image/svg+xml," + svg.translate(_ESCAPED)


def sparkline(own: Series, against: Context, theme: Theme) -> str:
    """Draw a series over time: own line strong, the country dashed, bounds as a band, hidden months hatched.

    Others' ends are a soft band behind, a target a thin level line. Gaps stay gaps. A break is a thin vertical line.
    Empty text when there is nothing to draw.
    """
    if not own.points:
        return ""
    first, last = own.points[0].period, own.points[-1].period
    shown = [point for point in own.points if point.low is not None and not point.is_hidden]
    ends = [one for one in against.ends if first <= one.period <= last]
    x = Scale(_ordinal(first), _ordinal(last), _PAD, _WIDTH - _PAD)
    levels = _levels(shown, against, ends)
    y = Scale(min(levels, default=0), max(levels, default=1), _HEIGHT - 2 * _PAD, _PAD)
    colour = TOKENS[theme]
    parts = [_around(ends, x, y, colour["tick"]), _hidden(own.points, x)]
    parts += [_vertical(x(_ordinal(when)), colour["tick"]) for when in against.breaks]
    if against.target is not None:
        parts.append(f"<path d='M0 {y(against.target)}H{_WIDTH}' stroke='{colour['text']}' stroke-width='2'/>")
    parts += [
        _line(run, x, y, f"stroke='{colour['quiet']}' stroke-width='3' stroke-dasharray='7 6'")
        for run in _runs(against.country.points if against.country else ())
    ]
    for run in _runs(own.points):
        parts += [_band(run, x, y, colour["accent"]), _line(run, x, y, f"stroke='{colour['accent']}' stroke-width='5'")]
    if shown and shown[-1] is own.points[-1]:
        parts.append(
            f"<circle cx='{x(_ordinal(shown[-1].period))}' cy='{y(_middle(shown[-1]))}' r='7' "
            f"fill='{colour['accent']}'/>"
        )
    return _document(_HEIGHT, parts, colour)


def _levels(shown: Sequence[Point], against: Context, ends: Sequence[Ends]) -> list[float]:
    country = [point for point in against.country.points if point.low is not None] if against.country else []
    levels = [end for point in (*shown, *country) for end in (point.low, point.high) if end is not None]
    levels += [end for one in ends for end in (one.low, one.high)]
    return [*levels, against.target] if against.target is not None else levels


def strip(own: Standing, others: Sequence[Standing], country: float | None, theme: Theme) -> str:
    """Draw where an area stands among its level: a tick for each area, own marked, the country a dashed line."""
    levels = [end for other in others for end in (other.low, other.high)] + [level for level in (country,) if level]
    x = Scale(min(levels), max(levels), 12, _WIDTH - 12)
    colour = TOKENS[theme]
    middle = _STRIP_HEIGHT // 2
    ticks = "".join(f"M{x((other.low + other.high) / 2)} {middle - 8}v16" for other in others)
    parts = [
        f"<path d='M0 {middle}H{_WIDTH}' stroke='{colour['line']}' stroke-width='2'/>",
        f"<path d='{ticks}' stroke='{colour['tick']}' stroke-width='2'/>",
    ]
    if country is not None:
        parts.append(
            f"<path d='M{x(country)} 0V{_STRIP_HEIGHT}' stroke='{colour['text']}' stroke-width='3' "
            "stroke-dasharray='5 4'/>"
        )
    first, last = x(own.low), x(own.high)
    parts.append(
        f"<rect x='{first - 9}' y='{middle - 9}' width='{last - first + 18}' height='18' rx='9' "
        f"fill='{colour['accent']}' stroke='{colour['surface']}' stroke-width='3'/>"
    )
    return _document(_STRIP_HEIGHT, parts, colour)


def _document(height: int, parts: Iterable[str], colour: dict[str, str]) -> str:
    pattern = (
        "<defs><pattern id='h' width='8' height='8' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
        f"<path d='M0 0V8' stroke='{colour['quiet']}' stroke-width='4'/></pattern></defs>"
    )
    body = "".join(part for part in parts if part)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height}' fill='none' "
        f"stroke-linejoin='round' stroke-linecap='round'>{pattern if 'url(#h)' in body else ''}{body}</svg>"
    )


def _ordinal(period: date) -> int:
    return period.year * 12 + period.month


def _middle(point: Point) -> float:
    # Only where to draw: the words and the table always give both bounds.
    return ((point.low or 0) + (point.high or 0)) / 2


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in points:
        if point.low is None or point.is_hidden or point.status == "missing":
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(run: Sequence[Point], x: Scale, y: Scale, style: str) -> str:
    places = [f"{x(_ordinal(point.period))} {y(_middle(point))}" for point in run]
    if len(places) == 1:
        places.append(places[0])
    return f"<path d='M{'L'.join(places)}' {style}/>"


def _band(run: Sequence[Point], x: Scale, y: Scale, colour: str) -> str:
    if all(point.low == point.high for point in run):
        return ""
    top = [f"{x(_ordinal(point.period))} {y(point.high or 0)}" for point in run]
    bottom = [f"{x(_ordinal(point.period))} {y(point.low or 0)}" for point in reversed(run)]
    return f"<path d='M{'L'.join(top + bottom)}Z' fill='{colour}' fill-opacity='.25'/>"


def _around(ends: Sequence[Ends], x: Scale, y: Scale, colour: str) -> str:
    if len(ends) < 2:
        return ""
    top = [f"{x(_ordinal(one.period))} {y(one.high)}" for one in ends]
    bottom = [f"{x(_ordinal(one.period))} {y(one.low)}" for one in reversed(ends)]
    return f"<path d='M{'L'.join(top + bottom)}Z' fill='{colour}' fill-opacity='.28'/>"


def _hidden(points: Sequence[Point], x: Scale) -> str:
    half = max((x.last - x.first) / max(len(points) - 1, 1) / 2, 2)
    runs: list[list[Point]] = []
    for before, point in zip((None, *points), points, strict=False):
        if point.is_hidden and before is not None and before.is_hidden:
            runs[-1].append(point)
        elif point.is_hidden:
            runs.append([point])
    return "".join(
        f"<rect x='{x(_ordinal(run[0].period)) - half:.0f}' y='{_HEIGHT - _PAD - 4}' "
        f"width='{x(_ordinal(run[-1].period)) - x(_ordinal(run[0].period)) + 2 * half:.0f}' "
        "height='12' fill='url(#h)'/>"
        for run in runs
    )


def _vertical(place: int, colour: str) -> str:
    return f"<path d='M{place} 0V{_HEIGHT}' stroke='{colour}' stroke-width='2' stroke-dasharray='2 5'/>"
