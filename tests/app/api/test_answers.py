from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.api.registry import endpoints
from tests.app.api.published import publish_open
from tests.app.conftest import make_app

ADDRESSES = [
    "/api/v1/areas",
    "/api/v1/indicators?format=csv",
    "/api/v1/observations?area=KU837&format=csv",
    "/api/v1/observations?area=KU837&format=json-stat",
    "/api/v1/peers?area=TA39",
    "/api/v1/openapi.json",
]
EVERY = pytest.mark.parametrize("address", ADDRESSES)


def test_every_address_of_the_registry_is_tried_here() -> None:
    assert {address.split("?")[0] for address in ADDRESSES} == {endpoint.path for endpoint in endpoints()}


@EVERY
def test_an_unchanged_answer_is_a_304_without_a_body(client: FlaskClient, address: str) -> None:
    full = client.get(address)
    tag = full.headers["ETag"]
    assert (full.status_code, full.headers["Cache-Control"]) == (200, "public, no-cache")
    again = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == full.headers["Cache-Control"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    for encoding in ("br", "gzip"):
        packed = client.get(address, headers={"Accept-Encoding": encoding})
        assert client.get(address, headers={"If-None-Match": packed.headers["ETag"]}).status_code == 304


@EVERY
def test_the_head_of_an_answer_is_that_of_the_answer(client: FlaskClient, address: str) -> None:
    full, head = client.get(address), client.head(address)
    assert (head.status_code, head.get_data()) == (200, b"")
    assert dict(head.headers) == dict(full.headers)
    assert int(head.headers["Content-Length"]) == len(full.get_data())


@EVERY
def test_any_site_may_read_an_answer_and_an_answer_may_load_nothing(client: FlaskClient, address: str) -> None:
    refused = client.get(address.partition("?")[0] + "?wrong=1")
    for answer in (client.get(address), client.head(address), refused):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"]
        assert "creativecommons.org/licenses/by/4.0" in answer.headers["Link"]
        assert "Set-Cookie" not in answer.headers


@EVERY
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_the_data_are_read_only(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.get_json()["error"]["code"] == "method_not_allowed"


@EVERY
def test_a_browser_may_ask_beforehand_whether_a_script_may_ask(client: FlaskClient, address: str) -> None:
    answer = client.options(address, headers={"Origin": "https://example.org"})
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_questions_that_differ_have_tags_that_differ(client: FlaskClient) -> None:
    queries = ["", "?area=SSS", "?area=KU837", "?area=SSS&format=csv", "?area=SSS&format=csv&locale=fi", "?from=2025"]
    tags = [client.get(f"/api/v1/observations{query}").headers["ETag"] for query in queries]
    tags += [client.get(address).headers["ETag"] for address in ADDRESSES]
    assert len(set(tags)) == len(tags)


def test_new_data_are_a_new_version_with_a_new_tag_and_the_description_stays(tmp_path: Path) -> None:
    warehouse = publish_open(tmp_path, version="20260701T000000.000000Z")
    client = make_app(warehouse.current).server.test_client()
    old, described = (client.get(address) for address in ("/api/v1/observations", "/api/v1/openapi.json"))
    publish_open(tmp_path, version="20260801T000000.000000Z")
    new = client.get("/api/v1/observations", headers={"If-None-Match": old.headers["ETag"]})
    assert new.status_code == 200
    assert new.get_json()["data_version"] == "live-20260801T000000.000000Z"
    assert new.get_json()["observations"] == old.get_json()["observations"]
    assert client.get("/api/v1/openapi.json").headers["ETag"] == described.headers["ETag"]


def test_sample_and_live_data_of_the_same_moment_are_different_versions(
    client: FlaskClient, sample_client: FlaskClient
) -> None:
    tags = [one.get("/api/v1/areas").headers["ETag"] for one in (client, sample_client)]
    assert tags[0] != tags[1]


def test_with_nothing_published_the_data_say_so_and_are_still_described() -> None:
    client = make_app(lambda: None).server.test_client()
    for address in ADDRESSES[:-1]:
        answer = client.get(address)
        error = answer.get_json()["error"]
        assert (answer.status_code, error["code"]) == (503, "nothing_published")
        assert "make refresh" in error["message"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.get("/api/v1/observations?area=").status_code == 400


def test_answers_are_compressed(client: FlaskClient) -> None:
    for address in ADDRESSES:
        assert client.get(address, headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br", address
