"""The share of unemployed on a map: the areas of the level, or the municipalities around a municipality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app import formatting, maps, queries
from app.figures import map_classes
from app.figures.map_classes import Classes
from app.figures.map_palette import MAP_TOKENS
from app.figures.map_shape import Ring, around, joined
from app.maps import HIDDEN, MISSING, MIXED
from app.maps.legend import class_texts
from app.maps.numbers import MapNumbers, fill_of
from app.report import cells
from app.report.facts import Facts
from app.report.model import Cell, Chart, Column, Group, Place, Section, Series
from app.report.pictures import title_of
from app.report.sections.parts import made
from app.report.tables import source_line, table_of
from app.selection import Selection
from app.situation import CLASSES, SHARE
from app.values import Area, Point
from app.view import View

_INK = MAP_TOKENS["light"]
_MOST_SAID = 10


@dataclass(frozen=True)
class _Drawn:
    """The areas that are drawn, the highest first, with their figures; how they are filled."""

    rows: tuple[tuple[Area, Point | None], ...]
    numbers: MapNumbers

    def fill(self, point: Point | None) -> str:
        found = fill_of(self.numbers.classes, point, None)
        return MIXED if len(found) > 1 else found


def section(facts: Facts) -> Section | None:
    """Return the section; None for classes of municipalities and where there are no figures."""
    drawn = None if facts.area.level in CLASSES else _drawn(facts)
    return made(facts, "map", [_chart(facts, drawn)]) if drawn else None


def _drawn(facts: Facts) -> _Drawn | None:
    level = "employment_area" if facts.area.is_country else facts.area.level
    selection = replace(facts.view.selection, page="map", level=level, indicator=SHARE, span="2")
    found = maps.mapped(_view(facts, selection))
    if found is None or not any(found.point(one) for one in found.areas):
        return None
    shown = replace(found, classes=_classes(found))
    names = {one.area_id: formatting.collation_key(facts.name(one)) for one in found.areas}
    near = _near(facts) if level == "municipality" else set(names)
    rows = [row for row in maps.in_order(shown, "high", names) if row[0].area_id in near]
    return _Drawn(tuple(rows), shown)


def _view(facts: Facts, selection: Selection) -> View:
    return replace(facts.view, selection=selection)


def _classes(found: MapNumbers) -> Classes:
    # One still picture: the classes are those of its own month, whole figures counted twice like both their bounds.
    known = [one for one in found.figures.values() if one.status != "missing" and not one.is_hidden]
    return map_classes.quantiles(end for one in known for end in (one.low, one.high) if end is not None)


def _near(facts: Facts) -> set[str]:
    known, members = queries.areas(facts.view.handle), queries.members(facts.view.handle)
    regions = [one.area_id for one in known.values() if one.level == "region"]
    own = next((one for one in regions if facts.area.area_id in members.get(one, ())), facts.area.area_id)
    return set(members.get(own, (facts.area.area_id,)))


def _chart(facts: Facts, drawn: _Drawn) -> Chart:
    words, indicator = facts.words, drawn.numbers.indicator
    title = title_of(facts, indicator, [facts.area])
    columns = [
        Column("area", words("peers.area"), is_number=False),
        Column("value", indicator.short.of(facts.language)),
    ]
    shown = [(area, _cell(facts, drawn, area, point)) for area, point in drawn.rows]
    rows = [[cells.word(facts.name(area)), cell] for area, cell in shown]
    table = table_of(
        facts,
        ("map", words("report.caption.map", title=indicator.title.of(facts.language))),
        columns,
        rows,
        [indicator],
    )
    said = ", ".join(f"{facts.name(area)} {cell.text}" for area, cell in shown[:_MOST_SAID])
    groups = _groups(facts, drawn)
    names = [fill for fill, _ in groups]
    period = facts.when(drawn.numbers.period, indicator.frequency)
    return Chart(
        id="map",
        kind="map",
        title=title,
        unit=f"{words(f'level_set.{drawn.numbers.level}')}, {cells.unit_name(indicator, words)}, {period}",
        alternative=words("report.alternative.map", title=title, figures=said),
        source=" · ".join([source_line(facts, indicator), *_boundaries(facts)]),
        series=tuple(Series(facts.name(area), _role(facts, area), ((facts.name(area), cell),)) for area, cell in shown),
        table=table,
        note=words("report.note.map", set=words(f"level_set.{drawn.numbers.level}")),
        places=_places(facts, drawn, names),
        legend=tuple(group for _, group in groups),
    )


def _role(facts: Facts, area: Area):
    return "own" if area == facts.area else "other"


def _cell(facts: Facts, drawn: _Drawn, area: Area, point: Point | None) -> Cell:
    return cells.figure(point, drawn.numbers.indicator, area, facts)


def _groups(facts: Facts, drawn: _Drawn) -> list[tuple[str, Group]]:
    """Return the fills that occur, the highest class first, with their line of the legend."""
    classes = drawn.numbers.classes
    texts = class_texts(facts.view, drawn.numbers)
    fills = {drawn.fill(point) for _, point in drawn.rows}
    named = [
        (str(tone), Group(text, _INK[f"map-{tone}"]))
        for tone, text in reversed(list(zip(classes.tones, texts, strict=True)))
    ]
    words = facts.words
    named += [
        (MIXED, Group(words("report.legend.mixed"), _INK["map-2"], is_hatched=True)),
        (HIDDEN, Group(words("map.legend.hidden"), _INK["map-none"], is_hatched=True)),
        (MISSING, Group(words("map.legend.missing"), _INK["map-none"])),
    ]
    return [(fill, group) for fill, group in named if fill in fills or (fill.isdigit() and fill != MIXED)]


def _places(facts: Facts, drawn: _Drawn, names: Sequence[str]) -> tuple[Place, ...]:
    form = "boundaries" if maps.has_boundaries(facts.view.handle) else "tiles"
    drawing, members = maps.drawing(facts.view.handle, form), queries.members(facts.view.handle)
    return tuple(
        Place(facts.name(area), _upright(rings), names.index(drawn.fill(point)), is_own=area == facts.area)
        for area, point in drawn.rows
        if (rings := drawing.of(members.get(area.area_id, ())))
    )


def _upright(rings: Sequence[Ring]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return what goes around an area, with y to the north."""
    return tuple(tuple((float(x), float(-y)) for x, y in ring) for ring in joined(around(rings)))


def _boundaries(facts: Facts) -> list[str]:
    known = queries.freshness(facts.view.handle).get("statfin_boundary")
    if known is None or not maps.has_boundaries(facts.view.handle):
        return [facts.words("map.tiles_note")]
    return [facts.words("map.boundaries_source", publisher=known.publisher.of(facts.language), licence=known.licence)]
