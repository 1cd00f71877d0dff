"""A table that is only made when it is opened: sent as text, so that hundreds of rows cost the page nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from dash import html
from dash.development.base_component import Component

from app.components.attributes import data
from app.view import View


@dataclass(frozen=True)
class TableCell:
    """A cell of one text; `quiet` stands after it in a quieter colour; a hidden figure is hatched."""

    text: str
    quiet: str = ""
    is_hidden: bool = False


Folded = str | TableCell


def folded_table(view: View, caption: str, head: Sequence[str], rows: Sequence[Sequence[Folded]]) -> Component:
    """Return a table whose first cells name their rows; assets/table.js makes it as app.components.table would.

    In sample data every head of figures says so.
    """
    content = {
        "caption": caption,
        "head": head,
        "rows": [[_cell(cell) for cell in row] for row in rows],
        "sample": view.words("sample.word") if view.is_sample else "",
    }
    return html.Div(className="folded", **data(table=orjson.dumps(content).decode()))


def _cell(cell: Folded) -> object:
    if isinstance(cell, str):
        return cell
    if not cell.quiet and not cell.is_hidden:
        return cell.text
    return [cell.text, cell.quiet, cell.is_hidden]
