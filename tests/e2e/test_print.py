"""What comes out of the printer: all of a chart, on paper that is narrower than the window."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import watch

pytestmark = pytest.mark.browser

_DRAWING = """() => {
  const drawing = document.querySelector('.plot .main-svg');
  const { width, height } = drawing.getBoundingClientRect();
  return [width, height, drawing.viewBox.baseVal?.width];
}"""


def test_a_chart_is_shrunk_to_the_paper_and_put_back(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        watched = watch(context, address)
        page = watched.page
        watched.open("/fi/compare?area=TA39&area=SSS")
        width, height, _ = page.evaluate(_DRAWING)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.add_style_tag(content=".plot { width: 600px; } .plot .js-plotly-plot { pointer-events: none; }")
        assert page.evaluate(_DRAWING) == [600, pytest.approx(600 * height / width, abs=1), width]
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator(".plot .main-svg[viewBox]").count() == 0
        assert watched.faults == []
