"""Boundaries of the municipalities, from the map service (WFS), as GeoJSON geometries."""

from itertools import pairwise
from typing import Annotated, Literal

import orjson
import polars as pl
from pydantic import BaseModel, Field, ValidationError

from ingest.answer import Transport
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.compare import KnownAreas
from ingest.errors import BadAnswer, SourceChanged
from ingest.fetch import Fetched, Keeping
from ingest.readers.documents import Documents, bodies, fetch_documents
from ingest.snapshot import Snapshot

# Finland in degrees with room to spare: metres, or latitude first, fall outside.
_WEST, _SOUTH, _EAST, _NORTH = 18.0, 59.0, 33.0, 71.0
_DOCUMENT = "boundaries"

Point = tuple[float, float]
Ring = Annotated[list[Point], Field(min_length=4)]
Rings = Annotated[list[Ring], Field(min_length=1)]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Rings


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1)]


class _Properties(BaseModel):
    kunta: Annotated[str, Field(pattern=r"^\d{3}$")]


class _Feature(BaseModel):
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Collection(BaseModel):
    type: Literal["FeatureCollection"]
    features: list[_Feature]


def fetch(source: Source, transport: Transport, address: str, keeping: Keeping) -> Fetched:
    """Ask the map service for the layer that the source names, in WGS 84.

    `BadAnswer` when it is no such map, `SourceChanged` when a municipality known here lacks a boundary, has two, or
    one is there that is not known.
    """
    url = (
        f"{address}?service=WFS&version=2.0.0&request=GetFeature&typeName={source.table}"
        "&outputFormat=application/json&srsName=EPSG:4326"
    )
    wanted = Documents(source, {_DOCUMENT: url}, lambda found: read(source, found[_DOCUMENT], keeping.areas))
    return fetch_documents(wanted, transport, keeping)


def frame(source: Source, snapshot: Snapshot | None, bronze: Bronze) -> pl.DataFrame:
    """The held snapshot as rows of area_id, geometry (GeoJSON text); none without one."""
    if snapshot is None:
        return pl.DataFrame(schema={"area_id": pl.String, "geometry": pl.String})
    return read(source, bodies(snapshot, bronze)[_DOCUMENT], None)


def read(source: Source, body: bytes, known: KnownAreas | None) -> pl.DataFrame:
    """Understand a map, and hold it against the municipalities known (unless None: it was, when it came).

    Rows: area_id, geometry, in order of ids. Outer rings run clockwise, as the drawing of the maps needs.
    """
    try:
        features = _Collection.model_validate_json(body).features
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "it"
        raise BadAnswer(f"the answer is not a map of municipalities: {place}: {first['msg'].lower()}") from error
    ids = sorted(f"KU{feature.properties.kunta}" for feature in features)
    if known is not None and ids != sorted(known.of("KU")):
        missing = sorted(known.of("KU") - set(ids))
        odd = sorted({one for one in ids if ids.count(one) > 1 or one not in known.of("KU")})
        raise SourceChanged(
            f"{source.table}: expected each of the {len(known.of('KU'))} municipalities once; missing: "
            f"{', '.join(missing[:8]) or 'none'}; new or twice: {', '.join(odd[:8]) or 'none'}."
        )
    rows = [{"area_id": f"KU{feature.properties.kunta}", "geometry": _geometry(feature)} for feature in features]
    return pl.DataFrame(rows, schema={"area_id": pl.String, "geometry": pl.String}).sort("area_id")


def _geometry(feature: _Feature) -> str:
    shape = feature.geometry
    polygons = [shape.coordinates] if isinstance(shape, _Polygon) else shape.coordinates
    wound = [_wound(polygon, f"KU{feature.properties.kunta}") for polygon in polygons]
    return orjson.dumps({"type": shape.type, "coordinates": wound[0] if shape.type == "Polygon" else wound}).decode()


def _wound(polygon: list[list[Point]], area_id: str) -> list[list[Point]]:
    """The outer ring clockwise, holes the other way; `BadAnswer` for a ring that is open, flat or not in Finland."""
    rings: list[list[Point]] = []
    for place, ring in enumerate(polygon):
        if ring[0] != ring[-1]:
            raise BadAnswer(f"a boundary of {area_id} is not closed")
        if not all(_WEST <= x <= _EAST and _SOUTH <= y <= _NORTH for x, y in ring):
            raise BadAnswer(f"a boundary of {area_id} lies outside Finland: expected degrees, longitude first")
        area = sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairwise(ring))
        if abs(area) < 1e-12:
            raise BadAnswer(f"a boundary of {area_id} encloses nothing")
        is_clockwise = area < 0
        rings.append(ring if is_clockwise == (place == 0) else ring[::-1])
    return rings
