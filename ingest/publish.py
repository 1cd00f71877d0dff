"""Publish: build aside, check, make durable, then move the pointer; nothing published is ever written again."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from ingest.build import Material, Step, build
from ingest.check import check
from ingest.errors import BuildFailed
from ingest.succession import keeps_periods
from vertaispeili.warehouse import SUFFIX, Warehouse

KEPT = 5
_ASIDE = ".building-"


def publish(warehouse: Warehouse, material: Material, now: datetime, step: Step) -> Path:
    """Build, check and publish one warehouse; return its file.

    `BuildFailed` or `CheckFailed`, and then what was published before stays and nothing is left behind.
    """
    final = warehouse.new_file(now)
    aside = final.with_name(f"{_ASIDE}{final.name}")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(warehouse)
        build(aside, material, step)
        check(aside, material.sql, step)
        keeps_periods(warehouse.current(), aside)
        digest = _digest_file(aside)
        digest.write_text(_digest(aside), "utf-8")
        digest.rename(_digest_file(final))
        aside.rename(final)
        warehouse.publish(final)
    except (duckdb.Error, OSError) as error:
        raise BuildFailed(f"the warehouse cannot be written in {final.parent}: {_cause(error)}") from error
    finally:
        _remove_leftovers(warehouse)
    _remove_old(warehouse, final)
    return final


def fingerprint(warehouse: Warehouse) -> str | None:
    """Return what the published warehouse was made from; None when there is none, it is damaged or cannot be read."""
    current = warehouse.current()
    if current is None or not is_whole(current):
        return None
    try:
        with duckdb.connect(str(current), read_only=True) as connection:
            row = connection.execute("select fingerprint from catalogue.build").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def is_whole(path: Path) -> bool:
    """Whether a warehouse file has the bytes that were published; a file without a digest beside it is believed."""
    try:
        return _digest_file(path).read_text("utf-8").strip() == _digest(path)
    except FileNotFoundError:
        return path.is_file()
    except (OSError, UnicodeDecodeError):
        return False


@dataclass(frozen=True)
class Described:
    """What a warehouse file says of itself: when it was built (UTC), by which version, its newest period."""

    built_at: datetime
    version: str
    last_period: date | None


def describe(path: Path) -> Described | None:
    """Return what a warehouse file says of itself; None when it cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute(
                "select built_at, version, (select max(last_period) from catalogue.vintage) from catalogue.build"
            ).fetchone()
    except duckdb.Error:
        return None
    return Described(row[0].replace(tzinfo=UTC), str(row[1]), row[2]) if row else None


def _remove_leftovers(warehouse: Warehouse) -> None:
    for path in warehouse.files.glob(f"{_ASIDE}*"):
        # DuckDB's own folder for what does not fit into memory may have been left too.
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _remove_old(warehouse: Warehouse, published: Path) -> None:
    older = sorted(path for path in warehouse.files.glob(f"*{SUFFIX}") if path != published)
    for path in older[: -(KEPT - 1)]:
        path.unlink(missing_ok=True)
    for digest in warehouse.files.glob(f"*{SUFFIX}.sha256"):
        if not digest.with_suffix("").exists():
            digest.unlink(missing_ok=True)


def _digest_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cause(error: Exception) -> str:
    return " ".join(str(error).split())
