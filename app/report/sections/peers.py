"""Beside whom: who the compared areas are, how far, where the own area stands among them."""

from collections.abc import Mapping, Sequence

from app import formatting, queries, sentences
from app.peers import peers_of
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Chart, Column, Role, Section, Series, Table
from app.report.pictures import title_of
from app.report.sections.parts import made, paragraph
from app.report.tables import Figures, area_cells, indicator_name, middle_cell, source_line, table_of
from app.situation import SHARE
from app.values import Area, Indicator, Point, Standing
from vertaispeili.methods.peers import Peers

_SHOWN = (SHARE, "broad_unemployment_share", "long_term_share", "under_25_share", "activation_rate", "employment_rate")
_COLUMNS = (SHARE, "broad_unemployment_share", "long_term_share", "activation_rate")
_MOST_SAID = 10  # areas in the words for the picture


def section(facts: Facts) -> Section | None:
    """Return the section; None where nobody is compared with."""
    if not facts.comparison.areas:
        return None
    share = facts.indicators(SHARE)
    return made(
        facts,
        f"compared_{facts.comparison.kind}",
        [
            paragraph(_who(facts)),
            _strip(facts, share[0]) if share else None,
            _areas(facts, share),
            _position(facts, facts.indicators(*_SHOWN)),
        ],
    )


def _found(facts: Facts) -> Peers | None:
    return peers_of(facts.view.handle, facts.area.area_id) if facts.comparison.kind == "peers" else None


def _who(facts: Facts) -> list[str]:
    words, areas = facts.words, facts.comparison.areas
    if facts.comparison.kind == "level":
        return [words("report.compared.level", set=words(f"level_set.{facts.area.level}"), n=len(areas))]
    names = ", ".join(facts.name(one) for one in areas)
    if facts.comparison.kind == "codes":
        return [words("report.compared.codes", names=names)]
    found = _found(facts)
    said = [words("peers.headline", names=names)]
    if found is not None and not found.are_good and found.usual_distance is not None:
        distance, usual = (
            formatting.number(one, 2, facts.language) for one in (found.peers[0].distance, found.usual_distance)
        )
        said.insert(0, words("peers.far", name=facts.name(areas[0]), distance=distance, usual=usual))
    return [*said, words("report.compared.peers")]


def _ordered(facts: Facts, share: Sequence[Indicator]) -> list[Area]:
    """Peers stay nearest first; a whole level goes from the highest share to the lowest, with the own area among it."""
    if facts.comparison.kind != "level":
        return [facts.area, *facts.comparison.areas]
    areas = [*facts.comparison.areas, facts.area]
    found = facts.figures(share, areas)

    def share_of(area: Area) -> tuple[float, tuple[str, ...]]:
        own = found.get((SHARE, area.area_id))
        low, high = (own.now.low, own.now.high) if own else (None, None)
        return -(low + high) if low is not None and high is not None else 0.0, formatting.collation_key(
            facts.name(area)
        )

    return sorted(areas, key=share_of)


def _areas(facts: Facts, share: Sequence[Indicator]) -> Table | None:
    indicators = facts.indicators(*_COLUMNS)
    if not indicators:
        return None
    words, areas = facts.words, _ordered(facts, share)
    found = facts.figures(indicators, [*areas, facts.country])
    peers = _found(facts)
    columns = [Column("area", words("peers.area"), is_number=False)]
    columns += [Column("distance", words("peers.distance"))] if peers else []
    columns += [Column(one.indicator_id, indicator_name(facts, one, is_short=True)) for one in indicators]
    rows = [
        [cells.word(_named(facts, area)), *_distance(facts, peers, area), *area_cells(facts, area, indicators, found)]
        for area in [*areas, *([] if facts.area.is_country else [facts.country])]
    ]
    title = words(f"report.caption.compared_{facts.comparison.kind}")
    return table_of(facts, ("compared_areas", title), columns, rows, indicators)


def _named(facts: Facts, area: Area) -> str:
    name = facts.name(area)
    return f"{name} ({facts.words('peers.own_row')})" if area == facts.area else name


def _distance(facts: Facts, peers: Peers | None, area: Area) -> list[Cell]:
    if peers is None:
        return []
    known = next((one.distance for one in peers.peers if one.area_id == area.area_id), None)
    if known is None:
        return [cells.NONE]
    formula = facts.words("report.formula.distance")
    return [
        Cell(
            formatting.number(known, 2, facts.language), round(known, 6), status="complete", decimals=2, formula=formula
        )
    ]


