"""Areas side by side: over time, in order, as a distribution, or by two indicators; each figure with its table."""

from dash import html
from dash.development.base_component import Component

from app.comparison import panels
from app.components.marks import sample_mark
from app.components.source import release_line
from app.downloads import Numbers
from app.pages.compare import cards, choices, crossed, numbers
from app.pages.compare.choices import TOPICS, indicator_options, topic_name
from app.pages.page import Page
from app.values import Indicator
from app.view import View

__all__ = ["PAGE", "TOPICS", "indicator_options", "topic_name"]


def _shown(view: View) -> list[Indicator]:
    found = [one for one in map(view.indicator, view.selection.indicators) if one]
    return found[:2] if view.selection.view == "scatter" else found


def _title(view: View) -> str:
    names = ", ".join(one.short.of(view.language) for one in _shown(view))
    return f"{names} – {view.words('page.compare')}" if names else view.words("page.compare")


def _heading(view: View) -> str:
    shown = _shown(view)
    if len(shown) == 1:
        return shown[0].title.of(view.language)
    if len(shown) > 2:
        return view.words("compare.several", n=len(shown))
    return ", ".join(one.short.of(view.language) for one in shown) or view.words("page.compare")


def _results(view: View) -> Component:
    shown = _shown(view)
    release = [html.P(release_line(view, shown[0]), className="release")] if shown else []
    head = html.Header(
        [html.H1([_heading(view), *sample_mark(view)], tabIndex=-1), *release],
        className="place",
    )
    figures = _figures(view)
    is_several = len(figures) > 1
    return html.Div(
        [head, html.Div(figures, className="multiples" if is_several else "")],
        className=f"view view-{view.selection.view}",
    )


def _figures(view: View) -> list[Component]:
    if view.selection.view == "scatter":
        return [crossed.scatter_card(view)]
    if view.selection.view in {"ranking", "distribution"}:
        return [crossed.card(view, one, is_only=len(_shown(view)) == 1) for one in _shown(view)]
    found = panels(view)
    return [cards.card(view, one, is_only=len(found) == 1) for one in found]


def _numbers(view: View) -> Numbers:
    return numbers.numbers(view, _heading(view))


PAGE = Page("compare", choices.choices, _results, _title, _numbers)
