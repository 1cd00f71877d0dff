"""The pages in menu order: to add one, write its file and add its line here."""

from app.pages import (
    about,
    accessibility,
    commuting,
    compare,
    data,
    matching,
    peers,
    reports,
    services,
    situation,
    start,
)
from app.pages import map as map_page
from app.pages.page import Page

START: Page = start.PAGE
PAGES: tuple[Page, ...] = (
    situation.PAGE,
    compare.PAGE,
    map_page.PAGE,
    peers.PAGE,
    commuting.PAGE,
    matching.PAGE,
    services.PAGE,
    reports.PAGE,
    data.PAGE,
)
# Reached from the foot of every page.
FOOTER: tuple[Page, ...] = (accessibility.PAGE, about.PAGE)


def page_named(name: str) -> Page:
    """Return the page of a name; the choice of an area for any other."""
    return next((page for page in (*PAGES, *FOOTER) if page.name == name), START)
