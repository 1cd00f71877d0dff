"""What every chart has alike: type, grid, separators, the mark of sample data, names of breaks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.figures.palette import token
from app.i18n import Texts
from app.measure import Measure
from app.values import Break, Indicator, Point

Figure = dict[str, Any]

_SEPARATORS = {"fi": ",\u00a0", "sv": ",\u00a0", "en": ".,"}
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
CONFIG: Any = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def layout(language: str, height: int, sample_word: str | None) -> Figure:
    """Return the layout that every chart starts from; `sample_word` lies across a chart of sample data."""
    return {
        "height": height,
        "font": {"family": _FONT, "size": 14, "color": token("text")},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": _SEPARATORS[language],
        "hoverlabel": {
            "bgcolor": token("surface"),
            "bordercolor": token("line"),
            "font": {"color": token("text"), "family": _FONT, "size": 14},
        },
        "dragmode": False,
        "showlegend": False,
        "annotations": [_watermark(sample_word)] if sample_word else [],
        "shapes": [],
    }


def axis(title: str) -> Figure:
    """Return an axis with hairline grid and a title that carries the unit."""
    return {
        "title": {"text": title, "font": {"size": 13, "color": token("quiet")}},
        "gridcolor": token("line"),
        "linecolor": token("line"),
        "zerolinecolor": token("line"),
        "tickfont": {"color": token("quiet"), "size": 13},
        "fixedrange": True,
        "automargin": True,
    }


def value_axis(measure: Measure, words: Texts, name: str = "") -> Figure:
    """Return an axis of figures: a share bears its sign at every number, other units are named beside it.

    name: what the axis shows, where its figure has two.
    """
    if not measure.is_percent:
        return {**axis(f"{name} ({measure.unit(words)})" if name else measure.unit(words)), "tickformat": ","}
    return {**axis(name), "ticksuffix": "%" if words.language == "en" else "\u00a0%"}


def mark_breaks(figure_layout: Figure, breaks: Sequence[Break], language: str) -> None:
    """Add a thin line and a name for each break; a break without one date is a band."""
    for row, known in enumerate(breaks):
        first, last = known.first_period.isoformat(), known.last_period.isoformat()
        where = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        if first == last:
            line = {"color": token("tick"), "width": 1.5, "dash": "dot"}
            shape = {"type": "line", "x0": first, "x1": first, "line": line}
        else:
            shape = {"type": "rect", "x0": first, "x1": last, "line": {"width": 0}, "fillcolor": token("accent-soft")}
        figure_layout["shapes"].append({**where, **shape, "opacity": 1 if first == last else 0.6})
        figure_layout["annotations"].append(
            {
                "name": "break",
                "x": first,
                "y": 1,
                "yref": "paper",
                "yshift": 16 * (row + 1) - 2,
                "xanchor": "right" if first == last else "left",
                "text": known.name.of(language),
                "showarrow": False,
                "font": {"size": 12, "color": token("quiet")},
            }
        )


def _watermark(word: str) -> Figure:
    return {
        "name": "sample",
        "text": word.upper(),
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "textangle": -18,
        "opacity": 0.16,
        "font": {"size": 56, "color": token("sample")},
    }


def with_gaps(points: Sequence[Point], indicator: Indicator) -> list[Point]:
    """Return points with a missing one after each that the next period does not follow, so that no line crosses."""
    months = 12 if indicator.frequency == "year" else 1
    found: list[Point] = []
    for point in points:
        if found and _month(point.period) - _month(found[-1].period) > months:
            found.append(Point(found[-1].period, None, None, None, "missing", 0, ""))
        found.append(point)
    return found


def _month(period: date) -> int:
    return period.year * 12 + period.month
