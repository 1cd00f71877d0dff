"""What an app is made from: where the declarative files are, what it opens with, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.db import Version
from app.values import Language


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Options:
    """Where the declarative files are and what the app opens with.

    `own_files` is the folder where a municipality keeps its own files (targets.csv, peer_note.csv), if it has one.
    `ledger` is the file that each refresh writes to; `ready_days` and `metrics` are for machines that watch.
    """

    current: Callable[[], Version | None]
    queries: Path
    assets: Path
    home_area: str | None = None
    default_language: Language = "fi"
    own_files: Path | None = None
    clock: Callable[[], datetime] = _clock
    ledger: Callable[[], Path] | None = None
    ready_days: int = 0
    metrics: bool = False
