"""The lock of one kind of data: one refresh, rollback or verification at a time."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager

from ingest.errors import RefreshRunning
from vertaispeili.warehouse import Warehouse


@contextmanager
def locked(warehouse: Warehouse) -> Generator[None]:
    """Hold the lock; the kernel frees it when the process ends, however it ends. `RefreshRunning` when it is held."""
    warehouse.directory.mkdir(parents=True, exist_ok=True)
    with warehouse.lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefreshRunning("another refresh of the same data is running: nothing to do here.") from None
        yield
