"""Every number a page shows is the open data interface's; that those are the warehouse's is tested beside it."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app.db import Handle
from tests.app.test_pages import of_class, results, text_of, walk

AREAS = ("TA39", "TA46", "KU766", "KU837", "SSS")
INDICATORS = (
    "unemployed",
    "unemployment_share",
    "long_term_share",
    "under_25_share",
    "new_vacancies",
)
Figure = Mapping[str, Any]


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def figures(client: FlaskClient, query: str) -> dict[tuple[str, str, str], Figure]:
    answer = client.get(f"/api/v1/observations?{query}").get_json()
    return {(one["indicator_id"], one["area_id"], one["period"]): one for one in answer["observations"]}


def written(figure: Figure | None, decimals: int, unit: str) -> str:
    """Write a figure in Finnish the slow way, with nothing of the app's own."""
    if figure is None or figure["status"] == "missing":
        return "ei julkaistu"
    ends = [_number(figure[end], decimals) for end in ("low", "high")]
    text = ends[0] if ends[0] == ends[1] else "–".join(ends)
    text = f"{text} %" if unit == "percent" else text
    if figure["low"] == figure["high"] or figure["status"] == "complete":
        return text
    if not (count := figure["hidden_cells"]):
        return text
    beside = f"{text} ({count} salattu luku)" if count == 1 else f"{text} ({count} salattua lukua)"
    return f"salattu, {text}" if figure["status"] == "hidden" else beside


def _number(value: float, decimals: int) -> str:
    digits = str(Decimal(str(value)).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP))
    whole, _, part = digits.partition(".")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", whole)
    return f"{whole},{part}" if part else whole


def table(tree: Any) -> Iterator[list[str]]:
    for node in walk(tree):
        if node["type"] == "Tr":
            cells = [one for one in walk(node) if one["type"] in {"Th", "Td"}]
            yield [text_of(one).replace("\u00a0", " ").strip() for one in cells]


def folded(tree: Any) -> list[list[str]]:
    """The rows of a table that is opened by a button, without their heads."""
    ((given,),) = [[json.loads(one["props"]["data-table"])] for one in of_class(tree, "folded")]
    return [[_text(cell) for cell in row[1:]] for row in given["rows"]]


def _text(cell: Any) -> str:
    return (cell if isinstance(cell, str) else cell[0]).replace("\u00a0", " ")


@pytest.fixture
def kinds(client: FlaskClient) -> dict[str, tuple[int, str]]:
    known = client.get("/api/v1/indicators").get_json()["indicators"]
    return {one["indicator_id"]: (one["decimals"], one["unit"]) for one in known}


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_table_of_a_comparison_over_time(
    handle: Handle, client: FlaskClient, kinds: Mapping[str, tuple[int, str]], indicator: str
) -> None:
    areas = "&".join(f"area={one}" for one in AREAS)
    known = figures(client, f"{areas}&indicator={indicator}")
    rows = folded(results(handle, f"/fi/compare?{areas}&indicator={indicator}&span=all"))
    periods = sorted({period for _, _, period in known}, reverse=True)
    expected = [
        [written(known.get((indicator, area, period)), *kinds[indicator]) for area in AREAS] for period in periods
    ]
    assert rows == expected
    assert len(rows) == 42


@pytest.mark.parametrize("level", ["municipality", "employment_area"])
@pytest.mark.parametrize("indicator", ["unemployment_share", "under_25_share"])
def test_the_table_of_a_map(
    handle: Handle, client: FlaskClient, kinds: Mapping[str, tuple[int, str]], indicator: str, level: str
) -> None:
    names = {one["area_id"]: one["name_fi"] for one in client.get("/api/v1/areas").get_json()["areas"]}
    known = figures(client, f"level={level}&indicator={indicator}&from=2026-06&to=2026-06")
    rows = dict(row for row in table(results(handle, f"/fi/map?level={level}&indicator={indicator}")) if len(row) == 2)
    for (_, area, _), figure in known.items():
        # Åland says beside its name what it is.
        (shown,) = [text for name, text in rows.items() if name.split(" (")[0] == names[area]]
        assert shown == written(figure, *kinds[indicator])


@pytest.mark.parametrize("area", AREAS)
def test_the_cards_of_a_situation(
    handle: Handle, client: FlaskClient, kinds: Mapping[str, tuple[int, str]], area: str
) -> None:
    known = figures(client, f"area={area}&from=2026-06&to=2026-06")
    tree = results(handle, f"/fi/situation/{area}")
    shown = dict(_keys(tree))
    for indicator, text in shown.items():
        figure = known.get((indicator, area, "2026-06-01"))
        assert text == written(figure, *kinds[indicator]).split(" (")[0]
    assert len(shown) == 4


def _keys(tree: Any) -> Iterator[tuple[str, str]]:
    for card in of_class(tree, "card"):
        (head,) = [one for one in walk(card) if one["type"] == "H3"]
        for key in of_class(card, "key"):
            yield head["props"]["id"].removeprefix("card-"), text_of(key).replace("\u00a0", " ")
