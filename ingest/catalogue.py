"""What the product means by a source and an indicator: the TOML files of sql/, parsed once."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import BuildFailed

Reader = Literal["pxweb", "classification", "occupation", "boundary"]
Role = Literal["area", "time", "content", "other"]
Storage = Literal["long", "wide"]
Kind = Literal["count", "ratio", "published"]
Frequency = Literal["month", "year"]
Measures = Annotated[tuple[str, ...], Field(min_length=1)]
# What cells have besides the publisher's variables.
_CELL = frozenset({"value", "status", "published_at", "replaced_at", "reason"})


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=_Model)


class Text(_Model):
    """One text in the three languages of the product."""

    fi: str
    sv: str
    en: str


class Category(_Model):
    """One value of a variable: by the publisher's code, or by a label pattern that exactly one value matches.

    is_optional: the table may lack it, and then it has no figures; a pattern that fits several values is refused still.
    """

    code: str | None = None
    fi: str | None = None
    sv: str | None = None
    en: str | None = None
    unit: str | None = None
    is_optional: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        patterns = (self.fi, self.sv, self.en)
        if (self.code is None) == (patterns == (None, None, None)):
            raise ValueError("a value is named by its code or by label patterns, not both")
        if self.code is None and None in patterns:
            raise ValueError("a label pattern is needed in fi, sv and en")
        return self


class Column(_Model):
    """One variable of a table by its role; `values` maps our ids to the publisher's values, empty means all.

    newest: of a variable of time, how many of the newest periods are asked for; None asks for all.
    only: a pattern that a code must match from its start to be asked for; None asks for all.
    """

    role: Role = "other"
    match: Text | None = None
    values: dict[str, Category] = {}
    newest: int | None = Field(default=None, ge=1)
    only: str | None = None

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if self.role == "other" and self.match is None:
            raise ValueError("a variable without a role needs a label pattern to be found by")
        if self.newest is not None and self.role != "time":
            raise ValueError("only a variable of time has newest periods")
        return self


class Release(_Model):
    """When the publisher is expected to publish: a hint; the answer's own stamp decides.

    A monthly figure for month m is expected on `day` of month m + `lag`; a yearly one for year y on `day` of `month`
    of year y + `lag`; `at` is Helsinki time.
    """

    every: Frequency
    day: int = Field(ge=1, le=28)
    at: str = "08:00"
    lag: int = Field(default=1, ge=0)
    month: int = Field(default=1, ge=1, le=12)


class Source(_Model):
    """How one source is fetched and what it yields; `id` is the file's name and the raw table's.

    `figures` are the measures and published indicators it yields; where its contents are named, those are they. Only
    observations are figures: other yields have tables of their own. storage: long, a row a cell; or wide, a row for the
    cells of all its contents, rows that are nothing but zeros left out.
    """

    id: str
    reader: Reader
    yields: Literal["observation", "area", "boundary", "occupation", "flow"]
    storage: Storage = "long"
    title: Text
    publisher: Text
    table: str
    licence: str
    release: Release
    columns: dict[str, Column] = {}
    options: dict[str, str] = {}
    figures: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _figures_are_the_contents(cls, fields: dict[str, Any]) -> dict[str, Any]:
        contents = fields.get("columns", {}).get("content", {}).get("values", {})
        return {"figures": tuple(contents) if fields.get("yields") == "observation" else (), **fields}

    @property
    def is_sought(self) -> bool:
        """Whether `table` is a folder in which the table has to be found (options: find = "two_areas")."""
        return "find" in self.options

    @model_validator(mode="after")
    def _names_of_columns_are_free(self) -> Self:
        taken = sorted(_CELL & self.columns.keys())
        if taken:
            raise ValueError(f"a column may not be called {', '.join(taken)}: cells have a column of that name")
        return self

    @property
    def in_full(self) -> Self:
        """The same source with all the periods there are."""
        columns = {name: column.model_copy(update={"newest": None}) for name, column in self.columns.items()}
        return self.model_copy(update={"columns": columns})

    @property
    def code(self) -> str:
        """The publisher's name of the table as readers cite it, such as 12r5."""
        return Path(self.table).stem


class Indicator(_Model):
    """One figure of the product; `id` is the file's name, `topic` its folder.

    is_detail: a finer view of something that has a figure of its own; no news is made of its changes.
    """

    id: str
    topic: str
    kind: Kind
    position: int
    unit: str
    decimals: int = Field(ge=0, le=3)
    polarity: Literal["lower_is_better", "higher_is_better", "neutral"]
    frequency: Frequency
    reference: Literal["during", "end"]
    comparable_between_areas: bool
    is_detail: bool = False
    numerator: Measures | None = None
    denominator: Measures | None = None
    scale: int = 1
    count_indicator: str | None = None
    numerator_within_denominator: bool = False
    denominator_steps_in_january: bool = False
    title: Text
    short: Text
    description: Text
    formula: Text
    caveat: Text | None = None

    @model_validator(mode="after")
    def _terms_fit_the_kind(self) -> Self:
        given = (self.numerator is not None, self.denominator is not None)
        wanted = {"count": (True, False), "ratio": (True, True), "published": (False, False)}[self.kind]
        if given != wanted:
            raise ValueError(
                f"a {self.kind} has {'a' if wanted[0] else 'no'} numerator, {'a' if wanted[1] else 'no'} denominator"
            )
        return self


def sources(sql: Path) -> tuple[Source, ...]:
    """Every source of sql/sources, in the order of their ids; `BuildFailed` names the file that is wrong."""
    return tuple(_parse(Source, path) for path in sorted((sql / "sources").glob("*.toml")))


def indicators(sql: Path) -> tuple[Indicator, ...]:
    """Every indicator of sql/indicators/<topic>, in the order of `position`, then id."""
    found = (_parse(Indicator, path, topic=path.parent.name) for path in sorted((sql / "indicators").glob("*/*.toml")))
    return tuple(sorted(found, key=lambda indicator: (indicator.position, indicator.id)))


def _parse(model: type[M], path: Path, **fields: str) -> M:
    try:
        return model.model_validate({**tomllib.loads(path.read_text("utf-8")), **fields, "id": path.stem})
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BuildFailed(f"{path.name}: {' '.join(str(error).split())}") from error
