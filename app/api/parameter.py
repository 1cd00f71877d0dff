"""A parameter of the open data, described once: questions are read, and documents written, from the description."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, cast
from urllib.parse import parse_qsl

from app.api.kinds import Kind, T
from app.api.problem import Problem

LONGEST_QUERY = 8000  # characters; servers cut the whole request line at 8190, if not sooner
_MOST_PAIRS = 300


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A parameter: `most` is how many values it takes (1: it cannot be repeated); `default` is the text when left out.

    A parameter that is neither `is_required` nor has a default may be left out.
    """

    name: str
    kind: Kind[T]
    text: str
    example: str
    most: int = 1
    default: str | None = None
    is_required: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Tell whether it may be given several times."""
        return self.most > 1

    def read(self, texts: Sequence[str]) -> tuple[T, ...]:
        """Return its values, each once, in the order given; raises Problem."""
        if len(texts) > 1 and not self.is_repeatable:
            raise Problem(400, "repeated_parameter", f"{self.name} can be given once.", self.name, texts[1])
        if len(texts) > self.most:
            message = f"{self.name} takes at most {self.most} values; there are {len(texts)}. Ask in parts."
            raise Problem(400, "too_many_values", message, self.name, texts[self.most])
        if not texts and self.is_required:
            message = f"{self.name} is needed: {self.kind.words}, such as {self.name}={self.example}."
            raise Problem(400, "missing_parameter", message, self.name)
        given = texts or ([self.default] if self.default is not None else [])
        return tuple(dict.fromkeys(self._one(text) for text in given))

    def _one(self, text: str) -> T:
        try:
            return self.kind.read(text)
        except ValueError:
            several = f" Several values are written {self.name}=...&{self.name}=..." if self.is_repeatable else ""
            message = f"{self.name} takes {self.kind.words}; for example {self.name}={self.example}.{several}"
            raise Problem(400, "bad_value", message, self.name, text) from None


@dataclass(frozen=True)
class Asked:
    """What a question asks: the values of its parameters, defaults filled in."""

    values: Mapping[str, tuple[object, ...]] = field(default_factory=dict[str, tuple[object, ...]])

    def many(self, parameter: Parameter[T]) -> tuple[T, ...]:
        """Return the values of a repeatable parameter, each once, in the order given."""
        return cast("tuple[T, ...]", self.values[parameter.name])

    def one(self, parameter: Parameter[T]) -> T:
        """Return the value of a parameter that has a default or is required."""
        return self.many(parameter)[0]

    def maybe(self, parameter: Parameter[T]) -> T | None:
        """Return the value of a parameter that may be left out."""
        return next(iter(self.many(parameter)), None)

    @property
    def key(self) -> str:
        """The question in one form, whatever the order of its parameters and whether defaults are written out."""
        return repr(sorted(self.values.items()))


def read(query: bytes, parameters: Sequence[Parameter[Any]]) -> Asked:
    """Return what the query part of an address asks; raises Problem."""
    texts = _texts(query)
    names = [parameter.name for parameter in parameters]
    for name, values in texts.items():
        if name not in names:
            known = f"This address takes {', '.join(names)}." if names else "This address takes no parameters."
            raise Problem(400, "unknown_parameter", f"There is no such parameter here. {known}", name[:40], values[0])
    return Asked({parameter.name: parameter.read(texts.get(parameter.name, [])) for parameter in parameters})


def _texts(query: bytes) -> Mapping[str, list[str]]:
    if len(query) > LONGEST_QUERY:
        message = f"The question has {len(query)} characters; at most {LONGEST_QUERY} are read. Ask in parts."
        raise Problem(414, "too_long", message)
    found: dict[str, list[str]] = defaultdict(list)
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PAIRS)
    except UnicodeDecodeError:
        raise Problem(400, "bad_encoding", "The question is not UTF-8 written with percent signs.") from None
    except ValueError:
        raise Problem(400, "too_many_values", f"At most {_MOST_PAIRS} values are read. Ask in parts.") from None
    for name, text in pairs:
        found[name].append(text)
    return found
