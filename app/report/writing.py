"""Reports as files: one at a time, all of them from one published version, each whole or not there at all."""

import contextlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from app.db import Database, NothingPublishedError, Version
from app.report.build import build
from app.report.forms import FORMS
from app.report.model import Report
from app.report.request import ReportError, Request


@dataclass(frozen=True)
class Place:
    """Where reports come from and in what form: published version, queries, data folder, name of the form."""

    version: Version
    queries: Path
    own_files: Path
    form: str


class Writer:
    """Writes reports; the warehouse is opened once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._database = Database(lambda: place.version, place.queries)

    def write(self, request: Request, file: Path) -> None:
        """Make a report and write it; raises ReportError, with the file as it was, when either cannot be done."""
        report = self._report(request)
        save(FORMS[self._place.form].write(report), file)

    def write_named(self, request: Request, folder: Path) -> Path:
        """Make a report and write it into a folder under a name of its own; returns where."""
        report = self._report(request)
        file = folder / file_name(report, self._place.form)
        save(FORMS[self._place.form].write(report), file)
        return file

    def _report(self, request: Request) -> Report:
        try:
            with self._database.handle() as handle:
                return build(handle, request, self._place.own_files)
        except NothingPublishedError:
            raise ReportError("Nothing is published yet: run vertaispeili refresh first.") from None


def save(content: bytes, file: Path) -> None:
    """Write a file, whole or not at all; raises ReportError when the place cannot be written to."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("wb") as opened:
            opened.write(content)
        aside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise ReportError(f"{file} cannot be written: {error.strerror or error}.") from None


def file_name(report: Report, form: str) -> str:
    """Return a name that sorts by area and says what it is: 'TA39-tampereen-seutu-2026-06-fi.pdf'."""
    plain = unicodedata.normalize("NFKD", report.area_name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"{report.area_id}-{slug}-{report.period:%Y-%m}-{report.language}.{form}"
