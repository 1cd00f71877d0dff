"""Peers are the areas most alike by structure; the answer says how alike, in what and how surely, or that none are."""

import math

import polars as pl
import pytest

from tests.rows import frame
from vertaispeili.methods.peers import Part, Peers, Question, aland, peers
from vertaispeili.methods.structure_space import Feature, LeftOut

BOTH = (Feature("f"), Feature("g"))


def long(drawing: str) -> pl.DataFrame:
    wide = frame(drawing)
    features = [name for name in wide.columns if name != "area_id"]
    return wide.with_columns(pl.col(features).cast(pl.Float64)).unpivot(
        features, index="area_id", variable_name="feature_id"
    )


FOUR = long("""
    area_id | f  | g
    A       | 10 | 1
    B       | 20 | 1
    C       | 30 | 5
    D       | 40 | 5
""")


def order(found: Peers) -> list[str]:
    return [peer.area_id for peer in found.peers]


def test_four_areas_give_the_hand_result() -> None:
    # f has mean 25 and variance 125, g mean 3 and variance 4: from A to C 20²/125 + 4²/4 = 3.2 + 4.
    found = peers(FOUR, "A", Question(BOTH))
    assert order(found) == ["B", "C", "D"]
    assert [peer.rank for peer in found.peers] == [1, 2, 3]
    assert [peer.distance**2 * 2 for peer in found.peers] == pytest.approx([0.8, 7.2, 11.2])
    assert [(part.feature_id, round(part.share, 4)) for part in found.peers[1].parts] == [("f", 0.4444), ("g", 0.5556)]
    assert [part.difference for part in found.peers[1].parts] == pytest.approx([20 / math.sqrt(125), 2.0])


def test_an_area_is_not_its_own_peer_and_no_more_are_given_than_asked_for() -> None:
    assert order(peers(FOUR, "B", Question(BOTH, count=1))) == ["A"]


def test_robust_scaling_is_by_median_and_median_deviation() -> None:
    # f: median 25, deviations 15 5 5 15, their median 10; g: median 3, all deviations 2.
    part = peers(FOUR, "A", Question(BOTH, "robust")).peers[0].parts[0]
    assert part.difference == pytest.approx(10 / (10 * 1.4826), rel=1e-4)


def test_robust_scaling_takes_the_mean_deviation_where_more_than_half_are_equal() -> None:
    # Most municipalities are not urban at all: the median deviation of 0 0 0 100 is 0, the mean one 25.
    table = long("area_id | f\nA | 0\nB | 0\nC | 0\nD | 100")
    part = peers(table, "A", Question((Feature("f"),), "robust")).peers[2].parts[0]
    assert part.difference == pytest.approx(100 / (25 * 1.2533), rel=1e-4)


def test_a_weight_of_nothing_leaves_the_feature_out_and_says_so() -> None:
    found = peers(FOUR, "C", Question((Feature("f"), Feature("g", 0.0))))
    assert order(found) == ["B", "D", "A"]  # equally near ones in the order of their ids
    assert found.left_out == (LeftOut("g", "no_weight"),)


def test_a_heavier_feature_decides() -> None:
    assert order(peers(FOUR, "C", Question((Feature("f"), Feature("g", 9.0)))))[0] == "D"
    assert order(peers(FOUR, "B", Question((Feature("f", 9.0), Feature("g", 0.01)))))[:2] == ["A", "C"]


def test_all_weights_twice_as_large_change_nothing() -> None:
    once, twice = (peers(FOUR, "A", Question(tuple(Feature(one, w) for one in "fg"))) for w in (1.0, 2.0))
    assert [peer.distance for peer in twice.peers] == pytest.approx([peer.distance for peer in once.peers])
    assert twice.usual_distance == pytest.approx(once.usual_distance)
    assert [part.difference for part in twice.peers[0].parts] == pytest.approx(
        [part.difference for part in once.peers[0].parts]
    )


def test_a_logarithmic_feature_is_compared_by_ratio() -> None:
    table = long("area_id | f\nA | 1000\nB | 2000\nC | 501\nD | 64000")
    assert order(peers(table, "A", Question((Feature("f", is_logarithmic=True),)))) == ["C", "B", "D"]
    assert order(peers(table, "B", Question((Feature("f", is_logarithmic=False),)))) == ["A", "C", "D"]


def test_stability_is_the_share_of_runs_without_one_feature_in_which_the_peer_stays() -> None:
    # Without f: C is as near as A (g alone), and A comes first by id. Without g: A and C are as near.
    found = peers(FOUR, "B", Question(BOTH, count=2))
    assert [(peer.area_id, peer.stability) for peer in found.peers] == [("A", 1.0), ("C", 1.0)]
    table = long("""
        area_id | f | g
        A       | 0 | 0
        B       | 1 | 9
        C       | 5 | 4
        D       | 9 | 1
    """)
    assert [(one.area_id, one.stability) for one in peers(table, "A", Question(BOTH, count=1)).peers] == [("C", 0.0)]


def test_with_one_feature_there_is_no_stability_to_tell() -> None:
    assert peers(FOUR, "A", Question((Feature("f"),))).peers[0].stability is None


