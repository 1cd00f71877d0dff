"""The report made by hand in every form, each written once."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from app.report.forms import FORMS
from tests.app.report import made
from tests.app.report.readers import TEXTS, squeezed

Written = Callable[[str], bytes]
Read = Callable[[str], str]


@lru_cache(maxsize=16)
def _written(form: str) -> bytes:
    return FORMS[form].write(made.report())


@lru_cache(maxsize=16)
def _read(form: str) -> str:
    return squeezed(TEXTS[form](_written(form)))


@pytest.fixture(scope="session")
def read() -> Read:
    """Every word of a form without spaces."""
    return _read


@pytest.fixture(scope="session")
def written() -> Written:
    return _written
