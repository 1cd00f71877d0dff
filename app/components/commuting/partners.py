"""The municipalities outside an area that its residents go to, and those that its workers come from."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.commuting import CommutingFacts
from app.commuting.facts import persons
from app.commuting.map import partner_share
from app.commuting.words import count, percent
from app.components.caption import Caption
from app.components.commuting.parts import amount, gauge, link, marks, notes, section, source_line, sources
from app.components.folded import Folded, folded_table
from app.components.table import Cell, table
from app.components.tools import tools
from app.downloads.numbers import Amount, Numbers
from app.downloads.numbers import Cell as FileCell
from app.queries.commuting import Bounds, Containment, Partner, share
from app.selection import write

_FIRST = 10
_NAMED = 3  # in the title


def partners_panel(facts: CommutingFacts, found: Containment) -> Component:
    """Show the first partners both ways, and all of them in a table."""
    view, words = facts.view, facts.view.words
    title = _title(facts)
    under = words("commuting.partners_under", name=view.name(facts.area), year=facts.year)
    caption = Caption("partners", title, under, title, ())
    return html.Section(
        [
            html.H2([title, *marks(facts)]),
            html.P(under, className="quiet under"),
            html.Div(
                [_side(facts, "going", found.going), _side(facts, "coming", found.coming)], className="two-tables"
            ),
            *notes([words("commuting.partners_note")]),
            source_line(facts),
            tools(view, caption, table=_all(facts), is_chart=False, selection=section(view, "partners")),
        ],
        className="panel chart commuting-partners",
    )


def _title(facts: CommutingFacts) -> str:
    view = facts.view
    said = {direction: first_names(facts, direction) for direction in ("going", "coming")}
    return view.words("commuting.partners_title", **said)


def first_names(facts: CommutingFacts, direction: str) -> str:
    """Name the first partners one way with their persons."""
    known = queries.areas(facts.view.handle)
    first = facts.most(direction)[:_NAMED]
    named = [
        f"{facts.view.name(known[one.municipality_id])} {count(facts.view, persons(one, direction))}" for one in first
    ]
    return ", ".join(named) or facts.view.words("commuting.legend.nobody")


def _side(facts: CommutingFacts, direction: str, whole: Bounds | None) -> Component:
    view, words = facts.view, facts.view.words
    found = facts.most(direction)
    shown, others = found[:_FIRST], found[_FIRST:]
    caption = words(f"commuting.{direction}_caption")
    most = max((persons(one, direction) or (0.0, 0.0) for one in shown), default=(1.0, 1.0))[1] or 1.0
    rows = [_row(facts, one, direction, (whole, most)) for one in shown]
    if others:
        rows.append([words("commuting.others", n=len(others)), amount(view, summed(others, direction)), ""])
    if not rows:
        rows.append([words("commuting.legend.nobody"), "", ""])
    head: list[Cell] = [words("commuting.municipality"), [words("commuting.persons"), *marks(facts)], ""]
    return table(caption, head, rows, f"{caption}. {view.name(facts.area)}")


def _row(facts: CommutingFacts, one: Partner, direction: str, against: tuple[Bounds | None, float]) -> Sequence[Cell]:
    view, (whole, most) = facts.view, against
    area, moved = queries.areas(view.handle)[one.municipality_id], persons(one, direction)
    high = moved[1] if moved else 0.0
    return [link(view, area.area_id, view.name(area)), amount(view, moved, share(moved, whole)), gauge(high / most)]


def summed(partners: Sequence[Partner], direction: str) -> Bounds | None:
    """Return the persons of several partners; None where one is missing."""
    ends = [persons(one, direction) for one in partners]
    known = [one for one in ends if one]
    return (sum(low for low, _ in known), sum(high for _, high in known)) if len(known) == len(ends) else None


def _all(facts: CommutingFacts) -> Component:
    view, words = facts.view, facts.view.words
    known = queries.areas(view.handle)
    ordered = sorted(facts.partners, key=lambda one: formatting.collation_key(view.name(known[one.municipality_id])))
    head = [words("commuting.municipality")]
    rows: list[list[Folded]] = [[view.name(known[one.municipality_id])] for one in ordered]
    for direction in ("going", "coming"):
        head += [words(f"commuting.columns.{direction}"), words(f"commuting.columns.{direction}_share")]
        for row, one in zip(rows, ordered, strict=True):
            moved = persons(one, direction)
            part = partner_share(view, one.municipality_id, moved, direction)
            row += [count(view, moved), percent(view, part)]
    return folded_table(
        view, words("commuting.partners_under", name=view.name(facts.area), year=facts.year), head, rows
    )


def partners_numbers(facts: CommutingFacts) -> Numbers:
    """Return every partner for a download, persons and shares as bounds."""
    view, words = facts.view, facts.view.words
    known = queries.areas(view.handle)
    columns = [words("csv.area_code"), words("csv.area")]
    for direction in ("going", "coming"):
        name, part = words(f"commuting.columns.{direction}"), words(f"commuting.columns.{direction}_share")
        columns += [f"{one}, {words(f'csv.{end}')}" for one in (name, part) for end in ("low", "high")]
    rows = [
        (one.municipality_id, view.name(known[one.municipality_id]), *_file_cells(facts, one))
        for one in sorted(facts.partners, key=lambda one: one.municipality_id)
    ]
    return numbers(facts, "partners", tuple(columns), rows)


def _file_cells(facts: CommutingFacts, one: Partner) -> list[FileCell]:
    cells: list[FileCell] = []
    for direction in ("going", "coming"):
        moved = persons(one, direction)
        cells += file_bounds(moved, 0)
        cells += file_bounds(partner_share(facts.view, one.municipality_id, moved, direction), 1)
    return cells


def file_bounds(found: Bounds | None, decimals: int) -> list[FileCell]:
    """Return both ends as cells of a file."""
    return [None, None] if found is None else [Amount(end, decimals) for end in found]


def numbers(
    facts: CommutingFacts, name: str, columns: tuple[str, ...], rows: Sequence[tuple[FileCell, ...]]
) -> Numbers:
    """Return the numbers of one section with what a reader must know of them."""
    view, words = facts.view, facts.view.words
    about = [(words("csv.about.address"), write(view.selection))]
    about += [(words("sample.word"), words("sample.banner"))] if view.is_sample else []
    about += [(words("commuting.model"), words("commuting.model_lead"))] if facts.is_model else []
    about += [(words("csv.source"), text) for text in sources(facts)]
    about += [("", words("commuting.stay_note"))]
    marked = tuple(f"{one} ({words('commuting.model')})" for one in columns) if facts.is_model else columns
    return Numbers(
        name=f"{words(f'commuting.files.{name}')}-{facts.area.area_id}",
        title=f"{view.name(facts.area)} – {words('page.commuting')}",
        language=view.language,
        columns=marked,
        rows=tuple(rows),
        about=tuple(about),
        sample=words("sample.word") if view.is_sample else None,
    )
