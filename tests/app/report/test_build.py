"""A report of the small warehouse: every number is the warehouse's, every section where it belongs."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from app.db import Database, Handle
from app.i18n import LANGUAGES
from app.report.build import build
from app.report.model import Cell, Chart, Paragraph, Report, Section, Table
from app.report.request import Compare, ReportError, Request, compared, month
from app.report.sections import ENDINGS, SECTIONS
from app.values import Language
from tests.app.conftest import QUERIES
from tests.app.peered import SOURCES
from tests.app.report import witness
from tests.app.situated import situate
from vertaispeili.warehouse import Warehouse

AREAS = ("SSS", "TA39", "TA08", "TA46", "KU837", "KU766", "KU922", "SK064", "TK2023_14")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = situate(tmp_path_factory.mktemp("report"))
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(SOURCES)
    return warehouse


@pytest.fixture(scope="module")
def copied(published: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same file for the witness: one process opens a file in one way only."""
    current = published.current()
    assert current is not None
    return Path(shutil.copy(current, tmp_path_factory.mktemp("copy")))


@pytest.fixture(scope="module")
def handle(published: Warehouse) -> Iterator[Handle]:
    with Database(published.current, QUERIES).handle() as opened:
        yield opened


def report(
    handle: Handle, area_id: str, language: Language = "fi", compare: Compare = "peers", **given: object
) -> Report:
    return build(handle, Request(area_id, language, compare, **given))


def section(found: Report, name: str) -> Section:
    return next(one for one in found.sections if one.id == name)


def table(found: Report, name: str) -> Table:
    return next(one for one in witness.every_table(found) if one.id == name)


def texts(found: Section) -> str:
    return " ".join(one.text for one in found.blocks if isinstance(one, Paragraph)).replace("\u00a0", " ")


@pytest.mark.parametrize("area_id", AREAS)
def test_every_number_is_the_warehouses_at_every_level_in_every_language(
    handle: Handle, copied: Path, area_id: str
) -> None:
    reports = [report(handle, area_id, language) for language in LANGUAGES]
    reports.append(report(handle, area_id, compare="level"))
    assert witness.wrong_cells(reports, copied) == []
    for found in reports:
        assert sum(1 for cell in witness.every_cell(found) if cell.key) > 100
        assert witness.wrong_changes(found) == []
        assert witness.untold_numbers(found, {"groups", "duration", "services", "vacancies"}) == []


def test_a_witness_notices_a_wrong_number(handle: Handle, copied: Path, tmp_path: Path) -> None:
    other = shutil.copy(copied, tmp_path)
    with duckdb.connect(str(other)) as connection:
        connection.execute("update mart.indicator_value set low = low + 1, high = high + 1 where area_id = 'TA39'")
    found = report(handle, "TA39")
    assert len(witness.wrong_cells([found], Path(other))) > 50


def test_the_sections_are_in_the_order_of_the_list_and_none_is_empty(handle: Handle) -> None:
    assert [one.id for one in report(handle, "TA39").sections] == [
        *("key_figures", "duration", "vacancies", "matching", "compared_peers", "commuting", "map", "members"),
        *("structure", "breaks", "hidden", "definitions"),
    ]
    assert len(SECTIONS) + len(ENDINGS) == 14  # nothing is known of groups and services in the small warehouse
    assert all(one.blocks for one in report(handle, "TA39").sections)


def test_the_headline_is_one_sentence_with_share_count_change_and_country(handle: Handle) -> None:
    found = report(handle, "TA39").headline.replace("\u00a0", " ")
    assert found.startswith("Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa ")
    assert "työtöntä työnhakijaa)" in found
    assert "kuin vuotta aikaisemmin; koko maassa " in found
    assert found.count(". ") == 0
    assert found.endswith(".")


def test_a_hidden_area_says_its_bounds_and_lists_what_is_hidden(handle: Handle) -> None:
    found = report(handle, "KU766")
    assert "on salattu (" in found.headline
    assert any("salattu, " in row[1].text for row in table(found, "hidden").rows)
    assert "ei ole nolla" in texts(section(found, "hidden"))


def test_an_area_of_one_municipality_says_so_and_one_without_hidden_figures_too(handle: Handle) -> None:
    found = report(handle, "TA08")
    assert "Alueeseen kuuluu yksi kunta: Helsinki." in texts(section(found, "members"))
    assert "ei ole tässä raportissa salattuja osia" in texts(section(found, "hidden"))


def test_the_country_has_no_peers_and_shows_the_employment_areas(handle: Handle) -> None:
    found = report(handle, "SSS")
    assert not any(one.id.startswith("compared") for one in found.sections)
    assert len(table(found, "members").rows) == 8
    assert "koko maassa" not in found.headline


def test_a_municipality_shows_the_areas_it_belongs_to(handle: Handle) -> None:
    assert section(report(handle, "KU837", "en"), "memberships").title == "The municipality belongs to"


