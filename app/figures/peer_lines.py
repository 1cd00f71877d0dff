"""An area and its peers over time: the own line strong, the peers thin and grey, what areas did as numbered pins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import formatting
from app.figures import frame
from app.figures.labels import apart
from app.figures.palette import token
from app.i18n import Texts
from app.measure import Measure
from app.values import Break, Indicator, Point, Series

_HEIGHT = 460
_LABEL_PIXELS = 17
_LETTER_PIXELS = 7.6
_PIN_PIXELS = 24  # from one pin of a stack to the next
_NEAR = 0.08  # pins within so large a part of the chart's width would lie on each other


@dataclass(frozen=True)
class Mark:
    """A pin: its number, the area it is about and the period of the figure that it points at."""

    number: int
    area_id: str
    period: date


@dataclass(frozen=True)
class PeerLook:
    """What is told beside the lines. `peers`: what the grey lines are together; `marks`: pins, the oldest first.

    The first of the series is the own area; `named` areas are those that something is told of: drawn darker.
    """

    peers: str
    marks: Sequence[Mark] = ()
    named: frozenset[str] = frozenset()


def peer_lines(
    series: Sequence[Series], breaks: Sequence[Break], words: Texts, look: PeerLook, *, is_sample: bool
) -> frame.Figure:
    """Draw one indicator in an area, its peers and the country.

    A sum with hidden parts is drawn at the middle of its bounds with a whisker; a hidden figure of the own area is a
    whisker without a line, one of a peer a gap; a missing one is a gap.
    """
    own, indicator = series[0], series[0].indicator
    drawn = [known for known in breaks if not known.is_recurring]
    layout = frame.layout(words.language, _HEIGHT, words("sample.word") if is_sample else None)
    span = _range(series)
    layout |= _axes(series, indicator, span, words)
    # On a narrow page the peers have one name together.
    own_names = [one.area.names.of(words.language) for one in series if one is own or one.area.is_country]
    layout["meta"] = {"label_names": [*own_names, look.peers]}
    layout["hovermode"] = "closest"
    longest = max(len(one.area.names.of(words.language)) for one in series)
    top = 16 + 16 * (len(drawn) + (1 if drawn else 0))
    layout["margin"] = {"l": 8, "r": min(round(longest * _LETTER_PIXELS) + 16, 220), "t": top, "b": 8}
    frame.mark_breaks(layout, drawn, words.language)
    styles = [_style(one, own, look) for one in series]
    layout["annotations"] += [*_labels(series, styles, span, words), *_pins(series, look, span)]
    return {"data": _traces(series, styles, look, words), "layout": layout}


def _traces(
    series: Sequence[Series], styles: Sequence[dict[str, Any]], look: PeerLook, words: Texts
) -> list[frame.Figure]:
    own = series[0]
    periods = {point.period for one in series for point in one.points}
    names = {one: formatting.period(one, own.indicator.frequency, words.language) for one in periods}
    # The own line lies on top, the country under it.
    order = sorted(zip(series, styles, strict=True), key=lambda one: (one[0] is own, one[0].area.is_country))
    first = next((one for one, _ in order if one is not own and not one.area.is_country), None)
    traces: list[frame.Figure] = []
    for one, style in order:
        name = look.peers if one is first else one.area.names.of(words.language)
        legend = {"name": name, "showlegend": one is own or one is first or one.area.is_country}
        traces.append(_line(one, style["line"], names, words) | legend)
    hidden = [point for point in own.points if point.is_hidden]
    return [*traces, *([_whiskers(own, hidden, names, words)] if hidden else [])]


def _style(one: Series, own: Series, look: PeerLook) -> dict[str, Any]:
    if one is own:
        return {"line": {"color": token("accent"), "width": 3, "dash": "solid"}, "text": token("accent")}
    if one.area.is_country:
        return {"line": {"color": token("quiet"), "width": 2, "dash": "dash"}, "text": token("quiet")}
    if one.area.area_id in look.named:
        return {"line": {"color": token("quiet"), "width": 1.75, "dash": "solid"}, "text": token("text")}
    return {"line": {"color": token("tick"), "width": 1, "dash": "solid"}, "text": token("quiet")}


def _range(series: Sequence[Series]) -> tuple[float, float]:
    # A hidden figure is drawn of the own area only, which is the first.
    shown = [point for at, one in enumerate(series) for point in one.points if _is_drawn(point) or at == 0]
    ends = [end for point in shown for end in (point.low, point.high) if end is not None]
    low, high = min(ends, default=0), max(ends, default=1)
    pad = (high - low) * 0.06 or 1
    return (max(low - pad, 0) if low >= 0 else low - pad), high + pad


def _axes(series: Sequence[Series], indicator: Indicator, span: tuple[float, float], words: Texts) -> frame.Figure:
    periods = [point.period for one in series for point in one.points]
    time = {
        **frame.axis(""),
        "type": "date",
        "range": [min(periods).isoformat(), max(periods).isoformat()],
        "tickformat": "%Y",
        "showgrid": False,
    }
    values = frame.value_axis(Measure(indicator), words)
    return {"xaxis": time, "yaxis": {**values, "range": list(span)}}


def _is_drawn(point: Point) -> bool:
    return point.low is not None and point.high is not None and point.status != "missing" and not point.is_hidden


def _middle(point: Point) -> float:
    # Only where to draw: the words and the table always give both bounds.
    return round(((point.low or 0) + (point.high or 0)) / 2, 4)


def _line(one: Series, line: dict[str, Any], names: Mapping[date, str], words: Texts) -> frame.Figure:
    points = [point if _is_drawn(point) else _gap(point) for point in frame.with_gaps(one.points, one.indicator)]
    mode = "lines" if len(points) > 1 else "markers"
    heights = [_middle(point) if _is_drawn(point) else None for point in points]
    return {
        **_points(one, points, names, words, line["color"]),
        "mode": mode,
        "y": heights,
        "line": line,
        "connectgaps": False,
    }


def _whiskers(own: Series, hidden: Sequence[Point], names: Mapping[date, str], words: Texts) -> frame.Figure:
    colour = token("accent")
    marker = {"symbol": "diamond-open", "size": 7, "color": colour}
    heights = [_middle(point) for point in hidden]
    pale = {"mode": "markers", "y": heights, "marker": marker, "opacity": 0.6, "showlegend": False}
    return {**_points(own, hidden, names, words, colour), **pale}


def _points(one: Series, points: Sequence[Point], names: Mapping[date, str], words: Texts, colour: str) -> frame.Figure:
    area = one.area.names.of(words.language).replace("<", "&lt;")
    arms = [round(((point.high or 0) - (point.low or 0)) / 2, 4) for point in points]
    found: frame.Figure = {
        "type": "scatter",
        "x": [point.period.isoformat() for point in points],
        "text": [f"{names[point.period]}: {formatting.figure(point, one.indicator, words)}" for point in points],
        "hovertemplate": f"<b>{area}</b><br>%{{text}}<extra></extra>",
    }
    if any(arms):
        found["error_y"] = {"type": "data", "array": arms, "color": colour, "thickness": 1, "width": 2}
    return found


def _gap(point: Point) -> Point:
    return Point(point.period, None, None, None, "missing", 0, point.origin)


def _labels(
    series: Sequence[Series], styles: Sequence[dict[str, Any]], span: tuple[float, float], words: Texts
) -> list[frame.Figure]:
    ends: list[tuple[float, str, str]] = []
    for one, style in zip(series, styles, strict=True):
        shown = [point for point in one.points if _is_drawn(point)]
        if shown:
            ends.append((_middle(shown[-1]), one.area.names.of(words.language), style["text"]))
    ends.sort()
    gap = _LABEL_PIXELS * (span[1] - span[0]) / (_HEIGHT - 90)
    return [
        {
            "name": "label",
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": place,
            "text": text,
            "showarrow": False,
            "font": {"color": colour, "size": 13},
        }
        for place, (_, text, colour) in zip(apart([end for end, *_ in ends], gap, span), ends, strict=True)
    ]


def _pins(series: Sequence[Series], look: PeerLook, span: tuple[float, float]) -> list[frame.Figure]:
    by_area = {one.area.area_id: {point.period: point for point in one.points} for one in series}
    every = [period for points in by_area.values() for period in points]
    width = (max(every) - min(every)).days or 1
    pixels = (_HEIGHT - 90) / (span[1] - span[0])
    placed: list[tuple[date, float]] = []
    pins: list[frame.Figure] = []
    for mark in look.marks:
        height = _middle(by_area[mark.area_id][mark.period])
        near = [above for period, above in placed if abs((mark.period - period).days) / width < _NEAR]
        # How far above its own point a pin lies, in pixels: above every pin beside it.
        up = max([_PIN_PIXELS, *((top - height) * pixels + _PIN_PIXELS for top in near)])
        placed.append((mark.period, height + up / pixels))
        pins.append(_pin(mark, height, up, is_own=mark.area_id == series[0].area.area_id))
    return pins


def _pin(mark: Mark, height: float, up: float, *, is_own: bool) -> frame.Figure:
    line = token("accent" if is_own else "text")
    return {
        "name": "pin",
        "x": mark.period.isoformat(),
        "y": height,
        "text": f"<b>{mark.number}</b>",
        "showarrow": True,
        "arrowhead": 6,
        "arrowsize": 0.7,
        "arrowwidth": 1.25,
        "arrowcolor": line,
        "ax": 0,
        "ay": -round(up),
        "bgcolor": token("accent" if is_own else "surface"),
        "bordercolor": line,
        "borderpad": 3,
        "borderwidth": 1.25,
        "font": {"size": 12, "color": token("surface" if is_own else "text")},
    }