def test_a_feature_that_the_own_area_lacks_is_left_out_and_said() -> None:
    table = FOUR.filter(~((pl.col("area_id") == "A") & (pl.col("feature_id") == "g")))
    found = peers(table, "A", Question(BOTH))
    assert found.features == ("f",)
    assert found.left_out == (LeftOut("g", "own_area_lacks_it"),)
    assert order(found) == ["B", "C", "D"]


def test_an_area_that_lacks_a_feature_is_not_compared_and_said() -> None:
    many = pl.concat([FOUR.with_columns(area_id=pl.col("area_id") + str(copy)) for copy in range(3)])
    gone = (pl.col("area_id") == "B0") & (pl.col("feature_id") == "g")
    found = peers(many.with_columns(value=pl.when(gone).then(None).otherwise("value")), "A0", Question(BOTH, count=20))
    assert found.lacking == (("B0", ("g",)),)
    assert "B0" not in order(found)
    assert len(found.peers) == 10


def test_a_feature_that_few_areas_have_is_left_out_rather_than_the_areas() -> None:
    table = FOUR.filter((pl.col("feature_id") == "f") | pl.col("area_id").is_in(["A", "B"]))
    found = peers(table, "A", Question(BOTH))
    assert found.left_out == (LeftOut("g", "too_few_areas_have_it"),)
    assert found.lacking == ()


def test_a_feature_that_is_the_same_everywhere_tells_nothing_and_is_left_out() -> None:
    found = peers(FOUR.with_columns(value=pl.when(feature_id="f").then(7.0).otherwise("value")), "A", Question(BOTH))
    assert found.left_out == (LeftOut("f", "does_not_vary"),)


def test_without_any_feature_there_are_no_peers() -> None:
    found = peers(FOUR, "A", Question((Feature("f", 0.0),)))
    assert (found.peers, found.are_good, found.usual_distance) == ((), False, None)


def test_excluded_areas_are_out_of_the_scale_too() -> None:
    with_aland = pl.concat([FOUR, long("area_id | f | g\nTA46 | 9000 | 9000")])
    assert peers(with_aland, "A", Question(BOTH, excluded=frozenset({"TA46"}))) == peers(FOUR, "A", Question(BOTH))


def test_an_excluded_area_still_gets_its_own_peers_on_the_scale_of_the_others() -> None:
    table = pl.concat([FOUR, long("area_id | f | g\nTA46 | 41 | 5")])
    found = peers(table, "TA46", Question(BOTH, excluded=frozenset({"TA46"})))
    assert order(found) == ["D", "C", "B", "A"]
    assert found.peers[0].parts[0].difference == pytest.approx(-1 / math.sqrt(125))


def test_a_filter_narrows_who_may_be_a_peer_and_leaves_distances_alone() -> None:
    free, narrow = (peers(FOUR, "A", Question(BOTH, allowed=allowed)) for allowed in (None, frozenset({"C", "D"})))
    assert order(narrow) == ["C", "D"]
    assert [one.distance for one in narrow.peers] == [one.distance for one in free.peers[1:]]
    assert narrow.usual_distance == free.usual_distance
    assert free.are_good
    assert not narrow.are_good  # C is farther than 95 of 100 areas are from their nearest


def test_an_area_farther_from_all_others_than_nearly_any_is_has_no_good_peers() -> None:
    line = long("area_id | f\n" + "\n".join(f"A{number:02} | {number}" for number in range(40)) + "\nFAR | 90")
    question = Question((Feature("f"),))
    assert not peers(line, "FAR", question).are_good
    assert peers(line, "A00", question).are_good
    assert peers(line, "FAR", question).peers[0].area_id == "A39"  # still named, for those who want to see


def test_being_a_peer_is_not_mutual() -> None:
    table = long("area_id | f\nA | 0\nB | 10\nC | 11\nD | 12")
    question = Question((Feature("f"),), count=1)
    assert order(peers(table, "A", question)) == ["B"]
    assert order(peers(table, "B", question)) == ["C"]


def test_areas_with_the_same_structure_are_at_no_distance_and_no_feature_has_a_share() -> None:
    table = long("area_id | f\nA | 1\nB | 1\nC | 2")
    peer = peers(table, "A", Question((Feature("f"),))).peers[0]
    assert (peer.area_id, peer.distance, peer.parts) == ("B", 0.0, (Part("f", 0.0, 0.0),))


def test_an_unknown_area_and_a_weight_that_is_none_are_refused() -> None:
    with pytest.raises(KeyError, match="KU999"):
        peers(FOUR, "KU999", Question(BOTH))
    for weight in (-1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="weight"):
            Question((Feature("f", weight),))
    with pytest.raises(ValueError, match="twice"):
        Question((Feature("f"), Feature("f")))
    with pytest.raises(ValueError, match="at least one"):
        Question(BOTH, count=0)


def test_aland_is_every_area_with_no_municipality_elsewhere() -> None:
    member = frame("""
        area_id | municipality_id
        MK21    | KU478
        TA46    | KU478
        KU478   | KU478
        EVK02   | KU478
        EVK02   | KU853
        KU853   | KU853
    """)
    assert aland(member) == {"MK21", "TA46", "KU478"}
