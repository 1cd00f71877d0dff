"""Targets and notes of the data folder: every good line is used, every bad one is told with its number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vertaispeili.methods.own_table import Problem, decoded
from vertaispeili.methods.targets import Known, PeerNote, Target, names, peer_notes, targets

KNOWN = Known(
    names(
        [
            ("KU091", "Helsinki", "Helsingfors"),
            ("KU853", "Turku", "Åbo"),
            ("TA41", "Turku", "Åbo"),
            ("TA39", "Tampereen seutu", "Tammerforsregionen"),
        ]
    ),
    names([("unemployment_share", "Työttömien osuus"), ("new_vacancies",)]),
)
SHARE = "unemployment_share"


def one(value: str, by: str = "2027-12-31", delimiter: str = ";") -> tuple[Target, ...]:
    line = delimiter.join(("TA39", SHARE, value, by))
    return targets(delimiter.join(("area", "indicator", "value", "by")) + "\n" + line, KNOWN).rows


def test_a_file_with_semicolons_and_decimal_commas_is_read() -> None:
    found = targets("area;indicator;value;by\nTA39;unemployment_share;10,5;2027-12-31\n", KNOWN)
    assert found.rows == (Target("TA39", SHARE, 10.5, date(2027, 12, 31), 2),)
    assert found.problems == ()


def test_a_file_with_commas_is_read_and_a_decimal_comma_in_marks_too() -> None:
    assert one("10.5", delimiter=",")[0].value == 10.5
    assert one('"10,5"', delimiter=",")[0].value == 10.5


def test_an_unquoted_decimal_comma_in_a_file_with_commas_is_told_not_guessed() -> None:
    found = targets("area,indicator,value,by\nTA39,unemployment_share,10,5,2027\n", KNOWN)
    assert found.rows == ()
    assert found.problems == (Problem(2, "too_many_cells", "", "5", "4"),)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12.0),
        ("-0,4", -0.4),
        ("−0,4", -0.4),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("10,5 %", 10.5),
        ("+3", 3.0),
    ],
)
def test_numbers_are_read_as_they_are_written_in_finland(written: str, value: float) -> None:
    assert one(written)[0].value == value


@pytest.mark.parametrize("written", ["ten", "1.234,5", "1e5", "nan", "inf", "10,", "1,2,3", "0x10", "9" * 400])
def test_what_is_no_number_is_told(written: str) -> None:
    found = targets(f"area;indicator;value;by\nTA39;unemployment_share;{written};2027", KNOWN)
    assert found.rows == ()
    assert found.problems == (Problem(2, "not_a_number", "value", written),)


@pytest.mark.parametrize(
    ("written", "by"),
    [
        ("2027", date(2027, 12, 31)),
        ("2028-02", date(2028, 2, 29)),
        ("2/2027", date(2027, 2, 28)),
        ("12.2027", date(2027, 12, 31)),
        ("2027-06-15", date(2027, 6, 15)),
        ("15.6.2027", date(2027, 6, 15)),
    ],
)
def test_a_target_is_for_the_last_day_of_what_is_written(written: str, by: date) -> None:
    assert one("10", written)[0].by == by


@pytest.mark.parametrize("written", ["soon", "2027-13", "31.2.2027", "0000", "27", "2027-1-1-1"])
def test_what_is_no_day_is_told(written: str) -> None:
    found = targets(f"area;indicator;value;by\nTA39;unemployment_share;10;{written}", KNOWN)
    assert found.problems == (Problem(2, "not_a_date", "by", written),)


def test_areas_and_indicators_are_named_by_id_or_by_name_in_any_case() -> None:
    found = targets(
        "alue;mittari;arvo;viimeistään\nhelsingfors;Työttömien  osuus;10;2027\nta39;NEW_VACANCIES;5;2027", KNOWN
    )
    assert [(row.area_id, row.indicator_id) for row in found.rows] == [("KU091", SHARE), ("TA39", "new_vacancies")]


def test_a_name_that_two_areas_have_must_be_an_id() -> None:
    found = targets("area;indicator;value;by\nTurku;unemployment_share;10;2027", KNOWN)
    assert found.problems == (Problem(2, "ambiguous", "area", "Turku", "KU853, TA41"),)


def test_an_unknown_name_is_told_with_the_nearest_known() -> None:
    found = targets("area;indicator;value;by\nHelsinkki;unemployment_shar;10;2027\nXyzzy;new_vacancies;10;2027", KNOWN)
    assert found.problems == (
        Problem(2, "unknown", "area", "Helsinkki", "KU091"),
        Problem(2, "unknown", "indicator", "unemployment_shar", SHARE),
        Problem(3, "unknown", "area", "Xyzzy", ""),
    )


def test_all_faults_of_a_line_are_told_at_once_and_the_other_lines_are_used() -> None:
    found = targets("area;indicator;value;by\n;;x;\nTA39;new_vacancies;5;2027", KNOWN)
    assert [(problem.line, problem.reason, problem.column) for problem in found.problems] == [
        (2, "empty", "area"),
        (2, "empty", "indicator"),
        (2, "not_a_number", "value"),
        (2, "empty", "by"),
    ]
    assert [row.line for row in found.rows] == [3]


def test_the_second_target_for_the_same_day_is_told_and_not_used() -> None:
    line = "TA39;new_vacancies;{};{}\n"
    text = "area;indicator;value;by\n" + line.format(5, 2027) + line.format(6, "31.12.2027") + line.format(7, 2028)
    found = targets(text, KNOWN)
    assert [(row.value, row.line) for row in found.rows] == [(5.0, 2), (7.0, 4)]
    assert found.problems == (Problem(3, "repeated", "by", "31.12.2027", "2"),)


def test_empty_lines_and_comments_are_skipped_and_lines_keep_their_numbers() -> None:
    text = '\ufeff# Our "targets\r\n\r\narea;indicator;value;by\r\n;;;\r\n# old\r\nTA39;new_vacancies;5;2027\r\n'
    assert [row.line for row in targets(text, KNOWN).rows] == [6]
    assert targets(text, KNOWN).problems == ()


def test_columns_may_come_in_any_order_and_unknown_ones_are_told() -> None:
    found = targets("by;valeu;value;area;indicator\n2027;x;5;TA39;new_vacancies", KNOWN)
    assert found.rows[0].value == 5.0
    assert found.problems == (Problem(1, "unknown_column", "", "valeu", "value"),)


def test_a_head_without_a_needed_column_makes_no_rows() -> None:
    found = targets("area;indicator;value\nTA39;new_vacancies;5", KNOWN)
    assert (found.rows, found.problems) == ((), (Problem(1, "no_column", "by"),))


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "# nothing yet\n"])
def test_an_empty_file_has_no_head(text: str) -> None:
    assert targets(text, KNOWN).problems == (Problem(1, "no_head"),)


def test_a_forgotten_quotation_mark_spoils_its_own_line_only() -> None:
    found = targets('area;indicator;value;by\n"TA39;new_vacancies;5;2027\nTA39;new_vacancies;6;2028', KNOWN)
    assert [row.line for row in found.rows] == [3]
    assert found.problems == (Problem(2, "unreadable", "", '"TA39;new_vacancies;5;2027'),)


def test_a_note_has_all_it_is_given() -> None:
    head = "area;date;what;for_whom;link;contact;language\n"
    line = '"Tampereen seutu";3/2026;"Rekrytointi-\ntapahtuma ""Töihin""";Nuoret;https://example.fi/x?a=1;Omnia;FI\n'
    found = peer_notes(head + line, KNOWN)
    assert found.problems == ()
    assert found.rows == (
        PeerNote(
            area_id="TA39",
            date=date(2026, 3, 1),
            what='Rekrytointi- tapahtuma "Töihin"',
            for_whom="Nuoret",
            link="https://example.fi/x?a=1",
            contact="Omnia",
            language="fi",
            line=2,
        ),
    )


