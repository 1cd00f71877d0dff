"""The run ledger: what each refresh did with each source, one JSON object a line, appended and synced."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

Outcome = Literal["fresh", "stale", "absent", "published", "unchanged", "failed"]


class Run(BaseModel):
    """One line: a source's part in a run, or (source_id null) the run as a whole. Times are UTC.

    resolved: for the contents and other values found by their labels, our id to the publisher's code.
    """

    model_config = ConfigDict(frozen=True)

    run_id: str
    source_id: str | None = None
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    is_new: bool = False
    message: str = ""
    data_calls: int = 0
    cells: int = 0
    updated_at: datetime | None = None
    last_period: date | None = None
    resolved: dict[str, str] = {}
    exit_code: int | None = None
    warehouse: str | None = None


def append(path: Path, run: Run) -> None:
    """Add a line and wait until it is on the disk; a line torn by a crash before it is closed off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        torn = file.tell() > 0 and _last_byte(path) != b"\n"
        file.write((b"\n" if torn else b"") + run.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> tuple[Run, ...]:
    """All lines that can be read, oldest first; empty when there is no ledger."""
    try:
        lines = path.read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    runs: list[Run] = []
    for line in lines:
        try:
            runs.append(Run.model_validate_json(line))
        except ValidationError:
            continue
    return tuple(runs)


def table(runs: tuple[Run, ...]) -> pl.DataFrame:
    """Return the ledger as the rows of catalogue.run."""
    schema = {
        "run_id": pl.String,
        "source_id": pl.String,
        "started_at": pl.Datetime("us", "UTC"),
        "finished_at": pl.Datetime("us", "UTC"),
        "outcome": pl.String,
        "is_new": pl.Boolean,
        "message": pl.String,
        "data_calls": pl.Int64,
        "cells": pl.Int64,
        "updated_at": pl.Datetime("us", "UTC"),
        "last_period": pl.Date,
    }
    return pl.DataFrame([run.model_dump(include=set(schema)) for run in runs], schema=schema)


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
