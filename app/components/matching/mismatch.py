"""How far vacancies are in other occupations than the unemployed, month by month, and what is left out of it."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.caption import Caption
from app.components.folded import Folded, folded_table
from app.components.marks import sample_mark
from app.components.matching.parts import (
    INDEX_DECIMALS,
    amount,
    at_most,
    level,
    month,
    notes,
    numbers,
    occupation_sources,
    source_line,
    with_table,
)
from app.components.plot import plot
from app.components.tools import tools
from app.downloads.numbers import Cell, Moment, Numbers
from app.figures.matching import Line, index_chart
from app.matching import Matching, is_refused, is_told
from app.queries.matching import ALPHAS, Index
from app.selection import COUNTRY, Selection, write
from app.values import Area
from app.view import View


def index_panel(facts: Matching) -> Component:
    """Show the index over time, or say why there is none and where there is one."""
    view, words = facts.view, facts.view.words
    title, under = index_title(facts), _under(facts)
    area = view.name(facts.area)
    text = words("matching.index_alternative", area=area, answer=title)
    caption = Caption("index", title, under, text, (), occupation_sources(view))
    is_drawn = any(is_told(one) for one in facts.series)
    figure = index_chart(_line(facts), _country_line(facts), words, is_sample=view.is_sample)
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            html.P(under, className="quiet under"),
            *([plot(view, caption, figure)] if is_drawn else []),
            *([] if _told(facts) else _wider(facts)),
            notes([words("matching.index_note"), words("matching.index_note_formula")]),
            source_line(caption.sources),
            tools(view, caption, table=_table(facts), is_chart=is_drawn, selection=with_table(view, "index")),
        ],
        className="panel chart",
    )


def index_title(facts: Matching) -> str:
    """Say the index of the month that is shown beside the country's, or why there is none."""
    words, own, country = facts.view.words, facts.at(facts.series), facts.at(facts.country_series)
    if own is None:
        return words("matching.reason.missing")
    if own.reason is not None:
        return words(f"matching.reason.{own.reason}")
    if is_refused(own):
        return words("matching.reason.refused")
    if facts.area.is_country or country is None or not is_told(country):
        return words("matching.index_title_country", value=_value(facts.view, own))
    return words("matching.index_title", value=_value(facts.view, own), country=_value(facts.view, country))


def _told(facts: Matching) -> bool:
    own = facts.at(facts.series)
    return own is not None and is_told(own)


def _value(view: View, index: Index, alpha: int = 50) -> str:
    value = index.values[alpha]
    return "–" if value is None or not is_told(index) else formatting.number(value, INDEX_DECIMALS, view.language)


def _under(facts: Matching) -> str:
    first, last = (month(facts.view, facts.series[at].period) if facts.series else "" for at in (0, -1))
    return formatting.capital(facts.view.words("matching.index_under", digits=level(facts), first=first, last=last))


def _line(facts: Matching) -> Line:
    return _drawn(facts.view.name(facts.area), facts.series)


def _country_line(facts: Matching) -> Line | None:
    if facts.area.is_country:
        return None
    country = queries.areas(facts.view.handle)[COUNTRY]
    return _drawn(facts.view.name(country), facts.country_series)


def _drawn(name: str, series: tuple[Index, ...]) -> Line:
    low, middle, high = ([one.values[alpha] if is_told(one) else None for one in series] for alpha in ALPHAS)
    return Line(name, [one.period for one in series], middle, low, high)


def _wider(facts: Matching) -> list[Component]:
    view, words = facts.view, facts.view.words
    found = region_of(view, facts.area)
    told: list[Component] = [html.P(words("matching.wider_note"))]
    if found:
        asked = Selection(words.language, "matching", area=found.area_id, digits=str(facts.digits))
        told.append(html.P([f"{words('matching.wider')} ", html.A(view.name(found), href=write(asked))]))
    return told


def region_of(view: View, area: Area) -> Area | None:
    """Return the region that most municipalities of an area are in; None for the country and for a region itself."""
    if area.is_country or area.level == "region":
        return None
    known, members = queries.areas(view.handle), queries.members(view.handle)
    own = set(members.get(area.area_id, ()))
    counts = Counter(
        {one.area_id: len(own & set(members.get(one.area_id, ()))) for one in known.values() if one.level == "region"}
    )
    most = counts.most_common(1)
    return known[most[0][0]] if most and most[0][1] else None


def _table(facts: Matching) -> Component:
    view, words = facts.view, facts.view.words
    country = {one.period: one for one in facts.country_series}
    weights = [formatting.number(alpha / 100, 2, view.language) for alpha in ALPHAS]
    head = [words("matching.month"), *(words("matching.alpha", alpha=one) for one in weights)]
    if not facts.area.is_country:
        head.append(words("matching.alpha_country", alpha=weights[1]))
    keys = ("left_out_cells", "left_out_unemployed", "left_out_vacancies")
    head += [words(f"matching.{key}") for key in keys]
    rows: list[list[Folded]] = []
    for one in reversed(facts.series):
        row: list[Folded] = [formatting.capital(month(view, one.period))]
        row += [_value(view, one, alpha) for alpha in ALPHAS]
        if not facts.area.is_country:
            row.append(_value(view, country[one.period]) if one.period in country else "–")
        row.append(formatting.number(one.cells_left_out, 0, view.language))
        rows.append([*row, *(at_most(view, part) for part in one.left_out)])
    return folded_table(view, words("matching.index_caption", area=view.name(facts.area)), head, rows)


def index_numbers(facts: Matching) -> Numbers:
    """Return the index with what is left out of it, one row a month, for a download; refused months have none."""
    view, words = facts.view, facts.view.words
    weights = [formatting.number(alpha / 100, 2, view.language) for alpha in ALPHAS]
    columns = [words("csv.area_code"), words("csv.area"), words("csv.period")]
    columns += [words("matching.alpha", alpha=one) for one in weights]
    columns += [words(f"matching.{key}") for key in ("left_out_cells", "left_out_unemployed", "left_out_vacancies")]
    columns.append(words("matching.column.reason"))
    rows: list[tuple[Cell, ...]] = []
    for one in facts.series:
        told = is_told(one)
        reason = None if told else words(f"matching.reason.{one.reason or 'refused'}")
        values = [amount(one.values[alpha] if told else None, 4) for alpha in ALPHAS]
        left_out = [amount(part, 4) for part in one.left_out]
        cells = amount(one.cells_left_out)
        rows.append(
            (facts.area.area_id, view.name(facts.area), Moment(one.period, "month"), *values, cells, *left_out, reason)
        )
    return numbers(facts, "index", columns, rows, [level(facts), words("matching.index_note_formula")])
