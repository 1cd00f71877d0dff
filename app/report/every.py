"""A report for every area of a level, in several processes, with progress."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from app.report.request import ReportError, Request
from app.report.writing import Place, Writer

_MOST_PROCESSES = 8
_writer: list[Writer] = []  # of this process, opened when it starts


def write_every(requests: Sequence[Request], folder: Path, place: Place, done: Callable[[str], None]) -> list[str]:
    """Write a report for each request into a folder; returns a line for each that could not be, in order of areas.

    done: called with the area id as each one ends. The processes are new ones: a database is never shared by a fork.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{folder} cannot be made: {error.strerror or error}.") from None
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(os.cpu_count() or 1, _MOST_PROCESSES, len(requests)))
    failed: dict[str, str] = {}
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_open, initargs=(place,)) as pool:
        running = {pool.submit(_write, request, folder): request.area_id for request in requests}
        for one in as_completed(running):
            reason = _reason(one)
            if reason is not None:
                failed[running[one]] = reason
            done(running[one])
    return [f"{area_id}: {failed[area_id]}" for area_id in sorted(failed)]


def _reason(one: Future[None]) -> str | None:
    try:
        one.result()
    except ReportError as error:
        return str(error)
    except BrokenProcessPool:
        return "A process that wrote reports ended unexpectedly: there may be too little memory."
    return None


def _open(place: Place) -> None:
    _writer.append(Writer(place))


def _write(request: Request, folder: Path) -> None:
    _writer[0].write_named(request, folder)
