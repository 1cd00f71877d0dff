"""Who the peers are: how far, how surely, what sets them apart; every feature beside; the same for a download."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from app import formatting, queries
from app.components.attributes import aria
from app.components.caption import Caption
from app.components.folded import Folded, TableCell, folded_table
from app.components.marks import sample_mark
from app.components.peers.choices import weight_text
from app.components.peers.parts import area_link
from app.components.source import source_text
from app.components.tools import tools
from app.downloads.numbers import Amount, Numbers
from app.downloads.numbers import Cell as FileCell
from app.peer_facts import PeerFacts
from app.queries.structure import StructuralFeature, features, structure_sources
from app.selection import write
from app.values import Area
from app.view import View
from vertaispeili.methods.peers import Part, Peer, Peers

_REASONS = 2  # features named beside a peer, each way


def structure_panel(view: View, facts: PeerFacts, found: Peers) -> Component:
    """Show the peers, nearest first."""
    words = view.words
    nearest = {"name": view.name(facts.peers[0]), "distance": _distance(found.peers[0].distance, view)}
    title = words("peers.structure_title" if found.are_good else "peers.structure_far", **nearest)
    scale = words(f"peers.scales.{facts.choice.scaling}")
    under = words("peers.structure_under", scale=scale, years=years(facts))
    caption = Caption("structure", title, under, title, ())
    return html.Section(
        [
            html.H2([title, *sample_mark(view)]),
            html.P(under, className="quiet under"),
            _peers(view, facts, found),
            html.Ul([html.Li(one) for one in _notes(view, facts, found)], className="notes"),
            html.Details([html.Summary(words("peers.definitions")), _definitions(view, facts)]),
            html.P(" · ".join(source_lines(view)), className="source"),
            tools(view, caption, table=_features(view, facts, found), is_chart=False),
        ],
        className="panel chart peer-structure",
    )


def years(facts: PeerFacts) -> str:
    """Return the years that the structure is from: '2024–2025'."""
    known = sorted({facts.structure.years[one.feature_id].year for one in facts.features})
    return "–".join(str(year) for year in dict.fromkeys((known[0], known[-1]))) if known else ""


def source_lines(view: View) -> list[str]:
    """Name the tables that the structure is from, with their dates."""
    known = queries.freshness(view.handle)
    return [source_text(view, known[one]) for one in structure_sources(view.handle) if one in known]


def _peers(view: View, facts: PeerFacts, found: Peers) -> Component:
    widest = max((peer.distance for peer in found.peers), default=1.0) or 1.0
    shown = zip(found.peers, facts.peers, strict=True)
    return html.Ol([html.Li(_peer(view, facts, peer, area, widest)) for peer, area in shown], className="peer-list")


def _peer(view: View, facts: PeerFacts, peer: Peer, area: Area, widest: float) -> list[Component]:
    words = view.words
    by_share = sorted(zip(peer.parts, facts.features, strict=True), key=lambda one: -one[0].share)
    few = min(_REASONS, len(by_share) // 2 or 1)
    filled = html.Span(style={"width": f"{100 * peer.distance / widest:.0f}%"})
    told = f"{words('peers.distance')} {_distance(peer.distance, view)}"
    who = [
        html.P([html.Span(f"{peer.rank}. ", className="quiet"), area_link(view, area)], className="name"),
        html.P([told, *sample_mark(view)]),
        html.Span(filled, className="gauge", **aria(hidden="true")),
        html.P(f"{words('peers.stability')} {_stability(facts, peer)}", className="quiet"),
    ]
    apart = [_reason(view, facts, area, part, feature) for part, feature in by_share[:few]]
    alike = [_likeness(view, facts, area, feature) for _, feature in reversed(by_share[few:][-few:])]
    return [
        html.Div(who),
        *(
            html.Div([html.P(words(f"peers.{key}"), className="label"), *reasons])
            for key, reasons in (("apart", apart), ("alike", alike))
            if reasons
        ),
    ]


def _stability(facts: PeerFacts, peer: Peer) -> str:
    runs = len(facts.features)
    return "–" if peer.stability is None else f"{round(peer.stability * runs)}/{runs}"


def _reason(view: View, facts: PeerFacts, area: Area, part: Part, feature: StructuralFeature) -> Component:
    own, its = (value_text(view, facts, one.area_id, feature) for one in (facts.area, area))
    name, share = feature.title.of(view.language), _share(part, view)
    return html.P(view.words("peers.reason", feature=name, own=own, peer=its, share=share))


def _likeness(view: View, facts: PeerFacts, area: Area, feature: StructuralFeature) -> Component:
    own, its = (value_text(view, facts, one.area_id, feature) for one in (facts.area, area))
    return html.P(view.words("peers.likeness", feature=feature.title.of(view.language), own=own, peer=its))


def value_text(view: View, facts: PeerFacts, area_id: str, feature: StructuralFeature) -> str:
    """Return a feature's value: '90,2 %', '479 893'."""
    value = facts.structure.values.get((area_id, feature.feature_id))
    if value is None:
        return view.words("figure.missing")
    text = formatting.number(value, _decimals(feature), view.language)
    return formatting.with_unit(text, feature.unit, view.words)


