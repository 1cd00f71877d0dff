from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app.api.endpoint import Endpoint
from app.api.parameter import Parameter
from app.api.registry import endpoints

EVERY = [(endpoint, parameter) for endpoint in endpoints() for parameter in endpoint.parameters]
NAMED = pytest.mark.parametrize(
    ("endpoint", "parameter"), EVERY, ids=[f"{endpoint.name}-{parameter.name}" for endpoint, parameter in EVERY]
)
ERROR = ("code", "message", "parameter", "value")


def address(endpoint: Endpoint, parameter: Parameter[Any], *values: str) -> str:
    needed = [(one.name, one.example) for one in endpoint.parameters if one.is_required and one is not parameter]
    pairs = [*needed, *((parameter.name, value) for value in values)]
    return endpoint.path + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


def error(client: FlaskClient, asked: str, status: int) -> dict[str, Any]:
    answer = client.get(asked)
    assert (answer.status_code, answer.mimetype) == (status, "application/json"), asked
    body = answer.get_json()
    assert list(body) == ["error"]
    assert tuple(body["error"]) == ERROR
    assert body["error"]["message"].endswith((".", "..."))
    return body["error"]


@NAMED
def test_its_example_is_answered(client: FlaskClient, endpoint: Endpoint, parameter: Parameter[Any]) -> None:
    answer = client.get(address(endpoint, parameter, parameter.example))
    # The small warehouse has fewer language classes than there are.
    assert answer.status_code == (404 if parameter.name == "language_class" else 200), answer.text


@NAMED
@pytest.mark.parametrize("value", ["", " ", "\x00", "ö", "'; drop table core.area; --", "x" * 500, "1e999", "-1"])
def test_a_malformed_value_is_named_with_what_is_expected(
    client: FlaskClient, endpoint: Endpoint, parameter: Parameter[Any], value: str
) -> None:
    found = error(client, address(endpoint, parameter, value), 400)
    assert (found["code"], found["parameter"], found["value"]) == ("bad_value", parameter.name, value[:100])
    assert parameter.kind.words in found["message"]
    assert f"{parameter.name}={parameter.example}" in found["message"]


@NAMED
def test_it_is_given_as_often_as_it_says_and_no_more(
    client: FlaskClient, endpoint: Endpoint, parameter: Parameter[Any]
) -> None:
    values = [parameter.example] * (parameter.most + 1)
    code = "too_many_values" if parameter.is_repeatable else "repeated_parameter"
    found = error(client, address(endpoint, parameter, *values), 400)
    assert (found["code"], found["parameter"]) == (code, parameter.name)
    if parameter.is_repeatable:
        assert str(parameter.most) in found["message"]
        assert client.get(address(endpoint, parameter, *values[1:])).status_code in {200, 404}


@NAMED
def test_left_out_it_has_its_default_or_is_asked_for(
    client: FlaskClient, endpoint: Endpoint, parameter: Parameter[Any]
) -> None:
    if parameter.is_required:
        assert error(client, endpoint.path, 400)["code"] == "missing_parameter"
        return
    plain = client.get(address(endpoint, parameter))
    assert plain.status_code == 200
    if parameter.default is not None:
        spelled = client.get(address(endpoint, parameter, parameter.default))
        assert (spelled.get_data(), spelled.headers["ETag"]) == (plain.get_data(), plain.headers["ETag"])


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.name)
def test_a_parameter_that_an_address_does_not_take_is_refused_with_those_it_does(
    client: FlaskClient, endpoint: Endpoint
) -> None:
    found = error(client, f"{endpoint.path}?ariea=KU091", 400)
    assert (found["code"], found["parameter"], found["value"]) == ("unknown_parameter", "ariea", "KU091")
    assert all(parameter.name in found["message"] for parameter in endpoint.parameters)


@pytest.mark.parametrize("text", ["2025", "2025-06", "2025-06-01", "1900", "2099-12"])
def test_a_period_is_read(client: FlaskClient, text: str) -> None:
    assert client.get(f"/api/v1/observations?area=SSS&from=1900&to={text}").status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "2025-13",
        "2025-00",
        "2025-6",
        "2025-06-15",
        "2025-02-30",
        "25",
        "20250601",
        "1899",
        "2100",
        "２０２５",
        "2025\n",
    ],
)
def test_what_is_no_period_is_refused(client: FlaskClient, text: str) -> None:
    found = error(client, f"/api/v1/observations?area=SSS&from={quote(text)}", 400)
    assert (found["parameter"], found["value"]) == ("from", text)
