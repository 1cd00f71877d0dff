"""Every occupation of an area: both sides, how many vacancies for one unemployed, with bounds where some is hidden."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.components.caption import Caption
from app.components.folded import Folded, TableCell, folded_table
from app.components.marks import figure_text, sample_mark
from app.components.matching.parts import (
    TIGHTNESS_DECIMALS,
    amount,
    count,
    count_cell,
    excess,
    level,
    month,
    notes,
    numbers,
    occupation_sources,
    source_line,
    with_table,
)
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.numbers import Cell as FileCell
from app.downloads.numbers import Moment, Numbers
from app.matching import Matching
from app.queries import matching
from app.queries.matching import Meeting

_MOST_WHOLE, _SHOWN = 60, 20


def occupations_panel(facts: Matching) -> Component:
    """Show the occupations with most unemployed, all of them where they are few; the rest is a button away."""
    view, words = facts.view, facts.view.words
    largest = sorted(facts.meetings, key=_by_size)
    shown = facts.meetings if len(largest) <= _MOST_WHOLE else largest[:_SHOWN]
    title = words("matching.table_title")
    caption = Caption("occupations", title, table_caption(facts), title, ())
    whole = folded_table(view, caption.under, _head(facts), list(_rows(facts, facts.meetings)))
    under = words("matching.table_largest", n=_SHOWN) if len(shown) < len(largest) else words("matching.table_all")
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            html.P(under, className="quiet under"),
            table(caption.under, _marked(facts), [_shown(row) for row in _rows(facts, shown)], caption.under),
            notes([words("csv.about.hidden")]),
            source_line(occupation_sources(view)),
            tools(view, caption, table=whole, is_chart=False, selection=with_table(view, "occupations")),
        ],
        className="panel chart matching-table",
    )


def _by_size(one: Meeting) -> tuple[bool, float]:
    # Classes without an occupation are rows of their own, after the occupations.
    return not one.occupation.is_occupation, -(one.sides.unemployed.high or 0)


def table_caption(facts: Matching) -> str:
    """Say what the table holds."""
    view = facts.view
    period = month(view, facts.period) if facts.period else ""
    return view.words("matching.table_caption", area=view.name(facts.area), digits=level(facts), period=period)


def _head(facts: Matching) -> list[str]:
    keys = ("occupation", "unemployed", "vacancies", "tightness", "excess", "placeless_column")
    return [facts.view.words(f"matching.{key}") for key in keys]


def _marked(facts: Matching) -> list[Cell]:
    first, *rest = _head(facts)
    return [first, *([head, *sample_mark(facts.view)] for head in rest)]


def _rows(facts: Matching, some: Sequence[Meeting]) -> Iterator[list[Folded]]:
    """Rows of the table: all occupations together, then each."""
    view, total = facts.view, facts.total
    if total:
        sides = [count_cell(view, total.unemployed), count_cell(view, total.vacancies)]
        yield [view.words("matching.total"), *sides, _together(facts), "–", _placeless(facts, matching.ALL)]
    for one in some:
        name = one.occupation.names.of(view.language)
        code = one.occupation.occupation_id
        yield [
            name if name == code else f"{code} {name}",
            count_cell(view, one.sides.unemployed),
            count_cell(view, one.sides.vacancies),
            tightness(facts, one),
            excess(view, one),
            _placeless(facts, code),
        ]


def _shown(row: list[Folded]) -> list[Cell]:
    return [cell if isinstance(cell, str) else _component(cell) for cell in row]


def _component(cell: TableCell) -> Cell:
    first = figure_text(cell.text, is_hidden=True) if cell.is_hidden else html.Span(cell.text)
    return [first, *([html.Span(f" {cell.quiet}", className="quiet")] if cell.quiet else [])]


def _together(facts: Matching) -> str:
    total = facts.total
    if total is None or not total.unemployed.low or total.vacancies.low is None or total.vacancies.high is None:
        return "–"
    low, high = total.vacancies.low / (total.unemployed.high or 1), total.vacancies.high / total.unemployed.low
    return formatting.bounds(low, high, TIGHTNESS_DECIMALS, facts.view.language)


def tightness(facts: Matching, one: Meeting) -> str:
    """Return vacancies for one unemployed, its bounds, or why there is none."""
    words = facts.view.words
    if one.tightness_low is None or one.tightness_high is None:
        return words("matching.no_unemployed" if one.reason == "no_unemployed" else "figure.missing")
    return formatting.bounds(one.tightness_low, one.tightness_high, TIGHTNESS_DECIMALS, facts.view.language)


def _placeless(facts: Matching, occupation_id: str) -> str:
    if facts.period is None or facts.without_place is None:
        return "–"
    found = matching.without_place(facts.view.handle, facts.period, facts.digits).get(occupation_id)
    return count(facts.view, found) if found else "0"


def occupation_numbers(facts: Matching) -> Numbers:
    """Return the table with its bounds, one row an occupation, for a download."""
    view, words = facts.view, facts.view.words
    sides = ("unemployed", "vacancies", "tightness", "excess")
    keys = [f"{side}_{end}" for side in sides for end in ("low", "high")]
    columns = [words("csv.area_code"), words("csv.area"), words("csv.period"), words("matching.column.code")]
    columns += [words("matching.occupation"), *(words(f"matching.column.{key}") for key in keys)]
    rows: list[tuple[FileCell, ...]] = []
    for one in facts.meetings:
        ends = (one.sides.unemployed.low, one.sides.unemployed.high, one.sides.vacancies.low, one.sides.vacancies.high)
        rows.append(
            (
                facts.area.area_id,
                view.name(facts.area),
                Moment(one.sides.unemployed.period, "month"),
                one.occupation.occupation_id,
                one.occupation.names.of(view.language),
                *(amount(end) for end in ends),
                amount(one.tightness_low, 4),
                amount(one.tightness_high, 4),
                amount(one.excess_low, 1),
                amount(one.excess_high, 1),
            )
        )
    return numbers(facts, "occupations", columns, rows, [words("matching.lists_note")])
