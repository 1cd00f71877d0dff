"""What a first visit costs: bytes as they travel, and whether anything on the page jumps while it loads."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from app.static_files import BUNDLE
from tests.e2e.browser import watch
from vertaispeili import resources

pytestmark = pytest.mark.browser

FIRST, CHART, CHART_WITH_BUNDLE = 600_000, 2_000_000, 1_200_000
CHART_PATH = "/fi/compare?area=TA39&area=SSS"
_SHIFTS = """new PerformanceObserver(list => {
  for (const shift of list.getEntries()) window.shifted = (window.shifted || 0) + shift.value;
}).observe({ type: 'layout-shift', buffered: true });"""


@dataclass(frozen=True)
class Visit:
    weight: int
    names: tuple[str, ...]
    shifted: float


def visit(browser: Browser, address: str, path: str) -> Visit:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script(_SHIFTS)
        watched, sizes = watch(context, address), dict[str, int]()
        watched.page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}))
        watched.open(path)
        shifted = watched.page.evaluate("window.shifted || 0")
        return Visit(sum(sizes.values()), tuple(sizes), shifted)


@pytest.mark.parametrize("path", ["/fi/", "/fi/situation/TA39", "/sv/data", "/en/accessibility"])
def test_a_first_page_is_small_and_brings_no_chart_library(browser: Browser, address: str, path: str) -> None:
    found = visit(browser, address, path)
    assert found.weight <= FIRST
    assert not [name for name in found.names if "plotly.min" in name]


def test_a_chart_page_is_small_enough(browser: Browser, address: str) -> None:
    found = visit(browser, address, CHART_PATH)
    assert len([name for name in found.names if re.search(r"plotly(\.v\w+)?\.min\.js", name)]) == 1
    has_bundle = (resources.assets_directory() / BUNDLE).is_file()
    assert found.weight <= (CHART_WITH_BUNDLE if has_bundle else CHART)


@pytest.mark.parametrize("path", ["/fi/", "/fi/situation/TA39", CHART_PATH, "/sv/data", "/en/about"])
def test_nothing_jumps_while_a_page_loads(browser: Browser, address: str, path: str) -> None:
    # 0.1 is what is called good; a reader who is about to press something must find it where it was.
    assert visit(browser, address, path).shifted <= 0.1
