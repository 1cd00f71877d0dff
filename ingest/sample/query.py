"""A PxWeb query, understood: which places of which variables of a table are asked for."""

from dataclasses import dataclass
from math import prod
from typing import cast

import orjson

from ingest.sample.table import Table, Variable


class QueryError(Exception):
    """The query does not fit the table, or is none."""


@dataclass(frozen=True)
class Selected:
    """One variable and the places chosen of it, in the table's order; `is_shown` is False when it was eliminated."""

    variable: Variable
    places: tuple[int, ...]
    is_shown: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether every value is chosen."""
        return len(self.places) == len(self.variable.values)


def selected(table: Table, body: bytes) -> tuple[Selected, ...]:
    """Return what a query body asks for, one entry a variable of the table; QueryError when it cannot be read."""
    chosen: dict[str, Selected] = {}
    for item in _items(body):
        variable = table.variable.get(_text(item.get("code")))
        if variable is None or variable.code in chosen:
            raise QueryError(f"unknown or repeated variable {item.get('code')}")
        selection = item.get("selection")
        if not isinstance(selection, dict):
            raise QueryError(f"variable {variable.code} has no selection")
        chosen[variable.code] = Selected(variable, _places(variable, cast("dict[str, object]", selection)))
    return tuple(chosen.get(variable.code) or _left_out(variable) for variable in table.variables)


def cell_count(selection: tuple[Selected, ...]) -> int:
    """Return the number of cells a selection has."""
    return prod(len(choice.places) for choice in selection)


def _items(body: bytes) -> list[dict[str, object]]:
    try:
        query: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise QueryError("the body is not JSON") from error
    if not isinstance(query, dict):
        raise QueryError("the body is not a query")
    parts = cast("dict[str, object]", query)
    items, response = parts.get("query"), parts.get("response")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in cast("list[object]", items)):
        raise QueryError("the query is not a list of variables")
    if not isinstance(response, dict) or cast("dict[str, object]", response).get("format") != "json-stat2":
        raise QueryError("only the format json-stat2 is answered")
    return cast("list[dict[str, object]]", items)


def _places(variable: Variable, selection: dict[str, object]) -> tuple[int, ...]:
    values = selection.get("values")
    if not isinstance(values, list):
        raise QueryError(f"the selection of {variable.code} has no values")
    codes = [_text(value) for value in cast("list[object]", values)]
    match selection.get("filter"):
        case "all":
            return _wildcards(variable, codes)
        case "top":
            return _top(variable, codes)
        case _:
            return _listed(variable, codes)


def _listed(variable: Variable, codes: list[str]) -> tuple[int, ...]:
    unknown = [code for code in codes if code not in variable.position]
    if unknown:
        raise QueryError(f"{variable.code} has no value {unknown[0]}")
    return tuple(sorted({variable.position[code] for code in codes}))


def _wildcards(variable: Variable, patterns: list[str]) -> tuple[int, ...]:
    if not all("*" in pattern for pattern in patterns):
        raise QueryError(f"the filter all of {variable.code} takes only wildcards")
    return tuple(
        place for place, code in enumerate(variable.values) if any(_fits(code, pattern) for pattern in patterns)
    )


def _fits(code: str, pattern: str) -> bool:
    start, _, end = pattern.partition("*")
    return len(code) >= len(start) + len(end) and code.startswith(start) and code.endswith(end)


def _top(variable: Variable, codes: list[str]) -> tuple[int, ...]:
    if len(codes) != 1 or not codes[0].isdecimal() or int(codes[0]) < 1:
        raise QueryError(f"the filter top of {variable.code} takes one whole number from 1 up")
    size = len(variable.values)
    count = min(int(codes[0]), size)
    return tuple(range(size - count, size)) if variable.role == "time" else tuple(range(count))


def _left_out(variable: Variable) -> Selected:
    if variable.total is None:
        return Selected(variable, tuple(range(len(variable.values))))
    return Selected(variable, (variable.position[variable.total],), is_shown=False)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise QueryError("codes are text")
    return value
