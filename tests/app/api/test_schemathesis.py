"""Schemathesis makes questions from the description, right and wrong ones, and holds the answers against it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from app.api.endpoint import Endpoint
from app.api.registry import endpoints
from tests.app.api.published import publish_open
from tests.app.conftest import make_app
from tests.e2e.browser import served

schemathesis = pytest.importorskip("schemathesis")

pytestmark = pytest.mark.api

# What is well-formed may still be unknown (404), too much (422) or, as an address, too long (414).
_CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "414", "422"]},
        "negative_data_rejection": {"expected-statuses": ["400", "404", "414"]},
    }
}
_TRIED = [
    (endpoint, mode)
    for endpoint in endpoints()
    for mode in ("POSITIVE", "NEGATIVE")
    if mode == "POSITIVE" or endpoint.parameters  # without parameters no question can be wrong
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(make_app(publish_open(tmp_path_factory.mktemp("open")).current).server) as started:
        yield started


@pytest.mark.parametrize(("endpoint", "mode"), _TRIED, ids=lambda one: getattr(one, "name", one))
def test_no_question_gets_an_answer_that_is_not_described(address: str, endpoint: Endpoint, mode: str) -> None:
    config = schemathesis.Config.from_dict(_CONFIG)
    described = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)
    questions = described[endpoint.path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

    @given(case=questions)
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
