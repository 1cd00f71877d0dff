"""Bronze: what was received stays as it was received, and what is corrupt is never data."""

import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.answer import Answer
from ingest.bronze import Bronze, utc
from ingest.errors import BadAnswer
from ingest.files import write_atomically
from ingest.snapshot import Held, Snapshot

ID = "statfin_tyonv_12r5"
NOON = datetime(2026, 8, 25, 12, tzinfo=UTC)
QUERY = {"table": "StatFin/tyonv/12r5.px", "query": [{"code": "Alue", "values": ["SSS"]}]}


def _answer(body: bytes = b'{"value": [1]}', host: str = "pxdata.stat.fi", **headers: str) -> Answer:
    return Answer(f"https://{host}/x", 200, {"content-type": "application/json", **headers}, body, NOON)


def _snapshot(*answers: Held, updated_at: datetime = NOON, fetched_at: datetime = NOON) -> Snapshot:
    return Snapshot(
        source_id=ID, table="t", language="fi", updated_at=updated_at, fetched_at=fetched_at, answers=answers
    )


@pytest.fixture
def bronze(tmp_path: Path) -> Bronze:
    return Bronze(tmp_path)


@settings(deadline=None)
@given(body=st.binary())
def test_any_bytes_come_back_as_they_were_received(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    bronze = Bronze(tmp_path_factory.mktemp("bronze"))
    assert bronze.body(bronze.keep(ID, QUERY, _answer(body))) == body


def test_a_body_is_kept_once_compressed_under_its_hash(bronze: Bronze, tmp_path: Path) -> None:
    for host in ("pxdata.stat.fi", "statfin.stat.fi"):
        bronze.keep(ID, QUERY, _answer(b"x" * 10_000, host), NOON)
    files = list((tmp_path / "bodies").rglob("*.gz"))
    assert [file.name for file in files] == [f"{hashlib.sha256(b'x' * 10_000).hexdigest()}.gz"]
    assert files[0].stat().st_size < 200
    assert gzip.decompress(files[0].read_bytes()) == b"x" * 10_000


def test_a_sidecar_says_where_when_and_to_which_query_and_holds_no_cookie(bronze: Bronze, tmp_path: Path) -> None:
    bronze.keep(ID, QUERY, _answer(**{"set-cookie": "secret"}), NOON)
    (sidecar,) = (orjson.loads(file.read_bytes()) for file in (tmp_path / ID / "answers").iterdir())
    assert sidecar["url"] == "https://pxdata.stat.fi/x"
    assert sidecar["query"] == QUERY
    assert sidecar["headers"] == {"content-type": "application/json"}
    assert (sidecar["status"], sidecar["bytes"]) == (200, 14)
    assert sidecar["arrived_at"].startswith("2026-08-25T12:00:00")


def test_an_answer_is_found_again_by_source_query_and_release_whichever_host_gave_it(bronze: Bronze) -> None:
    kept = bronze.keep(ID, QUERY, _answer(host="mirror.example"), NOON)
    assert bronze.held(ID, dict(reversed(QUERY.items())), NOON) == kept
    assert bronze.held(ID, QUERY, NOON + timedelta(days=28)) is None
    assert bronze.held(ID, {**QUERY, "table": "another"}, NOON) is None
    assert bronze.held("another_source", QUERY, NOON) is None


def test_snapshots_come_oldest_release_first_then_as_fetched(bronze: Bronze) -> None:
    held = bronze.keep(ID, QUERY, _answer())
    day = timedelta(days=1)
    wanted = [
        _snapshot(held, updated_at=NOON - 28 * day, fetched_at=NOON + day),
        _snapshot(held, fetched_at=NOON),
        _snapshot(held, fetched_at=NOON + day),
    ]
    for snapshot in reversed(wanted):
        bronze.complete(snapshot)
    assert list(bronze.snapshots(ID)) == wanted
    assert bronze.snapshots("another_source") == ()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5])


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def _swap(file: Path) -> None:
    file.write_bytes(gzip.compress(b'{"value": [2]}'))


