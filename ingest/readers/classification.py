"""Areas, their names and their municipalities, from the classification service."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

import polars as pl
from pydantic import AliasChoices, AliasPath, BaseModel, Field, TypeAdapter, ValidationError

from ingest.answer import Transport
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.compare import KnownAreas
from ingest.errors import BadAnswer, SourceChanged
from ingest.fetch import Fetched, Keeping
from ingest.readers.documents import Bodies, Documents, bodies, fetch_documents
from ingest.snapshot import Snapshot

LANGUAGES = ("fi", "sv", "en")
# Level to the prefix of our ids and the number of digits of the service's codes.
LEVELS = {
    "municipality": ("KU", 3),
    "region": ("MK", 2),
    "subregion": ("SK", 3),
    "employment_area": ("TA", 2),
    "wellbeing_county": ("HVA", 2),
    "development_centre": ("EVK", 2),
}
T = TypeVar("T")


@dataclass(frozen=True)
class Areas:
    """areas: area_id, level, name_fi, name_sv, name_en. members: area_id, municipality_id; both in order of ids."""

    areas: pl.DataFrame
    members: pl.DataFrame

    @property
    def joined(self) -> pl.DataFrame:
        """One row for each municipality of an area: the columns of both."""
        return self.areas.join(self.members, on="area_id").sort("area_id", "municipality_id")


def fetch(source: Source, transport: Transport, address: str, keeping: Keeping) -> Fetched:
    """Ask the service at `address` for the classifications that the source's options name, in three languages.

    `SourceChanged` unless every municipality known here, and no other, has a name and one area on each level.
    """
    wanted = Documents(source, _addresses(source, address), lambda found: read(source, found, keeping.areas))
    return fetch_documents(wanted, transport, keeping)


def frame(source: Source, snapshot: Snapshot | None, bronze: Bronze) -> pl.DataFrame:
    """The held snapshot as rows of area_id, level, name_fi, name_sv, name_en, municipality_id; none without one."""
    if snapshot is None:
        names = ("area_id", "level", "name_fi", "name_sv", "name_en", "municipality_id")
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return read(source, bodies(snapshot, bronze), None).joined


def read(source: Source, found: Bodies, known: KnownAreas | None) -> Areas:
    """Understand the documents, and hold them against the areas known (unless None: they were, when they came)."""
    lacking = sorted(set(_addresses(source, "")) - set(found))
    if lacking:
        raise BadAnswer(f"{source.table}: the documents held lack {', '.join(lacking)}; the next refresh fetches them.")
    names: list[dict[str, str]] = []
    members: list[dict[str, str]] = []
    for level in ("municipality", *source.options):
        texts = {language: items(found[f"{level} {language}"], language) for language in LANGUAGES}
        pairs = _pairs(found[level], level) if level != "municipality" else {code: code for code in texts["fi"]}
        if known is not None:
            _compare(source, level, pairs, known)
        used = sorted(set(pairs.values()))
        names += [_named(source, level, code, texts) for code in used]
        members += [
            {"area_id": _id(level, area), "municipality_id": _id("municipality", code)} for code, area in pairs.items()
        ]
    return Areas(pl.DataFrame(names).sort("area_id"), pl.DataFrame(members).sort("area_id", "municipality_id"))


def _addresses(source: Source, address: str) -> dict[str, str]:
    base = address.rstrip("/")
    wanted: dict[str, str] = {}
    for level, classification in {"municipality": source.table, **source.options}.items():
        for language in LANGUAGES:
            items = f"{base}/classifications/{classification}/classificationItems"
            wanted[f"{level} {language}"] = f"{items}?content=data&meta=max&lang={language}&format=json"
        if level != "municipality":
            table = f"{base}/correspondenceTables/{source.table}%23{classification}/maps"
            wanted[level] = f"{table}?content=data&meta=min&lang=fi&format=json"
    return wanted


class _Name(BaseModel):
    name: str = Field(min_length=1)
    lang: str = ""


class _Item(BaseModel):
    code: str = Field(min_length=1)
    names: list[_Name] = Field(alias="classificationItemNames", min_length=1)


class _Map(BaseModel):
    # Older answers write sourceLocalId where newer ones have sourceItem.code.
    source: str = Field(validation_alias=AliasChoices(AliasPath("sourceItem", "code"), "sourceLocalId"))
    target: str = Field(validation_alias=AliasChoices(AliasPath("targetItem", "code"), "targetLocalId"))


# An empty document would retire every area.
_Items = TypeAdapter(Annotated[list[_Item], Field(min_length=1)])
_Maps = TypeAdapter(Annotated[list[_Map], Field(min_length=1)])


def items(body: bytes, language: str) -> dict[str, str]:
    """Return the name of each code; `BadAnswer` when the document is no classification."""
    found = _parsed(_Items, body, f"a classification in {language}")
    return {item.code: next((one for one in item.names if one.lang == language), item.names[0]).name for item in found}


def _pairs(body: bytes, level: str) -> dict[str, str]:
    """Municipality's code to its area's; `SourceChanged` when one has two."""
    found = _parsed(_Maps, body, f"a correspondence table of {level}")
    twice = [code for code, count in Counter(pair.source for pair in found).items() if count > 1]
    if twice:
        raise SourceChanged(f"the municipality {twice[0]} is in two areas of the level {level}.")
    return {pair.source: pair.target for pair in found}


def _parsed(adapter: TypeAdapter[T], body: bytes, what: str) -> T:
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "it"
        raise BadAnswer(f"the answer is not {what}: {place}: {first['msg'].lower()}") from error


def _compare(source: Source, level: str, pairs: Mapping[str, str], known: KnownAreas) -> None:
    """Every municipality and every area known here, and no other."""
    for what, got in (("municipality", pairs), (level, pairs.values())):
        ids = {_id(what, code) for code in got}
        expected = known.of(LEVELS[what][0])
        if ids ^ expected:
            missing, new = sorted(expected - ids), sorted(ids - expected)
            raise SourceChanged(
                f"{source.table}: the level {level} should have the {len(expected)} codes of the division known here; "
                f"missing: {', '.join(missing[:8]) or 'none'}; new: {', '.join(new[:8]) or 'none'}."
            )


def _named(source: Source, level: str, code: str, texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    for language in LANGUAGES:
        if code not in texts[language]:
            raise SourceChanged(f"{source.table}: {level} {code} has no name in {language}.")
    return {
        "area_id": _id(level, code),
        "level": level,
        **{f"name_{language}": texts[language][code] for language in LANGUAGES},
    }


def _id(level: str, code: str) -> str:
    prefix, digits = LEVELS[level]
    return f"{prefix}{code.rpartition('/')[2].zfill(digits)}"