def test_named_areas_are_compared_in_the_order_given(handle: Handle) -> None:
    found = report(handle, "TA39", "sv", "codes", codes=("TA25", "KU091", "TA39"))
    names = [row[0].text for row in table(found, "compared_areas").rows]
    assert names == ["Tammerforsregionen (detta område)", "Jakobstadsregionen", "Helsingfors", "Hela landet"]
    assert found.subtitle.endswith("jämförs med 2 valda områden")


def test_a_level_is_listed_from_the_highest_share_without_aland(handle: Handle) -> None:
    found = table(report(handle, "TA39", compare="level"), "compared_areas")
    shares = [row[1].value for row in found.rows[:-1]]
    assert len(shares) == 7
    assert shares == sorted(shares, key=lambda one: -float(str(one)))
    assert "Ahvenanmaa" not in {row[0].text for row in found.rows}


def test_a_change_across_a_break_that_forbids_it_is_in_no_table(handle: Handle) -> None:
    found = table(report(handle, "TA39"), "vacancies")
    change = [column.id for column in found.columns].index("change")
    assert {row[change].text for row in found.rows} == {"–"}
    assert "Muutosta ei näytetä: Osa paikoista ilman kuntaa." in texts(section(report(handle, "TA39"), "vacancies"))


def test_occupations_are_the_warehouses_sums_of_their_first_digit(handle: Handle, copied: Path) -> None:
    found = table(report(handle, "TA39"), "matching")
    with duckdb.connect(str(copied), read_only=True) as connection:
        rows = connection.execute(
            "select left(occupation_id, 1), sum(unemployed), sum(unemployed_hidden), sum(vacancies), "
            "sum(vacancies_hidden) from mart.occupation "
            "where area_id = 'TA39' and period = '2026-06-01' group by 1 order by 1"
        ).fetchall()
    names = ["Erityisasiantuntijat", "Palvelutyöntekijät", "Rakentajat", "Ei ammattia"]
    assert [row[0].text for row in found.rows] == names
    for row, (_, unemployed, unemployed_hidden, vacancies, vacancies_hidden) in zip(found.rows, rows, strict=True):
        assert bounds(row[1]) == (unemployed + unemployed_hidden, unemployed + 4 * unemployed_hidden)
        assert bounds(row[2]) == (vacancies + vacancies_hidden, vacancies + 4 * vacancies_hidden)
    assert found.rows[0][3].value == pytest.approx(rows[0][3] / rows[0][1], abs=1e-6)


def bounds(cell: Cell) -> tuple[object, object]:
    return (cell.low, cell.high) if cell.value is None else (cell.value, cell.value)


def test_a_chart_has_its_numbers_as_a_table_and_words_with_them(handle: Handle) -> None:
    for one in report(handle, "TA39").sections:
        for chart in one.blocks:
            if isinstance(chart, Chart):
                drawn = {cell for series in chart.series for _, cell in series.points}
                assert chart.table is not None
                assert drawn <= {cell for row in chart.table.rows for cell in row}
                assert chart.series[0].points[-1][1].text in chart.alternative
                assert chart.source.startswith("Lähde: ")


def test_an_earlier_month_is_reported_as_it_was_then(handle: Handle) -> None:
    found = report(handle, "TA39", period=date(2025, 3, 1))
    assert found.period_name == "maaliskuu 2025"
    newest = max(cell.key.period for cell in witness.every_cell(found) if cell.key)
    assert newest == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("area_id", "period", "reason"),
    [
        ("TA99", None, "TA99 is no area"),
        ("TA39", date(2031, 1, 1), "There are no figures for 2031-01: the newest month is 2026-06."),
        ("KR1", None, "There are no figures of KR1 for 2026-06."),
        ("TA39", date(1990, 1, 1), "There are no figures of TA39 for 1990-01."),
    ],
)
def test_what_cannot_be_reported_says_why_in_one_line(
    handle: Handle, area_id: str, period: date | None, reason: str
) -> None:
    with pytest.raises(ReportError) as error:
        report(handle, area_id, period=period)
    assert str(error.value).startswith(reason)
    assert "\n" not in str(error.value)


def test_a_code_that_is_no_area_is_named(handle: Handle) -> None:
    with pytest.raises(ReportError, match="QQ1 is no area"):
        report(handle, "TA39", "fi", "codes", codes=("TA25", "QQ1"))


def test_what_to_compare_with_is_read_from_words_or_codes() -> None:
    assert compared("peers") == ("peers", ())
    assert compared("level") == ("level", ())
    assert compared("ta25, KU091,ta25") == ("codes", ("TA25", "KU091"))
    with pytest.raises(ReportError, match="nothing to compare"):
        compared(" , ")
    with pytest.raises(ReportError, match="at most 10"):
        compared(",".join(f"KU{n:03}" for n in range(11)))


def test_a_month_is_a_year_and_a_month() -> None:
    assert month("2026-06") == date(2026, 6, 1)
    for wrong in ("2026", "2026-13", "june", "2026-06-01"):
        with pytest.raises(ReportError, match="is no month"):
            month(wrong)
