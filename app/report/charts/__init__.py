"""The pictures of a report, drawn without a browser: one function a kind of chart."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from matplotlib.figure import Figure

from app.i18n import texts
from app.report.charts import bars, lines, places, strips
from app.report.charts.look import Look, picture
from app.report.model import Chart, ChartKind, Report

_DRAWN: Mapping[ChartKind, Callable[[Chart, Look], Figure]] = {
    "line": lines.draw,
    "bar": bars.draw,
    "strip": strips.draw,
    "map": places.draw,
}


def svg(chart: Chart, report: Report) -> bytes:
    """Return a chart as SVG whose text is text."""
    return picture(partial(_DRAWN[chart.kind], chart), _look(report), "svg")


def png(chart: Chart, report: Report, letters: float = 8) -> bytes:
    """Return a chart as a picture of dots, fine enough for print; `letters` is the size of a map's legend in points."""
    return picture(partial(_DRAWN[chart.kind], chart), replace(_look(report), letters=letters), "png")


def _look(report: Report) -> Look:
    words = texts(report.language)
    sample = words("sample.word") if report.is_sample else ""
    return Look(report.language, report.theme.accent, words("report_form.peers"), sample)
