from datetime import UTC, date, datetime

import pytest

from app import formatting
from app.i18n import texts
from app.values import Change, Indicator, Names, Point, Status

SPACE = formatting.NO_BREAK
NAMES = Names("a", "b", "c")
SHARE = Indicator(
    indicator_id="unemployment_share", topic="unemployment", kind="ratio", unit="percent", decimals=1,
    polarity="lower_is_better", frequency="month", reference="end", comparable_between_areas=True,
    count_indicator_id=None, title=NAMES, short=NAMES, description=NAMES, formula=NAMES, caveat=None, source_ids=(),
    first_period=None, last_period=None,
)  # fmt: skip


def point(low: float | None, high: float | None, status: Status, hidden: int = 0) -> Point:
    return Point(date(2026, 6, 1), low if status == "complete" else None, low, high, status, hidden, "summed")


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [
        (34185, 0, f"34{SPACE}185", "34,185"),
        (1234567.8, 1, f"1{SPACE}234{SPACE}567,8", "1,234,567.8"),
        (14.0, 1, "14,0", "14.0"),
        (-0.4, 1, "−0,4", "−0.4"),
        (0.25, 1, "0,3", "0.3"),
        (0.05, 1, "0,1", "0.1"),
        (2.5, 0, "3", "3"),
        (-0.04, 1, "0,0", "0.0"),
    ],
)
def test_numbers_have_no_break_thousands_decimal_comma_true_minus_and_half_up_rounding(
    value: float, decimals: int, fi: str, en: str
) -> None:
    assert formatting.number(value, decimals, "fi") == fi
    assert formatting.number(value, decimals, "sv") == fi
    assert formatting.number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("value", "text"), [(0.6, "+0,6"), (-0.6, "−0,6"), (0.0, "0,0"), (-0.04, "0,0"), (0.04, "0,0")]
)
def test_a_change_has_its_sign_unless_it_rounds_to_zero(value: float, text: str) -> None:
    assert formatting.signed(value, 1, "fi") == text


@pytest.mark.parametrize(
    ("given", "fi", "sv", "en"),
    [
        (point(14.0, 14.0, "complete"), f"14,0{SPACE}%", f"14,0{SPACE}%", "14.0%"),
        (point(13.9, 14.1, "partial", 2), f"13,9–14,1{SPACE}%", f"13,9–14,1{SPACE}%", "13.9–14.1%"),
        (point(14.0, 14.0, "partial", 2), f"14,0{SPACE}%", f"14,0{SPACE}%", "14.0%"),
        (point(None, None, "hidden", 1), "salattu", "sekretessbelagd", "confidential"),
        (
            point(0.4, 1.7, "hidden", 1),
            f"salattu, 0,4–1,7{SPACE}%",
            f"sekretessbelagd, 0,4–1,7{SPACE}%",
            "confidential, 0.4–1.7%",
        ),
        (point(None, None, "missing"), "ei julkaistu", "inte publicerad", "not published"),
    ],
)
def test_a_figure_says_what_is_known_of_it_and_no_more(given: Point, fi: str, sv: str, en: str) -> None:
    assert formatting.figure(given, SHARE, texts("fi")) == fi
    assert formatting.figure(given, SHARE, texts("sv")) == sv
    assert formatting.figure(given, SHARE, texts("en")) == en


def test_the_count_of_hidden_parts_stands_by_a_partial_figure_only_while_its_bounds_differ() -> None:
    assert formatting.hidden_note(point(1, 7, "partial", 2), texts("fi")) == "2 salattua lukua"
    assert formatting.hidden_note(point(1, 4, "partial", 1), texts("en")) == "1 confidential figure"
    assert formatting.hidden_note(point(4, 4, "partial", 1), texts("fi")) is None
    assert formatting.hidden_note(point(1, 4, "hidden", 1), texts("fi")) is None


def test_a_change_of_a_share_is_in_percentage_points_in_words() -> None:
    assert formatting.difference(Change(0.6, 0.6), SHARE, texts("fi")) == f"+0,6{SPACE}%-yksikköä"
    assert formatting.difference(Change(-0.2, 0.4), SHARE, texts("sv")) == f"−0,2…+0,4{SPACE}procentenheter"


@pytest.mark.parametrize(("language", "text"), [("fi", "lokakuu 2026"), ("sv", "oktober 2026"), ("en", "October 2026")])
def test_months_are_in_words_in_text_and_short_on_axes(language: str, text: str) -> None:
    assert formatting.period(date(2026, 10, 1), "month", language) == text
    assert formatting.period(date(2026, 1, 1), "year", language) == "2026"
    assert formatting.short_period(date(2026, 10, 1), "month") == "10/26"


def test_days_and_times_are_those_of_helsinki() -> None:
    late = datetime(2026, 7, 20, 22, 5, tzinfo=UTC)
    assert formatting.day(late, "fi") == "21.7.2026"
    assert formatting.day(late, "sv") == "21.7.2026"
    assert formatting.day(late, "en") == "21 Jul 2026"
    assert formatting.moment(late, "fi") == "21.7.2026 klo 1.05"
