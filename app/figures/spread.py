"""The areas of a level behind the chosen ones: from the lowest to the highest, the middle half, the median."""

from collections.abc import Mapping, Sequence

from app.figures.frame import Figure
from app.figures.palette import token
from app.values import Point

Spread = Mapping[str, Sequence[Point]]


def band(spread: Spread) -> list[Figure]:
    """Draw the middle half as a band, the ends as thin dotted lines, the median as a thin line.

    Each place is drawn at the outer end of its bounds (the median at the middle), so that nothing is left outside.
    """
    if not spread:
        return []
    lower = _line(spread["lower_quartile"], "low", {"width": 0})
    upper = {**_line(spread["upper_quartile"], "high", {"width": 0}), "fill": "tonexty", "fillcolor": token("line")}
    ends = {"color": token("tick"), "width": 1, "dash": "dot"}
    return [
        lower,
        upper,
        _line(spread["lowest"], "low", ends),
        _line(spread["highest"], "high", ends),
        _line(spread["median"], "middle", {"color": token("tick"), "width": 2}),
    ]


def ends(spread: Spread) -> list[tuple[str, float]]:
    """Return where the lines that are named end: place and value."""
    return [
        (place, _value(spread[place][-1], how) or 0.0)
        for place, how in (("lowest", "low"), ("median", "middle"), ("highest", "high"))
        if spread.get(place)
    ]


def _line(points: Sequence[Point], how: str, line: Figure) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.period.isoformat() for point in points],
        "y": [_value(point, how) for point in points],
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _value(point: Point, how: str) -> float | None:
    if point.low is None or point.high is None:
        return None
    return {"low": point.low, "high": point.high, "middle": round((point.low + point.high) / 2, 4)}[how]
