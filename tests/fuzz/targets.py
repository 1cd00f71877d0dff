"""Everything that reads bytes of strangers, each as one function that may refuse but never crash, hang or grow."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import orjson

from app import callback_body
from ingest import catalogue
from ingest.body import Incomplete, read_body
from ingest.catalogue import Source
from ingest.compare import KnownAreas
from ingest.errors import IngestError
from ingest.readers import boundary, classification, jsonstat, px
from ingest.readers.pxweb import metadata
from tests.ingest.readers.encode import AREA, Form, table
from tests.ingest.readers.encode import jsonstat as as_jsonstat
from tests.ingest.readers.encode import px as as_px
from vertaispeili.methods import own_table
from vertaispeili.resources import sql_directory

LARGEST_UNPACKED = 1_000_000


@dataclass(frozen=True)
class Target:
    """A reader: `read` returns or refuses in its own words; `seeds` are good inputs to start from."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _packed(body: bytes) -> object:
    pieces: Iterator[bytes] = iter([body[:10], body[10:]])
    unpacked = read_body(pieces, {"content-encoding": "gzip"}, LARGEST_UNPACKED)
    assert len(unpacked) <= LARGEST_UNPACKED
    return unpacked


@cache
def _source(reader: str) -> Source:
    return next(source for source in catalogue.sources(sql_directory()) if source.reader == reader)


def _boundary(body: bytes) -> object:
    return boundary.read(_source("boundary"), body, KnownAreas(frozenset({"KU091"})))


def _classification(body: bytes) -> object:
    addresses = classification._addresses(_source("classification"), "https://x.invalid")
    return classification.read(_source("classification"), dict.fromkeys(addresses, body), None)


def _own(body: bytes) -> object:
    text = own_table.decoded(body)
    return text and own_table.read(text, {"area": ("area", "alue"), "value": ("value", "luku")}, frozenset({"area"}))


_CALLBACKS: Mapping[str, Mapping[str, object]] = {
    "results.children": {
        "callback": print,
        "inputs": [{"id": "url", "property": "pathname"}, {"id": "url", "property": "search"}],
        "state": [],
    }
}


def _callback(body: bytes) -> object:
    return callback_body.fault(body, _CALLBACKS)


def _zipped(name: str, body: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, body)
    return made.getvalue()


_TABLE = table(352001, 351000, 52578, 14.2, 0, "...")
_JSON = as_jsonstat(_TABLE)
_METADATA = {
    "title": "Työttömät",
    "variables": [
        {"code": "Alue", "text": "Alue", "values": ["SSS", "KU091"], "valueTexts": ["KOKO MAA", "Helsinki"]},
        {"code": "timeperiod_m", "text": "Kuukausi", "values": ["2026M10"], "valueTexts": ["2026M10"], "time": True},
    ],
}
_SHAPE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"kunta": "091", "nimi": "Helsinki"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[22.0, 61.0], [22.1, 61.0], [22.1, 61.1], [22.0, 61.0]]],
            },
        }
    ],
}
_CALL = {"output": "results.children", "inputs": [{"id": "url", "property": "pathname", "value": "/fi/"}]}

TARGETS: Mapping[str, Target] = {
    "jsonstat": Target(jsonstat.decode, (_JSON, as_jsonstat(_TABLE, Form(value="sparse")))),
    "px": Target(px.decode, (as_px(table(352001, 52578, "...", variables=(AREA,)), 1), as_px(_TABLE, 1))),
    "gzip": Target(_packed, (gzip.compress(_JSON, mtime=0), gzip.compress(bytes(3 * LARGEST_UNPACKED), mtime=0))),
    "zip": Target(_packed, (_zipped("12r5.px", as_px(_TABLE, 1)), _zipped("x.json", _JSON))),
    "metadata": Target(lambda body: metadata.parse(body, "fi"), (orjson.dumps(_METADATA),)),
    "boundary": Target(_boundary, (orjson.dumps(_SHAPE),)),
    "classification": Target(
        _classification, (b'[{"code":"091","classificationItemNames":[{"lang":"fi","name":"Helsinki"}]}]',)
    ),
    "own table": Target(_own, ("alue;luku\nKU091;1,5\n".encode("utf-16"), b'area,value\n"KU091","1"\n')),
    "callback": Target(_callback, (orjson.dumps(_CALL),)),
}


def try_on(target: Target, body: bytes) -> None:
    """Give bytes to a reader; a refusal in its own words is an answer, any other exception is a fault of ours."""
    with suppress(IngestError, Incomplete):
        target.read(body)


def write_seeds(folder: Path, target: Target) -> None:
    """Write the good inputs as files, for a fuzzer to start from."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (folder / f"seed-{number}").write_bytes(seed)
