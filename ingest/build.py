"""Build one warehouse, whole, from the answers held and the declarations of sql/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingest import declared, raw
from ingest.catalogue import Indicator, Source
from ingest.derive import DERIVED, Derived
from ingest.errors import BuildFailed, CheckFailed
from ingest.history import History
from ingest.models import Model, in_order, model, references

SCHEMAS = ("cells", "raw", "catalogue", "stage", "core", "derive", "mart")
Step = Callable[[str], None]


@dataclass(frozen=True)
class Material:
    """What a build is made from.

    history: the laid-over vintages of a pxweb source, None where none is held. frames: raw tables of the other
    readers, by source id, empty where nothing is held. known: rows that only this run knows, by table of the
    catalogue (category, source_state, run, build).
    """

    sql: Path
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    history: Callable[[Source], History | None]
    frames: Mapping[str, pl.DataFrame]
    known: Mapping[str, pl.DataFrame]


def build(path: Path, material: Material, step: Step) -> None:
    """Write the warehouse file `path`; `step` is told the name of what is being made.

    `BuildFailed` names the model that cannot be made, `CheckFailed` the one whose grain does not hold.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(str(path), config=config) as connection:
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        step("catalogue")
        for name, frame in declared.tables(material.sql, material.sources, material.indicators).items():
            raw.write_table(connection, f"catalogue.{name}", frame)
        for name, frame in material.known.items():
            raw.write_table(connection, f"catalogue.{name}", frame)
        raw.create_vintage(connection)
        for source in material.sources:
            step(f"raw.{source.id}")
            if source.id in material.frames:
                raw.write_table(connection, f"raw.{source.id}", material.frames[source.id])
            else:
                raw.write_history(connection, source, material.history(source))
        nodes: list[Model | Derived] = [*models(material.sql, material.sources), *DERIVED]
        for each in in_order(nodes):
            step(each.name)
            _derive(connection, each) if isinstance(each, Derived) else _make(connection, each)
        connection.execute("checkpoint")


def models(sql: Path, sources: tuple[Source, ...]) -> tuple[Model, ...]:
    """Every SELECT of the warehouse, in no order: those of sql/ and the two that list all sources."""
    stage = [model(sql / "sources" / f"{source.id}.sql", "stage") for source in sources]
    rest = [model(file, layer) for layer in ("core", "mart") for file in sorted((sql / layer).glob("*.sql"))]
    listed = {"stage.figure": raw.stage_figure(sources), "core.revision": raw.core_revision(sources)}
    return (
        *stage,
        *rest,
        *(Model(name, text, (), references(text), name == "stage.figure") for name, text in listed.items()),
    )


def _make(connection: duckdb.DuckDBPyConnection, each: Model) -> None:
    kind = "view" if each.is_view else "table"
    try:
        connection.execute(f"create {kind} {each.name} as {each.sql}")
    except duckdb.Error as error:
        raise BuildFailed(f"{each.name} cannot be made: {' '.join(str(error).split())}") from error
    # Stage is what the publisher sent: it is checked. A view further on reads tables that were.
    if not each.grain or (each.is_view and each.layer != "stage"):
        return
    _prove_grain(connection, each.name, each.grain)


def _derive(connection: duckdb.DuckDBPyConnection, each: Derived) -> None:
    inputs = {parameter: raw.read_table(connection, table) for parameter, table in each.inputs.items()}
    raw.write_table(connection, each.name, each.make(**inputs))
    _prove_grain(connection, each.name, each.grain)


def _prove_grain(connection: duckdb.DuckDBPyConnection, name: str, grain: tuple[str, ...]) -> None:
    key = ", ".join(grain)
    twice = connection.execute(
        f"select {key}, count(*) from {name} group by {key} having count(*) > 1 limit 3"
    ).fetchall()
    if twice:
        raise CheckFailed(f"{name} has more than one row for {key}: {'; '.join(str(row) for row in twice)}")
