"""PX files: every legal form gives the same cube, everything else is a bad answer in words."""

import re
from datetime import UTC, datetime

import pytest

from ingest.errors import BadAnswer
from ingest.readers import px as reader
from tests.ingest.readers.encode import PxForm, Variable, px, table
from tests.ingest.readers.shown import cells, drawn
from tests.shared import SHARED, needs_shared

AREA = Variable("Alue", "Alue", {"SSS": "KOKO MAA", "KU091": "Helsinki", "KU043": "Eckerö"})
MONTH = Variable("timeperiod_m", "Kuukausi", {"2026M05": "toukokuu", "2026M06": "kesäkuu"})
HIDDEN = table(352001, 351000, 52578, 14.2, 0, "...", variables=(AREA, MONTH))
DRAWN = """
    Alue  | timeperiod_m | value  | status
    SSS   | 2026M05      | 352001 | -
    SSS   | 2026M06      | 351000 | -
    KU091 | 2026M05      | 52578  | -
    KU091 | 2026M06      | 14.2   | -
    KU043 | 2026M05      | 0      | -
    KU043 | 2026M06      | -      | ...
"""


def file(more: str = "", data: str = "1 2 3 4 5 6", head: str = 'CHARSET="ANSI";CODEPAGE="utf-8";') -> bytes:
    """Return a file with more keywords and other cells."""
    variables = 'STUB="area";HEADING="year";VALUES("area")="a","b","c";VALUES("year")="2024","2025";'
    return f"{head}{variables}{more}DATA={data};".encode()


@pytest.mark.parametrize("stub", [0, 1, 2])
@pytest.mark.parametrize(
    "form",
    [
        PxForm(),
        PxForm(codepage="windows-1252"),
        PxForm(codepage="UTF-8"),
        PxForm(codepage="cp850", end_of_line="\n"),
        PxForm(lists="codes"),
        PxForm(separator=","),
        PxForm(separator="\t"),
        PxForm(languages=True),
    ],
    ids=repr,
)
def test_every_form_of_the_file_gives_the_same_cells(form: PxForm, stub: int) -> None:
    assert cells(reader.decode(px(HIDDEN, stub, form))) == drawn(DRAWN)


@pytest.mark.parametrize("keys", ["CODES", "VALUES"])
def test_rows_left_out_of_a_file_with_keys_are_zeros(keys: str) -> None:
    written = table(1, "...", 0, 0, "-", 6, variables=(AREA, MONTH))
    body = px(written, 1, PxForm(keys=keys))
    assert b'Helsinki",' not in body.split(b"DATA=")[1]
    assert cells(reader.decode(body)) == drawn("""
        Alue  | timeperiod_m | value | status
        SSS   | 2026M05      | 1     | -
        SSS   | 2026M06      | -     | ...
        KU091 | 2026M05      | 0     | -
        KU091 | 2026M06      | 0     | -
        KU043 | 2026M05      | 0     | '-'
        KU043 | 2026M06      | 6     | -
    """)


def test_nil_is_a_true_zero_with_its_mark_and_dots_are_no_numbers() -> None:
    cube = reader.decode(file(data='"-" "." ".." "..." "......" 6'))
    assert cube.values.to_list() == [0, None, None, None, None, 6]
    assert cube.statuses.to_list() == ["-", ".", "..", "...", "......", None]


def test_marks_without_quotes_and_a_files_own_texts_for_them_are_understood() -> None:
    cube = reader.decode(file(more='DATASYMBOL3="***";DATASYMBOL2="...";', data='... "***" ".." 4 5 -1.5'))
    assert cube.statuses.to_list() == ["...", "...", "..", None, None, None]
    assert cube.values[5] == -1.5


def test_values_alone_are_codes_and_labels() -> None:
    cube = reader.decode(file())
    assert [dimension.code for dimension in cube.dimensions] == ["area", "year"]
    assert cube.dimensions[0].codes == cube.dimensions[0].labels == ("a", "b", "c")


