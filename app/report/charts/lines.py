"""Series over time: the own area strong, the country dashed, peers quiet, every line with its name at its end."""

import math
from collections.abc import Callable, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from app import formatting
from app.figures.labels import apart
from app.report.charts.look import INK, WIDTH, Look, Style, blank, ends, middle, plain_axes, strength, styles
from app.report.model import Cell, Chart, Series

_HEIGHT, _LEFT, _BOTTOM = 2.7, 0.55, 0.3
_LETTER, _ROW = 0.068, 0.15  # inches
_MOST_NAMED_PEERS = 4
_MOST_MONTHS = 30  # up to here an axis names months


def draw(chart: Chart, look: Look) -> Figure:
    """Draw a line chart; sums with hidden parts have a whisker, a hidden figure only a whisker, a missing one a gap."""
    names = _names(chart.series, look)
    breaks = [one for one in chart.breaks if _first(chart) < _at(one[0]) <= _last(chart)]
    top = 0.1 + _ROW * (len(breaks) + bool(breaks))
    figure = blank(_HEIGHT + _ROW * len(breaks))
    right = min(max((len(name) for name in names if name), default=0) * _LETTER + 0.15, 2.1)
    axes = plain_axes(figure, _LEFT, top, right, _BOTTOM)
    _scales(axes, chart, look)
    for at, (when, name) in enumerate(breaks):
        _break(axes, _at(when), name, (at + 0.5) * _ROW)
    for one, style in zip(chart.series, styles(chart.series, look), strict=True):
        _line(axes, one, style)
    _label(axes, chart, names, look)
    return figure


def _at(period: date | str) -> float:
    # A chart over time has dates only.
    return period.year + (period.month - 1) / 12 if isinstance(period, date) else 0.0


def _places(chart: Chart) -> list[float]:
    return [_at(period) for one in chart.series for period, _ in one.points]


def _first(chart: Chart) -> float:
    return min(_places(chart), default=0)


def _last(chart: Chart) -> float:
    return max(_places(chart), default=1)


def _names(series: Sequence[Series], look: Look) -> list[str]:
    """The words at the end of each line, none for a line that shares the name of its group."""
    peers = [one for one in series if one.role == "peer"]
    if len(peers) <= _MOST_NAMED_PEERS:
        return [one.name for one in series]
    return ["" if one.role == "peer" and one is not peers[0] else _name(one, peers[0], look) for one in series]


def _name(one: Series, first_peer: Series, look: Look) -> str:
    return look.peers if one is first_peer else one.name


def _scales(axes: Axes, chart: Chart, look: Look) -> None:
    first, last = _first(chart), _last(chart)
    axes.set_xlim(first, max(last, first + 1 / 12))
    levels = [end for one in chart.series for _, cell in one.points for end in ends(cell) or ()]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    room = (high - low) * 0.07 or abs(high) * 0.1 or 1.0
    axes.set_ylim(0 if 0 <= low <= 0.35 * high else low - room, high + room)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=all(_is_whole(level) for level in levels)))
    axes.yaxis.set_major_formatter(_written(lambda value: look.number(value, _decimals(axes))))
    axes.grid(axis="y", color=INK["line"], linewidth=0.6)
    if axes.get_ylim()[0] < 0 < axes.get_ylim()[1]:
        axes.axhline(0, color=INK["tick"], linewidth=0.9)
    months = (last - first) * 12
    if months <= _MOST_MONTHS and not all(_is_whole(place) for place in _places(chart)):
        _name_months(axes, first, last)
    else:
        step = max(1, math.ceil((last - first) / 10))
        years = range(math.ceil(first), math.floor(last) + 1, step)
        axes.xaxis.set_major_locator(FixedLocator(list(years)))
        axes.xaxis.set_major_formatter(_written(lambda value: f"{round(value)}"))


def _written(write: Callable[[float], str]) -> FuncFormatter:
    def written(value: float, _place: int | None) -> str:
        return write(value)

    return FuncFormatter(written)


