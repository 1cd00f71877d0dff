"""Figures by name as rows of a drawing: who, how much, drawn how."""

from dataclasses import dataclass

from app.report.charts.look import Look, Style, ends, styles
from app.report.model import Cell, Chart, Role


@dataclass(frozen=True)
class Row:
    """One figure of one name; `series` is the name of its series."""

    name: str
    series: str
    cell: Cell
    role: Role
    style: Style

    @property
    def level(self) -> float | None:
        """Where it is between its bounds, a hidden one too: only for the order of rows."""
        found = ends(self.cell)
        return None if found is None else (found[0] + found[1]) / 2


def rows(chart: Chart, look: Look) -> list[Row]:
    """Return every figure of a chart in the order of its series."""
    return [
        Row(str(name), one.name, cell, one.role, style)
        for one, style in zip(chart.series, styles(chart.series, look), strict=True)
        for name, cell in one.points
    ]


def is_grouped(found: list[Row]) -> bool:
    """Tell whether several series have figures of the same names."""
    return len({row.name for row in found}) < len(found)
