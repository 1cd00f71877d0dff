"""A chart of slides that can be edited: its own data, a series for each series, bounds as series of their own."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Emu, Pt

from app.figures.palette import TOKENS
from app.i18n import Texts, texts
from app.report.charts.look import Look, Style, ends, styles
from app.report.charts.rows import is_grouped, rows
from app.report.model import Cell, Chart, Report

_INK = TOKENS["light"]
_MOST_NAMED = 14  # columns that have room for their figures above them


@dataclass(frozen=True)
class _Drawn:
    """One series as it is drawn; `end` is 'low' or 'high' for the bounds of figures that are not one number."""

    name: str
    values: tuple[float | None, ...]
    style: Style
    end: str = ""
    colours: tuple[str, ...] = ()  # by point, where they differ
    labels: tuple[str, ...] = ()  # by point, of figures that are not one number


def add(slide: Any, chart: Chart, report: Report, box: Sequence[int]) -> Any:
    """Add a native chart in a box (left, top, width, height); a strip becomes columns in order of size."""
    look = Look(report.language, report.theme.accent, "", "")
    words = texts(report.language)
    places, drawn = _over_time(chart, look, words) if chart.kind == "line" else _by_name(chart, look, words)
    data = CategoryChartData(number_format=_pattern(chart))
    data.categories = places
    for one in drawn:
        data.add_series(one.name, one.values)
    kinds = {"line": XL_CHART_TYPE.LINE, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "strip": XL_CHART_TYPE.COLUMN_CLUSTERED}
    shape = slide.shapes.add_chart(kinds[chart.kind], *(Emu(int(side)) for side in box), data)
    made = shape.chart
    made.font.size, made.font.name = Pt(12 if len(places) < 30 or chart.kind == "line" else 9), "Arial"
    made.font.color.rgb = RGBColor.from_string(_INK["text"][1:])
    made.has_title = False
    made.has_legend = len(drawn) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(made, chart, places)
    for series, one in zip(made.plots[0].series, drawn, strict=True):
        _dress(series, one, is_line=chart.kind == "line")
    if chart.kind != "line":
        _bars(made, chart, drawn)
    return shape


def _pattern(chart: Chart) -> str:
    decimals = max((cell.decimals for one in chart.series for _, cell in one.points), default=0)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _over_time(chart: Chart, look: Look, words: Texts) -> tuple[list[date], list[_Drawn]]:
    places = sorted({place for one in chart.series for place, _ in one.points if isinstance(place, date)})
    drawn: list[_Drawn] = []
    for one, style in zip(chart.series, styles(chart.series, look), strict=True):
        known: dict[date | str, Cell] = dict(one.points)
        drawn += _series(one.name, [known.get(place) for place in places], style, words)
    return places, drawn


def _by_name(chart: Chart, look: Look, words: Texts) -> tuple[list[str], list[_Drawn]]:
    found = rows(chart, look)
    if is_grouped(found):
        places = list(dict.fromkeys(row.name for row in found))
        drawn: list[_Drawn] = []
        for one, style in zip(chart.series, styles(chart.series, look), strict=True):
            known: dict[date | str, Cell] = dict(one.points)
            drawn += _series(one.name, [known.get(place) for place in places], style, words)
        return places, drawn
    if len({row.role for row in found}) > 1:
        found = sorted(found, key=lambda row: -row.level if row.level is not None else float("inf"))
    style = found[0].style
    drawn = _series(chart.unit, [row.cell for row in found], style, words)
    # What lies over another comes after it: the lower bound over the higher one.
    coloured = replace(drawn[0], colours=tuple(row.style.colour for row in found))
    return [row.name for row in found], [coloured, *drawn[1:]]


def _series(name: str, cells: Sequence[Cell | None], style: Style, words: Texts) -> list[_Drawn]:
    """A series, and its bounds as two more where any of its figures is known by bounds alone."""
    values = tuple(float(cell.value) if cell and isinstance(cell.value, int | float) else None for cell in cells)
    open_ = [cell if cell and cell.status in {"partial", "hidden"} and cell.value is None else None for cell in cells]
    # A series without a single known figure would only take room from the bars of its bounds.
    drawn = [] if any(open_) and not any(value is not None for value in values) else [_Drawn(name, values, style)]
    if any(open_):
        for end in ("high", "low"):
            bounds = tuple(None if cell is None else (cell.low if end == "low" else cell.high) for cell in open_)
            title = words("report_form.bound", name=name, end=words(f"csv.{end}"))
            labels = tuple("" if cell is None or end == "low" else cell.text for cell in open_)
            drawn.append(_Drawn(title, bounds, style, end, labels=labels))
    return drawn


def _axes(made: Any, chart: Chart, places: Sequence[date | str]) -> None:
    values, names = made.value_axis, made.category_axis
    values.has_major_gridlines = chart.kind == "line"
    values.visible = chart.kind == "line"
    values.tick_labels.font.color.rgb = RGBColor.from_string(_INK["quiet"][1:])
    values.format.line.fill.background()
    if chart.kind == "line":
        values.minimum_scale = _least(chart)
        values.major_gridlines.format.line.color.rgb = RGBColor.from_string(_INK["line"][1:])
    names.format.line.color.rgb = RGBColor.from_string(_INK["tick"][1:])
    names.major_tick_mark = names.minor_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    if chart.kind == "line":
        is_years = all(isinstance(place, date) and place.month == 1 for place in places)
        names.tick_labels.number_format = "yyyy" if is_years or len(places) > 30 else "m/yy"
        names.tick_labels.number_format_is_linked = False
        _time_steps(names, len(places), is_years=is_years)
    if chart.kind == "bar":
        names.reverse_order = True


def _least(chart: Chart) -> float | None:
    """Where the scale of lines begins: at nothing where that leaves them room, else at a round number below them."""
    levels = [end for one in chart.series for _, cell in one.points for end in ends(cell) or ()]
    low, high = min(levels, default=0.0), max(levels, default=1.0)
    if 0 <= low <= 0.35 * high or high <= low:
        return 0 if low >= 0 else None
    step = 10 ** math.floor(math.log10(high - low))
    return math.floor((low - 0.07 * (high - low)) / step) * step


def _time_steps(axis: Any, many: int, *, is_years: bool) -> None:
    """Name years, or months where there are few of them."""
    step = 12 if many > 30 else 3
    unit, base = ("years", "years") if is_years else ("months", "months")
    for name, value in (
        ("baseTimeUnit", base),
        ("majorUnit", "1" if is_years else str(step)),
        ("majorTimeUnit", unit),
    ):
        for old in axis._element.findall(f"{{{axis._element.nsmap['c']}}}{name}"):
            axis._element.remove(old)
        made = axis._element.makeelement(f"{{{axis._element.nsmap['c']}}}{name}", {"val": value})
        axis._element.append(made)


def _dress(series: Any, one: _Drawn, *, is_line: bool) -> None:
    colour = RGBColor.from_string(one.style.colour[1:])
    if not is_line:
        _dress_bars(series, one)
        return
    series.smooth = False
    if one.end:
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.DASH, 7
        series.marker.format.line.color.rgb = colour
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb, series.format.line.width = colour, Pt(one.style.width * 1.2)
    if one.style.dash:
        series.format.line.dash_style = MSO_LINE.DASH


def _dress_bars(series: Any, one: _Drawn) -> None:
    fill = series.format.fill
    if one.end == "high":
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb = RGBColor.from_string(one.style.colour[1:])
        fill.back_color.rgb = RGBColor(255, 255, 255)
        series.format.line.color.rgb = RGBColor.from_string(one.style.colour[1:])
        return
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(one.style.colour[1:])
    for at, each in enumerate(one.colours):
        point = series.points[at].format.fill
        point.solid()
        point.fore_color.rgb = RGBColor.from_string(each[1:])


def _bars(made: Any, chart: Chart, drawn: Sequence[_Drawn]) -> None:
    plot = made.plots[0]
    is_one = sum(not one.end for one in drawn) == 1
    plot.gap_width, plot.overlap = 45, 100 if is_one else 0
    if len(chart.series) > _MOST_NAMED:
        made.value_axis.visible = True
        return
    for series, one in zip(plot.series, drawn, strict=True):
        if not one.end:
            labels = series.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = True, _pattern(chart), False
            labels.font.size = Pt(12)
        for at, text in enumerate(one.labels):
            if text:
                label = series.points[at].data_label
                label.text_frame.text, label.position = text, XL_LABEL_POSITION.OUTSIDE_END
                label.font.size = Pt(12)