@pytest.mark.parametrize(
    ("timeval", "codes"),
    [
        ('TLIST(A1),"2024","2025"', ("2024", "2025")),
        ('TLIST(A1,"2024"-"2025")', ("2024", "2025")),
        ('TLIST(M1),"202412","202501"', ("2024M12", "2025M01")),
        ('TLIST(M1,"202412"-"202501")', ("2024M12", "2025M01")),
        ('TLIST(Q1, "20244" - "20251")', ("2024Q4", "2025Q1")),
        ('TLIST(H1,"20242"-"20251")', ("2024H2", "2025H1")),
        ('TLIST(W1,"202053"-"202101")', ("2020W53", "2021W01")),
        ('TLIST(W1,"202452"-"202501")', ("2024W52", "2025W01")),
        ('TLIST(D1),"20240101","20240102"', ("20240101", "20240102")),
    ],
)
def test_time_values_are_the_codes_of_a_time_variable_without_codes(timeval: str, codes: tuple[str, str]) -> None:
    cube = reader.decode(file(more=f'TIMEVAL("year")={timeval};'))
    assert cube.dimensions[1].codes == codes
    assert cube.dimensions[1].labels == ("2024", "2025")
    assert cube.time_code == "year"


def test_codes_go_before_time_values() -> None:
    cube = reader.decode(file(more='TIMEVAL("year")=TLIST(A1),"2024","2025";CODES("year")="x","y";'))
    assert cube.dimensions[1].codes == ("x", "y")


def test_the_header_names_contents_units_source_and_stamps() -> None:
    cube = reader.decode(
        file(
            more='CONTVARIABLE="area";VARIABLECODE("area")="contentscode";UNITS="number";UNITS("b")="percent";'
            'TITLE="A long "\r\n"title";SOURCE="KEHA; Centre";VARIABLE-TYPE("year")="Time";'
            'LAST-UPDATED("a")="20240115 08:00";LAST-UPDATED("b")="20240715 08:00";NEXT-UPDATE="20250131 08:00";'
        )
    )
    assert (cube.content_code, cube.time_code) == ("contentscode", "year")
    assert cube.dimensions[0].units == ("number", "percent", "number")
    assert cube.dimensions[1].units == (None, None)
    assert (cube.label, cube.source) == ("A long title", "KEHA; Centre")
    assert cube.updated == datetime(2024, 7, 15, 5, tzinfo=UTC)  # summer time
    assert cube.next_update == datetime(2025, 1, 31, 6, tzinfo=UTC)  # winter time


def test_a_text_may_go_on_over_lines() -> None:
    cube = reader.decode(file(more='VALUES("area")="a","a long "\r\n"value","c";'))
    assert cube.dimensions[0].labels == ("a", "a long value", "c")


def test_a_next_update_in_free_text_is_no_error() -> None:
    assert reader.decode(file(more='NEXT-UPDATE="in spring";')).next_update is None


def test_the_main_language_may_carry_its_name() -> None:
    cube = reader.decode(file(more='LANGUAGE="fi";TITLE[fi]="Otsikko";TITLE[sv]="Rubrik";'))
    assert cube.label == "Otsikko"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('CHARSET="ANSI";CODEPAGE="iso-8859-15";', "iso-8859-15"),
        ('CHARSET="ANSI";', "windows-1252"),
        ("", "cp850"),
        ('CHARSET="ANSI";CODEPAGE="utf-8";', "utf-8"),
    ],
)
def test_the_character_set_is_the_files_own(head: str, encoding: str) -> None:
    body = file(head=head, more='TITLE="Työttömät";').decode().encode(encoding)
    assert reader.decode(body).label == "Työttömät"


def test_a_byte_order_mark_means_utf8() -> None:
    assert reader.decode(b"\xef\xbb\xbf" + file(head="", more='TITLE="Työ";')).label == "Työ"


