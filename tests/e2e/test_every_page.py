"""Every page in every language, theme and width, in a real browser: nothing wrong, and what is wrong is noticed."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from app.pages import FOOTER, PAGES, START
from tests.e2e.walk import objections

pytestmark = pytest.mark.browser

LANGUAGES = ("fi", "sv", "en")
# What each page is opened with; a page that is not named here is opened for an area. The first address of a page is
# walked in every language, each further one shows another figure of the page and is walked in one.
EXAMPLES = {
    "start": ("/{}/",),
    "peers": ("/{}/peers/TA39",),
    "services": ("/{}/services/TA39",),
    "reports": ("/{}/reports?area=TA39&compare=codes&with=TA46&with=KU766",),
    "matching": ("/{}/matching/TA39",),
    "situation": ("/{}/situation/TA39", "/{}/situation/KU766"),
    "commuting": ("/{}/commuting?area=KU837&show=coming",),
    "compare": (
        "/{}/compare?area=TA39&area=SSS&area=KU766",
        "/{}/compare?indicator=unemployed&area=TA39&area=KU766&area=TA46&view=ranking",
        "/{}/compare?indicator=unemployed&indicator=unemployment_share&area=TA39&area=KU766&view=index",
        "/{}/compare?area=TA39&area=SSS&area=TA46&level=employment_area&view=ranking&transform=change",
        "/{}/compare?area=TA39&area=SSS&area=TA08&view=distribution&transform=mean",
        "/{}/compare?indicator=unemployment_share&indicator=long_term_share&area=TA39&area=SSS&view=scatter",
    ),
    "map": (
        "/{}/map",
        "/{}/map?level=municipality&area=KU766&classes=country",
        "/{}/map?indicator=new_vacancies",
    ),
}
WIDE, NARROW = 1440, 360


def _addresses() -> Iterator[tuple[str, str]]:
    turn = cycle(LANGUAGES)
    for page in (START, *PAGES, *FOOTER):
        first, *others = EXAMPLES.get(page.name, (f"/{{}}/{page.name}?area=TA39",))
        yield from ((first, language) for language in LANGUAGES)
        yield from ((other, next(turn)) for other in others)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    # One for all pages: what the browser keeps of the files is kept for the next page.
    with browser.new_context() as opened:
        yield opened


@pytest.mark.parametrize(("path", "language"), list(_addresses()))
def test_nothing_is_wrong(window: BrowserContext, address: str, path: str, language: str) -> None:
    # A page that is opened wide is later made narrow, and in Swedish the other way round.
    widths = (NARROW, WIDE) if language == "sv" else (WIDE, NARROW)
    assert objections(window, address, path.format(language), widths) == []


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
        found = objections(opened, address, "/fi/situation/TA39", (WIDE,))
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
