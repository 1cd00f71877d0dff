"""Every page in every language, theme and width, in a real browser: nothing wrong, and what is wrong is noticed."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from app.pages import FOOTER, PAGES, START
from tests.e2e.walk import objections

pytestmark = pytest.mark.browser

# What each page is opened with; a page that is not named here is opened for an area.
EXAMPLES = {
    "start": ("/{}/",),
    "peers": ("/{}/peers/TA39",),
    "situation": ("/{}/situation/TA39", "/{}/situation/KU766"),
    "compare": (
        "/{}/compare?area=TA39&area=SSS&area=KU766",
        "/{}/compare?indicator=unemployed&area=TA39&area=KU766&area=TA46&view=ranking",
        "/{}/compare?indicator=unemployed&indicator=unemployment_share&area=TA39&area=KU766&view=index",
        "/{}/compare?area=TA39&area=SSS&area=TA46&level=employment_area&view=ranking&transform=change",
        "/{}/compare?area=TA39&area=SSS&area=TA08&view=distribution&transform=mean",
        "/{}/compare?indicator=unemployment_share&indicator=long_term_share&area=TA39&area=SSS&view=scatter",
    ),
}
WIDTHS = (360, 1440)
EVERY = tuple(
    path for page in (START, *PAGES, *FOOTER) for path in EXAMPLES.get(page.name, (f"/{{}}/{page.name}?area=TA39",))
)


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[int, BrowserContext]]:
    # One a width, reused: what the browser keeps of the files is kept for the next page.
    opened = {width: browser.new_context(viewport={"width": width, "height": 900}) for width in WIDTHS}
    yield opened
    for context in opened.values():
        context.close()


@pytest.mark.parametrize(("language", "width"), list(product(("fi", "sv", "en"), WIDTHS)))
@pytest.mark.parametrize("path", EVERY)
def test_nothing_is_wrong(
    windows: dict[int, BrowserContext], address: str, path: str, language: str, width: int
) -> None:
    assert objections(windows[width], address, path.format(language)) == []


FAULTS = {
    "console": "console.error('broken')",
    "foreign": "fetch('https://elsewhere.invalid/track').catch(() => {})",
    "axe": "document.querySelector('footer').appendChild(document.createElement('input'))",
    "keyboard": """document.querySelector('.brand').addEventListener('keydown',
        event => { if (event.key === 'Tab') event.preventDefault(); })""",
    "structure": "document.querySelector('footer').style.width = '3000px'",
    "view: lost on reload": """if (performance.getEntriesByType('navigation')[0].type === 'reload'
        && !location.pathname.endsWith('/SSS')) location.replace('/fi/situation/SSS')""",
    "view: lost on back": """addEventListener('popstate', () => setInterval(() => {
        const heading = document.querySelector('#results h1');
        if (heading && !location.pathname.endsWith('/data')) heading.textContent = 'lost'; }, 10))""",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_put_into_the_page_is_noticed(browser: Browser, address: str, fault: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as opened:
        _break(opened, f"window.addEventListener('load', () => {{ {FAULTS[fault]} }});")
        found = objections(opened, address, "/fi/situation/TA39")
        assert [one for one in found if one.startswith(fault)], found


def _break(context: BrowserContext, script: str) -> None:
    """Serve pages with a script of ours and without the policy that would keep it from doing harm."""

    def page(route: Route) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if "content-" not in name}
        body = answer.text().replace("</body>", '<script src="/assets/fault.js"></script></body>')
        route.fulfill(status=answer.status, headers=headers, content_type="text/html; charset=utf-8", body=body)

    context.route("**/fi/*/*", page)
    context.route("**/assets/fault.js", lambda route: route.fulfill(content_type="text/javascript", body=script))
    context.route("https://elsewhere.invalid/**", lambda route: route.fulfill(body=""))
