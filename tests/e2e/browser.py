"""A real Chromium over a served app, with everything that goes wrong in a page written down."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from werkzeug.serving import make_server

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


# The title of the window follows the results when everything else has.
_SETTLED = """() => {
  const results = document.querySelector('#results [data-title]');
  if (!results || document.title !== results.dataset.title) return false;
  if (document.querySelector('[data-dash-is-loading="true"]')) return false;
  // A chart is drawn, and drawn anew when its place has become narrower or wider.
  return [...document.querySelectorAll('.plot')].every(plot =>
    Math.abs((plot.querySelector('.main-svg')?.clientWidth ?? Infinity) - plot.clientWidth) < 1);
}"""
_MOMENT, _QUIET = 30, 3  # milliseconds, and how many of them without a request


@contextmanager
def served(application: Flask) -> Iterator[str]:
    """Serve an application on a free port of this machine; give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the system."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page and what it said and asked for that it should not have."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Go to a path and wait until its results are there."""
        self.page.goto(self.address + path)
        self.settled()

    def settled(self) -> None:
        """Wait until the results are there, a chart, if any, is drawn, and nothing more is asked for."""
        self.page.wait_for_function(_SETTLED)
        quiet = 0
        while quiet < _QUIET:
            self.page.wait_for_timeout(_MOMENT)
            quiet = 0 if self.under_way else quiet + 1
        self.page.wait_for_function(_SETTLED)


def watch(context: BrowserContext, address: str) -> Watched:
    """Open an empty page that remembers console errors, failed requests and requests to anyone else."""
    watched = Watched(context.new_page(), address)
    watched.page.on("console", lambda said: _console(watched, said))
    watched.page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
    watched.page.on("request", lambda request: _request(watched, request))
    watched.page.on("requestfinished", lambda request: _over(watched, request))
    watched.page.on("requestfailed", lambda request: _over(watched, request, "failed"))
    return watched


def _console(watched: Watched, said: Any) -> None:
    if said.type in {"error", "warning"}:
        watched.faults.append(f"console: {said.text}")


def _request(watched: Watched, request: Request) -> None:
    watched.under_way.add(request)
    if not request.url.startswith((watched.address, "data:", "blob:")):
        watched.faults.append(f"foreign: {request.url}")


def _over(watched: Watched, request: Request, fault: str | None = None) -> None:
    watched.under_way.discard(request)
    if fault:
        watched.faults.append(f"{fault}: {request.url}")
