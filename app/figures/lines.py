"""Areas over time: the own area strong, the country dashed, every line with its name at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app import formatting
from app.figures import frame, spread
from app.figures.labels import apart, folded
from app.figures.palette import DASHES, SERIES, token
from app.i18n import Texts
from app.measure import Measure
from app.values import Break, Point, Series

_HEIGHT = 440
_LABEL_PIXELS = 18
_LETTER_PIXELS = 7.6


@dataclass(frozen=True)
class Level:
    """A value to be drawn across, such as a target, with its name."""

    value: float
    name: str


@dataclass(frozen=True)
class Look:
    """What a chart of lines has beside its lines.

    measure: how the numbers read, the indicator as it is where none is given. spread: points by place in a level
    (lowest … highest), drawn behind. levels: values drawn across.
    """

    measure: Measure | None = None
    spread: Mapping[str, Sequence[Point]] = field(default_factory=dict[str, Sequence[Point]])
    levels: tuple[Level, ...] = ()
    height: int = _HEIGHT


def lines(
    series: Sequence[Series], breaks: Sequence[Break], words: Texts, *, is_sample: bool, look: Look | None = None
) -> frame.Figure:
    """Draw one indicator in up to ten areas over time; the first area that is not the country is the own one.

    A sum with hidden parts is drawn at the middle of its bounds with a whisker from low to high; a hidden figure
    is a whisker without a line; a missing one is a gap.
    """
    look = look or Look()
    measure = look.measure or Measure(series[0].indicator)
    # What comes back every year is said in words: a line each January would hide the rest.
    drawn = [known for known in breaks if not known.is_recurring]
    layout = frame.layout(words.language, look.height, words("sample.word") if is_sample else None)
    layout |= _axes(series, look, measure, words)
    layout["meta"] = {"label_names": [one.area.names.of(words.language) for one in series]}
    layout["hovermode"] = "closest"
    layout["margin"] = _margin(series, len(drawn), words.language)
    styles = line_styles(series)
    frame.mark_breaks(layout, drawn, words.language)
    for level in look.levels:
        _mark_level(layout, level)
    layout["annotations"] += _labels(series, styles, layout["yaxis"]["range"], look, words)
    traces = spread.band(look.spread)
    for one, style in zip(series, styles, strict=True):
        traces += _traces(one, style, measure, words)
    return {"data": traces, "layout": layout}


def line_styles(series: Sequence[Series]) -> list[dict[str, Any]]:
    """Return how each line is drawn: the country dashed, the own one strong, no two others alike."""
    styles: list[dict[str, Any]] = []
    own_given, others = False, 0
    for one in series:
        if one.area.is_country:
            styles.append({"color": token("quiet"), "width": 2, "dash": "dash"})
        elif not own_given:
            styles.append({"color": token("accent"), "width": 3, "dash": "solid"})
            own_given = True
        else:
            styles.append(
                {"color": token(f"series-{others % SERIES + 1}"), "width": 2, "dash": DASHES[others % SERIES]}
            )
            others += 1
    return styles


def _axes(series: Sequence[Series], look: Look, measure: Measure, words: Texts) -> frame.Figure:
    values = frame.value_axis(measure, words)
    points = [*(one.points for one in series), *look.spread.values()]
    periods = [point.period for some in points for point in some]
    time = {
        **frame.axis(""),
        "type": "date",
        "range": [min(periods).isoformat(), max(periods).isoformat()],
        "tickformat": "%Y",
        "showgrid": False,
    }
    if measure.indicator.frequency == "month":
        time["tickformatstops"] = [
            {"dtickrange": [None, "M11"], "value": "%-m/%y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ]
    if measure.is_change:
        values |= {"zeroline": True, "zerolinecolor": token("tick"), "zerolinewidth": 1.5}
    return {"xaxis": time, "yaxis": {**values, "range": _range(points, look)}}


def _margin(series: Sequence[Series], names_of_breaks: int, language: str) -> dict[str, int]:
    longest = max(len(line) for one in series for line in folded(one.area.names.of(language)).split("<br>"))
    return {
        "l": 8,
        "r": min(round(longest * _LETTER_PIXELS) + 16, 220),
        "t": 16 + 16 * (names_of_breaks + (1 if names_of_breaks else 0)),
        "b": 8,
    }


def _traces(one: Series, style: dict[str, Any], measure: Measure, words: Texts) -> list[frame.Figure]:
    name = one.area.names.of(words.language)
    hidden = [point for point in one.points if point.is_hidden]
    traces = [
        {
            "type": "scatter",
            "mode": "lines" if len(one.points) > 1 else "markers",
            "name": name,
            "connectgaps": False,
            "line": style,
            "marker": {"color": style["color"], "size": 8},
            **_points(frame.with_gaps(one.points, one.indicator), style, measure, words, hidden=False),
        }
    ]
    if hidden:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "showlegend": False,
                "marker": {"symbol": "diamond-open", "size": 7, "color": style["color"]},
                **_points(hidden, style, measure, words, hidden=True),
                "opacity": 0.6,
            }
        )
    return traces


def _points(
    points: Sequence[Point], style: dict[str, Any], measure: Measure, words: Texts, *, hidden: bool
) -> frame.Figure:
    middles: list[float | None] = []
    arms: list[float] = []
    for point in points:
        is_drawn = point.is_hidden == hidden and point.low is not None and point.high is not None
        middles.append(round(((point.low or 0) + (point.high or 0)) / 2, 4) if is_drawn else None)
        arms.append(round(((point.high or 0) - (point.low or 0)) / 2, 4) if is_drawn else 0)
    frequency = measure.indicator.frequency
    found: frame.Figure = {
        "x": [point.period.isoformat() for point in points],
        "y": middles,
        "text": [
            f"{formatting.period(point.period, frequency, words.language)}: {measure.text(point, words)}"
            for point in points
        ],
        "hovertemplate": "<b>%{fullData.name}</b><br>%{text}<extra></extra>",
    }
    if any(arms):
        found["error_y"] = {"type": "data", "array": arms, "color": style["color"], "thickness": 1, "width": 2}
    return found


def _range(points: Sequence[Sequence[Point]], look: Look) -> list[float]:
    ends = [end for some in points for point in some for end in (point.low, point.high) if end is not None]
    ends += [level.value for level in look.levels]
    low, high = min(ends, default=0), max(ends, default=1)
    pad = (high - low) * 0.06 or 1
    return [max(low - pad, 0) if low >= 0 else low - pad, high + pad]


def _labels(
    series: Sequence[Series], styles: Sequence[dict[str, Any]], span: Sequence[float], look: Look, words: Texts
) -> list[frame.Figure]:
    ends: list[tuple[float, str, str]] = []
    for one, style in zip(series, styles, strict=True):
        shown = [point for point in one.points if point.low is not None and point.status != "missing"]
        if shown:
            end = ((shown[-1].low or 0) + (shown[-1].high or 0)) / 2
            ends.append((end, folded(one.area.names.of(words.language)), style["color"]))
    ends += [(end, words(f"compare.spread.{place}"), token("quiet")) for place, end in spread.ends(look.spread)]
    ends.sort()
    most_lines = max((text.count("<br>") + 1 for _, text, _ in ends), default=1)
    gap = most_lines * _LABEL_PIXELS * (span[1] - span[0]) / (look.height - 80)
    return [
        {
            "name": "label",
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": place,
            "text": text,
            "align": "left",
            "showarrow": False,
            "font": {"color": colour, "size": 13},
        }
        for place, (_, text, colour) in zip(apart([end for end, *_ in ends], gap, span), ends, strict=True)
    ]


def _mark_level(layout: frame.Figure, level: Level) -> None:
    place = {"xref": "paper", "x0": 0, "x1": 1, "y0": level.value, "y1": level.value}
    layout["shapes"].append({"type": "line", **place, "line": {"color": token("text"), "width": 1.5, "dash": "dot"}})
    layout["annotations"].append(
        {
            "name": "level",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": level.value,
            "yanchor": "bottom",
            "text": level.name,
            "showarrow": False,
            "font": {"size": 12, "color": token("text")},
        }
    )
