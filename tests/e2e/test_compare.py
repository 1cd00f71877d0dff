"""The figures of a comparison in a real browser: the table by one key, the pictures, the choices as an address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import Watched, watch
from tests.e2e.walk import violations

pytestmark = pytest.mark.browser

LINES = "/fi/compare?area=TA39&area=SSS&area=KU766"


@pytest.fixture
def watched(browser: Browser, sample_address: str) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light") as context:
        yield watch(context, sample_address)


def test_the_table_is_one_key_away_and_another_puts_it_back(watched: Watched) -> None:
    page = watched.page
    watched.open(LINES)
    opener = page.get_by_role("button", name="Taulukko")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    table = page.locator(".numbers table")
    expect(table).to_be_visible()
    expect(table.locator("thead th")).to_have_text(
        ["Ajankohta", "Tampereen seutuesimerkki", "Koko maaesimerkki", "Sottungaesimerkki"]
    )
    expect(table.locator("tbody tr")).to_have_count(42)
    expect(table.locator("tbody tr").first.locator(".hidden-figure")).to_have_count(1)
    assert violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "CSV"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(table).to_be_hidden()
    assert watched.faults == []


@pytest.mark.parametrize("view", ["lines", "ranking&level=employment_area", "distribution"])
def test_a_picture_says_what_it_is_where_it_comes_from_and_that_it_is_a_sample(
    watched: Watched, tmp_path: Path, view: str
) -> None:
    page = watched.page
    watched.open(f"{LINES}&view={view}")
    title = (page.locator(".chart h2").text_content() or "").removesuffix("esimerkki")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Kuva (SVG)").click()
    assert waiting.value.suggested_filename.endswith("-esimerkki.svg")
    waiting.value.save_as(tmp_path / "picture.svg")
    page.goto((tmp_path / "picture.svg").as_uri())
    said = page.evaluate("[...document.querySelectorAll('text')].map(one => one.textContent).join(' ')")
    joined = said.replace("\u00a0", " ").replace(" ", "")
    for words in (title, "Lähde: StatFin 12r5", "ESIMERKKI", "Vertaispeili"):
        assert words.replace("\u00a0", " ").replace(" ", "") in joined
    inside = page.evaluate(
        "[...document.querySelectorAll('text')].every(one => one.getBoundingClientRect().right <= 1000)"
    )
    assert inside


def test_a_bitmap_is_twice_the_size_of_the_picture(watched: Watched, tmp_path: Path) -> None:
    watched.open(LINES)
    with watched.page.expect_download() as waiting:
        watched.page.get_by_role("button", name="Kuva (PNG)").click()
    path = tmp_path / "picture.png"
    waiting.value.save_as(path)
    head = path.read_bytes()[:24]
    assert (head[1:4], int.from_bytes(head[16:20], "big")) == (b"PNG", 2000)
    assert watched.faults == []


def test_measures_are_chosen_and_taken_away_and_the_address_follows(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/compare?indicator=unemployed&area=TA39")
    field = page.locator(".indicators-choice input").first
    field.click()
    field.fill("long_term")
    page.keyboard.press("Enter")
    page.wait_for_url("**indicator=unemployed&indicator=long_term_share**")
    page.keyboard.press("Escape")
    watched.settled()
    expect(page.locator(".multiples .chart")).to_have_count(2)
    page.locator(".indicators-choice .mantine-Pill-root button").first.click()
    page.wait_for_url("**/compare?indicator=long_term_share&area=TA39")
    expect(page.locator(".chart")).to_have_count(1)
    page.go_back()
    expect(page.locator(".multiples .chart")).to_have_count(2)
    assert watched.faults == []


def test_only_the_choices_that_a_view_uses_are_there(watched: Watched) -> None:
    page = watched.page
    for view, has_span, has_base in (("lines", True, False), ("index", True, True), ("ranking", False, False)):
        watched.open(f"{LINES}&view={view}")
        assert page.locator(".span-choice-place").is_visible() == has_span
        assert page.locator(".base-choice-place").is_visible() == has_base