def _position(facts: Facts, indicators: Sequence[Indicator]) -> Table | None:
    shown = [one for one in indicators if one.comparable_between_areas]
    if not shown or facts.area.is_country:
        return None
    words = facts.words
    found = facts.figures(shown, [facts.area, *facts.comparison.areas])
    columns = [
        Column("indicator", words("report.column.indicator"), is_number=False),
        Column("own", facts.name(facts.area)),
        Column("lowest", words("report.column.lowest")),
        Column("middle", words("report.column.median")),
        Column("highest", words("report.column.highest")),
        Column("rank", words("report.column.rank")),
    ]
    standings = _standings(facts, shown)
    rows = [[*_position_row(facts, one, found), _rank(facts, standings.get(one.indicator_id, ()))] for one in shown]
    return table_of(facts, ("position", words("report.caption.position")), columns, rows, shown)


def _position_row(facts: Facts, indicator: Indicator, found: Figures) -> list[Cell]:
    known = [
        (area, own.now)
        for area in facts.comparison.areas
        if (own := found.get((indicator.indicator_id, area.area_id)))
        and own.now.low is not None
        and not own.now.is_hidden
    ]
    lowest = min(known, key=lambda one: one[1].low or 0.0, default=None)
    highest = max(known, key=lambda one: one[1].high or 0.0, default=None)
    own = found.get((indicator.indicator_id, facts.area.area_id))
    return [
        cells.word(indicator_name(facts, indicator, is_short=True)),
        cells.figure(own.now if own else None, indicator, facts.area, facts),
        _end(facts, indicator, lowest),
        middle_cell(facts, indicator, found),
        _end(facts, indicator, highest),
    ]


def _end(facts: Facts, indicator: Indicator, one: tuple[Area, Point] | None) -> Cell:
    return cells.figure(one[1], indicator, one[0], facts) if one else cells.NONE


def _rank(facts: Facts, standings: Sequence[Standing]) -> Cell:
    own = next((one for one in standings if one.area_id == facts.area.area_id), None)
    if own is None or own.areas < sentences.SMALLEST_RANKED_SET:
        return cells.NONE
    place = str(own.rank_from) if own.rank_from == own.rank_to else f"{own.rank_from}–{own.rank_to}"
    return cells.word(f"{place}/{own.areas}")


def _standings(facts: Facts, indicators: Sequence[Indicator]) -> Mapping[str, Sequence[Standing]]:
    wanted = tuple((one.indicator_id, period) for one in indicators if (period := facts.period_of(one)))
    named = () if facts.comparison.kind == "level" else (facts.area.area_id, *facts.comparison.area_ids)
    return queries.standings(facts.view.handle, wanted, facts.area.level, named)


def _strip(facts: Facts, indicator: Indicator) -> Chart | None:
    areas = _ordered(facts, [indicator])
    found = facts.figures([indicator], [*areas, facts.country])
    role: Role = "other" if facts.comparison.kind == "codes" else "peer"
    roles: dict[str, Role] = {facts.area.area_id: "own", facts.country.area_id: "country"}
    others = [one for one in areas if one != facts.area]
    drawn = [facts.area, *others, *([] if facts.area.is_country else [facts.country])]
    series: list[Series] = []
    for area in drawn:
        own = found.get((indicator.indicator_id, area.area_id))
        cell = cells.figure(own.now if own else None, indicator, area, facts)
        if cell.is_number:
            series.append(Series(facts.name(area), roles.get(area.area_id, role), ((facts.name(area), cell),)))
    if len(series) < 2:
        return None
    words = facts.words
    title = title_of(facts, indicator, [facts.area])
    said = ", ".join(f"{one.name} {one.points[0][1].text}" for one in series[:_MOST_SAID])
    columns = [
        Column("area", words("peers.area"), is_number=False),
        Column("value", indicator.short.of(facts.language)),
    ]
    rows = [[cells.word(one.name), one.points[0][1]] for one in series]
    table = table_of(facts, ("strip", words("report.caption.numbers", title=title)), columns, rows, [indicator])
    return Chart(
        id="strip",
        kind="strip",
        title=title,
        unit=f"{cells.unit_name(indicator, words)}, {facts.when(facts.period, indicator.frequency)}",
        alternative=words("report.alternative.strip", title=title, figures=said),
        source=source_line(facts, indicator),
        series=tuple(series),
        table=table,
        note=table.note,
    )
