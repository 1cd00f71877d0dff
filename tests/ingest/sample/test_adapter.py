"""A session of `requests` reaches the sample's publisher without a network."""

import pytest
import requests

from ingest.sample.adapter import PublisherAdapter
from tests.ingest.sample.demo import ADDRESS, publisher, query

HOST = "https://statistics.invalid"


@pytest.fixture
def session():
    with requests.Session() as session:
        session.mount(HOST, PublisherAdapter(publisher()))
        yield session


def test_config_metadata_and_data_come_through_a_real_session(session):
    assert session.get(f"{HOST}/PxWeb/api/v1/fi/?config", timeout=1).json()["maxCells"] == 120000
    assert len(session.get(HOST + ADDRESS, timeout=1).json()["variables"]) == 4
    answer = session.post(HOST + ADDRESS, data=query(("Alue", "item", ["MK01"])), timeout=1)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()["size"] == [1, 3, 2]


def test_a_query_may_be_given_as_json(session):
    asked = {"query": [], "response": {"format": "json-stat2"}}
    assert session.post(HOST + ADDRESS, json=asked, timeout=1).json()["size"] == [4, 3, 2]


def test_an_answer_can_be_read_in_pieces(session):
    with session.get(HOST + ADDRESS, timeout=1, stream=True) as answer:
        pieces = list(answer.iter_content(100))
    assert len(pieces) > 1
    assert b"".join(pieces).startswith(b'{"title"')


def test_a_refused_query_raises_for_status(session):
    answer = session.post(HOST + ADDRESS, data=b"nothing", timeout=1)
    assert answer.text == "Bad Request"
    with pytest.raises(requests.HTTPError):
        answer.raise_for_status()


def test_other_addresses_are_not_reached(session):
    with pytest.raises(requests.ConnectionError):
        session.get("http://127.0.0.1:9/elsewhere", timeout=1)
