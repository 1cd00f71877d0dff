from typing import Any

import pytest
from flask.testing import FlaskClient

from app.api import table
from app.api.endpoint import Endpoint
from app.api.endpoints import areas, indicators, observations
from app.api.registry import endpoints

EVERY = pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.name)


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json")
    assert answer.mimetype == "application/json"
    return answer.get_json()


def test_the_description_is_openapi_3_1_of_every_address_and_no_other(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert list(document["paths"]) == [endpoint.path for endpoint in endpoints()]
    assert all(list(path) == ["get"] for path in document["paths"].values())


@EVERY
def test_every_parameter_is_described_as_it_is_read(document: dict[str, Any], endpoint: Endpoint) -> None:
    described = document["paths"][endpoint.path]["get"]["parameters"]
    assert [one["name"] for one in described] == [parameter.name for parameter in endpoint.parameters]
    for one, parameter in zip(described, endpoint.parameters, strict=True):
        assert one["required"] == parameter.is_required
        assert parameter.text in one["description"]
        assert parameter.kind.words in one["description"]
        schema = one["schema"]
        if parameter.is_repeatable:
            assert (schema["type"], schema["maxItems"], one["explode"]) == ("array", parameter.most, True)
            schema = schema["items"]
        assert parameter.kind.schema.items() <= schema.items()


@EVERY
def test_every_status_it_can_have_is_described(document: dict[str, Any], endpoint: Endpoint) -> None:
    answers = document["paths"][endpoint.path]["get"]["responses"]
    assert set(answers) == {"200", "304", "400", "404", "405", "414", "422", "503"}


def test_the_limit_of_rows_is_described(document: dict[str, Any]) -> None:
    text = document["paths"]["/api/v1/observations"]["get"]["description"]
    assert f"At most {observations.MOST_ROWS} rows" in text


@pytest.mark.parametrize(
    ("name", "columns"),
    [("areas", areas.COLUMNS), ("indicators", indicators.COLUMNS), ("observations", observations.COLUMNS)],
)
def test_a_table_has_the_columns_that_are_described(client: FlaskClient, name: str, columns: Any) -> None:
    names = [column.name for column in columns]
    assert list(client.get(f"/api/v1/{name}").get_json()[name][0]) == names
    head = client.get(f"/api/v1/{name}?format=csv").get_data().decode("utf-8-sig").splitlines()[0]
    assert head.split(",") == [*names, *table.SAID_IN_ROWS]
