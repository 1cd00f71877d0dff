"""The SQL models of sql/: what each file defines, what it reads, and the order that follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Protocol, TypeVar

from ingest.errors import BuildFailed

LAYERS = ("raw", "stage", "derive", "core", "mart")
_NAME = re.compile(r"\b(raw|stage|core|derive|mart|catalogue)\.([a-z][a-z0-9_]*)")
_GRAIN = re.compile(r"^-- grain: (.+)$", re.MULTILINE)
_VIEW = re.compile(r"^-- kept as: view$", re.MULTILINE)
_BOUNDED = re.compile(r"^-- memory: bounded$", re.MULTILINE)
_COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True)
class Model:
    """One SELECT of sql/: `name` is layer.table, `reads` the qualified names it selects from, `grain` its key.

    Stage is views; a model further on is a table, or a view where it says so: then it costs no room. One that reads the
    largest tables may be bounded in memory: what does not fit goes to disk.
    """

    name: str
    sql: str
    grain: tuple[str, ...]
    reads: frozenset[str]
    is_view: bool
    is_bounded: bool = False

    @property
    def layer(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]


def model(path: Path, layer: str) -> Model:
    """Read one file; `BuildFailed` when it has no grain line."""
    sql = path.read_text("utf-8")
    grain = _GRAIN.search(sql)
    if grain is None:
        raise BuildFailed(f"{layer}/{path.name} has no line '-- grain: ...' that names its key")
    return Model(
        name=f"{layer}.{path.stem}",
        sql=sql,
        grain=tuple(column.strip() for column in grain.group(1).split(",")),
        reads=references(sql),
        is_view=layer == "stage" or _VIEW.search(sql) is not None,
        is_bounded=_BOUNDED.search(sql) is not None,
    )


def references(sql: str) -> frozenset[str]:
    """Qualified names of the project's layers that a statement reads."""
    return frozenset(".".join(match.groups()) for match in _NAME.finditer(_COMMENT.sub("", sql)))


class Node(Protocol):
    """Anything that makes one table: a SQL model, or a derived one."""

    @property
    def name(self) -> str:
        """Qualified name of what it makes."""
        ...

    @property
    def reads(self) -> frozenset[str]:
        """Qualified names of what it reads."""
        ...


AnyNode = TypeVar("AnyNode", bound=Node)


def in_order(models: Sequence[AnyNode]) -> tuple[AnyNode, ...]:
    """Models so that each comes after what it reads; `BuildFailed` names a cycle."""
    by_name = {each.name: each for each in models}
    sorter = TopologicalSorter({each.name: each.reads & by_name.keys() for each in models})
    try:
        return tuple(by_name[name] for name in sorter.static_order())
    except CycleError as error:
        raise BuildFailed(f"SQL models read each other in a circle: {' -> '.join(error.args[1])}") from error
