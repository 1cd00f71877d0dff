"""Two charts of a labour market: the mismatch index over time, and the Beveridge curve with its path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.figures import frame
from app.figures.palette import token
from app.i18n import Texts

_HEIGHT, _CURVE_HEIGHT = 320, 460
_OWN_WIDTH, _COUNTRY_WIDTH = 3, 2
_FEW_MONTHS = 48


@dataclass(frozen=True)
class Line:
    """The index over time at the middle weight and at both others (None where it is not shown)."""

    name: str
    periods: Sequence[date]
    middle: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True)
class Path:
    """A curve month by month: along, up, what each point is called, and in short; None where there is no point."""

    name: str
    x: Sequence[float | None]
    y: Sequence[float | None]
    names: Sequence[str]
    short: Sequence[str]
    is_january: Sequence[bool]


def index_chart(own: Line, country: Line | None, words: Texts, *, is_sample: bool) -> frame.Figure:
    """Draw the area's index, thinly what it is at other weights, and the country's as a dashed line."""
    layout = frame.layout(words.language, _HEIGHT, words("sample.word") if is_sample else None)
    step = "M6" if len(own.periods) <= _FEW_MONTHS else "M24"  # the same at every width
    layout["xaxis"] = {**frame.axis(""), "type": "date", "tickformat": "%-m/%Y", "dtick": step}
    layout["yaxis"] = {
        **frame.axis(words("matching.index_axis")),
        "rangemode": "tozero",
        "nticks": 6,
        "tickformat": ".2f",
    }
    layout["margin"] = {"l": 8, "r": 110, "t": 16, "b": 8}
    layout["hovermode"] = "x unified"
    data = [*_thin(own), *([_line(country, token("quiet"), _COUNTRY_WIDTH, "dash")] if country else [])]
    data.append(_line(own, token("accent"), _OWN_WIDTH, "solid"))
    # In the order of the lines, so that a legend in their place on a narrow page says the same.
    ends = [*([(country, token("quiet"))] if country else []), (own, token("accent"))]
    layout["annotations"] += _labels([(line, colour) for line, colour in ends if _last(line)])
    layout["meta"] = {"label_names": [line.name for line, _ in ends]}
    return {"data": data, "layout": layout}


def curve_chart(own: Path, country: Path | None, words: Texts, *, is_sample: bool) -> frame.Figure:
    """Draw the paths with a mark at each January and names at their ends; a gap stays a gap."""
    layout = frame.layout(words.language, _CURVE_HEIGHT, words("sample.word") if is_sample else None)
    suffix = "%" if words.language == "en" else "\u00a0%"
    for axis, name in (("xaxis", "curve_x"), ("yaxis", "curve_y")):
        layout[axis] = {**frame.axis(words(f"matching.{name}")), "ticksuffix": suffix, "nticks": 7}
    layout["margin"] = {"l": 8, "r": 24, "t": 24, "b": 8}
    layout["hovermode"] = "closest"
    paths = [*([(country, token("quiet"), _COUNTRY_WIDTH, "dash")] if country else [])]
    paths.append((own, token("accent"), _OWN_WIDTH, "solid"))
    data: list[frame.Figure] = []
    for path, colour, width, dash in paths:
        data.append(_path(path, colour, width, dash))
        layout["annotations"] += _ends(path, colour)
    return {"data": data, "layout": layout}


def _line(line: Line, colour: str, width: int, dash: str) -> frame.Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": [one.isoformat() for one in line.periods],
        "y": list(line.middle),
        "line": {"color": colour, "width": width, "dash": dash},
        "connectgaps": False,
        "hovertemplate": "%{y:.2f}",
        "cliponaxis": False,
    }


def _thin(line: Line) -> list[frame.Figure]:
    sides = [Line(line.name, line.periods, side, (), ()) for side in (line.low, line.high)]
    return [
        {**_line(side, token("accent"), 1, "dot"), "hoverinfo": "skip", "hovertemplate": None, "showlegend": False}
        for side in sides
    ]


def _last(line: Line) -> tuple[date, float] | None:
    known = [(at, value) for at, value in zip(line.periods, line.middle, strict=True) if value is not None]
    return known[-1] if known else None


def _labels(lines: Sequence[tuple[Line, str]]) -> list[frame.Figure]:
    values = [_last(line) for line, _ in lines]
    found: list[frame.Figure] = []
    for (line, colour), last in zip(lines, values, strict=True):
        if last is None:
            continue
        other = next((one[1] for one in values if one is not None and one is not last), None)
        shift = 0 if other is None else (9 if last[1] >= other else -9)
        found.append(
            {
                "name": "label",
                "x": last[0].isoformat(),
                "y": last[1],
                "xanchor": "left",
                "xshift": 6,
                "yshift": shift,
                "text": line.name,
                "showarrow": False,
                "font": {"size": 13, "color": colour},
            }
        )
    return found


def _path(path: Path, colour: str, width: int, dash: str) -> frame.Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": path.name,
        "x": list(path.x),
        "y": list(path.y),
        "text": [f"{path.name}, {name}" for name in path.names],
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": [7 if january else 1 for january in path.is_january]},
        "connectgaps": False,
        "hovertemplate": "%{text}<br>%{x:.1f} / %{y:.1f}<extra></extra>",
        "cliponaxis": False,
    }


def _ends(path: Path, colour: str) -> list[frame.Figure]:
    known = [at for at, value in enumerate(path.x) if value is not None]
    if not known:
        return []
    texts = {known[0]: path.short[known[0]], known[-1]: f"{path.name} {path.short[known[-1]]}"}
    return [
        {
            "name": "point",
            "x": path.x[at],
            "y": path.y[at],
            "text": text,
            "ax": 0,
            "ay": -26 if at == known[-1] else 26,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": token("tick"),
            "standoff": 4,
            "bgcolor": token("surface"),  # the paths cross each other where they end
            "font": {"size": 13, "color": colour},
        }
        for at, text in texts.items()
    ]
