"""A report as one HTML file that needs nothing else: styles and pictures are in it, and it has no script."""

import re
from base64 import b64encode
from functools import lru_cache, partial
from importlib.metadata import version

from jinja2 import Environment, PackageLoader

from app.figures.palette import TOKENS
from app.i18n import texts
from app.report import charts
from app.report.forms.outline import alternative, head, marked, outline
from app.report.model import Block, Chart, Report, Table

_FAMILY = b"Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def write(report: Report) -> bytes:
    """Return the file in UTF-8."""
    laid = outline(report)

    def picture(chart: Chart) -> str:
        # A reader's machine has hardly the letters that a PDF carries with it.
        drawn = charts.svg(chart, report).replace(b"'Inter'", _FAMILY)
        return "data:image/svg+xml;base64," + b64encode(drawn).decode()

    page = _environment().get_template("report.html")
    text = page.render(
        report=report,
        words=texts(report.language),
        ink=TOKENS["light"],
        laid=laid,
        program=f"Vertaispeili {version('vertaispeili')}",
        sample=texts(report.language)("sample.word") if report.is_sample else "",
        picture=picture,
        head=head,
        pieces=_pieces,
        marked=partial(marked, report),
        alternative=partial(alternative, report),
        is_table=_is_table,
        is_chart=_is_chart,
    )
    return text.encode()


def _is_table(block: Block) -> bool:
    return isinstance(block, Table)


def _is_chart(block: Block) -> bool:
    return isinstance(block, Chart)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Words in parts, and whether each is bounds, which stay on one line."""
    parts = re.split(r"([\d,.\u00a0]*\d–\d[\d,.\u00a0]*)", text)
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader("app.report", "forms")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
