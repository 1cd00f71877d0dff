"""What stands at the head of an area's page: figures older than expected, the commuting area it belongs to."""

from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.source import sources_of
from app.selection import Selection, write
from app.situation import CLASSES, HALF, Situation
from app.values import Indicator
from app.view import View

# A published date is kept to the day; an estimate is our own, and a release may well come a week after it.
_PATIENCE = {True: timedelta(days=2), False: timedelta(days=10)}


def late_release(view: View, indicator: Indicator) -> list[Component]:
    """Say that newer figures should have come by now; nothing while they are not expected yet."""
    late = [
        source
        for source in sources_of(view, indicator)
        if source.next_release_at and source.next_release_at + _PATIENCE[source.next_release_is_published] < view.now
    ]
    if not late or late[0].next_release_at is None:
        return []
    key = "late.published" if late[0].next_release_is_published else "late.estimated"
    text = view.words(key, date=formatting.day(late[0].next_release_at, view.language))
    return [html.P(text, className="notice", id="late")]


def peers_line(view: View, situation: Situation) -> list[Component]:
    """Name the areas most alike by structure, in the order of their names."""
    if not situation.peers.area_ids:
        return []
    known = queries.areas(view.handle)
    peers = (known[one] for one in situation.peers.area_ids)
    found = sorted(peers, key=lambda one: formatting.collation_key(view.name(one)))
    text = view.words("near.peers" if situation.peers.are_good else "near.nearest")
    link = html.A(text, href=write(Selection(view.words.language, "peers", area=situation.area.area_id)))
    return [html.P([link, f": {', '.join(view.name(one) for one in found)}"], className="near quiet")]


def beside_line(view: View, situation: Situation) -> list[Component]:
    """Name the commuting area that is shown beside the country, or say why there is none and what is instead."""
    area, words, beside = view.own_area, view.words, situation.beside
    if area.level in {"country", "commuting_area", *CLASSES}:
        return []
    level = words("level.commuting_area")
    if beside is None:
        return [html.P(words("near.apart", level=level), className="near quiet")]
    link = html.A(
        view.name(beside.area), href=write(Selection(view.words.language, "situation", area=beside.area.area_id))
    )
    if not beside.is_commuting_area:
        return [
            html.P([words("near.none", level=level), " ", words("level.subregion"), ": ", link], className="near quiet")
        ]
    part = queries.main_commuting_areas(view.handle)[area.area_id][1]
    shown = formatting.with_unit(formatting.number(100 * part, 0, view.language), "percent", words)
    rest = [f" ({words('near.part', part=shown)})"] if HALF <= part < 1 else []
    return [html.P([f"{level}: ", link, *rest], className="near quiet")]