def _decimals(feature: StructuralFeature) -> int:
    return 1 if feature.unit == "percent" else 0


def _distance(value: float, view: View) -> str:
    return formatting.number(value, 2, view.language)


def _share(part: Part, view: View) -> str:
    return formatting.with_unit(formatting.number(100 * part.share, 0, view.language), "percent", view.words)


def _notes(view: View, facts: PeerFacts, found: Peers) -> list[str]:
    words = view.words
    usual = "–" if found.usual_distance is None else _distance(found.usual_distance, view)
    notes = [words("peers.distance_note", usual=usual), words("peers.stability_note")]
    known = features(view.handle)
    reasons: dict[str, list[str]] = {}
    for one in found.left_out:
        reasons.setdefault(one.reason, []).append(known[one.feature_id].title.of(view.language))
    notes += [words(f"peers.left_out.{reason}", features="; ".join(names)) for reason, names in reasons.items()]
    return [*notes, *([words("peers.lacking", n=len(found.lacking))] if found.lacking else [])]


def _features(view: View, facts: PeerFacts, found: Peers) -> Component:
    words = view.words
    head = [words("peers.feature"), *(view.name(one) for one in [facts.area, *facts.peers])]
    weights = dict(facts.choice.weights)
    rows: list[list[Folded]] = [
        [words("peers.distance"), "–", *(_distance(peer.distance, view) for peer in found.peers)],
        [words("peers.stability"), "–", *(_stability(facts, peer) for peer in found.peers)],
    ]
    for at, feature in enumerate(facts.features):
        weight = weights.get(feature.feature_id)
        heavy = words("peers.weighs", weight=weight_text(weight, view.language)) if weight else ""
        cells = [
            TableCell(value_text(view, facts, area.area_id, feature), f"({_share(peer.parts[at], view)})")
            for peer, area in zip(found.peers, facts.peers, strict=True)
        ]
        own = value_text(view, facts, facts.area.area_id, feature)
        rows.append([TableCell(feature.title.of(view.language), heavy), own, *cells])
    return folded_table(view, words("peers.features_caption"), head, rows)


def _definitions(view: View, facts: PeerFacts) -> Component:
    return html.Ul(
        [
            html.Li([html.B(f"{one.title.of(view.language)}: "), one.description.of(view.language)])
            for one in facts.features
        ],
        className="notes",
    )


def structure_numbers(view: View, facts: PeerFacts) -> Numbers:
    """Return one row for each peer and feature: the two values, the share of the distance, the distance."""
    words, found = view.words, facts.found
    keys = ("rank", "feature", "own", "peer", "share", "weight", "distance", "stability")
    shown = zip(found.peers if found else (), facts.peers, strict=True)
    about = [(words("csv.about.address"), write(view.selection)), ("", words("peers.lead"))]
    about += [(words("sample.word"), words("sample.banner"))] if view.is_sample else []
    about += [(words("csv.source"), text) for text in source_lines(view)]
    about += [(one.title.of(view.language), one.description.of(view.language)) for one in facts.features]
    return Numbers(
        name=f"{words('peers.files.structure')}-{facts.area.area_id}",
        title=f"{view.name(facts.area)} – {words('page.peers')}",
        language=view.language,
        columns=(words("csv.area_code"), words("csv.area"), *(words(f"peers.columns.{one}") for one in keys)),
        rows=tuple(row for peer, area in shown for row in _file_rows(view, facts, peer, area)),
        about=tuple(about),
        sample=words("sample.word") if view.is_sample else None,
    )


def _file_rows(view: View, facts: PeerFacts, peer: Peer, area: Area) -> Iterator[tuple[FileCell, ...]]:
    weights, values = dict(facts.choice.weights), facts.structure.values
    for part, feature in zip(peer.parts, facts.features, strict=True):
        yield (
            area.area_id,
            view.name(area),
            Amount(peer.rank, 0),
            feature.title.of(view.language),
            *(Amount(values[one.area_id, feature.feature_id], _decimals(feature)) for one in (facts.area, area)),
            Amount(100 * part.share, 1),
            Amount(weights.get(feature.feature_id, 1.0), 2),
            Amount(peer.distance, 4),
            None if peer.stability is None else Amount(100 * peer.stability, 0),
        )
