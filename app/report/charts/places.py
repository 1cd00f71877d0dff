"""A map: every place in the colour of its group, hidden ones hatched, the own place with a strong line around."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.path import Path

from app.report.charts.look import INK, WIDTH, Look, blank, plain_axes
from app.report.model import Chart, Group, Place

_TALLEST, _LEGEND = 4.6, 2.2  # inches
_LETTER = 0.0078  # inches wide by point of size


def draw(chart: Chart, look: Look) -> Figure:
    """Draw places on a plane, north up, with their legend beside them; both directions have one scale."""
    corners = [corner for place in chart.places for ring in place.rings for corner in ring]
    west, east = min((x for x, _ in corners), default=0), max((x for x, _ in corners), default=1)
    south, north = min((y for _, y in corners), default=0), max((y for _, y in corners), default=1)
    wide, tall = max(east - west, 1e-9), max(north - south, 1e-9)
    aside = _aside(chart, look)
    height = min(_TALLEST, (WIDTH - aside) * tall / wide + 0.1)
    figure = blank(max(height, 0.25 * (len(chart.legend) + 1)))
    axes = plain_axes(figure, 0.02, 0.02, aside, 0.02)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(west - wide * 0.02, east + wide * 0.02)
    axes.set_ylim(south - tall * 0.02, north + tall * 0.02)
    axes.set_aspect("equal", anchor="W")
    for at, group in enumerate(chart.legend):
        _fill(axes, [place for place in chart.places if place.group == at], group)
    _outline(axes, [place for place in chart.places if place.is_own], look)
    _legend(figure, axes, chart, look)
    return figure


def _aside(chart: Chart, look: Look) -> float:
    """How wide the legend is, in inches: its longest line with the sign before it."""
    names = [group.label for group in chart.legend] + [place.name for place in chart.places if place.is_own]
    return min(max(_LEGEND, max(map(len, names), default=0) * look.letters * _LETTER + 0.5), WIDTH / 2)


def _path(place: Place) -> Path:
    rings = [Path(np.array([*ring, ring[0]], dtype=float), closed=True) for ring in place.rings if len(ring) > 2]
    return Path.make_compound_path(*rings)


def _fill(axes: Axes, places: Sequence[Place], group: Group) -> None:
    if not places:
        return
    drawn = PathCollection(
        [_path(place) for place in places],
        facecolor="white" if group.is_hatched else group.colour,
        edgecolor=INK["quiet"] if group.is_hatched else "white",
        hatch="/////" if group.is_hatched else None,
        linewidth=0.4,
        zorder=2,
    )
    axes.add_collection(drawn, autolim=False)


def _outline(axes: Axes, places: Sequence[Place], look: Look) -> None:
    for width, colour in ((3.2, "white"), (1.8, look.accent)):
        drawn = PathCollection(
            [_path(place) for place in places], facecolor="none", edgecolor=colour, linewidth=width, zorder=3
        )
        axes.add_collection(drawn, autolim=False)


def _legend(figure: Figure, axes: Axes, chart: Chart, look: Look) -> None:
    handles = [
        Patch(
            facecolor="white" if group.is_hatched else group.colour,
            edgecolor=INK["quiet"] if group.is_hatched else INK["tick"],
            hatch="/////" if group.is_hatched else None,
            linewidth=0.6,
            label=group.label,
        )
        for group in chart.legend
    ]
    handles += [
        Patch(facecolor="white", edgecolor=look.accent, linewidth=1.8, label=place.name)
        for place in chart.places
        if place.is_own
    ][:1]
    axes.apply_aspect()
    right = axes.get_position().x1
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(right + 0.01, 0.99), frameon=False, fontsize=look.letters,
        labelcolor=INK["text"], handlelength=1.4, handleheight=1.1,
    )  # fmt: skip
