"""Going back to an older published warehouse, and staying there until there is something new to publish."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import RollbackRefused
from ingest.files import write_atomically
from ingest.publish import Described, describe, fingerprint
from vertaispeili.warehouse import SUFFIX, Warehouse


@dataclass(frozen=True)
class Kept:
    """One warehouse file that can be served; `said` is what it says of itself, None when it cannot be read."""

    path: Path
    size: int
    said: Described | None
    is_served: bool


def kept(warehouse: Warehouse) -> tuple[Kept, ...]:
    """Return the warehouse files, newest first."""
    current = warehouse.current()
    return tuple(
        Kept(path, path.stat().st_size, describe(path), path == current) for path in reversed(_files(warehouse))
    )


def roll_back(warehouse: Warehouse, name: str | None, material: str) -> tuple[Path | None, Path]:
    """Serve the file `name` (None: the newest one older than what is served); return from where to where it went.

    `material` is what a refresh would build from now (`known.material`): while that stays the same, a refresh leaves
    the pointer alone. `RollbackRefused` when there is no such file or it cannot be read; then nothing was moved.
    """
    origin = warehouse.current()
    chosen = _named(warehouse, name) if name is not None else _before(warehouse, origin)
    if describe(chosen) is None:
        raise RollbackRefused(f"{chosen.name} cannot be read: choose another, see `vertaispeili snapshots`.")
    if chosen == _files(warehouse)[-1]:
        forget(warehouse)
    else:
        # Written before the pointer moves: until then it names a file that is not served, which means nothing.
        write_atomically(_marker(warehouse), f"{chosen.name}\n{material}\n".encode())
    warehouse.publish(chosen)
    return origin, chosen


def target(warehouse: Warehouse) -> Path | None:
    """Return the file that was rolled back to, if it is the one served."""
    marked = list(_marked(warehouse))
    current = warehouse.current()
    return current if current is not None and marked[:1] == [current.name] else None


def holds(warehouse: Warehouse, material: str) -> bool:
    """Whether a refresh must leave a rollback alone: it is still served, it can be read, nothing new is held since."""
    marked = list(_marked(warehouse))
    return target(warehouse) is not None and marked[1:2] == [material] and fingerprint(warehouse) is not None


def forget(warehouse: Warehouse) -> None:
    """Drop the mark of a rollback that is over; one that stays names a file that is not served and means nothing."""
    with suppress(OSError):
        _marker(warehouse).unlink(missing_ok=True)


def _files(warehouse: Warehouse) -> list[Path]:
    return sorted(path for path in warehouse.files.glob(f"*{SUFFIX}") if not path.name.startswith("."))


def _named(warehouse: Warehouse, name: str) -> Path:
    wanted = name if name.endswith(SUFFIX) else name + SUFFIX
    for path in _files(warehouse):
        if path.name == wanted:
            return path
    raise RollbackRefused(f"there is no warehouse {name!r} in {warehouse.files}: see `vertaispeili snapshots`.")


def _before(warehouse: Warehouse, current: Path | None) -> Path:
    older = [path for path in _files(warehouse) if current is None or path.name < current.name]
    if not older:
        raise RollbackRefused(f"there is no older warehouse in {warehouse.files}: nothing to go back to.")
    return older[-1]


def _marker(warehouse: Warehouse) -> Path:
    return warehouse.files / "ROLLED_BACK"


def _marked(warehouse: Warehouse) -> Iterator[str]:
    with suppress(OSError, UnicodeDecodeError):
        yield from _marker(warehouse).read_text("utf-8").splitlines()
