"""The accessibility statement (act 306/2019): what the municipality has filled in, and what it has still to."""

from datetime import date

from babel.dates import format_date
from dash import html
from dash.development.base_component import Component

from app.components.marks import sentence
from app.pages.page import Page
from app.statement import FILE, Fault, Statement, statement
from app.view import View

_SUPERVISOR_MAIL = "saavutettavuus@traficom.fi"
_WAYS = ("keyboard", "table", "colour", "zoom", "tested", "not_tested")
_DAY = {"fi": ("d.M.yyyy", "fi_FI"), "sv": ("d.M.yyyy", "sv_FI"), "en": ("d MMM yyyy", "en_GB")}
Line = list[Component | str]


def _title(view: View) -> str:
    return view.words("page.accessibility")


def _controls(view: View) -> Component | None:
    return None


def _results(view: View) -> Component:
    words, known = view.words, statement(view.own_files)
    return html.Div(
        [
            html.Header(
                [html.H1(words("accessibility.title"), tabIndex=-1), *_notices(view, known)], className="place"
            ),
            html.Section(
                [
                    html.P(_opening(view, known), className="lead"),
                    html.P(words("accessibility.law")),
                    html.P(_filled(view, "assessor", known.assessor and known.assessor.of(view.language))),
                    *_part(view, "status", [html.P(_status(view, known))]),
                    *_part(view, "faults", _faults(view, known)),
                    *_part(view, "ways", [html.Ul([html.Li(words(f"accessibility.way.{way}")) for way in _WAYS])]),
                    *_part(view, "feedback", _feedback(view, known)),
                    *_part(view, "supervision", _supervision(view)),
                ],
                className="panel prose",
            ),
        ]
    )


def _part(view: View, name: str, body: list[Component]) -> list[Component]:
    return [html.H2(view.words(f"accessibility.{name}_title")), *body]


def _notices(view: View, known: Statement) -> list[Component]:
    words = view.words
    notices: list[str] = []
    if known.is_unreadable:
        notices.append(words("accessibility.unreadable", file=FILE))
    elif known.problems:
        notices.append(words("accessibility.problems", file=FILE, keys=", ".join(known.problems)))
    if not known.is_complete:
        notices.append(words("accessibility.incomplete", file=FILE))
    return [html.P(notice, className="notice") for notice in notices]


def _opening(view: View, known: Statement) -> Line:
    words = view.words
    line: Line = [words("accessibility.about"), " "]
    line += [*_filled(view, "organisation", known.organisation and known.organisation.of(view.language)), " "]
    line += _filled(view, "made", known.made and _day(view, known.made))
    if known.reviewed:
        line += [" ", words("accessibility.reviewed", value=_day(view, known.reviewed))]
    return line


def _filled(view: View, key: str, value: str | None) -> Line:
    """Return a sentence with what is filled in, or the mark of what is to be completed."""
    if value:
        return list(sentence(view.words(f"accessibility.{key}", value=value)))
    return [_missing(view, key)]


def _missing(view: View, key: str) -> Component:
    what = view.words(f"accessibility.missing.{key}")
    return html.Mark(view.words("accessibility.to_complete", what=what), className="to-complete")


def _status(view: View, known: Statement) -> Line:
    return [view.words(f"accessibility.statuses.{known.status}") if known.status else _missing(view, "status")]


def _faults(view: View, known: Statement) -> list[Component]:
    if known.faults:
        return [html.Ul([html.Li(_fault(view, fault)) for fault in known.faults])]
    if known.status == "full":
        return [html.P(view.words("accessibility.no_faults"))]
    return [html.P(_missing(view, "faults"))]


def _fault(view: View, fault: Fault) -> str:
    text = fault.text.of(view.language)
    return f"{text} (WCAG {fault.criterion})" if fault.criterion else text


def _feedback(view: View, known: Statement) -> list[Component]:
    words, contact = view.words, known.contact
    where: Component = _missing(view, "contact")
    if contact:
        where = html.A(contact, href=contact if contact.startswith("http") else f"mailto:{contact}")
    return [html.P(words("accessibility.feedback")), html.P([words("accessibility.contact"), " ", where])]


def _supervision(view: View) -> list[Component]:
    words = view.words
    site = words("accessibility.supervisor.site")
    lines: list[Component | str] = [
        words("accessibility.supervisor.name"),
        words("accessibility.supervisor.unit"),
        html.A(site, href=f"https://{site}"),
        html.A(_SUPERVISOR_MAIL, href=f"mailto:{_SUPERVISOR_MAIL}"),
        words("accessibility.supervisor.phone"),
    ]
    return [html.P(words("accessibility.supervision")), html.Address([html.Div(line) for line in lines])]


def _day(view: View, day: date) -> str:
    pattern, locale = _DAY[view.language]
    return format_date(day, pattern, locale=locale)


PAGE = Page("accessibility", _controls, _results, _title)
