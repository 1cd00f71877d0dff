"""Figures by name as level bars: whiskers for sums with hidden parts, hatching for hidden figures, words at the end."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.report.charts.look import INK, WIDTH, Look, blank, ends, middle, plain_axes, strength
from app.report.charts.rows import Row, is_grouped, rows
from app.report.model import Chart

_ROW, _GAP, _LETTER, _KEY = 0.18, 0.08, 0.068, 0.2  # inches


def draw(chart: Chart, look: Look) -> Figure:
    """Draw a bar chart: names that several series share stand in groups, else the largest figure is first."""
    found = rows(chart, look)
    grouped = is_grouped(found)
    found = _by_name(found) if grouped else _by_size(found, is_mixed=len({row.role for row in found}) > 1)
    groups = len({row.name for row in found}) if grouped else 0
    key = _KEY if grouped else 0
    figure = blank(_ROW * max(len(found), 1) + _GAP * groups + 0.15 + key)
    left = min(max((len(row.name) for row in found), default=0) * _LETTER + 0.15, 2.6)
    right = min(max((len(row.cell.text) for row in found), default=0) * _LETTER + 0.15, 1.8)
    axes = plain_axes(figure, left, 0.05 + key, right, 0.05)
    _scale(axes, found)
    _bars(axes, found, _heights(found, grouped=grouped), grouped=grouped)
    if grouped:
        _keys(figure, found, left)
    return figure


def _by_name(found: list[Row]) -> list[Row]:
    order = {name: at for at, name in enumerate(dict.fromkeys(row.name for row in found))}
    return sorted(found, key=lambda row: order[row.name])


def _by_size(found: list[Row], *, is_mixed: bool) -> list[Row]:
    if not is_mixed:
        return found
    return sorted(found, key=lambda row: -row.level if row.level is not None else float("inf"))


def _scale(axes: Axes, found: list[Row]) -> None:
    levels = [end for row in found for end in ends(row.cell) or ()]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    axes.set_xlim(min(low, 0), max(high, 0) or (0 if low < 0 else 1))
    axes.set_xticks([])
    axes.axvline(0, color=INK["tick"], linewidth=0.9)


def _heights(found: list[Row], *, grouped: bool) -> list[float]:
    """Where each bar is, downwards in inches."""
    places: list[float] = []
    at = 0.0
    for before, row in zip((None, *found), found, strict=False):
        at += _ROW if before is not None else _ROW / 2
        at += _GAP if grouped and before is not None and before.name != row.name else 0
        places.append(at)
    return places


def _bars(axes: Axes, found: list[Row], places: list[float], *, grouped: bool) -> None:
    axes.set_ylim((places[-1] if places else 0) + _ROW / 2 + (_GAP / 2 if grouped else 0), 0)
    for row, place in zip(found, places, strict=True):
        _bar(axes, row, place)
    named: dict[str, list[float]] = {}
    for row, place in zip(found, places, strict=True):
        named.setdefault(row.name, []).append(place)
    axes.set_yticks([sum(at) / len(at) for at in named.values()], list(named))
    own = {row.name for row in found if row.role == "own"} if not grouped else set()
    for label in axes.get_yticklabels():
        label.set_color(INK["text"])
        label.update(strength(is_own=label.get_text() in own))


def _bar(axes: Axes, row: Row, place: float) -> None:
    found, value = ends(row.cell), middle(row.cell)
    if value is not None:
        axes.barh(place, value, _ROW * 0.68, color=row.style.colour, zorder=2)
    if found and found[0] != found[1]:
        if row.cell.status == "hidden":
            axes.barh(
                place, found[1] - found[0], _ROW * 0.68, left=found[0], facecolor="white", edgecolor=row.style.colour,
                hatch="////", linewidth=0.8, zorder=2,
            )  # fmt: skip
        elif value is not None:
            axes.errorbar(
                value, place, xerr=(found[1] - found[0]) / 2, color=INK["text"], linewidth=1, capsize=2.5, zorder=3
            )
    # A figure stands to the right of the widest that it reaches; a negative one to the right of nothing.
    end = max(found[1], 0) if found else 0
    axes.annotate(
        row.cell.text,
        xy=(end, place),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
        color=INK["text"],
        **strength(is_own=row.role == "own"),
        annotation_clip=False,
    )


def _keys(figure: Figure, found: list[Row], left: float) -> None:
    at = left
    height = figure.get_figheight()
    for name, style in {row.series: row.style for row in found}.items():
        figure.text(
            at / WIDTH, 1 - 0.1 / height, "■", color=style.colour, va="center", family="DejaVu Sans", fontsize=9
        )
        figure.text((at + 0.14) / WIDTH, 1 - 0.1 / height, name, color=INK["text"], va="center", fontsize=8)
        at += len(name) * _LETTER + 0.4
