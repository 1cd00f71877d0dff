"""A choice changes what is chosen and nothing else: the page stays, and so does the rest of its address."""

import re

import pytest
from playwright.sync_api import Browser, expect

from app.selection.pages import ADDRESSES
from tests.e2e.browser import Watched, watch

pytestmark = pytest.mark.browser

OF_AN_AREA = sorted(page for page, address in ADDRESSES.items() if address.has_area_in_path)


@pytest.fixture
def watched(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield watch(context, address)
    context.close()


@pytest.mark.parametrize("name", OF_AN_AREA)
def test_another_area_is_shown_on_the_same_page(watched: Watched, name: str) -> None:
    page = watched.page
    watched.open(f"/fi/{name}/TA39")
    field = page.locator(".area-choice input").first
    field.click()
    field.fill("Lahti")
    page.keyboard.press("Enter")
    expect(page.locator('#menu a[aria-current="page"]')).to_have_attribute("href", f"/fi/{name}/TA19")
    expect(page).to_have_url(re.compile(rf"/fi/{name}/TA19(\?|$)"))
    expect(field).to_be_focused()
    assert watched.faults == []


def test_a_choice_beside_the_area_leaves_the_area_and_the_page(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/matching/TA39")
    page.get_by_label("Ammattiluokituksen taso").first.click()
    page.get_by_role("option", name="Pääluokat (1 numero)").click()
    expect(page).to_have_url(f"{watched.address}/fi/matching/TA39?digits=1")
    watched.settled()
    assert watched.faults == []
