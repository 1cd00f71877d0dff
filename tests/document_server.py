"""A classification service and a map service on the loopback interface, answering from the seeds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import orjson
import polars as pl

from ingest.compare import KnownAreas
from tests.pxweb_server import listening

SEEDS = Path(__file__).resolve().parents[1] / "sql" / "seeds"
PREFIX = {"kunta": "KU", "maakunta": "MK", "seutukunta": "SK", "tyollisyysalue": "TA", "hyvinvointialue": "HVA"}

Change = Callable[[str, object], object]


def seed(name: str) -> pl.DataFrame:
    return pl.read_csv(SEEDS / f"{name}.csv", infer_schema=False)


def known_areas() -> KnownAreas:
    """The division of the seeds, as a refresh knows it."""
    unplaced = frozenset(seed("unplaced_area")["area_id"])
    return KnownAreas(
        frozenset(seed("area")["area_id"]) | unplaced, frozenset(seed("municipality_change")["old_id"]), unplaced
    )


@dataclass
class DocumentServer:
    """`change` is given each document (its address and its JSON) before it is sent; `status` is sent with all."""

    change: Change = lambda _address, document: document
    status: int = 200
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def document(self, target: str) -> object:
        parts = urlsplit(target)
        path, language = unquote(parts.path), parse_qs(parts.query).get("lang", ["fi"])[0]
        if path.endswith("/classificationItems"):
            document = _items(path.split("/")[-2], language)
        elif path.endswith("/maps"):
            document = _maps(path.split("/")[-2].split("#")[1])
        else:
            document = _map()
        return self.change(target, document)


@contextmanager
def serving_documents(**options: object) -> Iterator[DocumentServer]:
    """Serve for the length of a test; `address` is that of both services."""
    server = DocumentServer(**options)

    class Handler(BaseHTTPRequestHandler):
        wbufsize = 1 << 20

        def do_GET(self) -> None:
            server.asked.append(self.path)
            document = server.document(self.path) if server.status == 200 else "Service unavailable"
            body = document if isinstance(document, bytes) else orjson.dumps(document)
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with listening(Handler) as address:
        server.address = address
        yield server


def _of(classification: str) -> tuple[str, pl.DataFrame]:
    prefix = PREFIX[classification.split("_", maxsplit=1)[0]]
    return prefix, seed("area").filter(pl.col("area_id").str.contains(rf"^{prefix}\d+$"))


def _items(classification: str, language: str) -> list[dict[str, object]]:
    if classification.startswith("ammatti_"):
        occupations = seed("occupation").filter(pl.col("is_occupation") == "true")
        named = occupations.select("occupation_id", f"name_{language}").iter_rows()
        return [{"code": code, "classificationItemNames": [{"lang": language, "name": name}]} for code, name in named]
    prefix, areas = _of(classification)
    return [
        {
            "code": area.removeprefix(prefix),
            "level": 1,
            "classificationItemNames": [{"lang": language, "name": name}],
            "explanatoryNotes": [],
        }
        for area, name in areas.select("area_id", f"name_{language}").iter_rows()
    ]


def _maps(classification: str) -> list[dict[str, object]]:
    prefix, areas = _of(classification)
    members = seed("area_member").join(areas, on="area_id", how="semi")
    return [
        {"sourceItem": {"code": municipality[2:]}, "targetItem": {"code": area.removeprefix(prefix)}}
        for area, municipality in members.select("area_id", "municipality_id").iter_rows()
    ]


def _map() -> dict[str, object]:
    """A square for each municipality, drawn the way GeoJSON asks (outer rings against the clock)."""
    features = [
        {
            "type": "Feature",
            "id": f"kunta4500k_2026.{number}",
            "properties": {"kunta": municipality[2:], "nimi": municipality},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[22.0, 61.0], [22.1, 61.0], [22.1, 61.1], [22.0, 61.1], [22.0, 61.0]]]],
            },
        }
        for number, municipality in enumerate(seed("municipality")["municipality_id"])
    ]
    return {"type": "FeatureCollection", "features": features}
