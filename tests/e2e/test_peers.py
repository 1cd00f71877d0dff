"""The page on peers in a real browser: what is chosen is in the address, and the address is what is chosen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from app.factory import create_app
from app.options import Options
from tests.app.conftest import QUERIES
from tests.app.peered import publish_peered
from tests.e2e.browser import Watched, served, watch
from tests.e2e.test_walk import violations
from vertaispeili import resources

pytestmark = pytest.mark.browser
NOTES = (
    "area,date,what,for_whom,link,contact,language\nTA25,2025-03,Guidance,the young,https://www.example.org,a@b.fi,en\n"
)


@pytest.fixture(scope="module")
def peers_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("peers")
    (folder / "peer_note.csv").write_text(NOTES, encoding="utf-8")
    current = publish_peered(folder).current
    app = create_app(Options(current, QUERIES, resources.assets_directory(), own_files=folder))
    with served(app.server) as started:
        yield started


@pytest.fixture
def watched(browser: Browser, peers_address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield watch(context, peers_address)
    context.close()


@pytest.mark.parametrize(
    ("path", "width", "theme"),
    [("/fi/peers/TA39", 360, "dark"), ("/sv/peers/KU837", 1440, "light"), ("/en/peers/SSS", 1440, "dark")],
)
def test_the_page_is_whole(
    browser: Browser, peers_address: str, path: str, width: int, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    watched = watch(context, peers_address)
    watched.open(path)
    watched.page.evaluate("document.querySelectorAll('#app details').forEach(one => { one.open = true; })")
    assert (watched.faults, violations(watched.page)) == ([], [])
    assert watched.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()


def test_a_weight_goes_to_the_address_and_comes_back_from_it(watched: Watched) -> None:
    page = watched.page
    watched.open("/en/peers/TA39?indicator=unemployment_share")
    page.get_by_text("Settings of the comparison").click()
    field = page.get_by_label("population", exact=True)
    field.fill("2.5")
    field.press("Enter")
    page.wait_for_url("**/en/peers/TA39?indicator=unemployment_share&weight=population%3A2.5")
    expect(page.locator(".own-choices")).to_contain_text("population weight 2.5")
    page.go_back()
    expect(field).to_have_value("1")
    expect(page.locator(".own-choices")).to_have_count(0)
    page.go_forward()
    expect(field).to_have_value("2.5")
    page.get_by_role("link", name="Reset").click()
    expect(page.locator(".own-choices")).to_have_count(0)
    expect(field).to_have_value("1")
    assert watched.faults == []


def test_another_area_keeps_the_page_and_its_choices(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/peers/TA39?indicator=long_term_share&scaling=robust")
    field = page.locator(".area-choice input").first
    field.click()
    field.fill("Lahti")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/peers/TA19?indicator=long_term_share&scaling=robust")
    expect(page.locator("h1", has_text="Lahti")).to_be_visible()
    expect(page.locator("#menu a[data-page=situation]")).to_have_attribute("href", "/fi/situation/TA19")
    page.locator("#menu a[data-page=situation]").click()
    expect(page.locator("#menu a[data-page=peers]")).to_have_attribute("href", "/fi/peers/TA19")
    assert watched.faults == []


def test_a_note_is_a_pin_and_a_line(watched: Watched) -> None:
    page = watched.page
    watched.open("/en/peers/TA39")
    expect(page.locator(".pins li")).to_contain_text("Guidance")
    expect(page.locator(".plot .annotation-text", has_text="1").first).to_be_visible()
    assert watched.faults == []
