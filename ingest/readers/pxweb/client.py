"""The requests of the PxWeb API, version 1: limits, metadata and data of any publisher that runs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar, get_args

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ingest.answer import Answer, Transport
from ingest.cube import Cube
from ingest.errors import BadAnswer, IngestError, SourceChanged, SourceUnavailable
from ingest.readers import jsonstat
from ingest.readers.pxweb.check import check_answer
from ingest.readers.pxweb.metadata import Language, Metadata, parse
from ingest.window import CALLS, SECONDS

T = TypeVar("T")
_ATTEMPTS = 3


class TooLarge(IngestError):
    """The publisher finds the query too large (403): ask for less at a time."""


class QueryRefused(IngestError):
    """The publisher says that the query does not fit the table (400): read the metadata again."""


class Limits(BaseModel):
    """What one call and one window of calls may hold; the defaults suit the strictest publisher known."""

    max_values: int = Field(default=100_000, alias="maxValues", ge=1)
    max_cells: int = Field(default=100_000, alias="maxCells", ge=1)
    max_calls: int = Field(default=CALLS, alias="maxCalls", ge=1)
    time_window: float = Field(default=SECONDS, alias="timeWindow", gt=0)


class _Entry(BaseModel):
    id: str = ""
    type: str = ""
    text: str = ""


_ENTRIES = TypeAdapter(list[_Entry])


@dataclass(frozen=True)
class Question:
    """What is asked of a table: codes of the variables, in the table's order; other variables are left out."""

    table: str
    language: Language
    selection: Mapping[str, tuple[str, ...]]

    @property
    def body(self) -> dict[str, object]:
        """The query as it is sent."""
        items = [
            {"code": code, "selection": {"filter": "item", "values": list(values)}}
            for code, values in self.selection.items()
        ]
        return {"query": items, "response": {"format": "json-stat2"}}

    @property
    def key(self) -> dict[str, object]:
        """What the answer is kept under, whichever host gives it."""
        return {"table": self.table, "language": self.language, **self.body}


@dataclass(frozen=True)
class Client:
    """One publisher's API below `base`, which ends before the language (`.../PxWeb/api/v1`)."""

    transport: Transport
    base: str
    _limits: list[Limits] = field(default_factory=list[Limits])

    def for_source(self) -> Self:
        """Return the same client with the whole time for retries ahead of it."""
        return type(self)(self.transport.for_source(), self.base, self._limits)

    def limits(self) -> Limits:
        """Ask the publisher for its limits, once a run; from then on the calls keep to its window.

        A publisher that does not say gets the strictest limits known.
        """
        if not self._limits:
            url = f"{self.base}/fi/?config"
            answer = self.transport.get(url)
            try:
                limits = Limits.model_validate_json(answer.body if answer.status == 200 else b"{}")
            except ValidationError:
                limits = Limits()
            self.transport.limit(url, limits.max_calls, limits.time_window)
            self._limits.append(limits)
        return self._limits[0]

    def metadata(self, table: str) -> tuple[Answer, Metadata]:
        """Read a table's variables, in Finnish or else in English or Swedish.

        `SourceChanged` when the publisher knows the table in none of them, `BadAnswer` when it answers with something
        else however often it is asked.
        """
        return self._usable(lambda: self._metadata(table), table)

    def tables(self, folder: str) -> dict[str, str]:
        """List the tables of a folder: file name to title, in Finnish.

        `SourceChanged` when the publisher knows no such folder, `BadAnswer` when it answers with something else.
        """
        return self._usable(lambda: self._tables(folder), folder)

    def ask(self, question: Question) -> tuple[Answer, Cube]:
        """Send a query and return the answer, checked to hold exactly what was asked for.

        `TooLarge` and `QueryRefused` as the publisher says, `BadAnswer` when the answer stays something else.
        """
        return self._usable(lambda: self._ask(question), question.table)

    def _metadata(self, table: str) -> tuple[Answer, Metadata]:
        status = 0
        for language in get_args(Language):
            answer = self.transport.get(f"{self.base}/{language}/{table}")
            if answer.status == 200:
                return answer, parse(answer.body, language)
            status = answer.status
            if status not in {400, 404}:
                raise _unexpected(answer)
        raise SourceChanged(
            f"{table}: the publisher answers that there is no such table ({status}). "
            "It was renamed, moved or closed: find its new address and correct the source."
        )

    def _tables(self, folder: str) -> dict[str, str]:
        answer = self.transport.get(f"{self.base}/fi/{folder}")
        if answer.status in {400, 404}:
            raise SourceChanged(
                f"{folder}: the publisher answers that there is no such folder ({answer.status}). Correct the source."
            )
        if answer.status != 200:
            raise _unexpected(answer)
        try:
            entries = _ENTRIES.validate_json(answer.body)
        except ValidationError as error:
            raise BadAnswer("the answer is not a list of tables") from error
        return {entry.id: entry.text for entry in entries if entry.type == "t"}

    def _ask(self, question: Question) -> tuple[Answer, Cube]:
        answer = self.transport.post(f"{self.base}/{question.language}/{question.table}", question.body)
        if answer.status == 403:
            raise TooLarge(f"{question.table}: the publisher finds the query too large (403)")
        if answer.status in {400, 404}:
            raise QueryRefused(f"{question.table}: the publisher refuses the query ({answer.status})")
        if answer.status != 200:
            raise _unexpected(answer)
        cube = jsonstat.decode(answer.body)
        check_answer(cube, question.selection)
        return answer, cube

    def _usable(self, ask: Callable[[], T], table: str) -> T:
        """Ask again when the answer was no data: a page of a gateway or a short answer passes, a change does not."""
        attempt = 1
        while True:
            try:
                return ask()
            except BadAnswer as error:
                if attempt == _ATTEMPTS:
                    raise BadAnswer(f"{table}: {error} (asked {attempt} times)") from error
                self.transport.pause(attempt, f"{table}: {error}")
                attempt += 1


def _unexpected(answer: Answer) -> SourceUnavailable:
    return SourceUnavailable(f"{answer.url} answered {answer.status}. Try again later.")
