"""Figures as a JSON-stat 2.0 dataset (https://json-stat.org/full/): area, indicator, period, the last fastest."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import prod
from typing import Any

import orjson

from app import queries
from app.api import about
from app.api.endpoint import Answer
from app.api.problem import Problem
from app.db import Handle

ABSENT = "absent"  # the status of a cell of the cube that no figure belongs to
_BESIDE = ("low", "high", "hidden_cells", "origin")

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A JSON-stat 2.0 dataset. extension has low, high, hidden_cells and origin, each as long as value.",
    "required": ["version", "class", "id", "size", "role", "dimension", "value", "status", "extension"],
    "properties": {
        "version": {"const": "2.0"},
        "class": {"const": "dataset"},
        "id": {"const": ["area", "indicator", "period"]},
        "size": {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 3, "maxItems": 3},
        "value": {"type": "array", "items": {"type": ["number", "null"]}},
        "status": {"type": "array", "items": {"enum": ["complete", "partial", "hidden", "missing", ABSENT]}},
        "extension": {
            "type": "object",
            "required": [*about.SCHEMA, *_BESIDE],
            "properties": {
                **about.SCHEMA,
                "low": {"type": "array", "items": {"type": ["number", "null"]}},
                "high": {"type": "array", "items": {"type": ["number", "null"]}},
                "hidden_cells": {"type": "array", "items": {"type": ["integer", "null"]}},
                "origin": {"type": "array", "items": {"type": ["string", "null"]}},
            },
        },
    },
}


def answer(handle: Handle, rows: Sequence[Mapping[str, Any]], most_cells: int) -> Answer:
    """Return rows as one dense cube; a cell without a row is null and absent. Raises Problem."""
    axes = {
        name: sorted({row[column] for row in rows})
        for name, column in (("area", "area_id"), ("indicator", "indicator_id"), ("period", "period"))
    }
    sizes = [len(axis) for axis in axes.values()]
    _check(prod(sizes), most_cells)
    columns = _columns(rows, axes, prod(sizes))
    built_at = queries.build(handle).built_at
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Vertaispeili (sample)" if about.is_sample(handle) else "Vertaispeili",
        "source": about.attribution(handle),
        **({"updated": f"{built_at:%Y-%m-%dT%H:%M:%SZ}"} if built_at else {}),
        "id": list(axes),
        "size": sizes,
        "role": {"geo": ["area"], "metric": ["indicator"], "time": ["period"]},
        "dimension": _dimensions(handle, axes),
        "value": columns["value"],
        "status": columns["status"],
        "extension": {**about.about(handle), **{name: columns[name] for name in _BESIDE}},
    }
    return Answer(orjson.dumps(dataset))


def _check(cells: int, most: int) -> None:
    if cells == 0:
        message = "No figure answers this question, and JSON-stat has no empty cube; json and csv answer with no rows."
        raise Problem(404, "no_observations", message)
    if cells > most:
        message = (
            f"The cube would have {cells} cells; at most {most} are given at a time. Ask for less, "
            "or for monthly and yearly indicators apart; json and csv have no empty cells."
        )
        raise Problem(422, "too_many_cells", message, "format", "json-stat")


def _columns(rows: Sequence[Mapping[str, Any]], axes: Mapping[str, list[Any]], cells: int) -> dict[str, list[Any]]:
    area, indicator, period = ({code: place for place, code in enumerate(axis)} for axis in axes.values())
    columns: dict[str, list[Any]] = {name: [None] * cells for name in ("value", *_BESIDE)}
    columns["status"] = [ABSENT] * cells
    for row in rows:
        cell = area[row["area_id"]] * len(indicator) + indicator[row["indicator_id"]]
        cell = cell * len(period) + period[row["period"]]
        for name, column in columns.items():
            column[cell] = row[name]
    return columns


def _dimensions(handle: Handle, axes: Mapping[str, list[Any]]) -> dict[str, Any]:
    areas, indicators = queries.areas(handle), queries.indicators(handle)
    labels = {
        "area": ("Area", {area_id: areas[area_id].names.of("en") for area_id in axes["area"]}),
        "indicator": ("Indicator", {one: indicators[one].title.of("en") for one in axes["indicator"]}),
        "period": ("Period", {_code(one): f"{one:%Y-%m}" for one in axes["period"]}),
    }
    dimensions: dict[str, Any] = {
        name: {"label": label, "category": {"index": list(names), "label": names}}
        for name, (label, names) in labels.items()
    }
    dimensions["indicator"]["category"]["unit"] = {
        one: {"label": indicators[one].unit, "decimals": indicators[one].decimals} for one in axes["indicator"]
    }
    return dimensions


def _code(period: date) -> str:
    return period.isoformat()
