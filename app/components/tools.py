"""The quiet row under a figure: its table, its downloads, its address, its definition."""

from dash import html
from dash.development.base_component import Component

from app.components.attributes import aria, data
from app.components.caption import Caption
from app.components.source import definition
from app.downloads import FORMATS
from app.selection import Selection, write
from app.view import View

PICTURES = ("png", "svg")


def tools(
    view: View,
    caption: Caption,
    *,
    table: Component | None = None,
    is_chart: bool = True,
    selection: Selection | None = None,
) -> Component:
    """Return the row, with the table that its first button opens.

    is_chart: it was made by `plot`, so that it can be saved as a picture. selection: the view that shows this figure
    alone, where the page shows several.
    """
    words, shown = view.words, selection or view.selection
    place = f"table-of-{caption.name}"
    row: list[Component] = [_opener(words("tools.table"), place)] if table is not None else []
    row += [html.A(words(f"tools.{name}"), href=download_address(shown, name), download="") for name in FORMATS]
    row += [_saver(view, caption.name, name) for name in PICTURES if is_chart]
    row.append(_copier(view, write(shown)))
    row += [definition(view, one, is_named=len(caption.indicators) > 1) for one in caption.indicators]
    group = html.Div(row, className="actions", role="group", **aria(label=words("tools.name", title=caption.title)))
    opened = [html.Div(table, id=place, className="numbers", hidden=True)] if table is not None else []
    return html.Div([group, *opened], className="tools")


def download_address(selection: Selection, name: str) -> str:
    """Return the address of a view's numbers in a format."""
    path, mark, query = write(selection).partition("?")
    return f"{path}.{name}{mark}{query}"


def _opener(text: str, place: str) -> Component:
    return html.Button(text, type="button", className="tool table-opener", **aria(expanded="false", controls=place))


def _saver(view: View, plot: str, name: str) -> Component:
    text = view.words(f"tools.{name}")
    return html.Button(text, type="button", className="tool save-picture", **data(plot=plot, format=name))


def _copier(view: View, address: str) -> Component:
    done = view.words("tools.copied")
    return html.Button(
        view.words("tools.copy"), type="button", className="tool copy-link", **data(done=done, address=address)
    )
