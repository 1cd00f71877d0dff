"""A report as one HTML file that needs nothing else: styles and pictures are in it, and it has no script."""

from base64 import b64encode
from functools import lru_cache, partial
from importlib.metadata import version

from jinja2 import Environment, PackageLoader

from app.figures.palette import TOKENS
from app.i18n import texts
from app.report import charts
from app.report.forms.outline import alternative, head, marked, outline
from app.report.model import Block, Chart, Report, Table


def write(report: Report) -> bytes:
    """Return the file in UTF-8."""
    laid = outline(report)

    def is_table(block: Block) -> bool:
        return isinstance(block, Table)

    def is_chart(block: Block) -> bool:
        return isinstance(block, Chart)

    def picture(chart: Chart) -> str:
        return "data:image/svg+xml;base64," + b64encode(charts.svg(chart, report)).decode()

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
        marked=partial(marked, report),
        alternative=partial(alternative, report),
        is_table=is_table,
        is_chart=is_chart,
    )
    return text.encode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader("app.report", "forms")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
