import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

UPDATE = "/_dash-update-component"


def asked(path: object = "/fi/about", **changed: Any) -> dict[str, Any]:
    return {
        "output": "results.children",
        "outputs": {"id": "results", "property": "children"},
        "inputs": [
            {"id": "url", "property": "pathname", "value": path},
            {"id": "url", "property": "search", "value": ""},
        ],
        "changedPropIds": ["url.pathname"],
        "parsedChangedPropsIds": ["url.pathname"],
        **changed,
    }


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def send(client: FlaskClient, body: object) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(UPDATE, data=text, content_type="application/json")


def test_what_the_page_sends_is_answered(client: FlaskClient) -> None:
    assert send(client, asked()).status_code == 200
    assert send(client, asked("/fi/situation/TA99")).status_code == 200  # the page says in words what is not there


NESTED: Any = "x"
for _ in range(40):
    NESTED = [NESTED]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        b"\xff\xfe",
        "[" * 5000,
        "[]",
        "null",
        "7",
        "NaN",
        {},
        {"output": "results.children"},
        asked(output="nothing.children"),
        asked(output=["results.children"]),
        asked(output="place.data"),
        asked(outputs="results"),
        asked(outputs={"id": "results"}),
        asked(inputs=None),
        asked(inputs={}),
        asked(inputs=[]),
        asked(inputs=[1, 2]),
        asked(inputs=[{}, {}]),
        asked(inputs=[{"id": "url", "property": "search"}, {"id": "url", "property": "pathname"}]),
        asked(inputs=[*asked()["inputs"], *asked()["inputs"]]),
        asked(state=[{"id": "url", "property": "search", "value": ""}]),
        asked(path=5),
        asked(path=["/fi/"]),
        asked(path={"a": 1}),
        asked(changedPropIds="url.pathname"),
        asked(changedPropIds=[1]),
        asked(more=NESTED),
    ],
    ids=lambda body: str(body)[:60],
)
def test_a_body_of_another_form_is_refused_in_a_line(client: FlaskClient, body: object) -> None:
    answer = send(client, body)
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert len(answer.text) < 120
    assert "Traceback" not in answer.text


def test_a_body_that_is_too_large_is_refused_unread(client: FlaskClient) -> None:
    assert send(client, asked("/fi/" + "a" * 70_000)).status_code == 413


def test_another_media_type_or_method_is_refused(client: FlaskClient) -> None:
    assert client.post(UPDATE, data=json.dumps(asked()), content_type="text/plain").status_code == 415
    for method in ("GET", "PUT", "DELETE"):
        answer = client.open(UPDATE, method=method)
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]


def test_what_does_not_change_is_not_sent_twice(client: FlaskClient) -> None:
    for address in ("/_dash-layout", "/_dash-dependencies"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert client.post(address).status_code == 405


def test_an_endless_address_is_refused(client: FlaskClient) -> None:
    assert client.get("/fi/?" + "a" * 5000).status_code == 414
    assert client.get("/fi/" + "a" * 5000).status_code == 414


def test_a_fault_of_our_own_is_said_in_words_without_a_line_of_code(
    app: Dash, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr("app.frame.facts", broken)
    answer = client.get("/sv/about")
    assert answer.status_code == 500
    assert 'lang="sv"' in answer.text
    assert "inner words" not in answer.text
    assert 'href="/sv/"' in answer.text


def test_a_page_that_fails_says_so_in_words_and_the_log_has_the_rest(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr("app.routes.parse", broken)
    answer = send(client, asked("/fi/accessibility"))
    assert answer.status_code == 200
    assert (
        "Sivun näyttäminen ei onnistunut"
        in answer.json["response"]["results"]["children"]["props"]["children"][0]["props"]["children"]
    )
    assert "inner words" not in answer.text
    assert "inner words" in caplog.text