@pytest.mark.parametrize("harm", [_cut, _flip, _swap, Path.unlink, lambda file: file.write_bytes(b"")])
def test_a_harmed_body_is_a_bad_answer_that_names_the_file_and_can_be_kept_anew(
    bronze: Bronze, tmp_path: Path, harm: object
) -> None:
    held = bronze.keep(ID, QUERY, _answer(), NOON)
    (file,) = (tmp_path / "bodies").rglob("*.gz")
    harm(file)
    assert bronze.held(ID, QUERY, NOON) is None
    with pytest.raises(BadAnswer, match=file.name):
        bronze.body(held)
    bronze.keep(ID, QUERY, _answer(), NOON)
    assert bronze.body(held) == b'{"value": [1]}'


@pytest.mark.parametrize("harm", [_cut, lambda file: file.write_bytes(b"\xff"), lambda file: file.write_bytes(b"{}")])
def test_a_harmed_manifest_is_set_aside_and_reported_until_a_newer_snapshot_makes_it_good(
    bronze: Bronze, tmp_path: Path, harm: object
) -> None:
    good = _snapshot(bronze.keep(ID, QUERY, _answer()), updated_at=NOON - timedelta(days=28))
    bronze.complete(good)
    bronze.complete(_snapshot(*good.answers))
    newest = max((tmp_path / ID / "snapshots").iterdir())
    harm(newest)
    assert bronze.snapshots(ID) == (good,)
    assert [newest.name in problem for problem in bronze.problems(ID)] == [True]
    bronze.complete(_snapshot(*good.answers))
    assert (bronze.problems(ID), len(bronze.snapshots(ID))) == ((), 2)


def test_what_was_refused_is_asked_for_again_and_nothing_of_it_is_deleted(bronze: Bronze, tmp_path: Path) -> None:
    older = _snapshot(bronze.keep(ID, QUERY, _answer(b"good"), NOON - timedelta(30)), updated_at=NOON - timedelta(30))
    newer = _snapshot(bronze.keep(ID, QUERY, _answer(b"bad"), NOON))
    for snapshot in (older, newer):
        bronze.complete(snapshot)
    before = len(list(tmp_path.rglob("*")))
    bronze.refuse_snapshot(newer)
    assert bronze.snapshots(ID) == (older,)
    assert bronze.held(ID, QUERY, NOON) is None
    assert bronze.held(ID, QUERY, older.updated_at) is not None
    assert (bronze.body(newer.answers[0]), len(list(tmp_path.rglob("*")))) == (b"bad", before)


def test_a_harmed_sidecar_counts_as_not_held(bronze: Bronze, tmp_path: Path) -> None:
    bronze.keep(ID, QUERY, _answer(), NOON)
    (sidecar,) = (tmp_path / ID / "answers").iterdir()
    for harmed in (b"", b"[]", b"{}", b'{"query": 1, "sha256": 2, "url": 3}'):
        sidecar.write_bytes(harmed)
        assert bronze.held(ID, QUERY, NOON) is None


def test_a_half_written_file_never_takes_the_place_of_a_whole_one(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    write_atomically(file, b"old")
    (tmp_path / ".manifest.json.abc.tmp").write_bytes(b"ne")  # as a killed process leaves it
    assert file.read_bytes() == b"old"
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp" and "abc" not in path.name]


def test_what_a_killed_process_left_half_written_is_no_snapshot(bronze: Bronze, tmp_path: Path) -> None:
    bronze.complete(_snapshot(bronze.keep(ID, QUERY, _answer())))
    (tmp_path / ID / "snapshots" / ".20260825T120000Z.json.abc.tmp").write_bytes(b"{")
    assert len(bronze.snapshots(ID)) == 1
    assert bronze.problems(ID) == ()


def test_times_are_kept_in_utc_without_fractions() -> None:
    assert utc(datetime(2026, 8, 25, 15, 0, 0, 5, tzinfo=UTC)) == datetime(2026, 8, 25, 15, tzinfo=UTC)
