"""A report of one area for a meeting: whom it compares with, what is in it, and the files to take along."""

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.attributes import data
from app.components.controls import area_choice, areas_choice, choice, controls
from app.components.marks import sample_mark, sentence
from app.components.tools import download_address
from app.pages.page import Page
from app.report import theme
from app.report.asked import command, report_of
from app.report.forms import FORMS
from app.report.model import Chart, Report, Table
from app.report.request import ReportError
from app.selection import COMPARED, COUNTRY, LANGUAGES, write
from app.view import View

_LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
_EVERY = "vertaispeili report --all-areas employment_area --lang {language} --format pdf --out {folder}"


def _title(view: View) -> str:
    return f"{view.name(view.own_area)} – {view.words('page.reports')}"


def _controls(view: View) -> Component:
    words, selection = view.words, view.selection
    compares = [{"value": one, "label": words(f"reports.compares.{one}")} for one in COMPARED]
    own = {"value": "", "label": _LANGUAGE_NAMES[view.language]}
    others = [{"value": one, "label": _LANGUAGE_NAMES[one]} for one in LANGUAGES if one != view.language]
    given = [
        area_choice(view, view.own_area.area_id, "query"),
        choice(view, "compare", compares, selection.compared, words("reports.compare")),
        areas_choice(view, selection.others, "with", words("reports.with")),
        choice(
            view,
            "period",
            _months(view),
            f"{selection.period:%Y-%m}" if selection.period else "",
            words("reports.month"),
        ),
        choice(view, "lang", [own, *others], selection.written_in, words("reports.language")),
    ]
    defaults = {
        "area": view.home_area or COUNTRY,
        "compare": COMPARED[0],
        "with": list[str](),
        "period": "",
        "lang": "",
    }
    return controls(view, given, defaults)


def _months(view: View) -> list[dict[str, str]]:
    newest = {"value": "", "label": formatting.capital(view.words("compare.newest"))}
    known = sorted(queries.periods(view.handle), reverse=True)
    return [newest] + [
        {"value": f"{one:%Y-%m}", "label": formatting.capital(formatting.period(one, "month", view.language))}
        for one in known
    ]


def _results(view: View) -> Component:
    words, area = view.words, view.own_area
    level = [] if area.is_country else [html.P(view.level(area), className="eyebrow")]
    heading = html.H1([view.name(area), f" – {words('page.reports')}"], tabIndex=-1)
    try:
        report = report_of(view)
    except ReportError:
        notice = html.P(words("reports.no_figures"), className="notice", id="headline")
        return html.Div(html.Header([*level, heading, notice], className="place"), className=_against(view))
    said = html.P(
        [*sentence(report.headline), *sample_mark(view)], className="headline", id="headline", lang=_lang(view)
    )
    head = [*level, heading, said, html.P(words("reports.lead"), className="quiet"), *_unchosen(view)]
    return html.Div(
        [
            html.Header(head, className="place"),
            _files(view),
            html.Section(
                [html.H2([words("reports.contents_title"), *sample_mark(view)]), *_contents(view, report)],
                className="panel",
            ),
            _command(view),
        ],
        className=_against(view),
    )


def _lang(view: View) -> str:
    return view.selection.written_in or view.language


def _against(view: View) -> str:
    # The style shows the choice of areas only where they are what is compared with.
    return f"report-against-{view.selection.compared}"


def _unchosen(view: View) -> list[Component]:
    is_unchosen = view.selection.compared == "codes" and not view.selection.others
    return [html.P(view.words("reports.none_chosen"), className="notice")] if is_unchosen else []


def _files(view: View) -> Component:
    words = view.words
    said = {key: words(f"reports.{key}") for key in ("making", "failed")}
    state = html.Div(className="report-state", role="status", **data(**said, done=words("reports.done", file="{file}")))
    links = [
        html.Li(
            html.A(
                [
                    html.Strong(words(f"reports.forms.{name}.name")),
                    html.Span(words(f"reports.forms.{name}.text"), className="quiet"),
                ],
                href=download_address(view.selection, name),
                download="",
                className="report-file",
            )
        )
        for name in FORMS
    ]
    copier = html.Button(
        words("tools.copy"),
        type="button",
        className="tool copy-link",
        **data(done=words("tools.copied"), address=write(view.selection)),
    )
    return html.Section(
        [
            html.H2(words("reports.download_title")),
            html.Ul(links, className="report-files"),
            state,
            html.Div(copier, className="actions"),
        ],
        className="panel",
    )


def _contents(view: View, report: Report) -> list[Component]:
    words = view.words
    blocks = [block for section in report.sections for block in section.blocks]
    counts = {
        "figures": sum(isinstance(block, Chart) for block in blocks),
        "tables": sum(isinstance(block, Table) for block in blocks),
    }
    titles = [html.Li(section.title) for section in report.sections]
    return [
        html.P(report.title, className="report-title", lang=_lang(view)),
        html.P(report.subtitle, className="quiet", lang=_lang(view)),
        html.Ol(titles, className="report-contents", lang=_lang(view)),
        html.P(words("reports.contents", **counts), className="quiet"),
    ]


def _command(view: View) -> Component:
    words = view.words
    every = _EVERY.format(language=_lang(view), folder=words("reports.folder"))
    found = theme.own_theme(view.own_files)
    notes = [words("reports.theme", file=theme.FILE)]
    if found.is_unreadable:
        notes.append(words("reports.theme_unreadable", file=theme.FILE))
    elif found.problems:
        notes.append(words("reports.theme_problems", file=theme.FILE, keys=", ".join(found.problems)))
    return html.Details(
        [
            html.Summary(words("reports.command_title")),
            html.P(words("reports.command_lead")),
            html.P(html.Code(command(view)), className="address"),
            html.P(html.Code(every), className="address"),
            *(html.P(note, className="quiet") for note in notes),
        ],
        className="definition",
    )


PAGE = Page("reports", _controls, _results, _title)
