"""A worker that serves is not held up by looking for garbage among what stays, or for pandas."""

import gc
import importlib
import sys
from collections.abc import Iterator

import pytest

from app import wsgi


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    if "pandas" in sys.modules and sys.modules["pandas"] is None:
        del sys.modules["pandas"]


def test_what_is_loaded_before_serving_is_looked_through_never_again() -> None:
    wsgi.settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] >= 50_000


def test_garbage_in_cycles_is_still_found() -> None:
    wsgi.settle()
    loop: list[object] = []
    loop.append(loop)
    del loop
    assert gc.collect() > 0


def test_pandas_is_not_looked_for_again_and_is_not_there_as_before() -> None:
    wsgi.settle()
    assert "pandas" in sys.modules
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("pandas")
