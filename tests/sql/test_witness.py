"""A second witness for every number: the newest recorded month, summed again by hand and compared with the mart."""

import csv
import json
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl
import pytest

from ingest import catalogue
from tests.shared import SHARED, needs_shared
from tests.sql.small import JOBSEEKERS, warehouse
from vertaispeili.resources import sql_directory

pytestmark = needs_shared

SQL = sql_directory()
SOURCE = next(source for source in catalogue.sources(SQL) if source.id == JOBSEEKERS)
OURS = {value.code: ours for ours, value in SOURCE.columns["content"].values.items()}
INDICATORS = [
    indicator
    for indicator in catalogue.indicators(SQL)
    if indicator.numerator and {*indicator.numerator, *(indicator.denominator or ())} <= set(OURS.values())
]
Cell = tuple[int, int]  # the published part, and how many cells are hidden


@pytest.fixture(scope="module")
def cells() -> dict[tuple[str, str], str]:
    """(area, our id of the content) to the figure as the publisher wrote it."""
    assert SHARED is not None
    file = SHARED / "statfin" / "raw" / "tyonv_12r5_2026M06_421areas_23measures__post2026.pxweb-json.json"
    answer = json.loads(file.read_text("utf-8-sig"))
    contents = [OURS[column["code"]] for column in answer["columns"] if column["type"] == "c"]
    return {
        (row["key"][0], content): figure
        for row in answer["data"]
        for content, figure in zip(contents, row["values"], strict=True)
    }


@pytest.fixture(scope="module")
def shown(cells: dict[tuple[str, str], str], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple]:
    """(area, indicator) to value, low, high, status and hidden cells of the mart."""
    rows = pl.DataFrame(
        [
            {"area": area, "month": "2026M06", "content": content, "value": figure}
            for (area, content), figure in cells.items()
        ]
    )
    connection = warehouse(tmp_path_factory.mktemp("witness"), {JOBSEEKERS: rows})
    return {
        (area, indicator): tuple(rest)
        for area, indicator, *rest in connection.execute(
            "select area_id, indicator_id, value, low, high, status, hidden_cells from mart.indicator_value"
        ).fetchall()
    }


def members() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with (SQL / "seeds" / "area_member.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["area_id"]].append(row["municipality_id"])
    return found


def counted(cells: dict[tuple[str, str], str], areas: list[str], measures: tuple[str, ...]) -> Cell:
    figures = [cells[area, measure] for area in areas for measure in measures]
    return sum(int(figure) for figure in figures if figure != "..."), figures.count("...")


def half_up(number: Fraction, decimals: int) -> float:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_every_area_has_the_number_that_a_hand_calculation_gives(indicator, cells, shown) -> None:
    compared = 0
    for area, municipalities in members().items():
        # The country is published, and more than its municipalities, as every region and sub-region is.
        parts = [area] if (area, "unemployed_persons") in cells else municipalities
        numerator, hidden = counted(cells, parts, indicator.numerator)
        value, low, high, _, hidden_cells = shown[area, indicator.id]
        if indicator.denominator is None:
            assert (low, high, hidden_cells) == (numerator + hidden, numerator + 4 * hidden, hidden), area
            assert value in {numerator, None}, area
        else:
            denominator, also_hidden = counted(cells, parts, indicator.denominator)
            scale = Fraction(indicator.scale)
            lowest = scale * (numerator + hidden) / (denominator + 4 * also_hidden)
            highest = scale * (numerator + 4 * hidden) / (denominator + also_hidden)
            if indicator.numerator_within_denominator:
                highest = min(highest, scale)
            assert hidden_cells == hidden + also_hidden, area
            assert (low, high) == (half_up(lowest, indicator.decimals), half_up(highest, indicator.decimals)), area
        compared += 1
    assert compared == 512


def test_the_known_figures_of_june_2026_are_shown(shown) -> None:
    assert shown["SSS", "unemployed"][0] == 352_001
    assert shown["SSS", "unemployment_share"][0] == 12.8
    assert shown["KU091", "unemployed"][0] == 52_578
    assert shown["TA08", "unemployment_share"][0] == 14.2
    assert shown["TA39", "unemployed"][0] == 34_185
    assert shown["TA39", "unemployment_share"][0] == 14.0
    assert shown["TA46", "unemployment_share"][1:3] == (5.1, 5.2)
