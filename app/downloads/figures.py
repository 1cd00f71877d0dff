"""Figures of areas as a table of numbers: the columns that every page's download has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import formatting, queries
from app.downloads.numbers import Amount, Cell, Moment, Numbers
from app.selection import write
from app.values import Area, Freshness, Indicator, Point
from app.view import View


@dataclass(frozen=True)
class Figure:
    """One number of a table. `extra` are cells of the page's own columns; a unit of its own replaces the indicator's.

    A mean, a change or an index is `made` of its indicator and may have a unit and decimals of its own.
    """

    indicator: Indicator
    area: Area
    point: Point
    extra: tuple[Cell, ...] = ()
    unit: str | None = None
    decimals: int | None = None
    made: str = ""


def table_of(
    view: View, name: str, title: str, figures: Iterable[Figure], extra_columns: Sequence[str] = ()
) -> Numbers:
    """Return the table of figures, one row each, in their order.

    A value stands alone only where nothing is hidden (or the bounds agree); otherwise its bounds do.
    """
    words = view.words
    heads = ["area_code", "area", "level", "indicator", "period", "value", "low", "high", "hidden", "status", "unit"]
    columns = [words(f"csv.{head}") for head in heads] + list(extra_columns) + [words("csv.source")]
    rows = list(figures)
    indicators = {row.indicator.indicator_id: row.indicator for row in rows}
    sources = {one.indicator_id: _sources(view, one) for one in indicators.values()}
    return Numbers(
        name=name,
        title=title,
        language=view.language,
        columns=tuple(columns),
        rows=tuple((*_cells(view, row), *row.extra, sources[row.indicator.indicator_id]) for row in rows),
        about=_about(view, tuple(indicators.values())),
        sample=words("sample.word") if view.is_sample else None,
    )


def _cells(view: View, row: Figure) -> list[Cell]:
    words, point, indicator = view.words, row.point, row.indicator
    decimals = indicator.decimals if row.decimals is None else row.decimals
    ends = (point.exact, point.low, point.high)
    return [
        row.area.area_id,
        view.name(row.area),
        view.level(row.area),
        ", ".join(part for part in (indicator.title.of(view.language), row.made) if part),
        Moment(point.period, indicator.frequency),
        *(None if end is None else Amount(end, decimals) for end in ends),
        Amount(point.hidden_cells, 0),
        words(f"csv.statuses.{point.status}"),
        row.unit or words(f"unit.{indicator.unit}.other"),
    ]


def _known(view: View, indicator: Indicator) -> list[Freshness]:
    known = queries.freshness(view.handle)
    return [known[source_id] for source_id in indicator.source_ids if source_id in known]


def _sources(view: View, indicator: Indicator) -> str:
    return "; ".join(f"{one.table_address}, {one.publisher.of(view.language)}" for one in _known(view, indicator))


def _about(view: View, indicators: Sequence[Indicator]) -> tuple[tuple[str, str], ...]:
    words, language = view.words, view.language
    found = [(words("csv.about.address"), write(view.selection))]
    if view.is_sample:
        found.append((words("sample.word"), words("sample.banner")))
    for one in indicators:
        found.append((one.title.of(language), f"{one.description.of(language)} {one.formula.of(language)}"))
        if one.caveat:
            found.append(("", one.caveat.of(language)))
    for source in dict.fromkeys(source for one in indicators for source in _known(view, one)):
        date = formatting.day(source.updated_at, language) if source.updated_at else ""
        parts = (source.table_address, source.publisher.of(language), date, source.licence)
        found.append((words("csv.source"), ", ".join(part for part in parts if part)))
    found.append((words("csv.hidden"), words("csv.about.hidden")))
    return tuple(found)
