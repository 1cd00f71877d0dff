"""Travel-to-work areas: valid by the parameters, the same whatever the order, and those of the published examples."""

import time
from collections.abc import Iterable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.commuting import PAIR, by_chance, matrix, recorded
from tests.shared import SHARED, needs_shared
from vertaispeili.methods.flows import Containment, Flows, containment, flows
from vertaispeili.methods.travel_to_work import Parameters, Partition, travel_to_work_areas, validity

ITALY, LOOSER = Parameters(), Parameters(1000, 0.6, 10_000, 0.75)
UNITED_KINGDOM, MIDDLE = Parameters(3500, 0.6667, 25_000, 0.75), Parameters(2000, 0.6667, 20_000, 0.75)
SETS = (ITALY, LOOSER, UNITED_KINGDOM, MIDDLE)
SMALL = Parameters(10, 0.6, 100, 0.75)


def members(partition: Partition) -> set[tuple[str, ...]]:
    return {area.members for area in partition.areas}


def check_invariants(of: Flows, parameters: Parameters, found: Partition, as_package: bool = False) -> None:
    placed = [place for area in found.areas for place in area.members]
    assert sorted([*placed, *found.set_aside]) == list(of.places)
    linked = of.among(placed)
    late = set(found.late)
    for area in found.areas:
        assert area.containment == containment(linked, area.members)
        assert area.validity == validity(area.containment, parameters)
        assert area.centre in area.members
        assert linked.workers[area.centre] == max(linked.workers[place] for place in area.members)
        own = [place for place in area.members if place not in late]
        # Before those left over are given out, every area meets the parameters; the package judges what is left of a
        # dissolved one by single rows, which can pass what the whole does not.
        assert as_package or validity(containment(linked, own), parameters) >= 1
    assert sum(area.containment.residents for area in found.areas) == sum(linked.residents.values())


def test_a_village_joins_the_town_that_its_people_work_in() -> None:
    of = matrix("""
              town  village  city  suburb
    town       900       50    50       -
    village    600      350    50       -
    city        50        -  5000     100
    suburb      10        -  2000     500
    """)
    found = travel_to_work_areas(of, Parameters(1000, 0.6667, 10_000, 0.75))
    assert members(found) == {("town", "village"), ("city", "suburb")}
    assert [area.centre for area in found.areas] == ["city", "town"]
    assert (found.late, found.set_aside) == ((), ())


def test_places_with_nobody_at_home_or_at_work_or_across_the_border_are_set_aside() -> None:
    of = matrix("""
           town  village  mine  island  farm
    town    700      100     5       -     -
    village 300      200     -       -     -
    mine      -        -     -       -     -
    island    -        -     -     400     -
    farm      9        -     -       -     -
    """)
    found = travel_to_work_areas(of, SMALL)
    assert found.set_aside == ("farm", "island", "mine")
    assert members(found) == {("town", "village")}


def test_a_place_that_loses_all_its_links_with_another_is_set_aside_with_it() -> None:
    of = matrix("""
          a    b  mine
    a   500  100     -
    b   100  500     -
    camp  -    -     9
    """)
    assert travel_to_work_areas(of, SMALL).set_aside == ("camp", "mine")


@pytest.mark.parametrize(
    ("residents", "contained", "expected"),
    [
        (10_000, 0.6667, 1.0),  # a large area needs the lower containment,
        (1_000, 0.75, 1.0),  # one of the least size the higher,
        (5_500, 0.7059, 1.0),  # and one between them a little less than what lies between
        (20_000, 0.9, 0.75 / 0.6667),  # more than the target counts no further
        (50, 1.0, 1.0),  # a closed group is valid whatever its size
        (1_000, 0.6667, 0.8889),
    ],
)
def test_validity_trades_size_against_containment(residents: float, contained: float, expected: float) -> None:
    of = Containment(residents, residents, residents * contained)
    assert validity(of, ITALY) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    "wrong", [(0, 0.6, 9, 0.7), (9, 0.6, 9, 0.7), (1, 0.8, 9, 0.7), (1, 0, 9, 0.7), (1, 0.6, 9, 1.1)]
)
def test_parameters_that_contradict_themselves_are_refused(wrong: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"size|self-containment"):
        Parameters(*wrong)


