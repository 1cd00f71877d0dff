"""A statistical table as a publisher holds it: variables in order and their cells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import prod
from typing import Literal, NamedTuple

import polars as pl

Language = Literal["fi", "sv", "en"]
Role = Literal["area", "time", "content", "other"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")


class Text(NamedTuple):
    """A wording in the three languages of the publisher."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the wording of one language."""
        return self[LANGUAGES.index(language)]


def same(text: str) -> Text:
    """Return a wording that is the same in every language, such as a month or a name without translation."""
    return Text(text, text, text)


@dataclass(frozen=True)
class Variable:
    """One variable of a table: `values` and `labels` go together.

    `total` is the value that stands for the variable when a query leaves it out; None: not eliminable.
    `units` and `decimals` go with the values of the content variable, and are empty elsewhere; a table whose
    content states no decimals is answered with all the decimals its numbers have.
    """

    code: str
    text: Text
    values: tuple[str, ...]
    labels: tuple[Text, ...]
    role: Role = "other"
    total: str | None = None
    units: tuple[Text, ...] = ()
    decimals: tuple[int, ...] = ()

    @cached_property
    def position(self) -> dict[str, int]:
        """Value code to its place."""
        return {code: place for place, code in enumerate(self.values)}


class Cells(NamedTuple):
    """Cells in row-major order, the last variable fastest.

    values: Float64, null where there is no number. statuses: String of the same length (null where there is no
    mark), or one mark that stands at every null of `values`.
    """

    values: pl.Series
    statuses: pl.Series | str = "..."


@dataclass(frozen=True)
class Table:
    """A table under its id (`12r5`); `cells` may be a function, called when the first cell is asked for.

    `updated` and `next_update` are UTC.
    """

    table_id: str
    title: Text
    subject: Text
    variables: tuple[Variable, ...]
    cells: Cells | Callable[[], Cells]
    updated: datetime
    source: Text
    next_update: datetime | None = None

    @cached_property
    def held(self) -> Cells:
        """The cells themselves; ValueError when their number is not the product of the variables' sizes."""
        cells = self.cells() if callable(self.cells) else self.cells
        expected = prod(len(variable.values) for variable in self.variables)
        if len(cells.values) != expected:
            raise ValueError(f"table {self.table_id} has {len(cells.values)} cells, its variables make {expected}")
        return cells

    @cached_property
    def variable(self) -> dict[str, Variable]:
        """Variable code to variable."""
        return {variable.code: variable for variable in self.variables}

    def of_role(self, role: Role) -> tuple[Variable, ...]:
        """Return the variables that play one role, in the table's order."""
        return tuple(variable for variable in self.variables if variable.role == role)

    def heading(self, language: Language) -> str:
        """Return the title with the variables' names, as the publisher writes it."""
        names = [variable.text.in_language(language) for variable in self.variables]
        by, and_ = {"fi": ("muuttujina", "ja"), "sv": ("efter", "och"), "en": ("by", "and")}[language]
        listed = f"{', '.join(names[:-1])} {and_} {names[-1]}" if len(names) > 1 else names[0]
        return f"{self.title.in_language(language)} {by} {listed}"

    def description(self, language: Language) -> str:
        """Return the title with the table's id and period, as the list of tables shows it."""
        times = self.of_role("time")
        period = f", {times[0].values[0]}-{times[0].values[-1]}" if times else ""
        return f"{self.table_id} -- {self.title.in_language(language)}{period}"
