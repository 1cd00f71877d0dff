"""The address of a view: parsed once into a Selection, written back from it."""

from urllib.parse import parse_qs, quote, urlencode

from app.selection.model import (
    COMMUTERS,
    COMMUTING_TABLES,
    COMPARED,
    COUNTRY,
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
from app.selection.pages import ADDRESSES
from app.selection.parameters import Asked, area_of

__all__ = [
    "COMMUTERS",
    "COMMUTING_TABLES",
    "COMPARED",
    "COUNTRY",
    "DIGITS",
    "DIVISIONS",
    "HEAVIEST",
    "LANGUAGES",
    "LANGUAGE_CLASSES",
    "MAP_CLASSES",
    "MAP_FORMS",
    "MAP_LEVELS",
    "MAP_ORDERS",
    "MARKETS",
    "MATCHING_TABLES",
    "MOST_AREAS",
    "MOST_INDICATORS",
    "PEER_TABLES",
    "SCALINGS",
    "SPANS",
    "TRANSFORMS",
    "VIEWS",
    "WHOLE_LEVELS",
    "YEARS",
    "Known",
    "Language",
    "Selection",
    "UnknownAddressError",
    "language_of",
    "parse",
    "write",
]
_MOST_PARAMETERS = 100


def parse(path: str, query: str, known: Known) -> Selection:
    """Return the view that an address names; raises UnknownAddressError for anything that is not there."""
    language, page, rest = _split(path)
    if query.count("&") >= _MOST_PARAMETERS:
        raise UnknownAddressError("page", path, language)
    if page == "" and not rest:
        if known.home is None:
            return Selection(language, "start")
        page, rest = "situation", [known.home]
    address = ADDRESSES.get(page)
    if address is None or len(rest) != address.has_area_in_path:
        raise UnknownAddressError("page", path, language)
    values = parse_qs(query.lstrip("?"), errors="replace")
    fields = {
        parameter.field: parameter.read(Asked(parameter.name, values.get(parameter.name, ()), known, language))
        for parameter in address.parameters
    }
    if rest:
        fields["area"] = area_of(Asked("area", rest, known, language), rest[0])
    return address.complete(Selection(language, page, **fields), known)


def language_of(path: str) -> Language | None:
    """Return the language that a path begins with, if it is one of ours."""
    first = path.strip("/").split("/", 1)[0]
    return next((language for language in LANGUAGES if language == first), None)


def write(selection: Selection) -> str:
    """Return the canonical address of a view, without what is at its default."""
    address = ADDRESSES.get(selection.page)
    if address is None:
        return f"/{selection.language}/{'' if selection.page == 'start' else selection.page}"
    place = f"/{quote(selection.area or COUNTRY)}" if address.has_area_in_path else ""
    pairs = [(parameter.name, text) for parameter in address.parameters for text in parameter.write(selection)]
    return f"/{selection.language}/{selection.page}{place}" + ("?" + urlencode(pairs) if pairs else "")


def _split(path: str) -> tuple[Language, str, list[str]]:
    language = language_of(path)
    if language is None:
        raise UnknownAddressError("language", path, None)
    parts = path.split("/")[2:]
    return language, (parts[0] if parts else ""), parts[1:]
