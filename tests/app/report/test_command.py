"""`vertaispeili report` as it is called: files that are whole, one clear line and an exit code when they cannot be."""

from pathlib import Path

import duckdb
import pytest

from app.report.command import Asked, report
from app.report.request import ReportError
from app.report.theme import contrast_on_white, own_theme
from app.report.writing import save
from tests.app.peered import SOURCES
from tests.app.situated import situate
from vertaispeili.settings import Settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("data")
    warehouse = situate(folder / "live")
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    return Settings(data_dir=folder)


def asked(out: Path, area: str | None = "TA39", **given: str | None) -> Asked:
    known = {"every": None, "compare": "peers", "language": "fi", "form": None, "period": None}
    return Asked(area=area, out=out, **{**known, **given})


def test_a_report_is_written_in_the_form_of_its_ending(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.xlsx"
    assert report(settings, asked(file)) == 0
    assert file.read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == f"{file}\n"
    assert list(tmp_path.iterdir()) == [file]


def test_every_area_of_a_level_gets_a_report_under_its_name(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "folder"
    assert report(settings, asked(folder, None, every="employment_area", form="xlsx", language="sv")) == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        "TA08-helsingfors-2026-06-sv.xlsx",
        "TA16-kouvola-2026-06-sv.xlsx",
        "TA19-lahtis-2026-06-sv.xlsx",
        "TA25-jakobstadsregionen-2026-06-sv.xlsx",
        "TA34-salo-2026-06-sv.xlsx",
        "TA36-nyslott-2026-06-sv.xlsx",
        "TA39-tammerforsregionen-2026-06-sv.xlsx",
        "TA46-aland-2026-06-sv.xlsx",
    ]
    captured = capsys.readouterr()
    assert "8 of 8 reports" in captured.out
    assert "8/8" in captured.err


def test_areas_without_figures_are_named_and_the_others_written(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = asked(tmp_path, None, every="urban_rural_class", form="xlsx")
    assert report(settings, wanted) == 2
    captured = capsys.readouterr()
    assert "KR1: There are no figures of KR1 for 2026-06." in captured.err
    assert "0 of 1 reports" in captured.out


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"area": "TA99"}, "TA99 is no area: give a code such as TA08, KU837, MK06 or SSS."),
        ({"area": None}, "Whose report? Give --area with a code such as TA08, or --all-areas with a level."),
        ({"period": "2031-01"}, "There are no figures for 2031-01: the newest month is 2026-06."),
        ({"period": "soon"}, "soon is no month: write the year and the month, such as 2026-06."),
        ({"compare": "TA25,QQ1"}, "QQ1 is no area: give codes such as TA25 or KU837 to compare with."),
        ({"form": "doc"}, "There is no form doc: choose one of pdf, docx, xlsx, pptx, html."),
        ({"area": None, "every": "planet"}, "There is no level planet: choose one of "),
    ],
)
def test_what_cannot_be_done_is_one_line_and_two(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: dict[str, str | None], line: str
) -> None:
    assert report(settings, asked(tmp_path / "report.xlsx", **given)) == 2
    told = capsys.readouterr().err
    assert told.startswith(line)
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_one_line_and_two(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    for wanted in (asked(tmp_path / "none" / "report.xlsx"), asked(tmp_path / "file" / "report.xlsx")):
        assert report(settings, wanted) == 2
        told = capsys.readouterr().err
        assert "cannot be written: " in told
        assert told.count("\n") == 1
    assert report(settings, asked(tmp_path / "file", None, every="employment_area")) == 2
    assert "cannot be made: File exists." in capsys.readouterr().err


def test_nothing_published_is_one_line_and_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(Settings(data_dir=tmp_path), asked(tmp_path / "report.pdf")) == 2
    assert capsys.readouterr().err == "Nothing is published yet: run vertaispeili refresh first.\n"


def test_a_file_that_was_there_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.mkdir()
    with pytest.raises(ReportError, match="cannot be written"):
        save(b"new", file)
    assert list(tmp_path.iterdir()) == [file]


def test_a_theme_has_an_organisation_a_contact_and_a_legible_colour(tmp_path: Path) -> None:
    (tmp_path / "report_theme.toml").write_text(
        'organisation = "Kangasala"\naccent = "#7a1f3d"\ncontact = "tilastot@example.org"\n', "utf-8"
    )
    found = own_theme(tmp_path)
    assert (found.theme.organisation, found.theme.accent, found.theme.contact) == (
        "Kangasala",
        "#7A1F3D",
        "tilastot@example.org",
    )
    assert found.problems == ()


@pytest.mark.parametrize("colour", ["#FFE600", "red", "#12345", "#GGGGGG", 7])
def test_a_colour_that_cannot_be_read_on_white_is_left_out_and_told(tmp_path: Path, colour: object) -> None:
    written = f'"{colour}"' if isinstance(colour, str) else colour
    (tmp_path / "report_theme.toml").write_text(f'organisation = "Salo"\naccent = {written}\nlogo = "x"\n', "utf-8")
    found = own_theme(tmp_path)
    assert found.theme.accent == "#0B4F8A"
    assert found.theme.organisation == "Salo"
    assert found.problems == ("accent", "logo")


@pytest.mark.parametrize("body", [b"organisation = ", b"\xff\xfe\x00", b"= = ="])
def test_a_theme_that_cannot_be_read_leaves_the_usual_one(settings: Settings, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "report_theme.toml").write_bytes(body)
    assert own_theme(tmp_path).is_unreadable
    assert own_theme(tmp_path).theme.accent == "#0B4F8A"


def test_no_theme_is_no_fault(tmp_path: Path) -> None:
    assert not own_theme(tmp_path).is_unreadable
    assert not own_theme(None).is_unreadable


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)
