"""What a publisher says about a table before any number: its variables and their values."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import BadAnswer

Language = Literal["fi", "en", "sv"]


class Variable(BaseModel):
    """One variable of a table; `values` and `labels` go together, in the publisher's order."""

    model_config = ConfigDict(frozen=True)

    code: str
    text: str = ""
    values: tuple[str, ...]
    labels: tuple[str, ...] = Field(alias="valueTexts")
    is_time: bool = Field(default=False, alias="time")
    is_eliminable: bool = Field(default=False, alias="elimination")

    @model_validator(mode="after")
    def _values_fit(self) -> "Variable":
        if len(self.values) != len(self.labels):
            raise ValueError(f"variable {self.code} has {len(self.values)} values and {len(self.labels)} labels")
        if len(set(self.values)) != len(self.values):
            raise ValueError(f"variable {self.code} names a value twice")
        return self


class Metadata(BaseModel):
    """A table's title and variables, in one of the publisher's languages."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    language: Language
    variables: tuple[Variable, ...] = Field(min_length=1)

    def variable(self, code: str) -> Variable:
        """Return the variable of this code, which exists."""
        return next(variable for variable in self.variables if variable.code == code)


def parse(body: bytes, language: Language) -> Metadata:
    """Read a metadata answer; `BadAnswer` when it is something else, or lists no values (too many to list)."""
    try:
        return Metadata.model_validate({**_Shape.model_validate_json(body).model_dump(), "language": language})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "it"
        raise BadAnswer(f"the answer is not a table's description: {place}: {first['msg'].lower()}") from error


class _Shape(BaseModel):
    title: str = ""
    variables: list[dict[str, object]]
