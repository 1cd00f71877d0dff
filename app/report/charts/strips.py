"""Where an area stands among others: a tick for each, the own one marked, the country a dashed line."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from app.figures.labels import apart
from app.report.charts.look import INK, WIDTH, Look, blank, ends, plain_axes, strength
from app.report.charts.rows import Row, rows
from app.report.model import Chart

_HEIGHT, _SIDE, _LETTER = 1.15, 0.35, 0.068


def draw(chart: Chart, look: Look) -> Figure:
    """Draw every figure on one level line; one with bounds is as wide as they are, a hidden own one hatched."""
    figure = blank(_HEIGHT)
    axes = plain_axes(figure, _SIDE, 0.42, _SIDE, 0.42)
    shown = [row for row in rows(chart, look) if ends(row.cell) and (row.cell.status != "hidden" or row.role == "own")]
    levels = [end for row in shown for end in ends(row.cell) or ()]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    axes.set_xlim(low, high if high > low else low + 1)
    axes.set_ylim(-1, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axhline(0, color=INK["line"], linewidth=1.2, zorder=1)
    for row in shown:
        _mark(axes, row)
    _above(axes, [row for row in shown if row.role in {"own", "country"}])
    _below(axes, [row for row in shown if row.role in {"peer", "other"}])
    return figure


def _mark(axes: Axes, row: Row) -> None:
    first, last = ends(row.cell) or (0, 0)
    place = (first + last) / 2
    if row.role == "country":
        axes.axvline(place, color=INK["text"], linewidth=1.4, linestyle=(0, (4, 2.5)), zorder=4, clip_on=False)
    elif row.role == "own":
        inch = _inch(axes)
        width, half = max(last - first, 0) + 0.15 * inch, 0.55
        is_hidden, colour = row.cell.status == "hidden", row.style.colour
        box = FancyBboxPatch(
            (place - width / 2, -half), width, 2 * half, boxstyle="square,pad=0", zorder=5, clip_on=False,
            facecolor="white" if is_hidden else colour, edgecolor=colour if is_hidden else "white",
            hatch="////" if is_hidden else None, linewidth=0.8 if is_hidden else 1.5,
        )  # fmt: skip
        axes.add_patch(box)
    else:
        axes.plot([place, place], [-0.5, 0.5], color=row.style.colour, linewidth=1.3, zorder=2, clip_on=False)
        if first != last:
            axes.plot([first, last], [0, 0], color=row.style.colour, linewidth=1.3, zorder=2)


def _inch(axes: Axes) -> float:
    """How much of the scale an inch is."""
    low, high = axes.get_xlim()
    return (high - low) / (WIDTH - 2 * _SIDE)


def _above(axes: Axes, named: list[Row]) -> None:
    _write(axes, named, 1.25, "bottom")


def _below(axes: Axes, others: list[Row]) -> None:
    """Name the two ends, so that the scale can be read."""
    if not others:
        return
    ordered = sorted(others, key=lambda row: row.level or 0)
    _write(axes, ordered[:1] + ordered[-1:] if len(ordered) > 1 else ordered, -1.25, "top")


def _write(axes: Axes, named: list[Row], height: float, side: str) -> None:
    known = sorted(named, key=lambda row: row.level or 0)
    texts = [f"{row.name} {row.cell.text}" for row in known]
    inch, (low, high) = _inch(axes), axes.get_xlim()
    halves = [len(text) * _LETTER * inch / 2 for text in texts]
    gap = sum(halves) + 0.1 * inch if len(texts) > 1 else 0
    span = (low - _SIDE * inch + halves[0], high + _SIDE * inch - halves[-1]) if texts else (low, high)
    for row, text, place in zip(known, texts, apart([row.level or 0 for row in known], gap, span), strict=True):
        axes.text(
            place, height, text, ha="center", va=side, fontsize=8, clip_on=False,
            color=row.style.colour if row.role == "own" else INK["text" if row.role == "country" else "quiet"],
            **strength(is_own=row.role == "own"),
        )  # fmt: skip
