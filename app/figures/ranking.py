"""Areas in order of one period's figure, each with the bounds it may lie within."""

from collections.abc import Sequence
from typing import Any

from app import formatting
from app.figures import frame
from app.figures.palette import token
from app.i18n import Texts
from app.values import Area, Indicator, Point

_ROW = 44
Row = tuple[Area, Point | None]


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Order areas by their figure, highest first; hidden ones by their bounds, missing ones last."""
    return sorted(rows, key=lambda row: (-(row[1].high if row[1] and row[1].high is not None else -1.0), row[0].area_id))


def ranking(indicator: Indicator, rows: Sequence[Row], words: Texts, own: str | None, *, is_sample: bool) -> frame.Figure:
    """Draw areas as lollipops from zero, highest on top; a figure with hidden parts is a whisker from low to high."""
    ordered = in_order(rows)
    language = words.language
    layout = frame.layout(language, 96 + _ROW * len(ordered), words("sample.word") if is_sample else None)
    names = [area.names.of(language) for area, _ in ordered]
    # Two areas of different levels may bear one name: the place on the axis is the code, the name is its label.
    codes = [area.area_id for area, _ in ordered]
    layout["yaxis"] = {
        **frame.axis(""),
        "type": "category",
        "categoryorder": "array",
        "categoryarray": codes[::-1],
        "tickvals": codes,
        "ticktext": names,
        "showgrid": False,
        "tickfont": {"color": token("text"), "size": 14},
        "range": [-0.6, len(codes) - 0.4],
    }
    layout["xaxis"] = {
        **frame.axis(frame.unit_title(indicator, words(f"unit.{indicator.unit}.other"))),
        "range": [0, max((point.high or 0 for _, point in ordered if point), default=1) * 1.22 or 1],
        "nticks": 6,
    }
    layout["margin"] = {"l": 8, "r": 8, "t": 8, "b": 8}
    return {"data": [_bar(row, indicator, words, own) for row in ordered], "layout": layout}


def _bar(row: Row, indicator: Indicator, words: Texts, own: str | None) -> frame.Figure:
    area, point = row
    colour = token("quiet") if area.is_country else token("accent") if area.area_id == own else token("series-3")
    low = (point.low if point else None) or 0.0
    high = (point.high if point else None) or 0.0
    is_hidden = point is not None and point.status == "hidden"
    marker: dict[str, Any] = {
        "color": colour,
        "size": [0, 13],
        "symbol": "diamond-open" if is_hidden else "circle",
    }
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": area.names.of(words.language),
        "x": [0, (low + high) / 2],
        "y": [area.area_id, area.area_id],
        "line": {"color": colour, "width": 3, "dash": "dot" if is_hidden else "solid"},
        "marker": marker,
        "error_x": {"type": "data", "array": [0, (high - low) / 2], "color": colour, "thickness": 2, "width": 6},
        "text": ["", f"  {formatting.figure(point, indicator, words)}"],
        "textposition": "middle right",
        "textfont": {"color": token("text"), "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
