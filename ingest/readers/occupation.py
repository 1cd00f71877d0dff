"""Names of occupations and their groups, from the classification service."""

import polars as pl

from ingest.answer import Transport
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.errors import BadAnswer, SourceChanged
from ingest.fetch import Fetched, Keeping
from ingest.readers.classification import LANGUAGES, items
from ingest.readers.documents import Bodies, Documents, bodies, fetch_documents
from ingest.snapshot import Snapshot

_DIGITS = 4  # a fifth stands for divisions that no statistic here has
_LEAST = 400  # the groups of one to four digits are some six hundred


def fetch(source: Source, transport: Transport, address: str, keeping: Keeping) -> Fetched:
    """Ask the service at `address` for the classification in three languages.

    `SourceChanged` when a language lacks a name that another has, or most of the classification is not there.
    """
    wanted = Documents(source, _addresses(source, address), lambda found: read(source, found))
    return fetch_documents(wanted, transport, keeping)


def frame(source: Source, snapshot: Snapshot | None, bronze: Bronze) -> pl.DataFrame:
    """The held snapshot as rows of occupation_id, name_fi, name_sv, name_en; none without one."""
    if snapshot is None:
        return pl.DataFrame(schema=dict.fromkeys(("occupation_id", *_columns()), pl.String))
    return read(source, bodies(snapshot, bronze))


def read(source: Source, found: Bodies) -> pl.DataFrame:
    """Understand the documents."""
    lacking = sorted(set(LANGUAGES) - set(found))
    if lacking:
        raise BadAnswer(f"{source.table}: the documents held lack {', '.join(lacking)}; the next refresh fetches them.")
    names = {language: items(found[language], language) for language in LANGUAGES}
    codes = sorted(code for code in names["fi"] if len(code) <= _DIGITS)
    unnamed = [code for code in codes if any(code not in names[language] for language in LANGUAGES)]
    if len(codes) < _LEAST or unnamed:
        raise SourceChanged(
            f"{source.table}: expected some six hundred occupations and groups named in three languages, found "
            f"{len(codes)}, of which {len(unnamed)} are not named in all of them."
        )
    return pl.DataFrame(
        {"occupation_id": codes, **{f"name_{one}": [names[one][code] for code in codes] for one in LANGUAGES}}
    )


def _addresses(source: Source, address: str) -> dict[str, str]:
    place = f"{address.rstrip('/')}/classifications/{source.table}/classificationItems"
    return {language: f"{place}?content=data&meta=max&lang={language}&format=json" for language in LANGUAGES}


def _columns() -> tuple[str, ...]:
    return tuple(f"name_{language}" for language in LANGUAGES)
