"""Whether a new release of a table can be what it claims to be, beside the release held and the areas known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ingest.catalogue import Source
from ingest.errors import SourceChanged
from ingest.snapshot import Snapshot

Codes = Mapping[str, tuple[str, ...]]

_MONTH = re.compile(r"(\d{4})M(0[1-9]|1[0-2])")
_MODELLED = re.compile(r"(KU|MK|SK|TA|HVA|EVK)(\d|JO)|SSS$")
_UNITS = {
    "number": {"number", "lukumäärä", "antal", "lkm", "kpl", "st", "henkilöä", "persons", "personer"},
    "percent": {"percent", "prosentti", "prosenttia", "procent", "per cent", "%"},
    "weeks": {"weeks", "week", "wk", "viikko", "viikkoa", "vko", "vk", "vecka", "veckor"},
    "days": {"days", "day", "päivä", "päivää", "pv", "dag", "dagar", "dygn"},
}
_SHOWN = 8


@dataclass(frozen=True)
class KnownAreas:
    """Area codes of the present division (unplaced buckets too), codes dissolved before it, and the buckets alone."""

    present: frozenset[str]
    dissolved: frozenset[str] = frozenset()
    unplaced: frozenset[str] = frozenset()

    def of(self, prefix: str) -> frozenset[str]:
        """Return the true areas of one level, by the prefix of its codes."""
        form = re.compile(rf"{prefix}\d+")
        return frozenset(code for code in self.present - self.unplaced if form.fullmatch(code))


@dataclass(frozen=True)
class Release:
    """What a release brings: per column the codes asked for and all the codes the table offers."""

    codes: Codes
    offered: Codes


def compare_codes(source: Source, held: Snapshot | None, release: Release, areas: KnownAreas) -> None:
    """Raise `SourceChanged` when a release lost what it should have, or brings an area that nobody knows.

    A table may drop its oldest periods (the window rolls, by at most half of what is held) and areas that are known
    to be dissolved.
    """
    for name, column in source.columns.items():
        before = held.codes.get(name, ()) if held else ()
        offered = set(release.offered[name])
        lost = [code for code in before if code not in offered]
        if column.role == "area":
            undissolved = [code for code in lost if code not in areas.dissolved]
            _refuse(source, "lost areas that were not dissolved", undissolved)
            known = areas.present | areas.dissolved
            new = [code for code in release.codes[name] if _MODELLED.match(code) and code not in known]
            _refuse(source, "brings areas that are not in the division known here", new)
        elif column.role == "time":
            _compare_periods(source, before, lost, release.codes[name])
        elif not column.values:  # declared values were found one by one when the table was resolved
            _refuse(source, f"lost values of {name}", lost)


def compare_units(
    source: Source, held: Snapshot | None, units: Mapping[str, str], categories: Mapping[str, Mapping[str, str]]
) -> None:
    """Raise `SourceChanged` when the unit of a content is not the declared one, or not the one held.

    units: content code to the publisher's unit, where it gives one. A unit in words not known here may be declared as
    anything, but may not change.
    """
    for code, declared in _declared_units(source, categories).items():
        found = _meaning(units.get(code, declared))
        if found != _meaning(declared) and {found, _meaning(declared)} <= set(_UNITS):
            raise SourceChanged(f"{source.table}: expected the unit {declared} of {code}, found {units[code]!r}.")
    for code, before in (held.units if held else {}).items():
        if _meaning(units.get(code, before)) != _meaning(before):
            raise SourceChanged(f"{source.table}: the unit of {code} was {before!r} and is now {units[code]!r}.")


def _compare_periods(source: Source, before: tuple[str, ...], lost: list[str], now: tuple[str, ...]) -> None:
    if before and max(now) < max(before):
        raise SourceChanged(f"{source.table} went back in time: it ended with {max(before)} and now with {max(now)}.")
    _refuse(source, "lost periods in the middle", [code for code in lost if code > min(now)])
    if len(lost) * 2 > len(before):
        raise SourceChanged(f"{source.table} shrank: {len(lost)} of the {len(before)} periods held are gone.")
    months = sorted(code for code in now if _MONTH.fullmatch(code))
    gaps = [f"{one} to {other}" for one, other in pairwise(months) if _next(one) != other]
    _refuse(source, "has holes between its months", gaps)


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}M{number % 12 + 1:02d}"


def _declared_units(source: Source, categories: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        categories[name][id_]: category.unit
        for name, column in source.columns.items()
        if column.role == "content"
        for id_, category in column.values.items()
        if category.unit is not None and id_ in categories[name]
    }


def _meaning(unit: str) -> str:
    """A unit in our word where it is known, else as the publisher writes it."""
    plain = unit.strip().lower().rstrip(".")
    return next((ours for ours, theirs in _UNITS.items() if plain in theirs), plain)


def _refuse(source: Source, what: str, codes: Iterable[str]) -> None:
    found = list(codes)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise SourceChanged(
            f"{source.table} {what}: {', '.join(found[:_SHOWN])}{more}. If this is meant, say so in the seeds or in "
            f"the description of {source.id}."
        )
