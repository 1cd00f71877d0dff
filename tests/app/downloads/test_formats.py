import csv
import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from app.downloads import FORMATS, Amount, Moment, Numbers, split

SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def numbers(language: str = "fi", sample: str | None = None) -> Numbers:
    return Numbers(
        name="vertailu",
        title="Otsikko",
        language=language,
        columns=("alue", "ajankohta", "arvo", "lähde"),
        rows=(
            ("Äänekoski", Moment(date(2026, 6, 1), "month"), Amount(-1234.5, 1), "StatFin; 12r5"),
            ('=HYPERLINK("http://x")', Moment(date(2025, 1, 1), "year"), None, "@x"),
        ),
        about=(("Osoite", "/fi/compare"), ("", "=1+1")),
        sample=sample,
    )


def lines(given: Numbers) -> list[list[str]]:
    text = FORMATS["csv"].write(given).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter="," if given.language == "en" else ";"))


@pytest.mark.parametrize(("language", "value"), [("fi", "-1234,5"), ("sv", "-1234,5"), ("en", "-1234.5")])
def test_delimited_numbers_are_written_as_the_language_does(language: str, value: str) -> None:
    head, first, second = lines(numbers(language))
    assert head == ["alue", "ajankohta", "arvo", "lähde"]
    assert first == ["Äänekoski", "2026-06", value, "StatFin; 12r5"]
    assert second[1:3] == ["2025", ""]


def test_what_a_spreadsheet_would_run_is_kept_as_text() -> None:
    assert [cell[:2] for cell in (lines(numbers())[2][0], lines(numbers())[2][3])] == ["'=", "'@"]
    sheet = part(numbers(), "xl/worksheets/sheet1.xml")
    assert sheet.findall(".//x:f", SPACE) == []


def part(given: Numbers, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].write(given))) as book:
        return ElementTree.fromstring(book.read(name))


def texts(given: Numbers) -> list[str]:
    shared = part(given, "xl/sharedStrings.xml")
    return ["".join(one.itertext()) for one in shared.findall("x:si", SPACE)]


def cells(given: Numbers) -> dict[str, tuple[str | None, str | None]]:
    sheet = part(given, "xl/worksheets/sheet1.xml")
    return {
        one.get("r", ""): (one.get("t"), one.findtext("x:v", None, SPACE)) for one in sheet.findall(".//x:c", SPACE)
    }


def test_a_workbook_has_numbers_as_numbers_months_as_dates_and_nothing_where_nothing_is_known() -> None:
    found = cells(numbers())
    assert found["C2"] == (None, "-1234.5")
    assert found["B2"] == (None, str((date(2026, 6, 1) - date(1899, 12, 30)).days))
    assert found["B3"] == (None, "2025")
    assert "C3" not in found


def test_the_head_of_a_workbook_stays_in_sight() -> None:
    pane = part(numbers(), "xl/worksheets/sheet1.xml").find(".//x:pane", SPACE)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state"), pane.get("topLeftCell")) == ("1", "frozen", "A2")


def test_a_workbook_says_on_its_second_sheet_where_the_numbers_come_from() -> None:
    found = texts(numbers())
    assert {"Otsikko", "Osoite", "/fi/compare", "=1+1"} <= set(found)
    assert part(numbers(), "xl/worksheets/sheet2.xml").findall(".//x:f", SPACE) == []


def test_every_head_of_sample_data_and_its_title_say_so() -> None:
    sample = numbers(sample="esimerkki")
    assert all(head.endswith("(esimerkki)") for head in lines(sample)[0])
    assert {f"{column} (esimerkki)" for column in numbers().columns} | {"Otsikko (esimerkki)"} <= set(texts(sample))
    assert sample.file_name == "vertailu-esimerkki"


def test_an_empty_table_is_a_file_with_heads() -> None:
    empty = Numbers("x", "X", "fi", ("a", "b"), ())
    assert lines(empty) == [["a", "b"]]
    assert {"a", "b"} <= set(texts(empty))


@pytest.mark.parametrize(
    ("path", "page", "ending"),
    [
        ("/fi/compare.csv", "/fi/compare", "csv"),
        ("/fi/situation/TA39.xlsx", "/fi/situation/TA39", "xlsx"),
        ("/fi/compare", "/fi/compare", None),
        ("/fi/compare.exe", "/fi/compare.exe", None),
        ("/fi/x.csv/y", "/fi/x.csv/y", None),
    ],
)
def test_an_address_ends_in_its_format(path: str, page: str, ending: str | None) -> None:
    found, wanted = split(path)
    assert (found, wanted.name if wanted else None) == (page, ending)
