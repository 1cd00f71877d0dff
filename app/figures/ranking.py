"""Areas in order of one period's figure, each with the bounds it may lie within."""

from collections.abc import Sequence

from app import formatting
from app.figures import frame
from app.figures.palette import token
from app.i18n import Texts
from app.values import Area, Indicator, Point

_ROW = 52
Row = tuple[Area, Point | None]


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Order areas by their figure, highest first; hidden ones by their bounds, missing ones last."""
    return sorted(
        rows, key=lambda row: (-(row[1].high if row[1] and row[1].high is not None else -1.0), row[0].area_id)
    )


def ranking(
    indicator: Indicator, rows: Sequence[Row], words: Texts, own: str | None, *, is_sample: bool
) -> frame.Figure:
    """Draw areas as lollipops from zero, highest on top; a figure with hidden parts is a bar from low to high."""
    ordered = in_order(rows)
    layout = frame.layout(words.language, 96 + _ROW * len(ordered), words("sample.word") if is_sample else None)
    # The figure stands under the name: there it has room at every width, and no point can hide it.
    names = [
        f"{area.names.of(words.language)}<br><b>{formatting.figure(point, indicator, words)}</b>"
        for area, point in ordered
    ]
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
        **frame.value_axis(indicator, words(f"unit.{indicator.unit}.other"), words.language),
        "range": [0, max((point.high or 0 for _, point in ordered if point), default=1) * 1.06 or 1],
        "nticks": 6,
    }
    layout["margin"] = {"l": 8, "r": 8, "t": 8, "b": 8}
    return {"data": [trace for row in ordered for trace in _bar(row, indicator, own)], "layout": layout}


def _bar(row: Row, indicator: Indicator, own: str | None) -> list[frame.Figure]:
    area, point = row
    if point is None or point.low is None or point.high is None:
        return []
    colour = token("quiet") if area.is_country else token("accent") if area.area_id == own else token("series-3")
    stem = _trace(area, (0.0, point.low), {"color": colour, "width": 3}, {"size": 1, "color": colour})
    if formatting.is_one_number(point.low, point.high, indicator.decimals):
        stem["marker"] = {"color": colour, "size": [0, 13], "opacity": 1, "line": {"width": 0}}
        return [stem]
    middle = (point.low + point.high) / 2
    span = _trace(area, (point.low, point.high), {"color": colour, "width": 9}, {"size": 1, "color": colour})
    span["opacity"] = 0.55
    if not point.is_hidden:
        return [stem, span]
    mark = _trace(area, (middle,), {"color": colour}, {"size": 12, "symbol": "diamond-open", "color": colour})
    return [span, mark]


def _trace(area: Area, places: tuple[float, ...], line: frame.Figure, marker: frame.Figure) -> frame.Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": area.area_id,
        "x": list(places),
        "y": [area.area_id] * len(places),
        "line": line,
        "marker": marker,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
