"""Areas over time: the own area strong, the country dashed, every line with its name at its end."""

from collections.abc import Sequence
from typing import Any

from app import formatting
from app.figures import frame
from app.figures.palette import DASHES, SERIES, token
from app.i18n import Texts
from app.values import Break, Point, Series

_HEIGHT = 440
_LABEL_PIXELS = 18
_LETTER_PIXELS = 7.6


def lines(series: Sequence[Series], breaks: Sequence[Break], words: Texts, *, is_sample: bool) -> frame.Figure:
    """Draw one indicator in up to ten areas over time; the first area that is not the country is the own one.

    A sum with hidden parts is drawn at the middle of its bounds with a whisker from low to high; a hidden figure
    is a whisker without a line; a missing one is a gap.
    """
    # What comes back every year is said in words: a line each January would hide the rest.
    drawn = [known for known in breaks if not known.is_recurring]
    layout = frame.layout(words.language, _HEIGHT, words("sample.word") if is_sample else None)
    layout |= _axes(series, words)
    layout["meta"] = {"label_names": [one.area.names.of(words.language) for one in series]}
    layout["hovermode"] = "closest"
    layout["margin"] = _margin(series, len(drawn), words.language)
    styles = _styles(series)
    frame.mark_breaks(layout, drawn, words.language)
    layout["annotations"] += _labels(series, styles, layout["yaxis"]["range"], words)
    traces = [trace for one, style in zip(series, styles, strict=True) for trace in _traces(one, style, words)]
    return {"data": traces, "layout": layout}


def _axes(series: Sequence[Series], words: Texts) -> frame.Figure:
    indicator = series[0].indicator
    values = frame.value_axis(indicator, words(f"unit.{indicator.unit}.other"), words.language)
    periods = [point.period for one in series for point in one.points]
    time = {
        **frame.axis(""),
        "type": "date",
        "range": [min(periods).isoformat(), max(periods).isoformat()],
        "tickformat": "%Y",
        "showgrid": False,
    }
    if indicator.frequency == "month":
        time["tickformatstops"] = [
            {"dtickrange": [None, "M11"], "value": "%-m/%y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ]
    return {"xaxis": time, "yaxis": {**values, "range": _range(series)}}


def _margin(series: Sequence[Series], names_of_breaks: int, language: str) -> dict[str, int]:
    longest = max(len(one.area.names.of(language)) for one in series)
    return {
        "l": 8,
        "r": min(round(longest * _LETTER_PIXELS) + 16, 220),
        "t": 16 + 16 * (names_of_breaks + (1 if names_of_breaks else 0)),
        "b": 8,
    }


def _styles(series: Sequence[Series]) -> list[dict[str, Any]]:
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


def _traces(one: Series, style: dict[str, Any], words: Texts) -> list[frame.Figure]:
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
            **_points(one.points, one, style, words, hidden=False),
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
                **_points(hidden, one, style, words, hidden=True),
                "opacity": 0.6,
            }
        )
    return traces


def _points(points: Sequence[Point], one: Series, style: dict[str, Any], words: Texts, *, hidden: bool) -> frame.Figure:
    middles: list[float | None] = []
    arms: list[float] = []
    for point in points:
        is_drawn = point.is_hidden == hidden and point.low is not None and point.high is not None
        middles.append(round(((point.low or 0) + (point.high or 0)) / 2, 4) if is_drawn else None)
        arms.append(round(((point.high or 0) - (point.low or 0)) / 2, 4) if is_drawn else 0)
    found: frame.Figure = {
        "x": [point.period.isoformat() for point in points],
        "y": middles,
        "text": [
            f"{formatting.period(point.period, one.indicator.frequency, words.language)}: "
            f"{formatting.figure(point, one.indicator, words)}"
            for point in points
        ],
        "hovertemplate": "<b>%{fullData.name}</b><br>%{text}<extra></extra>",
    }
    if any(arms):
        found["error_y"] = {"type": "data", "array": arms, "color": style["color"], "thickness": 1, "width": 2}
    return found


def _range(series: Sequence[Series]) -> list[float]:
    ends = [end for one in series for point in one.points for end in (point.low, point.high) if end is not None]
    low, high = min(ends, default=0), max(ends, default=1)
    pad = (high - low) * 0.06 or 1
    return [max(low - pad, 0) if low >= 0 else low - pad, high + pad]


def _labels(
    series: Sequence[Series], styles: Sequence[dict[str, Any]], span: Sequence[float], words: Texts
) -> list[frame.Figure]:
    ends: list[tuple[float, int]] = []
    for index, one in enumerate(series):
        shown = [point for point in one.points if point.low is not None and point.status != "missing"]
        if shown:
            ends.append((((shown[-1].low or 0) + (shown[-1].high or 0)) / 2, index))
    gap = _LABEL_PIXELS * (span[1] - span[0]) / (_HEIGHT - 80)
    places = _apart([end for end, _ in sorted(ends)], gap, span)
    return [
        {
            "name": "label",
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": place,
            "text": series[index].area.names.of(words.language),
            "showarrow": False,
            "font": {"color": styles[index]["color"], "size": 13},
        }
        for place, (_, index) in zip(places, sorted(ends), strict=True)
    ]


def _apart(ends: Sequence[float], gap: float, span: Sequence[float]) -> list[float]:
    """Move labels (ascending) apart until none is nearer than `gap` to the next, as little as possible."""
    places = list(ends)
    for _ in range(60):
        for one in range(len(places) - 1):
            overlap = gap - (places[one + 1] - places[one])
            if overlap > 0:
                places[one] -= overlap / 2
                places[one + 1] += overlap / 2
        if places:
            places[0] = max(places[0], span[0])
            places[-1] = min(places[-1], span[1])
    return places
