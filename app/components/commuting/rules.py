"""The travel-to-work area around one municipality by every rule: what it would be under other limits."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from app import queries
from app.commuting import CommutingFacts, Division, Place, divide, rule_name
from app.commuting.division import keys, names
from app.commuting.words import count, percent
from app.components.caption import Caption
from app.components.commuting.areas import limits_text
from app.components.commuting.partners import file_bounds, numbers
from app.components.commuting.parts import marks, notes, section, source_line
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.numbers import Amount, Numbers
from app.queries.commuting import rules
from app.selection import write


def rules_panel(facts: CommutingFacts, main: str) -> Component:
    """Show the area around a municipality by every rule, beside the one by the limits of the settings."""
    view, words = facts.view, facts.view.words
    municipality = view.name(queries.areas(view.handle)[main])
    found = [divide(view, key) for key in keys(view)]
    usual = found[0].of(main)
    title = _title(facts, municipality, found, main)
    under = words("commuting.rules_under", name=municipality, year=facts.year)
    caption = Caption("rules", title, under, title, ())
    rows = [_row(facts, division, division.of(main), usual) for division in found]
    head: list[Cell] = [
        words("commuting.rule"),
        words("commuting.columns.areas"),
        words("commuting.columns.around"),
        words("commuting.columns.members"),
        *([words(f"commuting.columns.{one}"), *marks(facts)] for one in ("residents", "supply", "demand")),
        words("commuting.columns.difference"),
    ]
    limits = [f"{rule_name(view, key)}: {limits_text(facts, key)}" for key in keys(view) if key in rules(view.handle)]
    return html.Section(
        [
            html.H2([title, *marks(facts)]),
            table(under, head, rows, under),
            *notes([*limits, words("commuting.rules_note")]),
            source_line(facts),
            tools(view, caption, is_chart=False, selection=section(view, "rules")),
        ],
        className="panel chart commuting-rules",
    )


def _title(facts: CommutingFacts, municipality: str, found: Sequence[Division], main: str) -> str:
    sizes = [len(place.members) for one in found if (place := one.of(main))]
    if not sizes:
        return facts.view.words("commuting.rules_title_none", name=municipality)
    said = {"name": municipality, "low": min(sizes), "high": max(sizes)}
    key = "commuting.rules_title" if min(sizes) < max(sizes) else "commuting.rules_title_same"
    return facts.view.words(key, **said)


def _row(facts: CommutingFacts, division: Division, place: Place | None, usual: Place | None) -> Sequence[Cell]:
    view = facts.view
    shown = html.A(rule_name(view, division.key), href=write(replace(view.selection, division=division.key)))
    name: Cell = [html.B(shown)] if division.key == facts.division.key else [shown]
    if place is None:
        return [name, str(len(division.places)), view.words("commuting.in_none"), "", "", "", "", ""]
    found = place.containment
    return [
        name,
        str(len(division.places)),
        place.name,
        str(len(place.members)),
        count(view, found.residents if found else None),
        percent(view, found.supply if found else None),
        percent(view, found.demand if found else None),
        _difference(facts, place, usual),
    ]


def _difference(facts: CommutingFacts, place: Place, usual: Place | None) -> str:
    if usual is None or usual is place:
        return ""
    words = facts.view.words
    more = [one for one in place.members if one not in usual.members]
    less = [one for one in usual.members if one not in place.members]
    parts = [
        words(key, names=names(facts.view, found))
        for key, found in (("commuting.more", more), ("commuting.less", less))
        if found
    ]
    return "; ".join(parts) or words("commuting.same")


def rules_numbers(facts: CommutingFacts) -> Numbers:
    """Return the area around the main municipality by every rule, one row for each municipality of it."""
    view, words = facts.view, facts.view.words
    known = queries.areas(view.handle)
    heads = ("residents", "supply", "demand")
    columns = [words("commuting.rule"), words("commuting.columns.areas"), words("commuting.columns.around")]
    columns += [words("commuting.municipality_code"), words("commuting.municipality")]
    columns += [
        f"{words(f'commuting.columns.{one}')}, {words(f'csv.{end}')}" for one in heads for end in ("low", "high")
    ]
    rows = [
        (
            rule_name(view, division.key),
            Amount(len(division.places), 0),
            place.name,
            member,
            view.name(known[member]),
            *file_bounds(place.containment.residents if place.containment else None, 0),
            *file_bounds(place.containment.supply if place.containment else None, 1),
            *file_bounds(place.containment.demand if place.containment else None, 1),
        )
        for division in (divide(view, key) for key in keys(view))
        if facts.main and (place := division.of(facts.main))
        for member in place.members
    ]
    return numbers(facts, "rules", tuple(columns), rows)