def _name_months(axes: Axes, first: float, last: float) -> None:
    step = max(1, round((last - first) * 12 / 8))
    ordinals = range(round(first * 12), round(last * 12) + 1, step)
    axes.xaxis.set_major_locator(FixedLocator([one / 12 for one in ordinals]))
    names = {round(one / 12, 4): formatting.short_period(date(one // 12, one % 12 + 1, 1), "month") for one in ordinals}
    axes.xaxis.set_major_formatter(_written(lambda value: names.get(round(value, 4), "")))


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9


def _decimals(axes: Axes) -> int:
    ticks = axes.get_yticks()
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1
    return next((places for places in range(4) if _is_whole(step * 10**places)), 4)


def _break(axes: Axes, at: float, name: str, above: float) -> None:
    axes.axvline(at, color=INK["tick"], linewidth=0.9, linestyle=(0, (1, 2)), zorder=1)
    axes.annotate(
        name,
        xy=(at, 1),
        xycoords=axes.get_xaxis_transform(),
        xytext=(-3 if _is_late(axes, at) else 3, above * 72),
        textcoords="offset points",
        ha="right" if _is_late(axes, at) else "left",
        va="center",
        fontsize=7,
        color=INK["quiet"],
    )
    axes.annotate(
        "",
        xy=(at, 1),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, above * 72 + 4),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "-",
            "color": INK["tick"],
            "linewidth": 0.7,
            "linestyle": (0, (1, 2)),
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def _is_late(axes: Axes, at: float) -> bool:
    first, last = axes.get_xlim()
    return at > first + 0.6 * (last - first)


def _line(axes: Axes, one: Series, style: Style) -> None:
    for run in _runs(one):
        places, values = [_at(period) for period, _ in run], [middle(cell) or 0.0 for _, cell in run]
        pattern = (0, style.dash) if style.dash else "solid"
        axes.plot(places, values, color=style.colour, linewidth=style.width, zorder=style.order, linestyle=pattern)
        if len(run) == 1:
            axes.plot(places, values, marker="o", markersize=3, color=style.colour, zorder=style.order)
    for period, cell in one.points:
        found = ends(cell)
        if found and found[0] != found[1]:
            pattern = (0, (1, 1)) if cell.status == "hidden" else "solid"
            axes.vlines(_at(period), *found, color=style.colour, linewidth=0.9, linestyle=pattern, zorder=style.order)
    last = one.points[-1] if one.points else None
    end = middle(last[1]) if last else None
    if one.role == "own" and last and end is not None:
        axes.plot([_at(last[0])], [end], "o", markersize=5, color=style.colour, zorder=style.order, clip_on=False)


def _runs(one: Series) -> list[list[tuple[date | str, Cell]]]:
    runs: list[list[tuple[date | str, Cell]]] = [[]]
    for period, cell in one.points:
        if middle(cell) is None:
            runs.append([])
        else:
            runs[-1].append((period, cell))
    return [run for run in runs if run]


def _label(axes: Axes, chart: Chart, names: Sequence[str], look: Look) -> None:
    known = [
        (value, name, style, one.role)
        for one, name, style in zip(chart.series, names, styles(chart.series, look), strict=True)
        if name and (value := _end(one)) is not None
    ]
    known.sort(key=lambda each: each[0])
    low, high = axes.get_ylim()
    inch = (high - low) / (axes.bbox.height / axes.figure.dpi)
    moved = apart([each[0] for each in known], 0.14 * inch, (low, high))
    for (_, name, style, role), height in zip(known, moved, strict=True):
        axes.annotate(
            name,
            xy=(1, height),
            xycoords=axes.get_yaxis_transform(),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=style.colour if role != "peer" else INK["quiet"],
            fontsize=8,
            **strength(is_own=role == "own"),
        )


def _end(one: Series) -> float | None:
    return next((value for _, cell in reversed(one.points) if (value := middle(cell)) is not None), None)


__all__ = ["WIDTH", "draw"]
