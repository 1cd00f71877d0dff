"""The page on commuting in a real browser: its map is chosen from, and what else is chosen stays."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import watch

pytestmark = pytest.mark.browser


def test_a_municipality_chosen_on_the_map_is_shown_and_the_kind_of_map_stays(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        watched = watch(context, address)
        page = watched.page
        page.goto(f"{address}/fi/commuting?area=KU837&show=coming")
        helsinki = page.locator("#map-area-KU091")
        expect(helsinki).to_have_attribute("aria-label", re.compile(r"^Helsinki: 1,2\s%"))
        expect(page.locator("#map-area-KU837")).to_have_attribute("data-fill", "o")
        expect(page.locator(".map-player")).to_be_hidden()
        helsinki.click()
        page.wait_for_url("**area=KU091**show=coming**")
        expect(page.locator("h1", has_text="Helsinki")).to_be_visible()
        expect(page.locator("#map-area-KU091")).to_have_attribute("data-fill", "o")
        page.go_back()
        expect(page.locator("h1", has_text="Tampere")).to_be_visible()
        assert watched.faults == []
