"""The pages in menu order: to add one, write its file and add its line here."""

from app.pages import compare, data, situation, start
from app.pages.page import Page

START: Page = start.PAGE
PAGES: tuple[Page, ...] = (situation.PAGE, compare.PAGE, data.PAGE)
