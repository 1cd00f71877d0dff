from datetime import date
from pathlib import Path

import pytest

from app.db import Handle
from app.i18n import LANGUAGES, texts
from app.pages.accessibility import PAGE
from app.selection import Selection
from app.statement import FILE, Fault, Statement, statement
from app.values import Names
from app.view import View
from tests.app.test_pages import text_of

FILLED = """
organisation = { fi = "Esimerkkilän kunta", sv = "Exempelby kommun", en = "Municipality of Esimerkkilä" }
contact = "palaute@esimerkkila.invalid"
date = 2026-11-24
assessor = "Esimerkkilän kunta"
status = "partial"
[[fault]]
text = { fi = "Kuvaa ei voi tutkia piste kerrallaan näppäimistöllä.", sv = "Diagrammet.", en = "The chart." }
wcag = "2.1.1"
"""


def written(folder: Path, text: str) -> Statement:
    (folder / FILE).write_text(text, "utf-8")
    return statement(folder)


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    found = written(tmp_path, FILLED)
    assert found.is_complete
    assert found.organisation == Names("Esimerkkilän kunta", "Exempelby kommun", "Municipality of Esimerkkilä")
    assert found.made == date(2026, 11, 24)
    assert found.assessor == Names("Esimerkkilän kunta", "", "")
    assert found.faults == (
        Fault(Names("Kuvaa ei voi tutkia piste kerrallaan näppäimistöllä.", "Diagrammet.", "The chart."), "2.1.1"),
    )


def test_without_a_file_or_a_folder_everything_is_to_be_completed(tmp_path: Path) -> None:
    assert statement(None) == statement(tmp_path) == Statement()
    assert not Statement().is_complete


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('contact = "javascript:alert(1)"', "contact"),
        ('contact = "call us"', "contact"),
        ("contact = 5", "contact"),
        ('date = "tomorrow"', "date"),
        ("date = 2026-11-24T10:00:00", "date"),
        ('status = "perfect"', "status"),
        ("organisation = []", "organisation"),
        ('organisation = { sv = "Bara svenska" }', "organisation"),
        ('fault = "none"', "fault"),
        ("fault = [{ wcag = '1.1.1' }]", "fault"),
        ('organization = "X"', "organization"),
    ],
)
def test_what_cannot_be_used_is_named_and_left_out(tmp_path: Path, line: str, key: str) -> None:
    found = written(tmp_path, line)
    assert found.problems == (key,)
    assert not found.is_complete


@pytest.mark.parametrize("text", ["organisation = ", "\x00", "a = 1\na = 2", "x = '" + "y" * 100_001 + "'"])
def test_a_file_that_is_no_toml_stops_nothing(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == Statement(is_unreadable=True)


def test_a_file_in_another_encoding_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(FILLED.encode("utf-16"))
    assert statement(tmp_path).is_unreadable
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf" + FILLED.encode())
    assert statement(tmp_path).is_complete


def shown(handle: Handle, language: str, folder: Path | None) -> str:
    view = View(handle, Selection(language, "accessibility"), texts(language), None, folder)
    return text_of(PAGE.results(view).to_plotly_json())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_supervisor_and_the_14_days_whatever_is_filled_in(
    handle: Handle, tmp_path: Path, language: str
) -> None:
    (tmp_path / FILE).write_text(FILLED, "utf-8")
    for folder in (None, tmp_path):
        text = shown(handle, language, folder)
        assert "Traficom" in text
        assert "saavutettavuus@traficom.fi" in text
        assert text.count("14") >= 2
        assert "306/2019" in text
        assert "WCAG 2.1" in text


def test_the_page_says_what_is_to_be_completed_and_nothing_when_all_is(handle: Handle, tmp_path: Path) -> None:
    assert shown(handle, "fi", None).count("Täydennettävä") == 6
    (tmp_path / FILE).write_text(FILLED, "utf-8")
    text = shown(handle, "fi", tmp_path)
    assert "Täydennettävä" not in text
    assert "Palvelun tarjoaja on Esimerkkilän kunta." in text
    assert "Seloste on laadittu 24.11.2026." in text
    assert "osittain" in text
    assert "näppäimistöllä. (WCAG 2.1.1)" in text
    assert "Exempelby kommun" in shown(handle, "sv", tmp_path)
