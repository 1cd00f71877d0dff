"""The Beveridge curve: unemployed against vacancies, a path through the months that the season does not bend."""

from datetime import date

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.caption import Caption
from app.components.folded import Folded, folded_table
from app.components.marks import sample_mark
from app.components.matching.parts import (
    amount,
    curve_sources,
    month,
    notes,
    numbers,
    percent,
    source_line,
    with_table,
)
from app.components.plot import plot
from app.components.tools import tools
from app.downloads.numbers import Cell, Moment, Numbers
from app.figures.matching import Path, curve_chart
from app.matching import Matching
from app.selection import COUNTRY
from app.view import View
from vertaispeili.methods.beveridge import Point

_RATE_DECIMALS = 2


def curve_panel(facts: Matching) -> Component:
    """Show the area's path beside the country's, or say that there is none."""
    view, words = facts.view, facts.view.words
    title = curve_title(facts)
    known = _known(facts.curve)
    shown = known or _known(facts.country_curve)
    first, last = (month(view, shown[at].period) if shown else "" for at in (0, -1))
    under = words("matching.curve_under", first=first, last=last)
    text = words("matching.curve_alternative", area=view.name(facts.area), answer=title)
    caption = Caption("curve", title, under, text, (), curve_sources(view))
    figure = curve_chart(
        _path(view, view.name(facts.area), facts.curve), _country(facts), words, is_sample=view.is_sample
    )
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            html.P(under, className="quiet under"),
            *([plot(view, caption, figure)] if known else []),
            notes(_notes(facts)),
            source_line(caption.sources),
            tools(view, caption, table=_table(facts), is_chart=bool(known), selection=with_table(view, "curve")),
        ],
        className="panel chart",
    )


def curve_title(facts: Matching) -> str:
    """Say where the path has come to, and where it was a year before."""
    view, known = facts.view, _known(facts.curve)
    if not known:
        return view.words("matching.curve_none")
    now = known[-1]
    before = next((one for one in known if one.period == date(now.period.year - 1, now.period.month, 1)), None)
    said = {
        "unemployed": percent(view, now.yearly_unemployment_rate),
        "vacancies": percent(view, now.yearly_vacancy_rate),
        "period": month(view, now.period),
    }
    if before is None:
        return view.words("matching.curve_title_short", **said)
    said["before_unemployed"] = percent(view, before.yearly_unemployment_rate)
    said["before_vacancies"] = percent(view, before.yearly_vacancy_rate)
    return view.words("matching.curve_title", **said)


def _known(points: tuple[Point, ...]) -> list[Point]:
    return [one for one in points if one.yearly_vacancy_rate is not None]


def _path(view: View, name: str, points: tuple[Point, ...]) -> Path:
    return Path(
        name,
        [_rounded(one.yearly_unemployment_rate if one.yearly_vacancy_rate is not None else None) for one in points],
        [_rounded(one.yearly_vacancy_rate) for one in points],
        [month(view, one.period) for one in points],
        [formatting.short_period(one.period, "month") for one in points],
        [one.period.month == 1 for one in points],
    )


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 3)


def _country(facts: Matching) -> Path | None:
    if facts.area.is_country:
        return None
    country = queries.areas(facts.view.handle)[COUNTRY]
    return _path(facts.view, facts.view.name(country), facts.country_curve)


def _notes(facts: Matching) -> list[str]:
    words = facts.view.words
    told = [words("matching.curve_formula")]
    if facts.path_ends:
        told.append(words("matching.curve_ends", period=month(facts.view, facts.path_ends)))
    return told


def _table(facts: Matching) -> Component:
    view, words = facts.view, facts.view.words
    keys = ("month", "year_unemployed", "year_vacancies", "month_unemployed", "month_vacancies")
    rows: list[list[Folded]] = [
        [formatting.capital(month(view, one.period)), *(percent(view, rate) for rate in _rates(one))]
        for one in reversed(facts.curve)
    ]
    caption = words("matching.curve_caption", area=view.name(facts.area))
    return folded_table(view, caption, [words(f"matching.{key}") for key in keys], rows)


def _rates(one: Point) -> tuple[float | None, ...]:
    return (one.yearly_unemployment_rate, one.yearly_vacancy_rate, one.unemployment_rate, one.vacancy_rate)


def curve_numbers(facts: Matching) -> Numbers:
    """Return the rates of every month, for a download."""
    view, words = facts.view, facts.view.words
    keys = ("year_unemployed", "year_vacancies", "month_unemployed", "month_vacancies")
    columns = [words("csv.area_code"), words("csv.area"), words("csv.period"), *(words(f"matching.{k}") for k in keys)]
    rows: list[tuple[Cell, ...]] = [
        (
            facts.area.area_id,
            view.name(facts.area),
            Moment(one.period, "month"),
            *(amount(rate, _RATE_DECIMALS) for rate in _rates(one)),
        )
        for one in facts.curve
    ]
    return numbers(facts, "curve", columns, rows, _notes(facts))
