"""What a page is: a name in the address, controls, results and a title; all plain functions of a view."""

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from app.downloads import Numbers
from app.view import View


@dataclass(frozen=True)
class Page:
    """One page. `controls` are made once, `results` for every address on the page.

    numbers: the table that its downloads carry (`/<language>/<page>.csv?…`); a page without has no downloads.
    """

    name: str
    controls: Callable[[View], Component | None]
    results: Callable[[View], Component]
    title: Callable[[View], str]
    numbers: Callable[[View], Numbers] | None = None
