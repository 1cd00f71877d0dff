"""What every chart has alike: type, grid, separators, the mark of sample data, names of breaks."""

from collections.abc import Sequence
from typing import Any

from app.figures.palette import token
from app.values import Break, Indicator

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


def value_axis(indicator: Indicator, unit_word: str, language: str) -> Figure:
    """Return an axis of figures: a share bears its sign at every number, other units are named beside it."""
    if indicator.unit != "percent":
        return {**axis(unit_word), "tickformat": ","}
    return {**axis(""), "ticksuffix": "%" if language == "en" else "\u00a0%"}


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
