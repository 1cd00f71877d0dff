"""A warehouse of many machines: where the lake is, and the statements that reach it and then shut everything else.

The kernel opens no database: the app and the publisher run these, each over its own connection.
"""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

NAME = "lake"  # what it is attached as
PREFIX = "ducklake:"
Kind = Literal["live", "sample"]
# Nothing is ever downloaded, neither here nor by a reader.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class LakeError(Exception):
    """The lake cannot be used as it is set up; the text is one line that says what to do."""


@dataclass(frozen=True)
class Objects:
    """How a store of objects (S3) is reached; an empty endpoint is that of Amazon's region, empty keys are nobody's."""

    endpoint: str = ""
    region: str = "us-east-1"
    key_id: str = ""
    secret: str = ""

    def __repr__(self) -> str:
        """Leave the secret out of logs."""
        return f"Objects({self.endpoint or self.region})"


@dataclass(frozen=True)
class Lake:
    """A DuckLake: its catalogue (`postgres:dbname=... host=...`, or a file), and where its Parquet files are.

    Live and sample data are two lakes: each has a schema of its own in the catalogue and a folder of its own.
    """

    catalogue: str
    files: str
    objects: Objects = Objects()

    def reach(self) -> tuple[str, ...]:
        """Return what loads the extensions, by path, and gives them the keys; `LakeError` when one is not there."""
        names = ["ducklake"]
        if self.catalogue.startswith("postgres:"):
            names.append("postgres_scanner")
        if self._is_remote:
            names.append("httpfs")
        loads = tuple(f"load {_quoted(str(extension(name)))}" for name in names)
        return (*loads, self._key()) if self._is_remote else loads

    def attach(self, kind: Kind, *, snapshot: int | None = None, writes: bool = False) -> str:
        """Return what attaches one of the two lakes: for reading, of one snapshot if that is given, or for writing."""
        options = [f"metadata_schema 'vertaispeili_{kind}'", f"data_path {_quoted(self.folder(kind))}"]
        if not writes:
            options.append("read_only")
        if snapshot is not None:
            options.append(f"snapshot_version {snapshot}")
        return f"attach {_quoted(PREFIX + self.catalogue)} as {NAME} ({', '.join(options)})"

    def shut(self, kind: Kind) -> tuple[str, ...]:
        """Return what leaves a reader, once the lake is attached, nothing but its files: no host, no setting."""
        return (
            f"set allowed_directories = [{_quoted(self.folder(kind))}]",
            "set enable_external_access = false",
            "set lock_configuration = true",
        )

    def folder(self, kind: Kind) -> str:
        """Return where the files of one of the two lakes are, ending in a slash."""
        root = self.files if self._is_remote else str(Path(self.files).resolve())
        return f"{root.rstrip('/')}/{kind}/"

    def __str__(self) -> str:
        """Return what a message may show: never who reaches it, nor how."""
        where = "PostgreSQL" if self.catalogue.startswith("postgres:") else self.catalogue
        return f"{where}, {self.files}"

    @property
    def _is_remote(self) -> bool:
        return self.files.startswith("s3://")

    def _key(self) -> str:
        store = self.objects
        options = [
            "type s3",
            f"key_id {_quoted(store.key_id)}",
            f"secret {_quoted(store.secret)}",
            f"region {_quoted(store.region)}",
            f"scope {_quoted(self.files)}",
        ]
        if store.endpoint:
            scheme, _, host = store.endpoint.partition("://")
            options += [
                f"endpoint {_quoted(host.rstrip('/'))}",
                f"use_ssl {str(scheme == 'https').lower()}",
                "url_style 'path'",
            ]
        return f"create secret {NAME} ({', '.join(options)})"


@dataclass(frozen=True)
class Snapshot:
    """One published version in a lake; `folder` is the data folder of this machine, which holds none of it."""

    lake: Lake
    kind: Kind
    number: int
    folder: Path

    @property
    def name(self) -> Path:
        """The version's name, as that of a warehouse file: data/<live|sample>/warehouse/snapshot-<number>."""
        return self.folder / self.kind / "warehouse" / f"snapshot-{self.number:06d}"


def extension(name: str) -> Path:
    """Return the file of an extension as its package brought it; `LakeError` when the package is not there."""
    found = find_spec(f"duckdb_extension_{name}")
    places = found.submodule_search_locations if found else None
    for place in places or ():
        file = Path(place) / "extensions" / f"v{_engine()}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    raise LakeError(
        f"a lake needs DuckDB's extension {name} {_engine()}, which is not installed: "
        "install vertaispeili[lake], or unset VERTAISPEILI_WAREHOUSE."
    )


def _engine() -> str:
    try:
        return version("duckdb")
    except PackageNotFoundError:  # a wheel without its description: the extension is not there either
        return "?"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
