"""The description of the open data for programs: OpenAPI 3.1, made from the registry."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson

from app.api import problem
from app.api.about import LICENCE, LICENCE_ADDRESS
from app.api.endpoint import JSON, Endpoint
from app.api.parameter import LONGEST_QUERY, Parameter

VERSION = "1.0.0"
_TEXT = (
    "Open labour-market statistics of Finnish municipalities and larger areas. Read-only, no key, any origin. Every "
    "answer has an ETag that changes with the data: ask again with If-None-Match and an unchanged answer is 304. "
    f"A question has at most {LONGEST_QUERY} characters. Errors are JSON: code, message, parameter, value."
)


def endpoint(others: Sequence[Endpoint]) -> Endpoint:
    """Return the address that describes the others and itself."""
    described = Endpoint(
        "openapi.json",
        "This description",
        "The same whatever data are published.",
        (),
        {JSON: {"type": "object", "required": ["openapi", "info", "paths"]}},
        b"",
    )
    body = orjson.dumps(document((*others, described)))
    return replace(described, answer=body)


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI document of addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vertaispeili open data",
            "version": VERSION,
            "description": _TEXT,
            "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
        },
        "servers": [{"url": "/"}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in endpoints},
        "components": {"schemas": {"Error": problem.SCHEMA}},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "operationId": endpoint.name.split(".")[0],
        "summary": endpoint.summary,
        "description": endpoint.text,
        "parameters": [_parameter(parameter) for parameter in endpoint.parameters],
        "responses": {
            "200": {
                "description": endpoint.summary,
                "headers": {"ETag": {"schema": {"type": "string"}, "description": "Of the data and the question."}},
                "content": {media: {"schema": schema} for media, schema in endpoint.media.items()},
            },
            "304": {"description": "What If-None-Match names is still the answer."},
            **{str(status): _problem(status, text) for status, text in problem.PROBLEMS.items()},
        },
    }


def _problem(status: int, text: str) -> dict[str, Any]:
    content: dict[str, Any] = {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
    if status == 414:  # what the web server refuses before it is read here gets the server's own words
        content["text/html"] = {"schema": {"type": "string"}}
    return {"description": text, "content": content}


def _parameter(parameter: Parameter[Any]) -> dict[str, Any]:
    schema: dict[str, Any] = dict(parameter.kind.schema)
    if parameter.default is not None:
        schema["default"] = parameter.kind.read(parameter.default)
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": f"{parameter.text} Takes {parameter.kind.words}.",
        "schema": schema,
    }
    if parameter.is_repeatable:
        described["schema"] = {"type": "array", "items": schema, "maxItems": parameter.most}
        described["style"], described["explode"] = "form", True
    return described
