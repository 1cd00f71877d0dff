"""When a source is looked for next: tables of what was tried, times as read from a clock on a wall in Helsinki."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ingest import due
from ingest.catalogue import Release, Source, Text
from ingest.due import HELSINKI
from ingest.ledger import Run
from ingest.standing import Standing
from ingest.timetable import WAITS, next_check, next_refresh

WORDS = Text(fi="x", sv="x", en="x")
MONTHLY = Release(every="month", day=24)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=HELSINKI).astimezone(UTC)


def shown(moment: datetime) -> str:
    return f"{moment.astimezone(HELSINKI):%m-%d %H:%M}"


def standing(
    *tries: str,
    held: date | None = date(2026, 9, 1),
    announced: str | None = None,
    outcome: str = "fresh",
    name: str = "x",
) -> Standing:
    source = Source(
        id=name,
        reader="pxweb",
        yields="observation",
        title=WORDS,
        publisher=WORDS,
        table="x",
        licence="x",
        release=MONTHLY,
    )
    made = tuple(at(each) for each in tries)
    last = Run(run_id="r", source_id=name, started_at=made[-1], finished_at=made[-1], outcome=outcome) if made else None
    expected = at(announced) if announced else (due.next_release(MONTHLY, held) if held else None)
    return Standing(source, made, last, None, None, held, expected, announced is not None)


# September is held: October is expected on 24 November, so 20 November to 1 December are days of growing waits.
@pytest.mark.parametrize(
    ("tries", "then"),
    [
        (["11-10 08:30"], "11-11 08:30"),
        (["11-10 07:00"], "11-10 08:30"),
        (["11-10 12:00"], "11-11 08:30"),
        (["11-19 08:30"], "11-20 08:00"),
        (["11-23 13:15"], "11-23 13:20"),
        (["11-24 07:59"], "11-24 08:00"),
        (["11-24 08:00"], "11-24 08:05"),
        (["11-24 08:00", "11-24 08:05"], "11-24 08:15"),
        (["11-24 08:00", "11-24 08:05", "11-24 08:15"], "11-24 08:35"),
        (["11-24 08:00", "11-24 08:05", "11-24 08:15", "11-24 08:35"], "11-24 09:15"),
        (["11-24 23:50"], "11-24 23:55"),
        (["12-01 08:00"], "12-01 08:05"),
        (["12-02 08:00"], "12-02 08:30"),
        (["12-02 08:30"], "12-03 08:30"),
    ],
)
def test_around_the_expected_day_waits_grow_from_eight_and_else_once_a_day(tries: list[str], then: str) -> None:
    assert shown(next_check(at("12-30 00:00"), standing(*tries))) == then


def test_a_day_of_waiting_is_seven_tries_and_then_tomorrow() -> None:
    tries = ["11-24 08:00"]
    while (following := shown(next_check(at("12-30 00:00"), standing(*tries)))).startswith("11-24"):
        tries.append(following)
    assert (len(tries), tries[-1], following) == (len(WAITS) + 1, "11-24 13:15", "11-25 08:00")


def test_when_the_new_month_is_there_polling_stops() -> None:
    held = standing("11-24 08:00", "11-24 08:05", held=date(2026, 10, 1))
    assert shown(next_check(at("11-24 08:06"), held)) == "11-24 08:30"
    assert shown(next_check(at("11-24 09:00"), standing("11-24 08:30", held=date(2026, 10, 1)))) == "11-25 08:30"


@pytest.mark.parametrize(
    ("tries", "then"),
    [
        (["11-19 08:30"], "11-20 08:30"),
        (["11-25 08:30"], "11-26 08:00"),
        (["11-26 08:00"], "11-26 08:05"),
        (["12-03 08:00"], "12-03 08:05"),
        (["12-04 08:00"], "12-04 08:30"),
    ],
)
def test_the_publishers_own_announcement_comes_before_the_rule(tries: list[str], then: str) -> None:
    assert shown(next_check(at("12-30 00:00"), standing(*tries, announced="11-26 08:00"))) == then


def test_what_failed_is_asked_again_the_same_day_after_growing_waits() -> None:
    assert shown(next_check(at("11-10 09:00"), standing("11-10 08:30", outcome="stale"))) == "11-10 08:35"
    assert shown(next_check(at("11-10 09:00"), standing("11-10 08:30"), failed=True)) == "11-10 08:35"
    seven = standing(*["11-10 08:30"], *[f"11-10 09:0{n}" for n in range(6)], outcome="stale")
    assert shown(next_check(at("11-10 10:00"), seven)) == "11-11 08:00"


def test_what_was_never_asked_is_due_now() -> None:
    now = at("11-10 03:00")
    assert next_check(now, standing(held=None)) == now


def test_a_missed_look_is_due_at_once_and_once() -> None:
    now = at("11-15 03:00")
    missed = standing("11-10 08:30")
    assert next_check(now, missed) < now
    assert shown(next_check(now, missed, [now])) == "11-15 08:30"


def test_tries_of_a_clock_that_ran_ahead_do_not_stop_the_schedule() -> None:
    now = at("11-10 09:00")
    assert next_check(now, standing("12-10 08:30")) == now
    assert shown(next_check(now, standing("11-10 08:30", "12-10 08:30"))) == "11-11 08:30"


def test_summer_time_does_not_move_eight_oclock() -> None:
    before = standing("10-24 08:30", held=None)
    assert next_check(at("10-25 12:00"), before) - at("10-24 08:30") == timedelta(hours=25)


def test_one_refresh_asks_all_so_the_first_that_is_due_decides() -> None:
    quiet = standing("11-10 08:30", held=date(2026, 10, 1), name="quiet")
    failing = standing("11-10 08:30", outcome="stale", name="failing")
    assert next_refresh(at("11-10 08:31"), (quiet, failing), (), failed=False) == (at("11-10 08:35"), "failing")


def test_a_release_that_comes_on_the_26th_at_ten_is_found_within_the_hour_and_in_few_tries() -> None:
    """A month as the schedule lives it: the publisher is later than the rule says."""
    now, tries, held, found = at("11-02 08:30"), ["11-02 08:30"], date(2026, 9, 1), None
    while now < at("12-01 08:00"):
        now = next_check(now, standing(*tries, held=held))
        tries.append(shown(now))
        if now >= at("11-26 10:00") and found is None:
            found, held = now, date(2026, 10, 1)
    assert shown(found) == "11-26 10:35"
    assert len(tries) < 80
    assert all(each.endswith("08:30") for each in tries if each > "11-27")
