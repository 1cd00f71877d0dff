"""The page of reports in a real browser: what is chosen is in the files' addresses, and a file comes."""

from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import Watched, watch

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield watch(context, address)
    context.close()


def test_a_file_of_what_is_chosen_comes_and_is_told(watched: Watched) -> None:
    watched.open("/sv/reports?area=TA39")
    page = watched.page
    others = page.locator(".with-choice-place")
    expect(others).to_be_hidden()
    page.get_by_label("Jämförs med").first.click()
    page.get_by_role("option", name="Valda områden").click()
    expect(others).to_be_visible()
    link = page.get_by_role("link", name="Excel")
    expect(link).to_have_attribute("href", "/sv/reports.xlsx?area=TA39&compare=codes")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename.startswith("TA39-")
    with ZipFile(waiting.value.path()) as packed:
        assert "xl/workbook.xml" in packed.namelist()
    expect(page.locator(".report-state")).to_contain_text(waiting.value.suggested_filename)
    assert watched.faults == []


def test_a_file_that_cannot_be_had_is_told_in_words(watched: Watched) -> None:
    watched.open("/fi/reports?area=TA39")
    page = watched.page
    page.route("**/reports.pdf?*", lambda route: route.fulfill(status=503, content_type="text/plain", body="Odota.\n"))
    page.get_by_role("link", name="PDF").click()
    expect(page.locator(".report-state")).to_have_text("Odota.")
    page.route("**/reports.docx?*", lambda route: route.abort())
    page.get_by_role("link", name="Word").click()
    expect(page.locator(".report-state")).to_have_text("Raporttia ei saatu. Yritä hetken kuluttua uudelleen.")
