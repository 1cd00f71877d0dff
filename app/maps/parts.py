"""The parts that the drawing of a map is made from in the browser: shapes, the numbers of the player, addresses."""

from collections.abc import Iterable
from functools import lru_cache

from app import formatting, queries
from app.db import Handle
from app.figures import map_shape
from app.figures.map_shape import Drawing
from app.maps.numbers import EPOCH, MapNumbers, fill_of, seen_breaks, span_of
from app.queries import maps
from app.selection import Selection, write
from app.values import Point
from app.view import View

# A few towns, far apart, to find one's way by.
PLACES = ("KU091", "KU853", "KU837", "KU905", "KU179", "KU297", "KU564", "KU698")


def form_of(view: View) -> str:
    """Return the form to draw: boundaries where they have been fetched and are asked for, else tiles."""
    return view.selection.form if has_boundaries(view.handle) else "tiles"


@lru_cache(maxsize=8)
def has_boundaries(handle: Handle) -> bool:
    """Tell whether the boundaries have been fetched."""
    return bool(maps.boundaries(handle))


@lru_cache(maxsize=8)
def drawing(handle: Handle, form: str) -> Drawing:
    """Return the shapes of the municipalities in a form."""
    return map_shape.ground(maps.boundaries(handle)) if form == "boundaries" else map_shape.tiles(maps.tiles(handle))


def numbers_address(view: View) -> str:
    """Return the address of the numbers of the player: the same for every month, order and own area."""
    selection, indicator = view.selection, view.indicator(view.selection.indicator)
    span = "all" if indicator and span_of(view, indicator)[0] == EPOCH else selection.span
    asked = Selection(
        selection.language,
        "map",
        indicator=selection.indicator,
        level=selection.level,
        classes=selection.classes,
        span=span,
    )
    return write(asked).replace("/map", "/map/numbers", 1)


def shapes_address(view: View) -> str:
    """Return the address of the shapes of the map."""
    asked = Selection(view.words.language, "map", level=view.selection.level, form=form_of(view))
    return write(asked).replace("/map", "/map/shapes", 1)


class _Figures:
    """Each distinct figure once: [text, fill]."""

    def __init__(self, view: View, found: MapNumbers) -> None:
        self.texts: list[list[str]] = []
        self._places: dict[tuple[float | None, float | None, str, float | None], int] = {}
        self._view, self._found = view, found
        self._is_beside = found.classes.cut == "country"

    def place(self, point: Point | None, country: Point | None) -> int:
        """Return where a figure is in the list; `country` is the country's of the same period."""
        whole = country.exact if country and self._is_beside else None
        key = (point.low, point.high, point.status, whole) if point else (None, None, "missing", None)
        at = self._places.get(key)
        if at is None:
            at = self._places[key] = len(self.texts)
            text = formatting.figure(point, self._found.indicator, self._view.words)
            self.texts.append([text, fill_of(self._found.classes, point, country)])
        return at


def payload(view: View, found: MapNumbers) -> dict[str, object]:
    """Return the numbers of every period for the player: each distinct figure once, rows of places in that list.

    figures: [text, fill]; rows: by period, in the order of areas; country: text by period; periods: [value in the
    address, words, note].
    """
    words, indicator, known = view.words, found.indicator, _Figures(view, found)
    every = maps.every_figure(view.handle, indicator.indicator_id, found.level, found.span)
    area_ids = [area.area_id for area in found.areas]
    rows = [
        [known.place(of_areas.get(area_id), every.country.get(period)) for area_id in area_ids]
        for period, of_areas in every.areas.items()
    ]
    return {
        "areas": [[area.area_id, view.name(area)] for area in found.areas],
        "figures": known.texts,
        "rows": rows,
        "country": [formatting.figure(every.country.get(one), indicator, words) for one in found.periods],
        "periods": [
            [f"{one:%Y-%m}", formatting.capital(formatting.period(one, indicator.frequency, view.language)), note]
            for one, note in zip(found.periods, _notes(view, found), strict=True)
        ],
    }


def _notes(view: View, found: MapNumbers) -> list[str]:
    preliminary = maps.preliminary_periods(view.handle, found.indicator.indicator_id)
    named = {one.first_period: one.name.of(view.language) for one in seen_breaks(view, found) if not one.is_recurring}
    return [
        " · ".join(
            note for note in (named.get(one, ""), view.words("date.preliminary") if one in preliminary else "") if note
        )
        for one in found.periods
    ]


def shapes(view: View) -> dict[str, object]:
    """Return the shapes of a level's areas: [id, path, x, y], what is in no area, the lines between areas, places."""
    form, level = form_of(view), view.selection.level
    drawn = drawing(view.handle, form)
    members = queries.members(view.handle)
    areas = [one.area_id for one in queries.areas(view.handle).values() if one.level == level]
    placed = {municipality for area in areas for municipality in members.get(area, ())}
    outlined = areas if level != "municipality" else _regions(view)
    return {
        "box": [drawn.width, drawn.height],
        "areas": [
            [area, map_shape.path(rings), *map_shape.centre(rings)]
            for area in areas
            if (rings := drawn.of(members.get(area, ())))
        ],
        "rest": map_shape.path(drawn.of(one for one in drawn.rings if one not in placed)),
        "lines": map_shape.lines(
            {edge for area in outlined for edge in map_shape.around(drawn.of(members.get(area, ())))}
        ),
        "places": [[one, *map_shape.centre(drawn.rings[one])] for one in PLACES if one in drawn.rings],
    }


def _regions(view: View) -> Iterable[str]:
    return [one.area_id for one in queries.areas(view.handle).values() if one.level == "region"]
