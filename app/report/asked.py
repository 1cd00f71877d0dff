"""The report that an address of the page asks for, and the command that writes the same."""

from collections.abc import Mapping

from app.i18n import LANGUAGES
from app.report.build import build
from app.report.model import Report
from app.report.request import COMPARES, Compare, Request
from app.selection import COUNTRY
from app.values import Language
from app.view import View

_LANGUAGES: Mapping[str, Language] = {one: one for one in LANGUAGES}
_COMPARES: Mapping[str, Compare] = {one: one for one in COMPARES}


def request_of(view: View) -> Request:
    """Return the report that an address asks for."""
    selection = view.selection
    language = _LANGUAGES.get(selection.written_in, view.words.language)
    kind = _COMPARES.get(selection.compared, "peers")
    codes = selection.others if kind == "codes" else ()
    return Request(selection.area or COUNTRY, language, kind, codes, selection.period)


def report_of(view: View) -> Report:
    """Return the report of an address; raises ReportError when there are no figures for it."""
    return build(view.handle, request_of(view), view.own_files, view.now)


def command(view: View) -> str:
    """Return the command that writes the same report as a PDF."""
    asked = request_of(view)
    against = ",".join(asked.codes) or ("peers" if asked.compare == "codes" else asked.compare)
    month = f" --period {asked.period:%Y-%m}" if asked.period else ""
    name = f"{asked.area_id}-{asked.language}.pdf"
    return f"vertaispeili report --area {asked.area_id} --compare {against} --lang {asked.language}{month} --out {name}"
