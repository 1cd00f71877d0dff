"""Two indicators in the same areas: one along, one up; the own area named, the country a cross of dashed lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.figures import frame
from app.figures.palette import token
from app.figures.points import Dot, dots, names
from app.figures.ranking import Marked
from app.i18n import Texts
from app.measure import Measure
from app.values import Area, Point

_HEIGHT = 520


@dataclass(frozen=True)
class Axis:
    """What an axis shows: a measure, its name, and how it is made and when."""

    measure: Measure
    name: str
    detail: str = ""

    @property
    def title(self) -> str:
        """The name that stands beside the axis, in two lines."""
        return f"{self.name}<br>{self.detail}" if self.detail else self.name


def scatter(
    rows: Sequence[tuple[Area, Point, Point]], axes: tuple[Axis, Axis], words: Texts, marked: Marked, *, is_sample: bool
) -> frame.Figure:
    """Draw areas with both figures; a figure with hidden parts is at the middle of its bounds with a whisker."""
    shown = [_dot(area, pair, axes, words) for area, *pair in rows]
    layout = frame.layout(words.language, _HEIGHT, words("sample.word") if is_sample else None)
    for name, axis, place in zip(("xaxis", "yaxis"), axes, ("x", "y"), strict=True):
        layout[name] = {
            **frame.value_axis(axis.measure, words, axis.title),
            "range": _range([(getattr(dot, place), getattr(dot, f"arm_{place}")) for dot in shown]),
            "nticks": 7,
        }
    layout["margin"] = {"l": 8, "r": 16, "t": 16, "b": 8}
    layout["hovermode"] = "closest"
    country = next((dot for dot in shown if dot.area.is_country), None)
    if country:
        _mark_country(layout, country, words)
    areas = [dot for dot in shown if not dot.area.is_country]
    chosen = [dot.area.area_id for dot in areas if dot.area.area_id in marked.chosen]
    layout["annotations"] += names(areas, marked.own, chosen, words.language)
    return {"data": dots(areas, marked.own, chosen), "layout": layout}


def _dot(area: Area, pair: Sequence[Point], axes: tuple[Axis, Axis], words: Texts) -> Dot:
    middles = [((point.low or 0) + (point.high or 0)) / 2 for point in pair]
    arms = [round(((point.high or 0) - (point.low or 0)) / 2, 4) for point in pair]
    said = [f"{axis.name}: {axis.measure.text(point, words)}" for axis, point in zip(axes, pair, strict=True)]
    return Dot(
        area=area,
        x=round(middles[0], 4),
        y=round(middles[1], 4),
        arm_x=arms[0],
        arm_y=arms[1],
        text="<br>".join([f"<b>{area.names.of(words.language)}</b>", *said]),
        is_hidden=any(point.is_hidden for point in pair),
    )


def _range(ends: Sequence[tuple[float, float]]) -> list[float]:
    low, high = min(middle - arm for middle, arm in ends), max(middle + arm for middle, arm in ends)
    pad = (high - low) * 0.08 or 1
    return [max(low - pad, 0) if low >= 0 else low - pad, high + pad]


def _mark_country(layout: frame.Figure, country: Dot, words: Texts) -> None:
    line = {"color": token("quiet"), "width": 1.5, "dash": "dash"}
    layout["shapes"] += [
        {"type": "line", "yref": "paper", "x0": country.x, "x1": country.x, "y0": 0, "y1": 1, "line": line},
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": country.y, "y1": country.y, "line": line},
    ]
    layout["annotations"].append(
        {
            "name": "country",
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "y": country.y,
            "yanchor": "bottom",
            "text": words("level.country"),
            "showarrow": False,
            "font": {"size": 13, "color": token("quiet")},
        }
    )
