"""The parts of an address: how each is read from its query, checked against the published data, and written back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.selection.model import (
    COMMUTERS,
    COMMUTING_TABLES,
    COMPARED,
    DIGITS,
    DIVISIONS,
    HEAVIEST,
    LANGUAGE_CLASSES,
    LANGUAGES,
    MAP_CLASSES,
    MAP_FORMS,
    MAP_LEVELS,
    MAP_ORDERS,
    MARKETS,
    MATCHING_TABLES,
    MOST_AREAS,
    MOST_INDICATORS,
    PEER_TABLES,
    SCALINGS,
    SERVICE_TABLES,
    SPANS,
    TRANSFORMS,
    VIEWS,
    WHOLE_LEVELS,
    YEARS,
    Known,
    Language,
    Selection,
    UnknownAddressError,
)

_PERIOD = re.compile(r"^(\d{4})(?:-(0[1-9]|1[0-2]))?$")


@dataclass(frozen=True)
class Asked:
    """What an address gives for one parameter: `texts` in order, none when it is left out."""

    name: str
    texts: Sequence[str]
    known: Known
    language: Language

    @property
    def last(self) -> str | None:
        """The one that counts where only one is taken."""
        return self.texts[-1] if self.texts else None

    def refuse(self, value: str, what: str = "") -> UnknownAddressError:
        """Return the error that names what is not there."""
        return UnknownAddressError(what or self.name, value, self.language)


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name in the query is that of its control; `field` is the Selection's.

    read: the value, its default when nothing is asked; raises UnknownAddressError. write: the texts that stand in the
    address, none for a value at its default.
    """

    name: str
    field: str
    read: Callable[[Asked], Any]
    write: Callable[[Selection], Sequence[str]]


def choice(name: str, options: Sequence[str], default: str, field: str = "") -> Parameter:
    """One of a few words."""

    def read(asked: Asked) -> str:
        value = asked.last or default
        if value not in options:
            raise asked.refuse(value)
        return value

    def write(selection: Selection) -> Sequence[str]:
        value = getattr(selection, field or name)
        return () if value == default else (value,)

    return Parameter(name, field or name, read, write)


def area_of(asked: Asked, value: str) -> str:
    """Return the id of a published area."""
    if value not in asked.known.areas:
        raise asked.refuse(value, "area")
    return value


def _areas(asked: Asked) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(asked.texts))
    if len(given) > MOST_AREAS:
        raise asked.refuse(str(len(given)), "areas")
    return tuple(area_of(asked, area) for area in given)


def _own_area(asked: Asked) -> str | None:
    return area_of(asked, asked.last) if asked.last else asked.known.home


def _indicator(asked: Asked) -> str:
    value = asked.last or asked.known.first_indicator
    if value and value not in asked.known.indicators:
        raise asked.refuse(value)
    return value


def _indicators(asked: Asked) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(asked.texts)) or (asked.known.first_indicator,)
    if len(given) > MOST_INDICATORS:
        raise asked.refuse(str(len(given)), "indicators")
    for one in given:
        if one and one not in asked.known.indicators:
            raise asked.refuse(one)
    return tuple(one for one in given if one)


def _period(asked: Asked) -> date | None:
    if asked.last is None:
        return None
    match = _PERIOD.match(asked.last)
    try:
        found = date(int(match[1]), int(match[2] or 1), 1) if match else None
    except ValueError:
        found = None
    if found is None or found not in asked.known.periods:
        raise asked.refuse(asked.last)
    return found


def _given(field: str) -> Callable[[Selection], Sequence[str]]:
    return lambda selection: (getattr(selection, field),) if getattr(selection, field) else ()


AREAS = Parameter("area", "areas", _areas, lambda selection: selection.areas)
OWN_AREA = Parameter("area", "area", _own_area, _given("area"))
INDICATOR = Parameter("indicator", "indicator", _indicator, _given("indicator"))
PERIOD = Parameter(
    "period", "period", _period, lambda selection: (f"{selection.period:%Y-%m}",) if selection.period else ()
)
_WEIGHT = re.compile(r"([a-z0-9_]{1,60}):([0-9](?:\.[0-9]{1,2})?)")


def _weights(asked: Asked) -> tuple[tuple[str, float], ...]:
    given: dict[str, float] = {}
    for text in asked.texts:
        match = _WEIGHT.fullmatch(text)
        if match is None or match[1] not in asked.known.features or float(match[2]) > HEAVIEST:
            raise asked.refuse(text)
        given[match[1]] = float(match[2])
    return tuple(sorted((feature, weight) for feature, weight in given.items() if weight != 1))


def _language_classes(asked: Asked) -> tuple[str, ...]:
    for one in asked.texts:
        if one not in LANGUAGE_CLASSES:
            raise asked.refuse(one)
    return tuple(sorted(set(asked.texts)))


def _division(asked: Asked) -> str:
    value = asked.last or DIVISIONS[0]
    if value not in DIVISIONS and value not in asked.known.rules:
        raise asked.refuse(value)
    return value


DIVISION = Parameter(
    "division",
    "division",
    _division,
    lambda selection: () if selection.division == DIVISIONS[0] else (selection.division,),
)
COMMUTER = choice("show", COMMUTERS, COMMUTERS[0], field="commuters")
COMMUTING_TABLE = choice("table", COMMUTING_TABLES, COMMUTING_TABLES[0], field="commuting_table")
INDICATORS = Parameter("indicator", "indicators", _indicators, lambda selection: selection.indicators)
BASE = Parameter("base", "base", _period, lambda selection: (f"{selection.base:%Y-%m}",) if selection.base else ())
WHOLE = choice("level", ("", *WHOLE_LEVELS), "", field="whole")
TRANSFORM = choice("transform", TRANSFORMS, TRANSFORMS[0])
VIEW = choice("view", VIEWS, VIEWS[0])
SPAN = choice("span", SPANS, SPANS[1])
MAP_LEVEL = choice("level", MAP_LEVELS, MAP_LEVELS[0])
MAP_FORM = choice("form", MAP_FORMS, MAP_FORMS[0])
MAP_CLASS = choice("classes", MAP_CLASSES, MAP_CLASSES[0])
MAP_ORDER = choice("order", MAP_ORDERS, MAP_ORDERS[0])
WEIGHTS = Parameter(
    "weight",
    "weights",
    _weights,
    lambda selection: [f"{feature}:{weight:g}" for feature, weight in selection.weights],
)
SCALING = choice("scaling", SCALINGS, SCALINGS[0])
LANGUAGE_CLASS = Parameter(
    "language_class", "language_classes", _language_classes, lambda selection: selection.language_classes
)
ALAND = choice("aland", ("", "true"), "")
PEER_YEARS = choice("years", YEARS, YEARS[2])
PEER_TABLE = choice("table", PEER_TABLES, PEER_TABLES[0])
OCCUPATION_DIGITS = choice("digits", DIGITS, DIGITS[0])
MARKET = choice("market", MARKETS, MARKETS[0])
MATCHING_TABLE = choice("table", MATCHING_TABLES, MATCHING_TABLES[0], field="matching_table")
SERVICE_TABLE = choice("table", SERVICE_TABLES, SERVICE_TABLES[0], field="service_table")
COMPARE = choice("compare", COMPARED, COMPARED[0], field="compared")
OTHERS = Parameter("with", "others", _areas, lambda selection: selection.others)
WRITTEN_IN = choice("lang", ("", *LANGUAGES), "", field="written_in")
# What is searched for is no claim that it is there: it is never refused.
SEARCH = Parameter("q", "search", lambda asked: (asked.last or "")[:100], _given("search"))
