"""The areas of a level as a swarm of points along one scale, with the own area, the median and the quartiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.figures import frame
from app.figures.palette import token
from app.figures.points import Dot, dots, names
from app.figures.ranking import Marked, Row
from app.i18n import Texts
from app.measure import Measure
from app.values import Point

_HEIGHT = 360
_DOT, _WIDTH = 11, 760  # pixels: a point with its air, and a plot as it mostly is
_NAMED = (("lower_quartile", "right", 0), ("median", "center", 1), ("upper_quartile", "left", 0))
_ROW = 18


@dataclass(frozen=True)
class Level:
    """The areas of a level, and its places: lower_quartile, median, upper_quartile."""

    rows: Sequence[Row]
    spread: Mapping[str, Point]


def distribution(level: Level, measure: Measure, words: Texts, marked: Marked, *, is_sample: bool) -> frame.Figure:
    """Draw every area at its figure (the middle of its bounds, which are a whisker), stacked where they meet.

    The country is a dashed line.
    """
    known = [(area, point) for area, point in level.rows if point and point.low is not None and point.high is not None]
    ends = [end for _, point in known for end in (point.low, point.high) if end is not None]
    low, high = min(ends), max(ends)
    pad = (high - low) * 0.06 or 1
    areas = [(area, point) for area, point in known if not area.is_country]
    middles = [((point.low or 0) + (point.high or 0)) / 2 for _, point in areas]
    offsets = swarm(middles, (high - low) * _DOT / _WIDTH)
    shown = [
        Dot(
            area=area,
            x=round(middle, 4),
            y=offset,
            arm_x=round(((point.high or 0) - (point.low or 0)) / 2, 4),
            arm_y=0,
            text=f"<b>{area.names.of(words.language)}</b><br>{measure.text(point, words)}",
            is_hidden=point.is_hidden,
        )
        for (area, point), middle, offset in zip(areas, middles, offsets, strict=True)
    ]
    layout = frame.layout(words.language, _HEIGHT, words("sample.word") if is_sample else None)
    layout["xaxis"] = {**frame.value_axis(measure, words), "range": [low - pad, high + pad], "nticks": 8}
    clear = max((abs(offset) for offset in offsets), default=0) + 2.0
    chosen = [area.area_id for area, _ in areas if area.area_id in marked.chosen]
    most = max(8.0, clear + 1.7 * (len(chosen) // 2) + 1)
    layout["yaxis"] = {"visible": False, "fixedrange": True, "range": [-most, most]}
    layout["margin"] = {"l": 8, "r": 8, "t": 16 + 2 * _ROW, "b": 8}
    layout["hovermode"] = "closest"
    _mark_spread(layout, level.spread, measure, words)
    country = next((point for area, point in known if area.is_country), None)
    if country:
        _mark_country(layout, country, measure, words)
    layout["annotations"] += names(shown, marked.own, chosen, words.language, clear=clear)
    return {"data": dots(shown, marked.own, chosen), "layout": layout}


def swarm(places: Sequence[float], width: float) -> list[int]:
    """Return a row for each place (0 in the middle, then 1, -1, 2 …): no two in a row are nearer than `width`."""
    rows: list[int] = [0] * len(places)
    last: dict[int, float] = {}
    for at in sorted(range(len(places)), key=lambda one: places[one]):
        row = 0
        while row in last and places[at] - last[row] < width:
            row = -row if row > 0 else 1 - row
        rows[at] = row
        last[row] = places[at]
    return rows


def _mark_spread(layout: frame.Figure, spread: Mapping[str, Point], measure: Measure, words: Texts) -> None:
    lower, upper = spread.get("lower_quartile"), spread.get("upper_quartile")
    if lower and upper:
        layout["shapes"].append(
            {
                "type": "rect",
                "yref": "paper",
                "x0": lower.low,
                "x1": upper.high,
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": token("accent-soft"),
            }
        )
    for place, anchor, row in _NAMED:
        point = spread.get(place)
        if point is None or point.low is None or point.high is None:
            continue
        middle = (point.low + point.high) / 2
        line = {"color": token("control"), "width": 2 if place == "median" else 1}
        layout["shapes"].append(
            {
                "type": "line",
                "yref": "paper",
                "x0": middle,
                "x1": middle,
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": line,
            }
        )
        layout["annotations"].append(
            {
                "name": "spread",
                "x": middle,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": _ROW * row,
                "xanchor": anchor,
                "text": f"{words(f'compare.spread.{place}')} {measure.text(point, words)}",
                "short": measure.text(point, words),  # assets/paint.js takes it where there is little room
                "showarrow": False,
                "font": {"size": 13, "color": token("quiet")},
            }
        )


def _mark_country(layout: frame.Figure, point: Point, measure: Measure, words: Texts) -> None:
    middle = ((point.low or 0) + (point.high or 0)) / 2
    is_right = middle > sum(layout["xaxis"]["range"]) / 2
    line = {"color": token("text"), "width": 2, "dash": "dash"}
    layout["shapes"].append(
        {"type": "line", "yref": "paper", "x0": middle, "x1": middle, "y0": 0, "y1": 1, "line": line}
    )
    layout["annotations"].append(
        {
            "name": "country",
            "x": middle,
            "y": 0,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "right" if is_right else "left",
            "xshift": -4 if is_right else 4,
            "text": f"{words('level.country')} {measure.text(point, words)}",
            "showarrow": False,
            "font": {"size": 13, "color": token("text")},
        }
    )
