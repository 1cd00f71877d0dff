"""A worker that serves is not held up by looking for garbage among what stays."""

import gc
from collections.abc import Iterator

import pytest

from app import wsgi


@pytest.fixture
def collecting() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collecting")
def test_what_is_loaded_before_serving_is_looked_through_never_again() -> None:
    wsgi.settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] >= 50_000


@pytest.mark.usefixtures("collecting")
def test_garbage_in_cycles_is_still_found() -> None:
    wsgi.settle()
    loop: list[object] = []
    loop.append(loop)
    del loop
    assert gc.collect() > 0
