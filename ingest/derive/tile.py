"""The tile map: an equal hexagon for every municipality, near its neighbours, so that the whole looks like Finland."""

import math

import polars as pl

from vertaispeili.methods.hexagon import Point, from_origin
from vertaispeili.methods.tile_layout import Places, layout

_KILOMETRES_PER_DEGREE = 111.2
_MIDDLE_LONGITUDE = 27.0  # of the national grid: the map is as upright as the official one
# Åland is what lies south and west of here; the sea between is kept, so that it is seen to be by itself.
_ALAND_SOUTH_OF, _ALAND_WEST_OF = 61.0, 21.2


def tile(catalogue_municipality: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each municipality: municipality_id, tile_column, tile_row (whole numbers from 0).

    Row 0 is the northernmost, column 0 the westernmost. Hexagons stand point up; every odd row stands half a hexagon
    to the right: with w the width of a hexagon, its middle is at x = w (tile_column + (tile_row mod 2) / 2) and
    y = w tile_row √3 / 2. Order: municipality_id. Needs municipality_id, latitude, longitude (degrees, of the main
    locality) and land_area_km2.
    """
    municipalities = catalogue_municipality.sort("municipality_id")
    if municipalities.is_empty():
        return pl.DataFrame(schema={"municipality_id": pl.String, "tile_column": pl.Int64, "tile_row": pl.Int64})
    spacing = math.sqrt(municipalities["land_area_km2"].sum() / len(municipalities))
    centres = list(zip(municipalities["latitude"], municipalities["longitude"], strict=True))
    islands = [int(latitude < _ALAND_SOUTH_OF and longitude < _ALAND_WEST_OF) for latitude, longitude in centres]
    cells = from_origin(
        layout(Places([_point(latitude, longitude, spacing) for latitude, longitude in centres], islands))
    )
    return municipalities.select(
        "municipality_id",
        tile_column=pl.Series([column for column, _ in cells], dtype=pl.Int64),
        tile_row=pl.Series([row for _, row in cells], dtype=pl.Int64),
    )


def _point(latitude: float, longitude: float, spacing: float) -> Point:
    # East and south of a point on the middle meridian, in mean distances between municipalities.
    east = (longitude - _MIDDLE_LONGITUDE) * _KILOMETRES_PER_DEGREE * math.cos(math.radians(latitude))
    return east / spacing, -latitude * _KILOMETRES_PER_DEGREE / spacing
