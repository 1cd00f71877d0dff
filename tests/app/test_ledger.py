import json
from pathlib import Path

import pytest

from app import ledger
from app.db import Database
from app.i18n import LANGUAGES, texts
from app.ledger_words import FORMS, said
from tests.app.conftest import QUERIES
from tests.app.published import publish
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse


def line(run: str, source: str | None, outcome: str, message: str = "", at: str = "2026-07-23T05:00:00Z") -> bytes:
    given = {"run_id": run, "source_id": source, "started_at": at, "finished_at": at, "outcome": outcome}
    return json.dumps({**given, "message": message, "data_calls": 0, "cells": 0}).encode() + b"\n"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return publish(tmp_path)


def test_a_refresh_after_the_warehouse_was_made_counts(warehouse: Warehouse) -> None:
    warehouse.ledger.write_bytes(
        line("r2", "statfin_tyonv_12r5", "stale", "pxdata.stat.fi answered 503; gave up after 3 attempts inside 120 s.")
        + line("r2", "statfin_tyonv_12u4", "fresh", "new")
        + line("r2", None, "failed", "count_is_not_negative: A count. First rows: a=1 The warehouse stays.")
    )
    with Database(warehouse.current, QUERIES).handle() as handle:
        known = ledger.freshness(handle)
        assert known["statfin_tyonv_12r5"].outcome == "stale"
        assert (known["statfin_tyonv_12u4"].outcome, known["statfin_tyonv_12u4"].message) == ("fresh", None)
        (refresh,) = ledger.refreshes(handle, 15)
        assert refresh.whole is not None
        assert refresh.whole.outcome == "failed"
        assert [run.source_id for run in refresh.sources] == ["statfin_tyonv_12r5", "statfin_tyonv_12u4"]


def test_of_a_source_asked_twice_in_a_refresh_the_last_word_counts(warehouse: Warehouse) -> None:
    lines = [line("r2", "statfin_tyonv_12r5", "stale", "x"), line("r2", "statfin_tyonv_12r5", "fresh", "new")]
    warehouse.ledger.write_bytes(b"".join(lines))
    with Database(warehouse.current, QUERIES).handle() as handle:
        (refresh,) = ledger.refreshes(handle, 15)
        assert [run.outcome for run in refresh.sources] == ["fresh"]
        assert refresh.whole is None


def test_without_a_ledger_the_warehouse_says_what_it_knows(warehouse: Warehouse) -> None:
    with Database(warehouse.current, QUERIES).handle() as handle:
        (refresh,) = ledger.refreshes(handle, 15)
        assert refresh.whole is not None
        assert refresh.whole.outcome == "published"
        assert ledger.freshness(handle)["statfin_tyonv_12u4"].outcome == "absent"


@pytest.mark.parametrize("damaged", [b"", b"{\n", b"\xff\xfe\n", b"[]\n", b'{"run_id": 1}\n', b'{"run_id":"x"'])
def test_a_damaged_line_hides_no_other(warehouse: Warehouse, damaged: bytes) -> None:
    warehouse.ledger.write_bytes(damaged + b"\n" + line("r2", None, "unchanged"))
    with Database(warehouse.current, QUERIES).handle() as handle:
        assert [run.outcome for run in ledger.runs(handle)] == ["unchanged"]


def test_a_long_ledger_is_read_from_its_end(warehouse: Warehouse) -> None:
    warehouse.ledger.write_bytes(b"".join(line(f"r{n:05}", None, "unchanged") for n in range(5000)))
    with Database(warehouse.current, QUERIES).handle() as handle:
        assert ledger.refreshes(handle, 15)[0].whole.run_id == "r04999"
        assert 1000 < len(ledger.runs(handle)) < 5000


# Messages as a refresh writes them, and what a director reads.
WRITTEN = [
    ("new", "new"),
    ("unchanged", "unchanged"),
    ("published 20261124T094215.821190Z.duckdb", "published"),
    ("statfin_tyonv_12r5: the periods 2006-01 to 2026-06 are published, held are none: what is lost.", "lost_periods"),
    ("nothing new: the published warehouse stays", "nothing_new"),
    ("pxdata.stat.fi cannot be reached (refused or unknown), tried 3 times. Try again later.", "unreachable"),
    ("127.0.0.1:1 is skipped in this run: refused or unknown. Try again later.", "unreachable"),
    ("pxdata.stat.fi answered 503; gave up after 5 attempts inside 120 s. Try again later.", "answered"),
    (
        "pxdata.stat.fi: the connection was dropped; gave up after 5 attempts inside 120 s. Try again later.",
        "broke_off",
    ),
    ("https://data.stat.fi/api/x answered 500. Try again later.", "answered"),
    ("StatFin/tyonv/12r5.px: the publisher answers that there is no such table (404). It was renamed.", "moved"),
    ("StatFin/tyonv/12r5.px: a release is being loaded, answers old and new are mixed. Try again later.", "loading"),
    ("StatFin/tyonv/12r5.px went back in time: it ended with 2026M06 and now with 2026M05.", "older"),
    ("StatFin/tyonv/12r5.px shrank: 90 of the 178 periods held are gone.", "shrank"),
    ("StatFin/tyonv/12r5.px lost periods in the middle: 2020M01. If this is meant, say so in the seeds.", "shrank"),
    ("StatFin/tyonv/12r5.px: expected one variable for area (by role area), found 0; the table has x.", "changed"),
    ("StatFin/tyonv/12r5.px: value holds something else than numbers and nulls (asked 3 times)", "malformed"),
    ("the kept answer /data/x is corrupt and was set aside; the next refresh fetches it again.", "corrupt"),
    ("no statistics are held and none could be had: nothing can be built. The warehouse stays.", "nothing_held"),
    ("the warehouse cannot be written in /data: no space left", "disk"),
    ("the lake (PostgreSQL, s3://bucket/labour) cannot be written: refused. The next refresh tries again.", "lake"),
    ("a fault in the program, to be reported: KeyError; what was published stays.", "own_fault"),
    ("the answer is larger than 200 MB and was not read", "malformed"),
    ("count_is_not_negative: A published count is negative. First rows: a=1", "check"),
]


@pytest.mark.parametrize(("message", "form"), WRITTEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_of_a_known_form_is_in_the_readers_language(message: str, form: str, language: str) -> None:
    found = said(message, texts(language))
    assert found is not None
    assert not found.is_as_written
    head = texts(language)(f"ledger.{form}").split("{", maxsplit=1)[0]
    assert found.text.startswith(head)
    assert "{" not in found.text


def test_a_message_of_another_form_stands_as_it_was_written() -> None:
    found = said("something  that nobody\nforesaw", texts("fi"))
    assert found is not None
    assert (found.text, found.is_as_written) == ("something that nobody foresaw", True)
    assert said(None, texts("fi")) is said("  ", texts("fi")) is None


def test_a_failed_check_is_named_by_what_it_guarantees() -> None:
    found = said("count_is_not_negative: A published count is negative. First rows: a=1", texts("sv"))
    assert found is not None
    assert texts("sv")("check.count_is_not_negative") in found.text


def test_every_form_has_words_and_every_check_too() -> None:
    keys = texts("fi").keys
    assert {f"ledger.{name}" for name, _ in FORMS} == {key for key in keys if key.startswith("ledger.")}
    checks = {f"check.{path.stem}" for path in (resources.sql_directory() / "check").glob("*.sql")}
    assert checks == {key for key in keys if key.startswith("check.")}
