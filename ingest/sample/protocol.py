"""A PxWeb API v1 publisher over tables in memory: what is asked by address and body, answered in bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import orjson

from ingest.sample.answer import json_stat2
from ingest.sample.query import QueryError, cell_count, selected
from ingest.sample.table import LANGUAGES, Cells, Language, Table, Text, Variable, same

__all__ = ["Cells", "Config", "Publisher", "Response", "Table", "Text", "Variable", "same"]

_FORBIDDEN = b"<!DOCTYPE html><html><head><title>403 - Forbidden: Access is denied.</title></head><body></body></html>"


@dataclass(frozen=True)
class Config:
    """The limits a publisher states; it enforces the two on size, the call window is the server's business."""

    max_values: int = 120_000
    max_cells: int = 120_000
    max_calls: int = 40
    time_window: int = 60


@dataclass(frozen=True)
class Response:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Publisher:
    """Tables by their path below the language (`StatFin/tyonv/12r5.px`), answered as a PxWeb server does.

    Errors come as behind the real server: 400 is the plain text `Bad Request`, 403 an HTML page.
    """

    tables: Mapping[str, Table]
    config: Config = field(default_factory=Config)

    def answer(self, method: str, path: str, body: bytes = b"") -> Response:
        """Answer one request; `path` is everything after the host, with the query string."""
        try:
            language, place, query = _address(path)
            if method == "POST":
                return self._data(self._table(place), language, body)
            if method != "GET":
                return Response(405, {"Content-Type": "text/plain"}, b"Method Not Allowed")
            if query == "config":
                return _json(self._limits())
            if place.lower().endswith(".px"):
                return _json(self._metadata(self._table(place), language))
            return _json(self._folder(place, language))
        except QueryError:
            return Response(400, {"Content-Type": "text/plain"}, b"Bad Request")

    def _table(self, place: str) -> Table:
        for path, table in self.tables.items():
            if path.lower() == place.lower():
                return table
        raise QueryError(f"no table {place}")

    def _data(self, table: Table, language: Language, body: bytes) -> Response:
        selection = selected(table, body)
        widest = max(len(choice.places) for choice in selection)
        if cell_count(selection) > self.config.max_cells or widest > self.config.max_values:
            return Response(403, {"Content-Type": "text/html"}, _FORBIDDEN)
        return _bytes(json_stat2(table, selection, language))

    def _limits(self) -> dict[str, object]:
        config = self.config
        return {
            "maxValues": config.max_values,
            "maxCells": config.max_cells,
            "maxCalls": config.max_calls,
            "timeWindow": config.time_window,
            "CORS": True,
        }

    def _metadata(self, table: Table, language: Language) -> dict[str, object]:
        variables = [self._variable(variable, language) for variable in table.variables]
        return {"title": table.heading(language), "variables": variables}

    def _variable(self, variable: Variable, language: Language) -> dict[str, object]:
        described: dict[str, object] = {"code": variable.code, "text": variable.text.in_language(language)}
        fits = len(variable.values) <= self.config.max_values
        described["values"] = variable.values if fits else None
        described["valueTexts"] = [label.in_language(language) for label in variable.labels] if fits else None
        if variable.total is not None:
            described["elimination"] = True
        if variable.role == "time":
            described["time"] = True
        return described

    def _folder(self, place: str, language: Language) -> list[dict[str, object]]:
        """List what lies directly in a folder: databases, subjects or tables."""
        depth = len(place.split("/")) if place else 0
        entries: dict[str, dict[str, object]] = {}
        for path, table in self.tables.items():
            parts = path.split("/")
            if place and [part.lower() for part in parts[:depth]] != place.lower().split("/"):
                continue
            entries[parts[depth]] = _entry(parts[depth], table, language, depth)
        if not entries:
            raise QueryError(f"no folder {place}")
        return list(entries.values())


def _entry(name: str, table: Table, language: Language, depth: int) -> dict[str, object]:
    if name.endswith(".px"):
        stamp = table.updated.strftime("%Y-%m-%dT%H:%M:%S")
        return {"id": name, "type": "t", "text": table.description(language), "updated": stamp}
    if depth == 0:
        return {"dbid": name, "text": name}
    return {"id": name, "type": "l", "text": table.subject.in_language(language)}


def _address(path: str) -> tuple[Language, str, str]:
    """Language, path below it and query string; QueryError for anything else."""
    address, _, query = unquote(path).partition("?")
    _, mark, below = address.partition("/v1/")
    language, _, place = below.partition("/")
    if not mark or language not in LANGUAGES:
        raise QueryError(f"no address {address}")
    return language, place.strip("/"), query


def _json(answer: object) -> Response:
    return _bytes(orjson.dumps(answer))


def _bytes(body: bytes) -> Response:
    return Response(200, {"Content-Type": "application/json; charset=utf-8"}, body)