def test_a_dos_end_of_file_mark_is_no_data() -> None:
    assert reader.decode(file() + b"\r\n\x1a").size == 6


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b"\r\n<html></html>", "a web page"),
        (b'{"error":"no"}', "not a PX file"),
        (b"Bad Request", "not a PX file"),
        (b'CHARSET="ANSI";', "ends before its DATA"),
        (b'CHARSET="ANSI";TITLE="cut', "breaks off inside its keyword TITLE"),
        (b'CHARSET="ANSI";?', "damaged at byte 15"),
        (file() + b"1", "does not end in a semicolon"),
        (file()[:-1], "does not end in a semicolon"),
        (file(data="1 2 3 4 5"), "is cut short: 5 values where its variables make 6 cells"),
        (file(data="1 2 3 4 5 6 7"), "holds too much"),
        (file(data=""), "is cut short: 0 values"),
        (file(data="1 2 3 4 5 nan"), "'nan' where a number belongs"),
        (file(data="1 2 3 4 5 inf"), "'inf' where a number belongs"),
        (file(data='1 2 3 4 5 "......."'), "where a number belongs"),
        (file(data='1 2 3 4 5 ""'), "where a number belongs"),
        (file(data="1 2 3 4 5 6ä"), "something else than numbers"),
        (file(head='CODEPAGE="utf-7";'), "character set unknown here: 'utf-7'"),
        (file(head='CODEPAGE="punycode";'), "unknown here"),
        (file(more='TITLE="ä";').replace("ä".encode(), b"\xe4"), "not in its character set utf-8"),
        (b"DATA=1;", "neither STUB nor HEADING"),
        (file(more='CODES("year")="x";'), "has 2 values and 1 codes"),
        (file(more='CODES("year")="x","x";'), "names 'x' twice"),
        (file(more='VALUES("year")=;'), "has 0 values"),
        (file(more='HEADING="area";'), "names 'area' twice"),
        (file(more='VARIABLECODE("year")="area";'), "names 'area' twice"),
        (file(more='CONTVARIABLE="what";'), "which is not among its variables"),
        (file(more='LAST-UPDATED="20241323 08:00";'), "not a time"),
        (file(more='LAST-UPDATED="soon";'), "not a time"),
        (file(more='TIMEVAL("year")=A1;'), "TIMEVAL of the PX file cannot be read"),
        (file(more='TIMEVAL("year")=TLIST(A1,"2025"-"2024");'), "a range that is none"),
        (file(more='TIMEVAL("year")=TLIST(W1,"000101"-"999953");'), "a range that is none"),
        (file(more='TIMEVAL("year")=TLIST(A1,"2024"-"2026");'), "has 2 values and 3 codes"),
        (file(more='KEYS("area")=YES;'), "where CODES or VALUES belongs"),
        (file(more='KEYS("area")=VALUES;', data='"a",1 2 "b",3'), "should have 3 keys and cells each"),
        (file(more='KEYS("area")=VALUES;', data='"a",1 2 "d",3 4'), 'a row for "d"'),
        (file(more='KEYS("area")=VALUES;', data='"a",1 2 "a",3 4'), "two rows with the same keys"),
        (file(more='KEYS("area")=VALUES;', data='"a",1 "b'), "is cut short"),
    ],
)
def test_what_is_not_whole_is_a_bad_answer_that_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        reader.decode(body)
    assert reason in str(caught.value)


def test_a_few_bytes_cannot_ask_for_a_huge_file_with_keys() -> None:
    many = {str(number): "" for number in range(5000)}
    lists = tuple(Variable(code, code, many) for code in "abc")
    names = ",".join(f'"{code}"' for code in "abc")
    codes = "".join(f'CODES("{v.code}")=' + ",".join(f'"{c}"' for c in v.categories) + ";" for v in lists)
    body = f'CHARSET="ANSI";STUB={names};{codes}KEYS("a")=CODES;KEYS("b")=CODES;KEYS("c")=CODES;DATA=;'
    with pytest.raises(BadAnswer, match="more than it can hold"):
        reader.decode(body.encode())


@needs_shared
def test_the_recorded_file_of_12r5_loses_no_hidden_cell() -> None:
    assert SHARED is not None
    body = (SHARED / "statfin/raw/tyonv_12r5_KU043-eckero_2024M01-2024M11.px").read_bytes()
    cube = reader.decode(body)
    written = re.findall(rb'"\.\.\."|[-\d.]+', body.split(b"DATA=")[1])
    assert cube.values.to_list() == [None if cell == b'"..."' else float(cell) for cell in written]
    assert cube.statuses.to_list() == ["..." if cell == b'"..."' else None for cell in written]
    assert [len(dimension.codes) for dimension in cube.dimensions] == [11, 23, 1]
    assert (cube.time_code, cube.content_code) == ("Kuukausi", "Tiedot")
    assert cube.dimensions[1].codes[:2] == ("HAKIJALOPUSSA", "TYOTTOMATLOPUSSA")
    assert cube.dimensions[1].units[2:4] == ("lukumäärä", "prosentti")
    assert cube.dimensions[2].labels == ("Eckerö",)
    assert cube.updated == datetime(2024, 12, 23, 6, tzinfo=UTC)


@needs_shared
def test_in_the_recorded_population_file_men_and_women_make_the_total_and_ages_the_sum() -> None:
    assert SHARED is not None
    cube = reader.decode((SHARED / "statfin/raw/vaerak_11rc.px").read_bytes())
    years = cube.values.reshape((159, 3, 19)).to_list()
    assert [total[0] - men[0] - women[0] for total, men, women in years] == [0] * 159
    assert [sex[0] - sum(sex[1:]) for year in years for sex in year] == [0] * 159 * 3
    assert cube.statuses.null_count() == cube.size == 9063
    assert cube.dimensions[0].codes[-1] == "2023"
