"""The address of a view: parsed once into a Selection, written back from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import parse_qs, quote, urlencode

Language = Literal["fi", "sv", "en"]
VIEWS = ("lines", "ranking")
SPANS = ("2", "5", "10", "all")
MOST_AREAS = 10
_MOST_PARAMETERS = 100
COUNTRY = "SSS"
_LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
_PERIOD = re.compile(r"^(\d{4})(?:-(0[1-9]|1[0-2]))?$")


class UnknownAddressError(Exception):
    """The address names something that is not there; `what` is page, area, areas, indicator, view, span or period."""

    def __init__(self, what: str, value: str, language: Language | None) -> None:
        super().__init__(f"{what}: {value}")
        self.what = what
        self.value = value
        self.language: Language | None = language


@dataclass(frozen=True)
class Known:
    """What an address may name in the published data, and what it opens with."""

    areas: frozenset[str]
    indicators: frozenset[str]
    periods: frozenset[date]
    first_indicator: str
    home_area: str | None


@dataclass(frozen=True)
class Selection:
    """One view: a page in a language with what is chosen on it. `area` is the own area, if there is one."""

    language: Language
    page: str
    area: str | None = None
    areas: tuple[str, ...] = ()
    indicator: str = ""
    view: str = VIEWS[0]
    span: str = SPANS[1]
    period: date | None = None

    @property
    def address(self) -> str:
        """The canonical address of the view."""
        return write(self)


def parse(path: str, query: str, known: Known) -> Selection:
    """Return the view that an address names; raises UnknownAddressError for anything that is not there."""
    language, page, rest = _split(path)
    if query.count("&") >= _MOST_PARAMETERS:
        raise UnknownAddressError("page", path, language)
    values = parse_qs(query.lstrip("?"), errors="replace")
    home = known.home_area if known.home_area in known.areas else None
    if page == "" and not rest:
        return _situation(language, home, values, known) if home else Selection(language, "start")
    if page == "situation" and len(rest) == 1:
        return _situation(language, _one_of("area", rest[0], known.areas, language), values, known)
    if page == "compare" and not rest:
        return _compare(language, home, values, known)
    if page == "data" and not rest:
        return Selection(language, "data", area=_own_area(language, home, values, known))
    raise UnknownAddressError("page", path, language)


def language_of(path: str) -> Language | None:
    """Return the language that a path begins with, if it is one of ours."""
    first = path.strip("/").split("/", 1)[0]
    return next((language for language in _LANGUAGES if language == first), None)


def write(selection: Selection) -> str:
    """Return the address of a view, without what is at its default."""
    base = f"/{selection.language}/"
    pairs: list[tuple[str, str]] = []
    if selection.page == "situation":
        base += f"situation/{quote(selection.area or COUNTRY)}"
    elif selection.page != "start":
        base += selection.page
    if selection.page == "compare":
        pairs += [("indicator", selection.indicator)] if selection.indicator else []
        pairs += [("area", area) for area in selection.areas]
        pairs += [("view", selection.view)] if selection.view != VIEWS[0] else []
        pairs += [("span", selection.span)] if selection.span != SPANS[1] else []
    if selection.page == "data" and selection.area:
        pairs.append(("area", selection.area))
    if selection.period:
        pairs.append(("period", f"{selection.period:%Y-%m}"))
    return base + ("?" + urlencode(pairs) if pairs else "")


def _split(path: str) -> tuple[Language, str, list[str]]:
    language = language_of(path)
    if language is None:
        raise UnknownAddressError("language", path, None)
    parts = path.split("/")[2:]
    return language, (parts[0] if parts else ""), parts[1:]


def _situation(language: Language, area: str | None, values: Mapping[str, Sequence[str]], known: Known) -> Selection:
    return Selection(language, "situation", area=area, period=_period(language, values, known))


def _compare(language: Language, home: str | None, values: Mapping[str, Sequence[str]], known: Known) -> Selection:
    asked = tuple(dict.fromkeys(values.get("area", ())))
    if len(asked) > MOST_AREAS:
        raise UnknownAddressError("areas", str(len(asked)), language)
    areas = tuple(_one_of("area", area, known.areas, language) for area in asked)
    areas = areas or tuple(area for area in (home, COUNTRY) if area)
    indicator = _last(values, "indicator") or known.first_indicator
    return Selection(
        language,
        "compare",
        area=next((area for area in areas if area != COUNTRY), COUNTRY),
        areas=areas,
        indicator=_one_of("indicator", indicator, known.indicators | {""}, language),
        view=_one_of("view", _last(values, "view") or VIEWS[0], frozenset(VIEWS), language),
        span=_one_of("span", _last(values, "span") or SPANS[1], frozenset(SPANS), language),
        period=_period(language, values, known),
    )


def _own_area(language: Language, home: str | None, values: Mapping[str, Sequence[str]], known: Known) -> str | None:
    asked = _last(values, "area")
    return _one_of("area", asked, known.areas, language) if asked else home


def _last(values: Mapping[str, Sequence[str]], name: str) -> str | None:
    return values[name][-1] if values.get(name) else None


def _one_of(what: str, value: str, allowed: frozenset[str], language: Language) -> str:
    if value not in allowed:
        raise UnknownAddressError(what, value, language)
    return value


def _period(language: Language, values: Mapping[str, Sequence[str]], known: Known) -> date | None:
    text = _last(values, "period")
    if text is None:
        return None
    match = _PERIOD.match(text)
    try:
        found = date(int(match[1]), int(match[2] or 1), 1) if match else None
    except ValueError:
        found = None
    if found is None or found not in known.periods:
        raise UnknownAddressError("period", text, language)
    return found
