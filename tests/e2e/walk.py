"""What is wrong with a page as a reader meets it: console, hosts, axe, keyboard, and the view that must not be lost."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as TooLongError

from tests.e2e.browser import Watched, watch

RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
}
THEMES = ("light", "dark")
_PATIENCE = 10_000  # milliseconds: the machine may be busy

# Only what is wrong comes back: all that is right would take longer to carry than to find.
_AXE = """async rules => (await axe.run(rules)).violations
  .map(one => `${one.id}: ${JSON.stringify(one.nodes.map(node => node.target))}`)"""
_WATCH_FOCUS = """() => {
  window.reached = new Set();
  document.addEventListener('focusin', event => window.reached.add(event.target), true);
}"""
_TABBABLE = """() => {
  const groups = new Set();
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(one => {
    if (one.tabIndex < 0 || one.disabled || one.closest('[inert]')) return false;
    if (!one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== 'radio') return true;
    const isFirst = !groups.has(one.name);
    groups.add(one.name);
    return isFirst;
  });
}"""
_COUNT = f"() => ({_TABBABLE})().length"
_MISSED = f"""() => ({_TABBABLE})()
  .filter(one => !window.reached.has(one) && one.type !== 'radio').map(one => one.outerHTML.slice(0, 140))"""
# Words of a chart that reach beyond its drawing; the mark of sample data lies across it and may.
_CUT = """() => [...document.querySelectorAll('.plot .annotation-text')].filter(one => {
  const word = one.getBoundingClientRect(), whole = one.closest('.main-svg').getBoundingClientRect();
  return !one.closest('.annotation-text-g[transform*="-18"]')
    && (word.left < whole.left - 1.5 || word.right > whole.right + 1.5);
}).map(one => one.textContent)"""
_SNAPSHOT = """() => ({
  title: document.title,
  results: document.getElementById('results').innerText,
  controls: [...document.querySelectorAll('#controls input')]
    .map(one => ['checkbox', 'radio'].includes(one.type) ? one.checked : one.value),
})"""


@dataclass(frozen=True)
class Seen:
    """What a reader sees at an address: the address itself, the title, the results (hashed), the choices."""

    address: str
    title: str
    results: str
    controls: str


def objections(context: BrowserContext, address: str, path: str, widths: tuple[int, ...]) -> list[str]:
    """Open a page and return all that is wrong with it at any of the widths (px); nothing when it is whole."""
    watched, found = watch(context, address), list[str]()
    watched.page.set_default_timeout(_PATIENCE)
    watched.page.emulate_media(color_scheme="light")
    _widen(watched.page, widths[0])
    try:
        watched.open(path)
        opened = seen(watched.page)
        found += _wrong(watched.page, widths[0])
        found += history(watched, opened)
        for width in widths[1:]:
            watched.page.go_back()
            _widen(watched.page, width)
            watched.settled()
            found += _wrong(watched.page, width)
    except TooLongError as error:
        found.append(f"view: not shown within {_PATIENCE} ms: {error.message.splitlines()[-1]}")
    finally:
        watched.page.close()
    return [*dict.fromkeys([*watched.faults, *found])]


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.1 A and AA."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return [f"axe: {one}" for one in page.evaluate(_AXE, RULES)]


def looks(page: Page) -> list[str]:
    """Return what axe finds in either theme."""
    found: list[str] = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        found += [f"{one} ({theme})" for one in violations(page)]
    page.emulate_media(color_scheme="light")
    return found


def structure(page: Page) -> list[str]:
    """Return what is wrong with the page as a document."""
    found: list[str] = []
    if page.locator("h1").count() != 1:
        found.append(f"structure: {page.locator('h1').count()} headings of the first level")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wider > 0:
        found.append(f"structure: {wider} px wider than the window")
    return found + [f"structure: cut in a chart: {text}" for text in page.evaluate(_CUT)]


def keyboard(page: Page) -> list[str]:
    """Return what Tab does not reach from the top of the page; a trap leaves all after it unreached."""
    page.evaluate(_WATCH_FOCUS)
    # Browsers stop at scrolling frames too, and some things appear when they are reached.
    for _ in range(int(page.evaluate(_COUNT) * 1.1) + 15):
        page.keyboard.press("Tab")
    return [f"keyboard: not reached: {one}" for one in page.evaluate(_MISSED)]


def _wrong(page: Page, width: int) -> list[str]:
    return [f"{one} ({width} px)" for check in (structure, looks, keyboard) for one in check(page)]


def _widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def history(watched: Watched, before: Seen) -> list[str]:
    """Return where a reload, going back or going forward shows something else than before."""
    page, found = watched.page, []
    page.reload()
    watched.settled()
    found += _lost("reload", before, seen(page))
    other = "about" if "/data" in page.url else "data"
    page.evaluate(f"document.querySelector('a[data-page={other}]').click()")
    page.wait_for_selector(f".page-{other}")
    watched.settled()
    there = seen(page)
    page.go_back()
    page.wait_for_selector(f".page-{other}", state="detached")
    watched.settled()
    found += _lost("back", before, seen(page))
    page.go_forward()
    page.wait_for_selector(f".page-{other}")
    watched.settled()
    return found + _lost("forward", there, seen(page))


def seen(page: Page) -> Seen:
    """Return what the page shows now."""
    snapshot = page.evaluate(_SNAPSHOT)
    parts = urlsplit(page.url)
    results = hashlib.sha256(snapshot["results"].encode()).hexdigest()[:12]
    return Seen(f"{parts.path}?{parts.query}", snapshot["title"], results, str(snapshot["controls"]))


def _lost(how: str, before: Seen, after: Seen) -> list[str]:
    return [] if before == after else [f"view: lost on {how}: {before} became {after}"]
