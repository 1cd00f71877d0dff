"""The page on matching over the small warehouse: what it says, what it refuses to say, the same in its downloads."""

from datetime import date

import pytest

from app.components.matching.parts import at_most
from app.db import Handle
from app.downloads.numbers import Amount
from app.factory import page_of
from app.i18n import LANGUAGES
from app.matching import Matching
from app.queries import matching
from app.selection import MATCHING_TABLES
from tests.app.test_pages import of_class, results, text_of, view_of

JUNE = date(2026, 6, 1)


def said(handle: Handle, address: str) -> str:
    return text_of(results(handle, address)).replace("\u00a0", " ")


def test_the_headline_says_both_sides_and_how_many_unemployed_there_are_for_a_vacancy(handle: Handle) -> None:
    text = said(handle, "/fi/matching/TA39")
    assert "Avoimia työpaikkoja on 2 123–2 129 ja työttömiä työnhakijoita 23 649: " in text
    assert "yhtä avointa työpaikkaa kohden on 11,1 työtöntä." in text


def test_an_occupation_with_more_vacancies_than_the_areas_ratio_is_short_and_one_with_fewer_is_not(
    handle: Handle,
) -> None:
    facts = Matching(view_of(handle, "/fi/matching/SSS"))
    assert [one.occupation.occupation_id for one in facts.shortages] == ["2221"]
    assert {one.occupation.occupation_id for one in facts.surpluses} == {"5223", "7115"}
    assert "Eniten pulaa: Ylihoitajat. Eniten ylitarjontaa: " in said(handle, "/fi/matching/SSS")
    assert "Störst brist: Överskötare m.fl. Störst överutbud: " in said(handle, "/sv/matching/SSS")


def test_where_nothing_is_hidden_the_differences_from_the_ratio_are_numbers_that_sum_to_nothing(handle: Handle) -> None:
    found = matching.meetings(handle, "KU091", JUNE, 4)
    bounds = [(one.excess_low, one.excess_high) for one in found if one.occupation.is_occupation]
    assert all(low == high is not None for low, high in bounds)
    assert sum(low or 0 for low, _ in bounds) == pytest.approx(0, abs=1e-9)


def test_a_class_that_is_no_occupation_is_on_no_list_and_has_no_difference(handle: Handle) -> None:
    (row,) = [one for one in matching.meetings(handle, "SSS", JUNE, 1) if not one.occupation.is_occupation]
    assert (row.occupation.occupation_id, row.excess_low, row.excess_high) == ("X", None, None)


def test_the_index_is_told_beside_the_countrys_and_at_the_chosen_digits(handle: Handle) -> None:
    assert "Kohtaanto-ongelman indeksi on 0,22; koko maassa 0,22." in said(handle, "/fi/matching/TA39?digits=1")
    assert "The mismatch index is 0.25." in said(handle, "/en/matching/SSS")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/en/matching/TA25", "The index is not shown, because more than half"),
        ("/en/matching/KU766?market=own", "There is no index, because there are no vacancies in the area."),
    ],
)
def test_an_index_that_would_say_little_is_refused_with_its_reason(handle: Handle, address: str, reason: str) -> None:
    text = said(handle, address)
    assert reason in text
    assert "The mismatch index is" not in text


def test_a_refused_index_is_in_no_table_and_no_file(handle: Handle) -> None:
    numbers = page_of(view_of(handle, "/en/matching/TA25?table=index").selection).numbers
    assert numbers is not None
    rows = numbers(view_of(handle, "/en/matching/TA25?table=index")).rows
    assert len(rows) == 3
    assert all(row[3:6] == (None, None, None) and row[7] == Amount(0.7, 4) for row in rows)


def test_what_is_left_out_and_what_has_no_municipality_is_told_beside(handle: Handle) -> None:
    text = said(handle, "/fi/matching/TA39")
    assert "enintään 10 % työttömistä ja 5 % avoimista työpaikoista" in text
    assert "600 koko maan 8 6" in text
    assert "ilman kuntaa, eivätkä ne ole minkään alueen luvuissa" in text
    assert "eivätkä ne ole minkään alueen luvuissa" not in said(handle, "/fi/matching/SSS")


@pytest.mark.parametrize(("part", "percent"), [(0.0, 0), (0.0001, 1), (0.05, 5), (0.051, 6), (1.0, 100)])
def test_what_may_be_hidden_at_most_is_rounded_up(handle: Handle, part: float, percent: int) -> None:
    assert at_most(view_of(handle, "/fi/matching/TA39"), part) == f"{percent}\u00a0%"


def test_the_curve_of_an_area_ends_where_vacancies_lost_their_municipality_and_the_countrys_goes_on(
    handle: Handle,
) -> None:
    facts = Matching(view_of(handle, "/fi/matching/TA39"))
    assert facts.path_ends == date(2025, 2, 1)
    assert max(one.period for one in facts.curve if one.vacancy_rate is not None) == date(2025, 1, 1)
    assert Matching(view_of(handle, "/fi/matching/SSS")).path_ends is None
    assert "Alueen käyrä päättyy" in said(handle, "/fi/matching/TA39")
    assert "Alueen käyrä päättyy" not in said(handle, "/fi/matching/SSS")


def test_a_hidden_number_is_hatched_and_has_its_bounds(handle: Handle) -> None:
    tree = results(handle, "/fi/matching/KU440?market=own")
    hidden = [text_of(node).replace("\u00a0", " ") for node in of_class(tree, "hidden-figure")]
    assert "salattu, 1–4" in hidden


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", MATCHING_TABLES)
@pytest.mark.parametrize("area", ["SSS", "TA39", "KU440"])
def test_every_section_is_a_file_with_as_many_cells_as_heads(
    handle: Handle, area: str, table: str, language: str
) -> None:
    view = view_of(handle, f"/{language}/matching/{area}?table={table}")
    numbers = page_of(view.selection).numbers
    assert numbers is not None
    found = numbers(view)
    assert found.rows
    assert {len(row) for row in found.rows} == {len(found.heads)}
