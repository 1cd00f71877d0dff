"""What later releases changed in figures already published, and the known breaks of the series."""

from dash import html
from dash.development.base_component import Component

from app import formatting, ledger, queries
from app.components.table import Cell, table
from app.values import Break, Revision
from app.view import View

_REVISION_COLUMNS = ("source", "released", "restated", "retired", "areas", "span")


def revisions(view: View) -> list[Component]:
    """Show how many figures each later release changed."""
    words = view.words
    found = queries.revisions(view.handle)
    if not found:
        return [html.P(words("data.no_revisions"))]
    head: list[Cell] = [words(f"data.revision.{key}") for key in _REVISION_COLUMNS]
    caption = words("data.revisions_caption")
    return [
        html.P(words("data.revisions_lead")),
        table(caption, head, [_revision(view, one) for one in found], caption),
    ]


def _revision(view: View, revision: Revision) -> list[Cell]:
    source = ledger.freshness(view.handle).get(revision.source_id)
    frequency = source.frequency if source else "month"
    ends = [formatting.period(end, frequency, view.language) for end in (revision.first_period, revision.last_period)]
    counts = (revision.restated, revision.retired, revision.areas)
    return [
        source.title.of(view.language) if source else revision.source_id,
        formatting.day(revision.replaced_at, view.language) if revision.replaced_at else "–",
        *(formatting.number(count, 0, view.language) for count in counts),
        "–".join(dict.fromkeys(ends)),
    ]


def breaks(view: View) -> list[Component]:
    """Show each known break once, with the measures that it concerns."""
    words = view.words
    by_id: dict[str, list[tuple[str, Break]]] = {}
    for indicator_id, known in queries.breaks(view.handle).items():
        for one in known:
            by_id.setdefault(one.break_id, []).append((indicator_id, one))
    if not by_id:
        return [html.P(words("data.no_breaks"))]
    ordered = sorted(by_id.values(), key=lambda found: max(one.last_period for _, one in found), reverse=True)
    return [html.P(words("data.breaks_lead")), *(_break(view, found) for found in ordered)]


def _break(view: View, found: list[tuple[str, Break]]) -> Component:
    words, language = view.words, view.language
    known = found[0][1]
    areas = queries.areas(view.handle)
    area = areas.get(known.area_id or "")
    facts = [_when(view, [one for _, one in found])]
    facts.append(view.name(area) if area else words(f"data.scope.{known.level_scope}"))
    facts.append(words("data.change_stopped" if known.stops_change else "data.change_shown"))
    measures = {
        indicator.short.of(language): None
        for indicator_id, _ in found
        if (indicator := view.indicator(indicator_id)) is not None
    }
    return html.Details(
        [
            html.Summary(known.name.of(language)),
            html.P(known.text.of(language)),
            html.P(" · ".join(facts), className="quiet"),
            html.P(words("data.concerns", names=", ".join(measures)), className="quiet"),
        ],
        className="definition break",
    )


def _when(view: View, found: list[Break]) -> str:
    if any(one.is_recurring for one in found):
        return view.words("data.every_january")
    first, last = min(one.first_period for one in found), max(one.last_period for one in found)
    ends = [formatting.period(end, "month", view.language) for end in (first, last)]
    return "–".join(dict.fromkeys(ends))
