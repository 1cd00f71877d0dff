"""Areas in order of one period's figure, each with the bounds it may lie within."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.figures import frame
from app.figures.palette import token
from app.i18n import Texts
from app.measure import Measure
from app.values import Area, Point

_ROW, _DENSE_ROW = 52, 26
_MOST_ROOMY, _MOST_WHOLE = 12, 60
_ENDS, _AROUND = 10, 5
Row = tuple[Area, Point | None]


@dataclass(frozen=True)
class Marked:
    """Which areas are told apart: the own one, and others that were chosen."""

    own: str | None
    chosen: frozenset[str] = field(default_factory=frozenset[str])

    def colour(self, area: Area) -> str:
        """Return the colour of an area."""
        if area.is_country:
            return token("quiet")
        if area.area_id == self.own:
            return token("accent")
        return token("series-3" if area.area_id in self.chosen else "tick")


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Order areas by their figure, highest first; hidden ones by their bounds, missing ones last."""
    return sorted(rows, key=lambda row: _key(row[0], row[1]))


def shortened(rows: Sequence[Row], marked: Marked) -> list[Row | None]:
    """Return the rows that fit in a picture: both ends, the marked areas and those around the own; None is a gap."""
    if len(rows) <= _MOST_WHOLE:
        return list(rows)
    kept = {*range(_ENDS), *range(len(rows) - _ENDS, len(rows))}
    for at, (area, _) in enumerate(rows):
        if area.area_id == marked.own:
            kept.update(range(max(at - _AROUND, 0), min(at + _AROUND + 1, len(rows))))
        elif area.area_id in marked.chosen or area.is_country:
            kept.add(at)
    found: list[Row | None] = []
    for before, at in zip((-1, *sorted(kept)), sorted(kept), strict=False):
        if at - before > 1:
            found.append(None)
        found.append(rows[at])
    return found


def ranking(rows: Sequence[Row], measure: Measure, words: Texts, marked: Marked, *, is_sample: bool) -> frame.Figure:
    """Draw areas as lollipops from zero, highest on top; a figure with hidden parts is a bar from low to high."""
    shown = shortened(in_order(rows), marked)
    is_dense = len(shown) > _MOST_ROOMY
    height = 96 + (_DENSE_ROW if is_dense else _ROW) * len(shown)
    layout = frame.layout(words.language, height, words("sample.word") if is_sample else None)
    # Two areas of different levels may bear one name: the place on the axis is the code, the name is its label.
    codes = [row[0].area_id if row else f"gap-{at}" for at, row in enumerate(shown)]
    layout["yaxis"] = {
        **frame.axis(""),
        "type": "category",
        "categoryorder": "array",
        "categoryarray": codes[::-1],
        "tickvals": codes,
        "ticktext": [_name(row, measure, words, marked, is_dense=is_dense) for row in shown],
        "showgrid": False,
        "tickfont": {"color": token("text"), "size": 13 if is_dense else 14},
        "range": [-0.6, len(codes) - 0.4],
    }
    ends = [end for row in shown if row and row[1] for end in (row[1].low, row[1].high) if end is not None]
    low, high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
    pad = (high - low) * 0.06 or 1
    layout["xaxis"] = {
        **frame.value_axis(measure, words),
        "range": [low - pad if low < 0 else 0, high + pad if high > 0 else 0],
        "nticks": 6,
    }
    layout["margin"] = {"l": 8, "r": 8, "t": 8, "b": 8}
    data = [trace for row in shown if row for trace in _bar(row, marked, is_dense=is_dense)]
    return {"data": data, "layout": layout}


def _key(area: Area, point: Point | None) -> tuple[bool, float, float, str]:
    if point is None or point.low is None or point.high is None:
        return (True, 0.0, 0.0, area.area_id)
    return (False, -point.high, -point.low, area.area_id)


def _name(row: Row | None, measure: Measure, words: Texts, marked: Marked, *, is_dense: bool) -> str:
    if row is None:
        return "…"
    area, point = row
    name, figure = area.names.of(words.language), measure.text(point, words)
    # The figure stands under the name: there it has room at every width, and no point can hide it.
    if not is_dense:
        return f"{name}<br><b>{figure}</b>"
    text = f"{name}  {figure}"
    return f"<b>{text}</b>" if area.area_id == marked.own or area.area_id in marked.chosen else text


def _bar(row: Row, marked: Marked, *, is_dense: bool) -> list[frame.Figure]:
    area, point = row
    if point is None or point.low is None or point.high is None:
        return []
    colour = marked.colour(area)
    near, far = (point.low, point.high) if point.low >= 0 else (point.high, point.low)
    stem = _trace(area, (0.0, near), {"color": colour, "width": 3}, {"size": 1, "color": colour})
    if point.low == point.high:
        stem["marker"] = {"color": colour, "size": [0, 9 if is_dense else 13], "opacity": 1, "line": {"width": 0}}
        return [stem]
    span = _trace(area, (point.low, point.high), {"color": colour, "width": 9}, {"size": 1, "color": colour})
    span["opacity"] = 0.55
    if not point.is_hidden:
        # Bounds on both sides of zero have no stem.
        return [span] if near * far < 0 else [stem, span]
    middle = (point.low + point.high) / 2
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
