"""Reads figures out of the warehouse and out of each form of answer, into one shape, in ways of their own."""

import csv
import io
import shutil
from typing import Any

import duckdb
from flask.testing import FlaskClient

from ingest.readers import jsonstat
from vertaispeili.warehouse import Warehouse

ROOT = "/api/v1"
FIGURES = ("value", "low", "high", "status", "hidden_cells", "origin")
Key = tuple[str, str, str]  # area, indicator, period
Figures = dict[Key, tuple[Any, ...]]  # by FIGURES


def ask(warehouse: Warehouse, query: str) -> list[tuple[Any, ...]]:
    """Rows of a query, asked of a copy: the app has the published file open, in a way of its own."""
    copy = warehouse.directory / "copy.duckdb"
    if not copy.exists():
        shutil.copy(warehouse.current(), copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        return connection.execute(query).fetchall()


def stored(warehouse: Warehouse, where: str = "true") -> Figures:
    """Every figure of the warehouse that the catalogue names; of those with hidden or missing parts no value."""
    rows = ask(
        warehouse,
        "select area_id, indicator_id, period::varchar, value, low, high, status, hidden_cells, origin "
        f"from mart.indicator_value semi join catalogue.indicator using (indicator_id) where {where}",
    )
    return {row[:3]: (row[3] if row[6] == "complete" else None, *row[4:]) for row in rows}


def from_json(client: FlaskClient, query: str) -> Figures:
    answer = client.get(f"{ROOT}/observations?{query}")
    assert answer.status_code == 200, answer.text
    rows = answer.get_json()["observations"]
    return {(row["area_id"], row["indicator_id"], row["period"]): tuple(row[name] for name in FIGURES) for row in rows}


def from_csv(client: FlaskClient, query: str, locale: str = "en") -> Figures:
    answer = client.get(f"{ROOT}/observations?{query}&format=csv&locale={locale}")
    assert answer.status_code == 200, answer.text
    text = answer.get_data().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if locale == "fi" else ",")
    return {(row["area_id"], row["indicator_id"], row["period"]): _typed(row, locale) for row in rows}


def _typed(row: dict[str, str], locale: str) -> tuple[Any, ...]:
    numbers = [row[name].replace(",", ".") if locale == "fi" else row[name] for name in ("value", "low", "high")]
    ends = [float(number) if number else None for number in numbers]
    return (*ends, row["status"], int(row["hidden_cells"]), row["origin"])


def from_json_stat(client: FlaskClient, query: str) -> Figures:
    answer = client.get(f"{ROOT}/observations?{query}&format=json-stat")
    assert answer.status_code == 200, answer.text
    cube = jsonstat.decode(answer.get_data())
    beside = answer.get_json()["extension"]
    areas, indicators, periods = (dimension.codes for dimension in cube.dimensions)
    keys = [(area, indicator, period) for area in areas for indicator in indicators for period in periods]
    columns = (cube.values, beside["low"], beside["high"], cube.statuses, beside["hidden_cells"], beside["origin"])
    cells = dict(zip(keys, zip(*columns, strict=True), strict=True))
    return {key: cell for key, cell in cells.items() if cell[3] != "absent"}
