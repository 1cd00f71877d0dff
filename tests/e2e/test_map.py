"""The map in a real browser: drawn, walked by keys, played, chosen from, saved as a picture."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Watched, watch

pytestmark = pytest.mark.browser
TOWNS = "/fi/map?level=municipality&span=2"


def opened(browser: Browser, address: str, path: str = TOWNS, **context: object) -> Watched:
    made = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})  # pyright: ignore[reportArgumentType]
    watched = watch(made, address)
    show(watched, path)
    return watched


def show(watched: Watched, path: str) -> None:
    watched.page.goto(watched.address + path)
    expect(watched.page.locator("#map-drawing svg .map-area").first).to_be_attached()


def filled(page: Page) -> list[str]:
    return page.eval_on_selector_all(".map-area", "nodes => nodes.map(node => node.dataset.fill)")


def test_every_area_is_drawn_with_its_name_and_figure_and_the_class_s_colour(browser: Browser, address: str) -> None:
    watched = opened(browser, address)
    page = watched.page
    rows = page.eval_on_selector_all("tbody tr", "rows => rows.map(row => row.innerText.split('\\t'))")
    labels = page.eval_on_selector_all(".map-area", "nodes => nodes.map(node => node.getAttribute('aria-label'))")
    assert sorted(labels) == sorted(f"{name.strip()}: {figure.strip()}" for name, figure in rows)
    assert set(filled(page)) <= {"0", "1", "2", "3", "4", "h"}
    hidden = page.locator("#map-area-KU766")
    assert hidden.get_attribute("data-fill") == "h"
    assert hidden.evaluate("node => getComputedStyle(node).fill") == 'url("#map-fill-h")'
    swatch = page.locator(".map-legend .swatch[data-fill='4']").evaluate("n => getComputedStyle(n).backgroundColor")
    assert page.locator(".map-area[data-fill='4']").first.evaluate("n => getComputedStyle(n).fill") == swatch


def test_keys_walk_the_map_and_enter_chooses_for_the_other_pages(browser: Browser, address: str) -> None:
    watched = opened(browser, address)
    page = watched.page
    page.locator(".map-player input").focus()
    page.keyboard.press("Tab")
    svg = page.locator("#map-drawing svg")
    expect(svg).to_be_focused()
    first = svg.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowRight")
    second = svg.get_attribute("aria-activedescendant")
    assert first != second
    name = page.locator(f"#{second}").get_attribute("aria-label") or ""
    expect(page.locator("#map-tip")).to_contain_text(name.split(":")[0])
    page.keyboard.press("Enter")
    area = (second or "").removeprefix("map-area-")
    page.wait_for_url(f"**area={area}**")
    expect(page.locator(".map-own strong")).to_have_text(name.split(":")[0])
    expect(page.locator(f"#{second}")).to_have_attribute("aria-selected", "true")
    # The map keeps the focus, and the menu leads to the chosen area.
    expect(svg).to_be_focused()
    expect(page.locator("#menu a[data-page=situation]")).to_have_attribute("href", f"/fi/situation/{area}")
    page.go_back()
    expect(page.locator(".map-own strong")).to_have_count(0)
    assert watched.faults == []


def test_a_click_chooses_and_the_other_choices_stay(browser: Browser, address: str) -> None:
    watched = opened(browser, address, TOWNS + "&order=name")
    page = watched.page
    page.locator("#map-area-KU837").click()
    page.wait_for_url("**area=KU837**")
    assert "order=name" in page.url
    assert "span=2" in page.url
    expect(page.locator(".map-own strong")).to_have_text("Tampere")
    page.locator(".classes-choice input").first.click()
    page.get_by_role("option", name="Tasavälit").click()
    page.wait_for_url("**classes=equal**")
    # What no control says stays in the address too.
    assert "order=name" in page.url
    assert "area=KU837" in page.url
    assert watched.faults == []


def test_the_slider_changes_the_month_at_once_and_the_address_when_it_rests(browser: Browser, address: str) -> None:
    watched = opened(browser, address)
    page = watched.page
    before = filled(page)
    title = page.locator("#map-title").inner_text()
    slider = page.locator(".map-player input")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".map-player output")).to_contain_text("Kesäkuu 2024")
    expect(slider).to_have_attribute("aria-valuetext", "Kesäkuu 2024")
    assert filled(page) != before
    page.wait_for_url("**period=2024-06**")
    expect(page.locator("caption")).to_contain_text("kesäkuu 2024")
    expect(slider).to_be_focused()
    assert page.locator("#map-title").inner_text().startswith("Kesäkuu 2024: suurin")
    page.go_back()
    expect(page.locator("#map-title")).to_have_text(title)
    expect(page.locator(".map-player output")).to_contain_text("Kesäkuu 2026")
    assert filled(page) == before
    assert watched.faults == []


def test_the_map_plays_until_it_is_stopped_and_then_the_page_is_of_that_month(browser: Browser, address: str) -> None:
    watched = opened(browser, address)
    page = watched.page
    play = page.locator(".map-play")
    expect(play).to_have_text("Toista")
    play.click()
    expect(play).to_have_text("Pysäytä")
    expect(page.locator(".map-player output")).to_contain_text("Elokuu 2024")
    assert "period=" not in page.url
    expect(page.locator("#map-title")).to_contain_text("koko maa")
    play.click()
    expect(play).to_have_text("Toista")
    page.wait_for_url("**period=2024-**")
    month = page.locator(".map-player output").inner_text().split(" · ")[0]
    expect(page.locator("caption")).to_contain_text(month.lower())
    assert watched.faults == []


def test_who_wants_less_motion_gets_steps_only(browser: Browser, address: str) -> None:
    watched = opened(browser, address, reduced_motion="reduce")
    page = watched.page
    expect(page.locator(".map-play")).to_be_hidden()
    expect(page.locator(".map-still")).to_be_visible()
    page.get_by_role("button", name="Edellinen").click()
    expect(page.locator(".map-player output")).to_contain_text("Toukokuu 2026")
    page.wait_for_url("**period=2026-05**")
    page.get_by_role("button", name="Seuraava").click()
    page.wait_for_url(lambda url: "period" not in url)
    assert watched.faults == []


def test_the_order_of_the_table_is_a_link_that_keeps_its_place(browser: Browser, address: str) -> None:
    watched = opened(browser, address)
    page = watched.page
    link = page.locator(".sorter").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**order=name**")
    expect(page.locator("tbody th").first).to_have_text("Helsinki")
    expect(link).to_be_focused()
    assert watched.faults == []


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_map_is_saved_with_its_title_classes_and_source(
    browser: Browser, sample_address: str, kind: str, tmp_path: Path
) -> None:
    watched = opened(browser, sample_address)
    with watched.page.expect_download() as started:
        watched.page.get_by_role("button", name=kind).click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert file.name.endswith(f"-esimerkki.{kind.lower()}")
    if kind == "SVG":
        text = file.read_text("utf-8")
        for words in ("ESIMERKKI", "suurin", "tai enemmän", "Vertaispeili", "StatFin 12r5"):
            assert words in text
        assert "var(" not in text
    else:
        assert file.read_bytes()[:4] == b"\x89PNG"
        assert file.stat().st_size > 20_000
    assert watched.faults == []
