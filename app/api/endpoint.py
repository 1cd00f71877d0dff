"""What an address of the open data is: its parameters, its columns, and what makes its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.api.parameter import Asked, Parameter
from app.db import Handle

ROOT = "/api/v1"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """The body of an answer and what it is; a name makes browsers save it under that name."""

    body: bytes
    media_type: str = JSON
    file_name: str | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table, in JSON and CSV alike: its JSON Schema and what it means."""

    name: str
    schema: Mapping[str, Any]
    text: str


@dataclass(frozen=True)
class Endpoint:
    """An address below /api/v1.

    `answer` makes the answer from the published data and what is asked, raising Problem; bytes are the answer itself,
    the same whatever is published. `media` are the schemas of an answer by media type.
    """

    name: str
    summary: str
    text: str
    parameters: tuple[Parameter[Any], ...]
    media: Mapping[str, Mapping[str, Any]]
    answer: Callable[[Handle, Asked], Answer] | bytes

    @property
    def path(self) -> str:
        """The address without its question."""
        return f"{ROOT}/{self.name}"
