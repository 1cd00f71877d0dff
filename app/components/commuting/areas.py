"""The areas of one division as a table: how large they are, how much of their commuting stays in them."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import queries
from app.commuting import CommutingFacts, Place, rule_name
from app.commuting.division import CENTRE, OFFICIAL, names
from app.commuting.words import count, percent
from app.components.caption import Caption
from app.components.commuting.partners import file_bounds, numbers
from app.components.commuting.parts import link, marks, notes, section, source_line
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.numbers import Amount, Numbers
from app.downloads.numbers import Cell as FileCell
from app.queries.commuting import Bounds, rules


def areas_panel(facts: CommutingFacts) -> Component:
    """Show every area of the division that is chosen, largest first; the own one is marked."""
    view = facts.view
    said = {"division": rule_name(view, facts.division.key), "n": len(facts.division.places)}
    title, under = view.words("commuting.areas_title_plain", **said), areas_under(facts)
    caption = Caption("areas", title, under, title, ())
    return html.Section(
        [
            html.H2([title, *marks(facts)]),
            _table(facts, under),
            *notes(division_notes(facts)),
            source_line(facts),
            tools(view, caption, is_chart=False, selection=section(view, "areas")),
        ],
        className="panel chart commuting-areas",
    )


def areas_title(facts: CommutingFacts) -> str:
    """Say how many areas there are and which keep most."""
    view, division = facts.view, facts.division
    known = [place for place in division.places if place.containment and place.containment.supply]
    said = {"division": rule_name(view, division.key), "n": str(len(division.places))}
    if not known:
        return view.words("commuting.areas_title_plain", **said)
    ordered = sorted(known, key=_supply)
    ends = {"most": ordered[-1], "least": ordered[0]}
    figures = {f"{end}_share": _share(facts, place) for end, place in ends.items()}
    return view.words("commuting.areas_title", **said, **{end: place.name for end, place in ends.items()}, **figures)


def areas_under(facts: CommutingFacts) -> str:
    """Say what division is shown, of what year its flows are."""
    key = "commuting.areas_under" if facts.has_flows else "commuting.areas_under_plain"
    return facts.view.words(key, division=rule_name(facts.view, facts.division.key), year=facts.year)


def _supply(place: Place) -> float:
    supply = place.containment.supply if place.containment else None
    return supply[0] if supply else 0.0


def _share(facts: CommutingFacts, place: Place) -> str:
    return percent(facts.view, place.containment.supply if place.containment else None)


def _table(facts: CommutingFacts, caption: str) -> Component:
    words, own = facts.view.words, set(facts.members)
    mark = marks(facts)
    head: list[Cell] = [
        words("commuting.area"),
        words("commuting.columns.members"),
        *([words(f"commuting.columns.{one}"), *mark] for one in ("residents", "supply", "demand")),
    ]
    return table(caption, head, [_row(facts, place, own) for place in facts.division.places], caption)


def _row(facts: CommutingFacts, place: Place, own: set[str]) -> Sequence[Cell]:
    view, found = facts.view, place.containment
    here = own & set(place.members)
    quiet = [html.Span(f" {view.words('commuting.own')}", className="quiet")] if here else []
    named = html.B(link(view, place.link_id, place.name)) if here else link(view, place.link_id, place.name)
    members = html.Span(str(len(place.members)), title=names(view, place.members))
    return [
        [named, *quiet],
        members,
        count(view, found.residents if found else None),
        percent(view, found.supply if found else None),
        percent(view, found.demand if found else None),
    ]


def division_notes(facts: CommutingFacts) -> list[str]:
    """Say how the division was made, and what it leaves out."""
    view, words, division = facts.view, facts.view.words, facts.division
    limits = rules(view.handle).get(division.key)
    made: list[str] = []
    if division.key in {OFFICIAL, CENTRE}:
        made.append(words(f"commuting.made.{division.key}"))
    elif limits:
        made += [words("commuting.made.flows"), limits_text(facts, division.key)]
    if division.outside:
        made.append(words("commuting.outside", n=len(division.outside)))
    late = [one for place in division.places for one in place.late]
    if late:
        made.append(words("commuting.late", names=names(view, late)))
    return made


def limits_text(facts: CommutingFacts, key: str) -> str:
    """Say the limits of a rule in words."""
    view, limits = facts.view, rules(facts.view.handle)[key]
    return view.words(
        "commuting.limits",
        min_size=count(view, _one(limits.min_size)),
        target_size=count(view, _one(limits.target_size)),
        min_share=percent(view, _one(100 * limits.min_containment)),
        target_share=percent(view, _one(100 * limits.target_containment)),
    )


def _one(value: float) -> Bounds:
    return value, value


def areas_numbers(facts: CommutingFacts) -> Numbers:
    """Return one row for each municipality of each area of the division, with the area's figures."""
    view, words = facts.view, facts.view.words
    heads = ("residents", "supply", "demand")
    columns = [words("csv.area_code"), words("csv.area"), words("commuting.municipality_code")]
    columns += [words("commuting.municipality")]
    columns += [
        f"{words(f'commuting.columns.{one}')}, {words(f'csv.{end}')}" for one in heads for end in ("low", "high")
    ]
    columns += [words("commuting.columns.validity")]
    known = queries.areas(view.handle)
    rows = [
        (place.link_id, place.name, member, view.name(known[member]), *_file_cells(place))
        for place in facts.division.places
        for member in place.members
    ]
    return numbers(facts, "areas", tuple(columns), rows)


def _file_cells(place: Place) -> list[FileCell]:
    found = place.containment
    return [
        *file_bounds(found.residents if found else None, 0),
        *file_bounds(found.supply if found else None, 1),
        *file_bounds(found.demand if found else None, 1),
        None if place.validity is None else Amount(place.validity, 3),
    ]
