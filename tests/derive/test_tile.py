"""The tile map: every municipality has a hexagon, near its neighbours, and the whole looks like Finland."""

import math
from functools import cache

import polars as pl

from ingest.derive.tile import tile
from vertaispeili.methods.hexagon import Cell, Point, around, centre
from vertaispeili.resources import sql_directory

SEEDS = sql_directory() / "seeds"
MUNICIPALITY = pl.read_csv(SEEDS / "municipality.csv")
REGION = {
    row["municipality_id"]: row["area_id"]
    for row in pl.read_csv(SEEDS / "area_member.csv").iter_rows(named=True)
    if row["area_id"].startswith("MK")
}


@cache
def cells() -> dict[str, Cell]:
    return {name: (column, row) for name, column, row in tile(MUNICIPALITY).iter_rows()}


def ground() -> dict[str, Point]:
    return {
        row["municipality_id"]: (row["longitude"] * math.cos(math.radians(row["latitude"])), -row["latitude"])
        for row in MUNICIPALITY.iter_rows(named=True)
    }


def nearest(places: dict[str, Point], count: int) -> dict[str, set[str]]:
    return {
        name: set(sorted(places, key=lambda other, at=at: math.dist(places[other], at))[1 : count + 1])
        for name, at in places.items()
    }


def cell(name: str) -> Cell:
    return cells()[name]


def test_every_municipality_has_a_tile_of_its_own_counted_from_zero() -> None:
    assert list(cells()) == sorted(MUNICIPALITY["municipality_id"])
    assert len(set(cells().values())) == 308
    assert min(column for column, _ in cells().values()) == min(row for _, row in cells().values()) == 0


def test_the_six_nearest_on_the_ground_are_near_on_the_map() -> None:
    steps = [
        math.dist(centre(cell(name)), centre(cell(other)))
        for name, others in nearest(ground(), 6).items()
        for other in others
    ]
    assert sum(step < 1.1 for step in steps) / len(steps) > 0.63  # they touch
    assert sum(step < 2.1 for step in steps) / len(steps) > 0.97  # at most one between


def test_every_region_is_in_one_piece() -> None:
    pieces = {region: pieces_of({name for name in cells() if REGION[name] == region}) for region in REGION.values()}
    assert {region for region, count in pieces.items() if count != 1} == set()


def pieces_of(names: set[str]) -> int:
    left, pieces = {cell(name) for name in names}, 0
    while left:
        edge, pieces = [left.pop()], pieces + 1
        while edge:
            new = left.intersection(around(edge.pop()))
            left -= new
            edge += new
    return pieces


def test_the_map_has_no_hole() -> None:
    taken = set(cells().values())
    shores = {other for each in taken for other in around(each)} - taken
    assert [each for each in shores if len(taken.intersection(around(each))) >= 5] == []


def test_aland_lies_together_in_the_southwest_and_touches_nothing_else() -> None:
    aland = {each for name, each in cells().items() if REGION[name] == "MK21"}
    rest = set(cells().values()) - aland
    assert len(aland) == 16
    assert not any(rest.intersection(around(each)) for each in aland)
    assert max(column for column, _ in aland) < cell("KU091")[0]
    assert min(row for _, row in aland) > cell("KU837")[1]


def test_the_ends_of_the_country_are_the_ends_of_the_map() -> None:
    rows = [row for _, row in cells().values()]
    mainland = {name: each for name, each in cells().items() if REGION[name] != "MK21"}
    assert cell("KU890")[1] == 0  # Utsjoki
    assert cell("KU078")[1] == max(rows)  # Hanko
    assert cell("KU146")[0] == max(column for column, _ in mainland.values())  # Ilomantsi
    lapland = [row for name, (_, row) in cells().items() if REGION[name] == "MK19"]
    assert max(lapland) < min(row for name, (_, row) in cells().items() if REGION[name] in {"MK06", "MK11"})


def test_north_stays_north_and_east_stays_east() -> None:
    # Of all pairs clearly apart on the ground (a degree of latitude, two of longitude), nearly all keep their order.
    rows = MUNICIPALITY.to_dicts()
    north, east = [], []
    for one in rows:
        for other in rows:
            at, there = centre(cell(one["municipality_id"])), centre(cell(other["municipality_id"]))
            if one["latitude"] - other["latitude"] > 1:
                north.append(at[1] < there[1])
            if one["longitude"] - other["longitude"] > 2:
                east.append(at[0] > there[0])
    assert sum(north) / len(north) > 0.99
    assert sum(east) / len(east) > 0.98


def test_the_order_of_the_rows_does_not_change_the_map() -> None:
    assert tile(MUNICIPALITY.reverse()).equals(tile(MUNICIPALITY))


def test_a_country_of_one_municipality_and_one_of_none_have_maps_too() -> None:
    assert tile(MUNICIPALITY.head(1)).rows() == [(MUNICIPALITY["municipality_id"][0], 0, 0)]
    assert tile(MUNICIPALITY.head(0)).is_empty()


def test_two_municipalities_at_one_place_get_two_tiles() -> None:
    two = pl.concat([MUNICIPALITY.head(1), MUNICIPALITY.head(1).with_columns(municipality_id=pl.lit("KU999"))])
    assert len(set(tile(two).select("tile_column", "tile_row").rows())) == 2
