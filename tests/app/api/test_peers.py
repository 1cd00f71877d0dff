import polars as pl
import pytest
from flask.testing import FlaskClient

from tests.app.api.reading import ask
from vertaispeili.methods.peers import Question, peers
from vertaispeili.methods.structure_space import Feature
from vertaispeili.warehouse import Warehouse

FEATURES = ("manufacturing_share", "public_share", "population")  # in the order of the catalogue
ALAND = frozenset({"MK21", "TA46", "KU478", "KU766"})


def structure(warehouse: Warehouse, level: str) -> pl.DataFrame:
    rows = ask(warehouse, f"select area_id, feature_id, value::double from mart.structure where level = '{level}'")
    return pl.DataFrame(rows, schema=["area_id", "feature_id", "value"], orient="row")


@pytest.mark.parametrize(
    ("query", "level", "options"),
    [
        ("area=TA39", "employment_area", {"excluded": ALAND}),
        ("area=TA39&aland=true", "employment_area", {}),
        ("area=TA46", "employment_area", {"excluded": ALAND}),
        ("area=KU837&count=2&scaling=robust", "municipality", {"excluded": ALAND, "scaling": "robust"}),
        ("area=KU837&weight=population:2.5&weight=public_share:0", "municipality", {"excluded": ALAND}),
        (
            "area=KU837&language_class=KS3",
            "municipality",
            {"excluded": ALAND, "allowed": frozenset({"KU598", "KU440"})},
        ),
    ],
)
def test_the_peers_are_those_of_the_method_on_the_warehouses_structure(
    client: FlaskClient, warehouse: Warehouse, query: str, level: str, options: dict
) -> None:
    answer = client.get(f"/api/v1/peers?{query}").get_json()
    own = answer["area_id"]
    weights = {"population": 2.5, "public_share": 0.0} if "weight" in query else {}
    features = tuple(Feature(name, weights.get(name, 1.0), name == "population") for name in FEATURES)
    count = 2 if "count" in query else 7
    expected = peers(structure(warehouse, level), own, Question(features, count=count, **options))
    assert expected.peers
    assert [(peer["area_id"], peer["rank"]) for peer in answer["peers"]] == [
        (peer.area_id, peer.rank) for peer in expected.peers
    ]
    for found, peer in zip(answer["peers"], expected.peers, strict=True):
        assert found["distance"] == pytest.approx(peer.distance)
        assert found["stability"] == peer.stability
        assert [part["feature_id"] for part in found["parts"]] == list(expected.features)
        assert sum(part["share"] for part in found["parts"]) == pytest.approx(1)
    assert answer["level"] == level
    assert answer["are_good"] == expected.are_good
    assert [feature["feature_id"] for feature in answer["features"]] == list(expected.features)
    assert [one["feature_id"] for one in answer["left_out"]] == [one.feature_id for one in expected.left_out]


@pytest.mark.parametrize(
    ("query", "status", "code", "value"),
    [
        ("area=KU999", 404, "unknown_area", "KU999"),
        ("area=SSS", 422, "no_structure", "SSS"),
        ("area=TA39&weight=happiness:1", 404, "unknown_feature", "happiness"),
        ("area=TA39&weight=population:1&weight=population:2", 400, "repeated_feature", "population"),
        ("area=TA39&language_class=KS9", 404, "unknown_language_class", "KS9"),
        ("area=TA39&language_class=TA08", 404, "unknown_language_class", "TA08"),
    ],
)
def test_what_has_no_peers_is_said(client: FlaskClient, query: str, status: int, code: str, value: str) -> None:
    answer = client.get(f"/api/v1/peers?{query}")
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"], error["value"]) == (status, code, value)


def test_with_every_feature_left_out_there_are_no_peers(client: FlaskClient) -> None:
    query = "&".join(f"weight={feature}:0" for feature in FEATURES)
    answer = client.get(f"/api/v1/peers?area=TA39&{query}").get_json()
    assert (answer["peers"], answer["are_good"], answer["usual_distance"]) == ([], False, None)
    assert [one["reason"] for one in answer["left_out"]] == ["no_weight"] * len(FEATURES)


def test_peers_of_a_sample_say_that_it_is_one(sample_client: FlaskClient) -> None:
    assert sample_client.get("/api/v1/peers?area=TA39").get_json()["sample"] is True
