"""What the product means by a source and an indicator: the TOML files of sql/, parsed once."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import BuildFailed

Reader = Literal["pxweb", "classification", "boundary"]
Role = Literal["area", "time", "content", "other"]
Kind = Literal["count", "ratio", "published"]
Frequency = Literal["month", "year"]
Measures = Annotated[tuple[str, ...], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=_Model)


class Text(_Model):
    """One text in the three languages of the product."""

    fi: str
    sv: str
    en: str


class Category(_Model):
    """One value of a variable: by the publisher's code, or by a label pattern that exactly one value matches."""

    code: str | None = None
    fi: str | None = None
    sv: str | None = None
    en: str | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        patterns = (self.fi, self.sv, self.en)
        if (self.code is None) == (patterns == (None, None, None)):
            raise ValueError("a value is named by its code or by label patterns, not both")
        if self.code is None and None in patterns:
            raise ValueError("a label pattern is needed in fi, sv and en")
        return self


class Column(_Model):
    """One variable of a table by its role; `values` maps our ids to the publisher's values, empty means all."""

    role: Role = "other"
    match: Text | None = None
    values: dict[str, Category] = {}

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if self.role == "other" and self.match is None:
            raise ValueError("a variable without a role needs a label pattern to be found by")
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

    `figures` are the measures and published indicators it yields; where its contents are named, those are they.
    """

    id: str
    reader: Reader
    yields: Literal["observation", "area", "boundary"]
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
        return {"figures": tuple(contents), **fields}

    @property
    def code(self) -> str:
        """The publisher's name of the table as readers cite it, such as 12r5."""
        return Path(self.table).stem


class Indicator(_Model):
    """One figure of the product; `id` is the file's name, `topic` its folder."""

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
