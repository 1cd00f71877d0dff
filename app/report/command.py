"""The command `vertaispeili report`: one report into a file, or those of all areas of a level into a folder."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app import queries
from app.db import Database, published
from app.report.every import write_every
from app.report.forms import FORMS
from app.report.request import ReportError, Request, compared, month
from app.report.theme import FILE, own_theme
from app.report.writing import Place, Writer
from app.values import Language
from vertaispeili import resources
from vertaispeili.settings import Settings

WRITTEN, SOME_FAILED, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line, as text."""

    area: str | None
    every: str | None  # a level, all areas of which get a report
    compare: str
    language: Language
    form: str | None
    period: str | None
    out: Path


def report(settings: Settings, asked: Asked) -> int:
    """Write what is asked for; 0 when it is written, 1 when some of several could not be, 2 when nothing was."""
    try:
        place = _place(settings, asked)
        _warn(settings.data_dir)
        if asked.every is not None:
            return _every(place, asked, asked.every)
        if asked.area is None:
            raise ReportError("Whose report? Give --area with a code such as TA08, or --all-areas with a level.")
        Writer(place).write(_request(asked, asked.area.upper()), asked.out)
        sys.stdout.write(f"{asked.out}\n")
        return WRITTEN
    except ReportError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED


def _place(settings: Settings, asked: Asked) -> Place:
    form = asked.form or asked.out.suffix.removeprefix(".").lower() or "pdf"
    if form not in FORMS:
        raise ReportError(f"There is no form {form}: choose one of {', '.join(FORMS)}.")
    version = published(settings)()
    if version is None:
        raise ReportError("Nothing is published yet: run vertaispeili refresh first.")
    return Place(version, resources.sql_directory() / "query", settings.data_dir, form)


def _request(asked: Asked, area_id: str) -> Request:
    kind, codes = compared(asked.compare)
    period = month(asked.period) if asked.period else None
    return Request(area_id, asked.language, kind, codes, period)


def _warn(folder: Path) -> None:
    found = own_theme(folder)
    if found.is_unreadable:
        sys.stderr.write(f"{FILE} could not be read and was left out.\n")
    elif found.problems:
        sys.stderr.write(f"{FILE}: could not be used: {', '.join(found.problems)}.\n")


def _every(place: Place, asked: Asked, level: str) -> int:
    area_ids = _areas(place, level)
    requests = [_request(asked, one) for one in area_ids]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bars:
        bar = bars.add_task(f"reports ({place.form})", total=len(requests))
        failed = write_every(requests, asked.out, place, lambda _: bars.advance(bar))
    for line in failed:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"{asked.out}: {len(requests) - len(failed)} of {len(requests)} reports\n")
    if not failed:
        return WRITTEN
    return SOME_FAILED if len(failed) < len(requests) else FAILED


def _areas(place: Place, level: str) -> Sequence[str]:
    with Database(lambda: place.version, place.queries).handle() as handle:
        known = queries.areas(handle).values()
    found = [one.area_id for one in known if one.level == level]
    if not found:
        levels = ", ".join(sorted({one.level for one in known}))
        raise ReportError(f"There is no level {level}: choose one of {levels}.")
    return found
