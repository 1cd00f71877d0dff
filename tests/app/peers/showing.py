"""The page on peers as it is shown for an address."""

import json
from pathlib import Path
from typing import Any

from plotly.utils import PlotlyJSONEncoder

from app import queries
from app.db import Handle
from app.i18n import texts
from app.pages import page_named
from app.queries.structure import features
from app.selection import Known, parse
from app.view import View
from tests.app.test_pages import of_class, text_of, walk


def view_of(handle: Handle, address: str, folder: Path | None = None) -> View:
    known = Known(
        frozenset(queries.areas(handle)),
        frozenset(queries.indicators(handle)),
        queries.periods(handle),
        queries.first_indicator(handle),
        None,
        frozenset(features(handle)),
    )
    path, _, query = address.partition("?")
    selection = parse(path, query, known)
    return View(handle, selection, texts(selection.language), None, folder)


def shown(handle: Handle, address: str, folder: Path | None = None) -> Any:
    view = view_of(handle, address, folder)
    return json.loads(json.dumps(page_named("peers").results(view), cls=PlotlyJSONEncoder))


def chart(tree: Any) -> Any:
    store = next(node for node in walk(of_class(tree, "peer-notes")) if node["type"] == "Store")
    return json.loads(store["props"]["data"])


def plain(tree: Any) -> str:
    return text_of(tree).replace("\u00a0", " ")
