"""A live warehouse with the real boundaries of the municipalities, fetched from a map service on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from ingest.command import refresh
from tests import short
from tests.document_server import serving_documents
from tests.pxweb_server import serving
from tests.refreshing import REFUSED
from tests.shared import SHARED
from vertaispeili import warehouse
from vertaispeili.settings import Settings
from vertaispeili.warehouse import Warehouse


def boundaries() -> object:
    """The boundaries as the map service sends them; only where the shared data are."""
    assert SHARED is not None, "callers are skipped where the boundaries are absent"
    collection = orjson.loads((SHARED / "geo" / "municipalities_2025.geojson").read_bytes())
    for feature in collection["features"]:
        feature["properties"] = {"kunta": feature["properties"]["municipality_code"]}
    return collection


@contextmanager
def refreshed(folder: Path) -> Iterator[Warehouse]:
    """Refresh a folder once: the statistics of the sample's protocol, the boundaries as they are on the ground."""
    real = boundaries()
    with (
        serving(short.publisher()) as statistics,
        serving_documents(change=lambda address, document: real if "GetFeature" in address else document) as documents,
    ):
        settings = Settings(
            data_dir=folder,
            statfin_url=statistics.base,
            classification_url=REFUSED,
            geo_url=documents.address,
            retry_seconds=5,
        )
        refresh(settings, "live")
        yield warehouse.of(settings, "live")
