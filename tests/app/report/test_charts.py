"""The pictures of a report: what is known is drawn, what is not is a gap, and the words are words."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.i18n import texts
from app.report import charts
from app.report.forms.outline import numbers_of, outline
from app.report.model import Cell, Chart, Series
from tests.app.report import made

REPORT = made.report()
CHARTS = {block.id: block for section in REPORT.sections for block in section.blocks if isinstance(block, Chart)}
WORDS = texts("fi")


def drawn(chart: Chart) -> str:
    return charts.svg(chart, REPORT).decode()


def words(chart: Chart) -> list[str]:
    return [re.sub("<[^>]+>", "", one).strip() for one in re.findall(r"<text[^>]*>(.*?)</text>", drawn(chart), re.S)]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
def test_a_picture_is_drawn_again_the_same_and_says_sample(chart: Chart) -> None:
    assert drawn(chart) == drawn(chart)
    assert "ESIMERKKI" in words(chart)
    assert charts.png(chart, REPORT).startswith(b"\x89PNG")


def test_lines_have_their_names_and_a_break_its_name() -> None:
    found = words(CHARTS["course"])
    for name in ("Oma alue", "Koko maa", "Verrokki 1", "Verrokki 2", "Palvelut siirtyivät kunnille 1/2025"):
        assert name in found


def test_more_peers_than_can_be_named_share_one_name() -> None:
    course = CHARTS["course"]
    peers = tuple(replace(course.series[2], name=f"Verrokki {n}") for n in range(7))
    found = words(replace(course, series=(*course.series[:2], *peers)))
    assert found.count("verrokit") == 1
    assert not [name for name in found if name.startswith("Verrokki")]


def test_a_line_has_a_gap_where_a_figure_is_hidden_or_missing() -> None:
    months = made.MONTHS[:5]
    whole = [made.number(8 + at, month=month) for at, month in enumerate(months)]
    gaps = [*whole[:2], made.MISSING, *whole[3:]]
    lines = [drawn(_lines(cells)).count('id="line2d_') for cells in (whole, gaps)]
    assert lines[1] == lines[0] + 1


def _lines(cells: list[Cell]) -> Chart:
    points = tuple(zip(made.MONTHS, cells, strict=False))
    return replace(CHARTS["course"], series=(Series("Oma alue", "own", points),), breaks=())


def test_bars_of_one_name_each_are_in_order_and_say_their_figures() -> None:
    found = words(CHARTS["peers"])
    names = [name for name in found if name.startswith(("Alue", "Oma", "Koko"))]
    known = {name: cell for one in CHARTS["peers"].series for name, cell in one.points}
    levels = [(known[name].low or 0) + (known[name].high or 0) for name in names]
    assert sorted(levels, reverse=True) == levels
    assert {"salattu, 5,0–6,2 %", "11,55 %"} <= set(found)


def test_a_map_names_its_classes_and_the_own_area() -> None:
    assert {"7,0–9,9 %", "10,0–13,9 %", "salattu", "Alue 9"} <= set(words(CHARTS["map"]))


@pytest.mark.parametrize("kind", ["line", "bar", "strip", "map"])
def test_a_chart_without_any_figure_is_an_empty_picture(kind: str) -> None:
    empty = replace(CHARTS["course"], kind=kind, series=(), breaks=(), table=None)
    assert "<svg" in drawn(empty)
    points = ((date(2026, 1, 1), made.MISSING),) if kind == "line" else (("Alue", made.MISSING),)
    assert "<svg" in drawn(replace(empty, series=(Series("Oma", "own", points),)))


def test_numbers_of_lines_are_by_month_and_series() -> None:
    found = numbers_of(CHARTS["course"], WORDS)
    assert [column.title for column in found.columns] == [
        "Ajankohta",
        "Oma alue",
        "Koko maa",
        "Verrokki 1",
        "Verrokki 2",
    ]
    assert [row[0].value for row in found.rows] == list(made.MONTHS)
    assert [row[0].text for row in found.rows[:2]] == ["7/23", "8/23"]


def test_numbers_of_names_in_several_series_are_one_column() -> None:
    found = numbers_of(CHARTS["strip"], WORDS)
    assert [column.title for column in found.columns] == ["Nimi", "Prosenttia työvoimasta"]
    assert found.rows[0][0].text == "Oma alue"


def test_figures_and_tables_are_numbered_and_long_numbers_are_in_the_annex() -> None:
    laid = outline(REPORT)
    labels = [item.label for _, item in laid.items if item.label]
    assert labels == ["Taulukko 1", "Kuva 1", "Kuva 2", "Kuva 3", "Kuva 4", "Kuva 5", "Taulukko 2"]
    assert [label for label, _ in laid.annex] == ["Liitetaulukko 1", "Liitetaulukko 2"]
    assert {item.label: item.annex for _, item in laid.items if item.annex} == {
        "Kuva 1": "Liitetaulukko 1",
        "Kuva 5": "Liitetaulukko 2",
    }
    assert all(one[1] != other[1] for one, other in pairwise(laid.annex))