def test_a_note_needs_only_area_day_and_what_was_done() -> None:
    found = peer_notes("område;datum;vad\nHelsinki;2026;Mässa", KNOWN)
    assert found.rows == (PeerNote("KU091", date(2026, 1, 1), "Mässa", None, None, None, None, 2),)
    assert peer_notes("area;date;what\nKU091;2026;", KNOWN).problems == (Problem(2, "empty", "what"),)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "www.example.fi", "https://a b", 'https://x/"onclick', "ftp://x", "data:x"]
)
def test_only_an_address_of_the_web_is_a_link(link: str) -> None:
    cell = '"' + link.replace('"', '""') + '"'
    found = peer_notes(f"area;date;what;link\nKU091;2026;Mässa;{cell}", KNOWN)
    assert (found.rows, found.problems) == ((), (Problem(2, "not_a_link", "link", link),))


def test_endless_texts_and_other_languages_are_told() -> None:
    found = peer_notes(f"area;date;what;language\nKU091;2026;{'x' * 501};fi\nKU091;2026;Mässa;de", KNOWN)
    assert found.rows == ()
    assert [(problem.line, problem.reason, problem.hint) for problem in found.problems] == [
        (2, "too_long", "500"),
        (3, "unknown_language", ""),
    ]


def test_files_are_utf_8_or_what_a_spreadsheet_calls_unicode() -> None:
    assert decoded("Åbo".encode()) == decoded("Åbo".encode("utf-8-sig")) == decoded("Åbo".encode("utf-16")) == "Åbo"
    assert decoded("Åbo".encode("cp1252")) is None
    assert decoded(b"\xff\xfe\x00") is None


CELLS = st.text(alphabet='ab";,\n\r\t#0129.-%Åé\0', max_size=12)


@given(st.lists(st.lists(CELLS, max_size=5).map(";".join), max_size=8).map("\n".join))
def test_no_text_is_fatal_and_good_lines_after_it_are_still_used(text: str) -> None:
    # A quotation mark may reach over some lines of its own, never to the end of a long file.
    good = "\n" * 60 + "TA39;{};5;2027"
    as_target = targets(f"area;indicator;value;by\n{text}{good.format('new_vacancies')}", KNOWN)
    as_note = peer_notes(f"area;date;what;language\n{text}{good.format(2026).replace('5;2027', 'x;fi')}", KNOWN)
    last = len(f"{text}{good}".replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 1
    for found in (as_target, as_note):
        assert found.rows[-1].line == last
        assert all(1 < problem.line < last for problem in found.problems)
