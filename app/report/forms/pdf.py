"""A report as a tagged PDF (PDF/UA-1): typst sets what report.typ says, every text and number comes as data."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import orjson
import typst

from app.figures.palette import TOKENS
from app.i18n import texts
from app.report import charts
from app.report.charts.look import FONTS
from app.report.forms import pdf_table
from app.report.forms.outline import Item, alternative, marked, outline
from app.report.model import Chart, Paragraph, Report, Table

_TEMPLATE = Path(__file__).parent / "report.typ"
_INK = ("text", "quiet", "line", "sample", "sample-soft")


def write(report: Report) -> bytes:
    """Return the file; the same report gives the same bytes."""
    body = _setter().compile(
        input=_TEMPLATE.read_bytes(),
        sys_inputs={"report": orjson.dumps(content(report)).decode()},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    # One document that goes to no file is bytes.
    assert isinstance(body, bytes)
    return body


@lru_cache(maxsize=1)
def _setter() -> typst.Compiler:
    # Its fonts are read once; signs that our letters lack come from the fonts of the library of charts.
    fallback = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Compiler(font_paths=[FONTS, fallback], ignore_system_fonts=True)


def content(report: Report) -> dict[str, Any]:
    """Return what the template sets: texts, tables and pictures in their order."""
    words, laid = texts(report.language), outline(report)
    return {
        "lang": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "headline": report.headline,
        "sample": words("sample.word") if report.is_sample else "",
        "sample_note": report.sample_note,
        "running": f"{report.area_name} · {report.period_name}",
        "organisation": report.theme.organisation,
        "contact": {"before": words("report_form.contact"), "address": report.theme.contact}
        if report.theme.contact
        else None,
        "accent": report.theme.accent,
        "ink": {name.replace("-", "_"): TOKENS["light"][name] for name in _INK},
        "program": f"Vertaispeili {version('vertaispeili')}",
        "page": words("report_form.page", n="{n}", all="{all}"),
        "contents": words("report_form.contents"),
        "sections": [{"title": section.title, "items": _items(report, items)} for section, items in laid.sections],
        "annex": {
            "title": words("report_form.annex"),
            "lead": words("report_form.annex_lead"),
            "tables": [part for one in laid.annex for part in pdf_table.parts(report, *one, is_annex=True)],
        },
        "sources": {"title": words("report_form.sources"), "lines": list(report.sources)},
        "version": words("report_form.version", version=report.data_version),
    }


def _items(report: Report, items: Sequence[Item]) -> list[dict[str, Any]]:
    made = [part for item in items for part in _item(report, item)]
    for one, after in pairwise(made):
        # What introduces a figure stays on its page.
        one["leads"] = after["kind"] != "paragraph"
    return made


def _item(report: Report, item: Item) -> list[dict[str, Any]]:
    block = item.block
    if isinstance(block, Paragraph):
        return [{"kind": "paragraph", "text": block.text, "leads": False}]
    if isinstance(block, Table):
        return [{"kind": "table", **part} for part in pdf_table.parts(report, item.label, block)]
    return [{"kind": "chart", **_chart(report, item, block)}]


def _chart(report: Report, item: Item, chart: Chart) -> dict[str, Any]:
    words = texts(report.language)
    return {
        "label": item.label,
        "title": marked(report, chart.title),
        "unit": chart.unit,
        "svg": charts.svg(chart, report).decode(),
        "alternative": alternative(report, chart),
        "note": chart.note,
        "source": chart.source,
        "elsewhere": item.elsewhere,
        "in_table": words("report_form.in_table", table=item.elsewhere) if item.elsewhere else "",
        "numbers": [] if item.elsewhere or item.numbers is None else _beneath(report, item.numbers, chart),
    }


def _beneath(report: Report, numbers: Table, chart: Chart) -> list[dict[str, Any]]:
    """The numbers under their chart: what the chart has said of them is not said again."""
    said = replace(numbers, source="" if numbers.source == chart.source else numbers.source)
    return pdf_table.parts(report, "", said)
