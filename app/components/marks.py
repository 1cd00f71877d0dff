"""Small marks that must go wherever a figure goes: sample data, hidden figures, pictures with words."""

import re
from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from app.figures.palette import THEMES, Theme
from app.figures.svg import data_uri
from app.view import View

_POINTS = re.compile(r"([\d,.–]+ %-yksikköä)")


def sample_mark(view: View) -> list[Component]:
    """Return the word that says a figure is made up; nothing for real data."""
    return [html.Span(view.words("sample.word"), className="sample-mark")] if view.is_sample else []


def picture(view: View, draw: Callable[[Theme], str], text: str, kind: str) -> Component:
    """Show a drawn picture in the theme of the page, with its words.

    A drawing inside an image cannot follow the page's theme, so both are there and the style shows one.
    """
    return html.Span(
        [
            html.Img(src=data_uri(draw(theme)), alt=view.alternative(text), className=f"{kind} only-{theme}")
            for theme in THEMES
        ],
        className="picture",
    )


def sentence(text: str) -> list[Component | str]:
    """Return a sentence whose numbers stay together with their units: '0,6 %-yksikköä' never breaks at its hyphen."""
    parts = _POINTS.split(text)
    return [html.Span(part, className="nowrap") if at % 2 else part for at, part in enumerate(parts)]


def figure_text(text: str, *, is_hidden: bool) -> Component:
    """Show a figure; a hidden one is hatched."""
    return html.Span(text, className="figure hidden-figure" if is_hidden else "figure")