def test_of_no_flows_there_are_no_areas() -> None:
    nothing = flows(pl.DataFrame(schema=dict.fromkeys(PAIR, pl.String)))
    assert travel_to_work_areas(nothing, ITALY) == Partition((), (), ())


@settings(deadline=None)
@given(by_chance(), st.sampled_from([*SETS, SMALL]), st.booleans())
def test_any_matrix_is_divided_by_the_rules(of: Flows, parameters: Parameters, as_package: bool) -> None:
    check_invariants(of, parameters, travel_to_work_areas(of, parameters, as_package=as_package), as_package)


@settings(deadline=None)
@given(by_chance(6), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(of: Flows, chance: object) -> None:
    rows = [(home, work, persons) for home, row in of.going.items() for work, persons in row.items()]
    chance.shuffle(rows)  # pyright: ignore
    mixed = flows(
        pl.DataFrame(rows, schema=dict(zip(PAIR, (pl.String, pl.String, pl.Float64), strict=True)), orient="row")
    )
    assert travel_to_work_areas(mixed, SMALL).areas == travel_to_work_areas(of, SMALL).areas


def published(name: str, parameters: Parameters) -> pl.DataFrame:
    assert SHARED is not None
    clusters = pl.read_csv(SHARED / "commuting" / f"verify_{name}.csv", schema_overrides={"community": pl.String})
    return clusters.filter(
        min_size=parameters.min_size,
        min_sc=parameters.min_containment,
        target_size=parameters.target_size,
        target_sc=parameters.target_containment,
    )


def partition_of(clusters: pl.DataFrame) -> set[tuple[str, ...]]:
    rows: Iterable[pl.DataFrame] = clusters.sort("community").partition_by("cluster")
    return {tuple(group["community"]) for group in rows}


@needs_shared
@pytest.mark.parametrize("parameters", SETS)
def test_brindisi_is_divided_as_published(parameters: Parameters) -> None:
    assert SHARED is not None
    found = travel_to_work_areas(recorded(SHARED, "brindisi"), parameters)
    assert members(found) == partition_of(published("brindisi_clusters", parameters))
    areas = published("brindisi_areas", parameters).select("amount_live", "amount_work", "amount", "validity").rows()
    ours = [(a.containment.residents, a.containment.workers, a.containment.internal, a.validity) for a in found.areas]
    assert sorted(ours) == [pytest.approx(area, rel=1e-12) for area in sorted(areas)]


@needs_shared
@pytest.mark.parametrize(("parameters", "count"), list(zip(SETS, (37, 37, 20, 26), strict=True)))
def test_sardinia_holds_every_invariant_in_as_many_areas_as_known(parameters: Parameters, count: int) -> None:
    assert SHARED is not None
    of = recorded(SHARED, "sardinia")
    found = travel_to_work_areas(of, parameters)
    check_invariants(of, parameters, found)
    assert (len(found.areas), found.set_aside) == (count, ())


@needs_shared
@pytest.mark.parametrize("parameters", SETS)
def test_sardinia_is_divided_as_the_package_divides_it_when_judged_its_way(parameters: Parameters) -> None:
    assert SHARED is not None
    found = travel_to_work_areas(recorded(SHARED, "sardinia"), parameters, as_package=True)
    assert members(found) == partition_of(published("sardinia_clusters", parameters))


def test_as_many_places_as_finland_has_are_divided_in_seconds() -> None:
    # Every pair has a flow, as in a model: the costliest case.
    places = [(17 * n % 308 / 10, 31 * n % 308 / 10, 200 + 91 * n % 7000) for n in range(308)]
    rows = [
        (f"KU{one:03}", f"KU{other:03}", jobs * (2 if one == other else 1 / (1 + (x - far_x) ** 2 + (y - far_y) ** 2)))
        for one, (x, y, _) in enumerate(places)
        for other, (far_x, far_y, jobs) in enumerate(places)
    ]
    of = flows(pl.DataFrame(rows, schema=PAIR, orient="row"))
    started = time.process_time()
    found = travel_to_work_areas(of, ITALY)
    assert time.process_time() - started < 5
    check_invariants(of, ITALY, found)
