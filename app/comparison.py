"""The numbers of one comparison: what the chart, the table and the download all show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting, queries
from app.components.source import sources_of
from app.figures.ranking import in_order
from app.values import Area, Break, Indicator, Point, Series
from app.view import View

_EPOCH = date(1900, 1, 1)


@dataclass(frozen=True)
class Comparison:
    """One indicator in the chosen areas over the chosen span, and in its last period."""

    indicator: Indicator
    period: date
    series: tuple[Series, ...]
    breaks: tuple[Break, ...]

    @property
    def periods(self) -> list[date]:
        """Every period that any of the areas has a row for, oldest first."""
        return sorted({point.period for one in self.series for point in one.points})

    @property
    def latest(self) -> list[tuple[Area, Point | None]]:
        """Each area's figure in the last period."""
        return [
            (one.area, next((point for point in one.points if point.period == self.period), None))
            for one in self.series
        ]


def comparison(view: View) -> Comparison | None:
    """Return the numbers that the address asks for; None when there are none."""
    selection = view.selection
    indicator = view.indicator(selection.indicator)
    period = view.period_of(indicator) if indicator else None
    if indicator is None or period is None:
        return None
    first = _EPOCH if selection.span == "all" else date(period.year - int(selection.span), period.month, 1)
    found = queries.series(view.handle, (indicator.indicator_id,), selection.areas, (first, period))
    series = tuple(found[indicator.indicator_id, area_id] for area_id in selection.areas)
    if not any(point.status != "missing" for one in series for point in one.points):
        return None
    known = queries.breaks(view.handle).get(indicator.indicator_id, ())
    return Comparison(indicator, period, series, _seen(known, series, (first, period)))


def _seen(known: Sequence[Break], series: Sequence[Series], span: tuple[date, date]) -> tuple[Break, ...]:
    concerned = [one for one in known if any(one.concerns(each.area) for each in series)]
    first = max(span[0], min((point.period for one in series for point in one.points), default=span[0]))
    return tuple(
        one for one in concerned if one.is_recurring or (one.last_period > first and one.first_period <= span[1])
    )


def csv(view: View, found: Comparison) -> str:
    """Write the shown numbers as delimited text: decimal comma and semicolon in Finnish and Swedish.

    A value stands alone only where nothing is hidden (or the bounds agree); otherwise its bounds do. In sample data
    every column head says so. One row an area and period; a ranking in its order, series by area and period.
    """
    words = view.words
    separator = "," if words.language == "en" else ";"
    columns = ("area_code", "area", "level", "indicator", "period", "value", "low", "high", "hidden", "status", "unit")
    head = [words(f"csv.{name}") for name in (*columns, "source")]
    if view.is_sample:
        head = [words("csv.sample", name=name) for name in head]
    rows = [_record(view, found.indicator, area, point) for area, point in _points(view, found)]
    return "".join(separator.join(map(_quoted, row)) + "\r\n" for row in (head, *rows))


def _points(view: View, found: Comparison) -> list[tuple[Area, Point]]:
    if view.selection.view == "ranking":
        return [(area, point) for area, point in in_order(found.latest) if point]
    return [(one.area, point) for one in found.series for point in one.points]


def _record(view: View, indicator: Indicator, area: Area, point: Point) -> list[str]:
    source = "; ".join(f"{one.table_address}, {one.publisher.of(view.language)}" for one in sources_of(view, indicator))
    return [
        area.area_id,
        view.name(area),
        view.level(area),
        indicator.title.of(view.language),
        f"{point.period:%Y}" if indicator.frequency == "year" else f"{point.period:%Y-%m}",
        *(_plain(end, indicator.decimals, view.language) for end in (point.exact, point.low, point.high)),
        str(point.hidden_cells),
        view.words(f"csv.statuses.{point.status}"),
        view.words(f"unit.{indicator.unit}.other"),
        source,
    ]


def _plain(value: float | None, decimals: int, language: str) -> str:
    if value is None:
        return ""
    text = formatting.number(value, decimals, "en").replace(",", "").replace(formatting.MINUS, "-")
    return text if language == "en" else text.replace(".", ",")


def _quoted(text: str) -> str:
    # A cell that a spreadsheet would read as a formula is kept as text.
    safe = f"'{text}" if text[:1] in {"=", "+", "@"} else text
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in ',;"\n') else safe
