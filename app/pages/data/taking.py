"""How the figures are taken along: the address that Excel and Power BI read, the licence, how to name the source."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from app import queries
from app.components.attributes import data
from app.selection import COUNTRY
from app.view import View

_STEPS = ("excel", "power_bi")
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def csv_address(view: View, indicator_id: str, areas: tuple[str, ...] = ()) -> str:
    """Return the address of a measure as CSV, in the form that a spreadsheet in the page's language reads."""
    chosen = areas or (view.selection.area or COUNTRY,)
    pairs = [("area", area) for area in chosen]
    pairs += [("indicator", indicator_id), ("format", "csv"), ("locale", "en" if view.language == "en" else "fi")]
    return "/api/v1/observations?" + urlencode(pairs)


def section(view: View) -> list[Component]:
    """Tell the address with an example of the page's own area, the steps, and the licence."""
    words = view.words
    areas = tuple(dict.fromkeys((view.selection.area or COUNTRY, COUNTRY)))
    address = csv_address(view, queries.first_indicator(view.handle), areas)
    copy = html.Button(
        words("compare.copy"),
        type="button",
        className="copy-link",
        **data(done=words("compare.copied"), address=address),
    )
    return [
        html.P(words("data.address_lead")),
        # The browser puts the host before the path: the server cannot know by what name it is reached.
        html.P(html.Code([html.Span(className="origin"), address]), className="address"),
        html.Div([html.A(words("compare.download"), href=address, download=""), copy], className="actions"),
        html.Ul([html.Li(words(f"data.{step}")) for step in _STEPS], className="steps"),
        html.P(
            [words("data.address_parts"), " ", html.A("openapi.json", href="/api/v1/openapi.json", target="_blank")]
        ),
        html.H3(words("data.licence_title")),
        html.P([words("data.licence_text"), " ", html.A("CC BY 4.0", href=_LICENCE, rel="license noopener")]),
        html.P(html.Q(words("data.attribution"))),
        *([html.P(words("data.sample_licence"), className="notice")] if view.is_sample else []),
    ]
