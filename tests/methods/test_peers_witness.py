"""Other witnesses of the peers: a naive twin that shares no line with the method, scikit-learn, recorded statistics."""

import math
from collections.abc import Sequence
from statistics import fmean, median, pstdev, quantiles

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import SHARED, needs_shared
from vertaispeili.methods.peers import Likeness, Peers, Question, peers
from vertaispeili.methods.structure_space import Feature

TABLES = st.integers(3, 9).flatmap(
    lambda count: st.lists(st.tuples(*[st.integers(0, 60)] * 3), min_size=count, max_size=count)
)


def as_frame(table: Sequence[tuple[int, ...]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"area_id": f"K{area}", "feature_id": f"f{feature}", "value": float(value)}
            for area, row in enumerate(table)
            for feature, value in enumerate(row)
        ]
    )


def of_all(structure: pl.DataFrame, areas: Sequence[str], question: Question) -> dict[str, Peers]:
    likeness = Likeness(structure, question)
    return {area: likeness.peers(area) for area in areas}


def naive(table: Sequence[tuple[int, ...]], weights: Sequence[float], robust: bool) -> list[list[float]]:
    distances = [[0.0] * len(table) for _ in table]
    for feature, weight in enumerate(weights):
        column = [row[feature] for row in table]
        if robust:
            deviations = [abs(value - median(column)) for value in column]
            spread = 1.482602218505602 * median(deviations) or 1.2533141373155003 * fmean(deviations)
        else:
            spread = pstdev(column)
        for one in range(len(table)):
            for other in range(len(table)):
                if spread:
                    distances[one][other] += weight * ((column[one] - column[other]) / spread) ** 2
    used = sum(weight for feature, weight in enumerate(weights) if len({row[feature] for row in table}) > 1)
    return [[math.sqrt(square / used) if used else 0.0 for square in row] for row in distances]


def limit(distances: Sequence[Sequence[float]]) -> float:
    nearest = [min(row[:area] + row[area + 1 :]) for area, row in enumerate(map(list, distances))]
    return quantiles(nearest, n=20, method="inclusive")[-1]


@given(TABLES, st.tuples(*[st.sampled_from([0.5, 1.0, 3.0])] * 3), st.booleans())
def test_a_naive_twin_finds_the_same_distances_and_the_same_limit(
    table: list[tuple[int, ...]], weights: tuple[float, ...], robust: bool
) -> None:
    features = tuple(Feature(f"f{number}", weight) for number, weight in enumerate(weights))
    found = of_all(
        as_frame(table),
        [f"K{area}" for area in range(len(table))],
        Question(features, "robust" if robust else "standard", count=20),
    )
    twin = naive(table, weights, robust)
    for area, answer in enumerate(found[f"K{number}"] for number in range(len(table))):
        if not answer.features:
            assert answer.peers == ()
            continue
        expected = sorted(twin[area][:area] + twin[area][area + 1 :])
        assert [peer.distance for peer in answer.peers] == pytest.approx(expected, abs=1e-9)
        assert answer.usual_distance == pytest.approx(limit(twin), abs=1e-9)
        for peer in answer.peers:
            assert peer.distance == pytest.approx(twin[area][int(peer.area_id[1:])], abs=1e-9)
            assert sum(part.share for part in peer.parts) == pytest.approx(1.0 if peer.distance > 0 else 0.0)
            assert 0 <= (peer.stability if peer.stability is not None else 0) <= 1


@given(TABLES)
def test_the_areas_together_give_what_each_gives_alone(table: list[tuple[int, ...]]) -> None:
    rows = as_frame(table).filter(~((pl.col("area_id") == "K0") & (pl.col("feature_id") == "f1")))
    question = Question(tuple(Feature(f"f{number}") for number in range(3)), excluded=frozenset({"K1"}), count=3)
    areas = sorted(set(rows["area_id"]))
    assert of_all(rows, areas, question) == {area: peers(rows, area, question) for area in areas}


def test_scikit_learn_finds_the_same_peers_in_the_same_order() -> None:
    neighbours = pytest.importorskip("sklearn.neighbors", reason="scikit-learn, the second witness, is not installed")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    table = [tuple((17 * area * (feature + 3) ** 2 + area**2) % 101 for feature in range(8)) for area in range(45)]
    found = of_all(
        as_frame(table), [f"K{area}" for area in range(45)], Question(tuple(Feature(f"f{n}") for n in range(8)))
    )
    matrix = preprocessing.StandardScaler().fit_transform(table)
    distances, places = neighbours.NearestNeighbors(n_neighbors=8).fit(matrix).kneighbors(matrix)
    for area in range(45):
        assert [peer.area_id for peer in found[f"K{area}"].peers] == [f"K{other}" for other in places[area][1:]]
        assert [one.distance * math.sqrt(8) for one in found[f"K{area}"].peers] == pytest.approx(distances[area][1:])


RECORDED = {
    "Vakiluku": True,
    "X15_64_vuotiaiden_osuus_vaestosta": False,
    "Alle_15_vuotiaiden_osuus_vaestosta": False,
    "Korkea_asteen_tutkinnon_suorittaneiden_osuus_15_vuotta_tayttaneista": False,
    "Alkutuotannon_tyopaikkojen_osuus": False,
    "Jalostuksen_tyopaikkojen_osuus": False,
    "Tyopaikkaomavaraisuus": False,
    "Asuinkunnassaan_tyossakayvien_osuus": False,
}


@needs_shared
def test_on_recorded_key_figures_the_peers_are_those_a_director_would_name() -> None:
    assert SHARED is not None
    path = (
        SHARED / "statfin" / "tables" / "kuntien_avainluvut_2019_aikasarja__311kunta_2006-2016__vintage-2019-09.parquet"
    )
    recorded = pl.read_parquet(path).filter(pl.col("vuosi") == "2016", pl.col("Alue") != "KOKO MAA")
    structure = recorded.select("Alue", *(pl.col(name).cast(pl.Float64) for name in RECORDED)).unpivot(
        list(RECORDED), index="Alue", variable_name="feature_id"
    )
    found = of_all(
        structure.rename({"Alue": "area_id"}),
        ("Tampere", "Kuhmo", "Pirkkala", "Kauniainen"),
        Question(tuple(Feature(name, is_logarithmic=log) for name, log in RECORDED.items())),
    )
    names = {area: {peer.area_id for peer in answer.peers} for area, answer in found.items()}
    assert {"Turku", "Jyväskylä", "Oulu", "Kuopio"} <= names["Tampere"]
    assert {"Suomussalmi", "Nurmes"} <= names["Kuhmo"]
    assert {"Lempäälä", "Kaarina", "Kempele"} <= names["Pirkkala"]
    assert [area for area, answer in found.items() if not answer.are_good] == ["Kauniainen"]
