"""No bytes make a reader crash, hang or grow; `make fuzz` looks for worse ones."""

import time
import tracemalloc

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target, try_on
from tests.ingest.readers.tables import damaged

LARGEST = 60_000_000
SLOWEST = 5


def within_limits(target: Target, body: bytes) -> None:
    tracemalloc.start()
    started = time.process_time()
    try:
        try_on(target, body)
        assert tracemalloc.get_traced_memory()[1] < LARGEST
        assert time.process_time() - started < SLOWEST
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40)
@given(data=st.data())
def test_damaged_input_is_refused_within_limits(name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    seed = data.draw(st.sampled_from(target.seeds))
    within_limits(target, data.draw(st.one_of(damaged(seed), st.binary(max_size=200))))


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b"[" * 50_000,
        b'{"a":' * 50_000,
        b'{"size":[1000000000,1000000000],"id":["a","b"],"value":{},"dimension":{"a":{},"b":{}}}',
        b'{"value":[' + b"1e400," * 1000 + b"1]}",
        orjson.dumps({str(number): number for number in range(20_000)}),
        b'TIMEVAL("a")=TLIST(M1,"000001"-"999999999999");DATA=1;',
        b"\xff\xfe" + bytes(10_000),
        b'"' * 20_000,
        b"\x1f\x8b\x08" + bytes(1000),
        b"PK\x03\x04" + bytes(1000),
    ],
    ids=[
        "empty list",
        "empty object",
        "deep list",
        "deep object",
        "huge size",
        "large numbers",
        "many keys",
        "long range",
        "zeros",
        "quotes",
        "gz",
        "zip",
    ],
)
def test_known_tricks_are_refused_within_limits(name: str, body: bytes) -> None:
    within_limits(TARGETS[name], body)
