"""Commuting flows are added up exactly, and a group is as self-contained as the lesser of its two shares."""

import polars as pl
import pytest
from hypothesis import given

from tests.methods.commuting import PAIR, by_chance, matrix
from tests.rows import frame
from vertaispeili.methods.flows import Containment, Flows, containment, flows


def test_self_containment_is_the_lesser_of_the_residents_and_the_jobs_share() -> None:
    of = matrix("""
           town  village
    town     80       20
    village  50       50
    """)
    town = containment(of, ["town"])
    assert (town.residents, town.workers, town.internal) == (100, 130, 80)
    assert (town.supply, town.demand, town.least) == (0.8, 80 / 130, 80 / 130)
    assert town.jobs_per_resident == 1.3
    assert containment(of, of.places) == Containment(200, 200, 200)


def test_a_place_without_residents_is_not_contained_and_has_no_ratio_of_jobs() -> None:
    nobody = Containment(0, 10, 0)
    assert (nobody.supply, nobody.demand, nobody.jobs_per_resident) == (0.0, 0.0, None)


def test_rows_of_one_pair_are_added_and_rows_of_nobody_leave_no_trace() -> None:
    found = flows(
        frame("""
        residence_id | workplace_id | employed_persons
        a            | b            | 3
        a            | b            | 4
        b            | a            | 0
        """)
    )
    assert found.going == {"a": {"b": 7}, "b": {}}
    assert found.coming == {"a": {}, "b": {"a": 7}}


@pytest.mark.parametrize("persons", [None, -1.0, float("nan"), float("inf")])
def test_a_missing_or_impossible_number_of_persons_is_refused_by_name(persons: float | None) -> None:
    rows = pl.DataFrame(
        [("KU091", "KU049", persons)],
        schema=dict(zip(PAIR, (pl.String, pl.String, pl.Float64), strict=True)),
        orient="row",
    )
    with pytest.raises(ValueError, match="KU091 to KU049"):
        flows(rows)


@given(by_chance())
def test_everyone_lives_somewhere_and_works_somewhere(of: Flows) -> None:
    assert sum(of.residents.values()) == sum(of.workers.values())
    assert of.among(of.places) == of
