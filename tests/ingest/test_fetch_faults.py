"""What bad input gets: an error in plain words, the good snapshot kept, and never a traceback of ours."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.errors import BadAnswer, SourceUnavailable
from ingest.sample.protocol import Response
from ingest.session import Patience
from tests.fetching import ID, Fetching
from tests.pxweb_server import Fault, PxWebServer, empty, html, rewritten, serving, short_values, status
from tests.pxweb_tables import (
    RELEASED,
    months,
    publisher,
    table,
)

NEXT = RELEASED + timedelta(days=28)
MONTHS = months("2025M07", 12)


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path)


def _answers(change: Callable[[Response], Response]) -> Callable[[PxWebServer], None]:
    """The publisher has a new release, and every data answer but the probe comes out changed."""

    def then(server: PxWebServer) -> None:
        server.publisher = publisher(table(updated=NEXT), max_cells=50)
        server.faults.append(Fault(change, after=1, times=1000))

    return then


def _other_codes(answer: dict) -> dict:
    index = answer["dimension"]["Alue"]["category"]["index"]
    answer["dimension"]["Alue"]["category"] = {"index": {f"X{code}": place for code, place in index.items()}}
    return answer


def _other_variable(answer: dict) -> dict:
    answer["id"] = ["Region" if code == "Alue" else code for code in answer["id"]]
    answer["dimension"]["Region"] = answer["dimension"].pop("Alue")
    return answer


def _without(key: str) -> Callable[[Response], Response]:
    return rewritten(lambda answer: {name: value for name, value in answer.items() if name != key})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (html, "asked 3 times"),
        (empty, "asked 3 times"),
        (short_values, "asked 3 times"),
        (rewritten(lambda _answer: []), "asked 3 times"),
        (rewritten(lambda answer: {**answer, "id": answer["id"][:-1]}), "asked 3 times"),
        (rewritten(_other_codes), "values of Alue; missing: SSS"),
        (
            rewritten(_other_variable),
            "the answer has the variables Region, timeperiod_m, contentscode, asked for were Alue",
        ),
        (_without("value"), "asked 3 times"),
        (_without("dimension"), "asked 3 times"),
        (_without("updated"), "does not say when the table was updated"),
        (lambda right: Response(200, right.headers, right.body[:-40]), "asked 3 times"),
        (lambda right: Response(200, right.headers, b"\x00\xff" + right.body), "asked 3 times"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_answer_that_is_not_the_data_asked_for_is_an_error_and_never_data(
    fetching: Fetching, change: Callable[[Response], Response], words: str
) -> None:
    message = fetching.held_then(_answers(change))
    assert message.startswith("BadAnswer: StatFin/tyonv/12r5.px: ")
    assert words in message


@pytest.mark.parametrize("how", ["drop", "truncate", "truncate_gzip", "garble_gzip", "truncate_chunks"])
def test_answers_that_never_come_whole_leave_the_source_unavailable(fetching: Fetching, how: str) -> None:
    def then(server: PxWebServer) -> None:
        server.faults.append(Fault(how=how, times=10_000))

    assert "gave up after" in fetching.held_then(then)
    assert sum(fetching.clock.slept) <= 120


@pytest.mark.parametrize("how", ["metadata", "cut_without_length", "slow", "drop"])
def test_a_fault_that_passes_costs_another_request_and_nothing_else(fetching: Fetching, how: str) -> None:
    with serving(publisher(max_cells=50)) as server:
        server.faults.append(Fault(how=how, after=2, times=2))
        fetched = fetching.fetch(server, patience=Patience(connect=1, read=0.25))
        assert server.posts() == fetched.data_calls + 2
    assert len(fetching.cells()) == 7 * 12 * 3
    assert fetching.clock.slept == [1, 2]


@pytest.mark.parametrize("change", [html, short_values, status(500), status(502), status(503), status(504)])
def test_a_gateway_in_trouble_for_a_while_does_not_end_the_fetch(
    fetching: Fetching, change: Callable[[Response], Response]
) -> None:
    with serving(publisher(max_cells=50)) as server:
        server.faults += [Fault(change, after=3, times=2)]
        fetching.fetch(server)
    assert len(fetching.cells()) == 7 * 12 * 3


def test_a_description_that_is_html_leaves_the_source_unavailable(fetching: Fetching) -> None:
    def then(server: PxWebServer) -> None:
        server.faults.append(Fault(html, method="GET", after=1, times=1000))

    assert fetching.held_then(then).startswith("BadAnswer: StatFin/tyonv/12r5.px: the answer is not a table's")


def test_limits_that_are_no_limits_are_replaced_by_the_strictest_known(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        server.faults.append(Fault(html, method="GET"))
        assert fetching.fetch(server).cells == 7 * 12 * 3


def test_a_publisher_that_is_away_leaves_what_is_held(fetching: Fetching) -> None:
    with serving(publisher()) as server:
        good = fetching.fetch(server).snapshot
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        fetching.fetch(server)
    assert fetching.bronze.snapshots(ID) == (good,)


def test_a_corrupt_kept_answer_is_named_and_the_next_fetch_brings_only_that_one_again(fetching: Fetching) -> None:
    with serving(publisher(max_cells=50)) as server:
        snapshot = fetching.fetch(server).snapshot
        cells = fetching.cells()
        file = next((fetching.folder / "bronze" / "bodies").rglob(f"{snapshot.answers[2].sha256}.gz"))
        file.write_bytes(file.read_bytes()[:-20])
        with pytest.raises(BadAnswer, match=f"{file.name} is corrupt"):
            fetching.cubes()
        assert fetching.snapshots() == 0
        before = server.posts()
        fetched = fetching.fetch(server)
        assert (fetched.outcome, fetched.data_calls, server.posts() - before) == ("new", 2, 2)
    assert fetching.cells() == cells


def test_a_folder_that_cannot_be_written_is_said_in_one_line(fetching: Fetching) -> None:
    (fetching.folder / "bronze").write_text("a file where the folder should be")
    with (
        serving(publisher()) as server,
        pytest.raises(SourceUnavailable, match=r"could not be kept in .*: (Not a directory|File exists)"),
    ):
        fetching.fetch(server)
    assert fetching.snapshots() == 0
