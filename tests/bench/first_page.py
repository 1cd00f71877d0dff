"""What a first visit costs in a real Chromium: bytes and requests, when something is seen, when a figure is drawn."""

import json
import shutil
import subprocess
from collections.abc import Iterator

from playwright.sync_api import Browser

from app.factory import create_app
from app.options import Options
from tests.bench.contest import PROJECT, median
from tests.bench.figures import Bar, Bench, Figures, Setting, Table
from tests.e2e.browser import CHROMIUM, chromium, served, watch
from vertaispeili.resources import assets_directory, sql_directory
from vertaispeili.warehouse import Warehouse

# Address, and what stands for its first figure: a list, a picture, a chart.
PAGES = {
    "start": ("/fi/", "#results a"),
    "situation": ("/fi/situation/TA39", "#results img"),
    "comparison": ("/fi/compare?area=TA39&area=SSS", "#results .main-svg"),
}
# A slow mobile line: bytes a second both ways and milliseconds there and back, as Lighthouse has it.
LINES = {"fast": None, "slow": {"downloadThroughput": 204_800, "uploadThroughput": 96_000, "latency": 150}}
FIRST, CHART = 600_000, 1_200_000  # bytes, as the browser tests have them
_NOW = "performance.now()"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield bytes against their bars and times as they are; skipped where there is no Chromium."""
    if not CHROMIUM.exists():
        yield Table("Skipped: there is no Chromium on this machine", (), ())
        return
    current = Warehouse(setting.data / "sample").current
    app = create_app(Options(current, sql_directory() / "query", assets_directory()))
    rows: list[tuple[str, ...]] = []
    with served(app.server) as address, chromium() as browser:
        for name, (path, figure_of) in PAGES.items():
            for line in LINES:
                visits = [_visit(browser, address + path, figure_of, line) for _ in range(setting.rounds(3, 1))]
                middles = [median(one[at] for one in visits) for at in range(4)]
                weight, requests, paint, figure = middles
                if line == "fast":
                    most = CHART if name == "comparison" else FIRST
                    yield Bar(f"first page {name}: bytes", Figures([one[0] for one in visits], "bytes"), most=most)
                rows.append((name, line, f"{weight / 1000:,.0f}", f"{requests:.0f}", f"{paint:,.0f}", f"{figure:,.0f}"))
        yield Table("First visits", ("page", "line", "KB", "requests", "first content ms", "first figure ms"), rows)
        yield from _lighthouse(address)


def _visit(browser: Browser, address: str, figure_of: str, line: str) -> tuple[float, float, float, float]:
    """Return bytes, requests, and milliseconds to first content and to the first figure or table."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        watched, sizes = watch(context, address), dict[str, int]()
        watched.page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}))
        limits = LINES[line]
        if limits:
            context.new_cdp_session(watched.page).send("Network.emulateNetworkConditions", {"offline": False, **limits})
        watched.page.goto(address, wait_until="commit")
        watched.page.wait_for_selector(figure_of, state="attached")
        figure = watched.page.evaluate(_NOW)
        watched.settled()
        paint = watched.page.evaluate(_PAINT)
        return sum(sizes.values()), len(sizes), paint, figure


def _lighthouse(address: str) -> Iterator[Bar | Table]:
    program = PROJECT / ".bench" / "node_modules" / ".bin" / "lighthouse"
    if not program.exists() or not shutil.which("node"):
        yield Table("Lighthouse is not measured: it is not in .bench (npm install --prefix .bench lighthouse)", (), ())
        return
    rows: list[tuple[str, ...]] = []
    for name, (path, _) in PAGES.items():
        command = [str(program), address + path, "--output=json", "--quiet", f"--chrome-path={CHROMIUM}"]
        command.append("--chrome-flags=--headless=new --no-sandbox")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            rows.append((name, done.stderr.strip()[-100:], "", "", ""))
            continue
        found = json.loads(done.stdout)["categories"]
        scores = ("performance", "accessibility", "best-practices", "seo")
        rows.append((name, *(f"{100 * found[one]['score']:.0f}" for one in scores)))
    yield Table("Lighthouse", ("page", "performance", "accessibility", "best practices", "seo"), rows)


FIRST_PAGE = Bench(
    "first_page",
    "First page",
    "A first visit with nothing held, in Chromium on the serving machine; the slow line is Lighthouse's mobile one "
    "(1.6 Mbit/s, 150 ms). Bytes are bodies as they travel. The server is the one of the browser tests, one process.",
    measure,
)
