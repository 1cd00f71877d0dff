"""The forms that a report is written in: one registry, each form a function from a Report to the bytes of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from app.report.model import Report

__all__ = ["FORMS", "Form"]
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Form:
    """A kind of file: its name is the ending of the file and of the module beside this one."""

    name: str
    mimetype: str

    def write(self, report: Report) -> bytes:
        """Return the file; the library that writes it is loaded when it is first needed."""
        body: bytes = import_module(f"{__name__}.{self.name}").write(report)
        return body


FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form("pdf", "application/pdf"),
        Form("docx", f"{_OFFICE}.wordprocessingml.document"),
        Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
        Form("pptx", f"{_OFFICE}.presentationml.presentation"),
        Form("html", "text/html; charset=utf-8"),
    )
}
