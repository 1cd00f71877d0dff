import time

import pytest
from flask.testing import FlaskClient

from app.api.registry import endpoints

QUERIES = [
    "area=KU091' or '1'='1",
    "area=KU091%27%20union%20select%20*%20from%20core.area--",
    "indicator=unemployed%22;drop%20schema%20mart%20cascade;--",
    "indicator=$indicator_ids",
    "level=municipality%00",
    "area=%00",
    "%00=%00",
    "area=../../../../etc/passwd",
    "area=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "format=../../csv",
    "format=CSV",
    "area=%FF%FE",
    "%FF=1",
    "area=%C0%AF",
    "area=%zz",
    "area=%u0041",
    "area=\u00e5",
    "from=%F0%9F%92%A9",
    "area=<script>alert(1)</script>",
    "area=KU091,KU092",
    "area[]=KU091",
    "area[$ne]=1",
    "__proto__=1",
    "area=" + "A" * 10_000,
    "A" * 10_000 + "=1",
    "&".join(f"area=KU{number:03}" for number in range(101)),
    "&".join(f"area=KU{number:03}" for number in range(3000)),
    "&".join("a" for _ in range(301)),
    "&".join(f"x{number}=" for number in range(200)),
    "from=9999999999999999999999",
    "from=0000",
    "count=1e9",
    "count=-1",
    "count=99999999999999999999999999",
    "weight=population:1e308",
    "weight=population:NaN",
    "weight=population:-1",
    "aland=yes",
    "=",
    "area",
    "?area=KU091",
    "%",
]
PATHS = [
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/",
    "/api/v2/areas",
    "/api/v1/areas/",
    "/api/v1//areas",
    "/api/v1/Areas",
    "/api/v1/areas%00",
    "/api/v1/../../etc/passwd",
    "/api/v1/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/..%5c..%5cwindows",
    "/api/v1/areas;x=1",
    "/api/v1/%FF%FE",
    "/api/v1/observations.csv",
    "/api/" + "a" * 10_000,
    "/api/v1/openapi.yaml",
    "/api/fi/situation/TA39",
]


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:30])
def test_a_hostile_question_gets_a_4xx_in_json_at_once(client: FlaskClient, endpoint, query: str) -> None:
    refused(client, f"{endpoint.path}?{query}")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_hostile_address_gets_a_404_in_json_at_once(client: FlaskClient, path: str) -> None:
    assert refused(client, path) == 404


def refused(client: FlaskClient, address: str) -> int:
    began = time.perf_counter()
    answer = client.get(address)
    assert time.perf_counter() - began < 0.5
    assert 400 <= answer.status_code < 500
    assert answer.mimetype == "application/json"
    assert len(answer.get_data()) < 1500
    error = answer.get_json()["error"]
    assert error["code"]
    assert "Traceback" not in error["message"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return answer.status_code


def test_after_all_that_the_data_are_as_they_were(client: FlaskClient) -> None:
    before = client.get("/api/v1/observations").get_data()
    for query in QUERIES:
        client.get(f"/api/v1/observations?{query}")
    assert client.get("/api/v1/observations").get_data() == before
