"""What a reader does in a real browser: search, choose, go back, change the theme, skip, open the menu."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import Watched, watch
from tests.e2e.walk import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield watch(context, address)
    context.close()


def test_an_area_is_found_by_its_swedish_name_with_the_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/")
    page.locator(".area-choice input").first.focus()
    page.keyboard.type("jakobstadsr")
    option = page.get_by_role("option", name="Pietarsaaren seutu · työllisyysalue")
    expect(option).to_be_visible()
    expect(option).to_have_attribute("data-combobox-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/situation/TA25")
    expect(page.locator("h1", has_text="Pietarsaaren seutu")).to_be_visible()
    expect(page.locator("h1", has_text="Pietarsaaren seutu")).to_be_focused()
    expect(page).to_have_title("Pietarsaaren seutu – Tilanne – Vertaispeili")
    assert watched.faults == []


def test_an_open_list_has_no_axe_violation(watched: Watched) -> None:
    watched.open("/fi/")
    watched.page.locator(".area-choice input").first.click()
    watched.page.keyboard.type("jakobstadsr")
    expect(watched.page.get_by_role("option").first).to_be_visible()
    assert violations(watched.page) == []


def test_changing_the_area_keeps_the_focus_and_history_keeps_the_view(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/situation/TA39")
    field = page.locator(".area-choice input").first
    field.click()
    field.fill("Lahti")
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text="Lahti")).to_be_visible()
    expect(field).to_be_focused()
    expect(page.locator("#announce")).to_contain_text("Lahti")
    page.go_back()
    expect(page.locator("h1", has_text="Tampereen seutu")).to_be_visible()
    expect(field).to_have_value("Tampereen seutu · työllisyysalue")
    page.go_forward()
    expect(page.locator("h1", has_text="Lahti")).to_be_visible()
    page.reload()
    watched.settled()
    expect(page.locator("h1", has_text="Lahti")).to_be_visible()
    assert watched.faults == []


def test_the_choices_of_a_comparison_are_its_address(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/compare?area=TA39&area=SSS")
    page.locator(".areas-choice input").first.click()
    page.keyboard.type("sottunga")
    page.keyboard.press("Enter")
    page.wait_for_url("**area=KU766**")
    page.keyboard.press("Escape")
    page.locator(".view-choice input").first.click()
    page.get_by_role("option", name="Järjestys").click()
    page.wait_for_url("**view=ranking**")
    page.get_by_role("button", name="Taulukko").click()
    expect(page.locator("table tbody tr")).to_have_count(3)
    shared = page.url
    page.reload()
    watched.settled()
    assert page.url == shared
    expect(page.locator(".view-choice input").first).to_have_value("Järjestys")
    expect(page.locator(".areas-choice-place .mantine-Pill-label")).to_have_text(
        ["Tampereen seutu · työllisyysalue", "Koko maa", "Sottunga"]
    )
    page.go_back()
    expect(page.locator(".view-choice input").first).to_have_value("Ajassa")
    assert watched.faults == []


def test_the_last_area_cannot_be_taken_away(watched: Watched) -> None:
    watched.open("/fi/compare")
    watched.page.locator(".areas-choice-place .mantine-Pill-root button").first.click()
    expect(watched.page.locator(".areas-choice-place .mantine-Pill-label")).to_have_text(["Koko maa"])


def test_the_menu_follows_the_area_and_moves_the_focus_to_the_page(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/situation/TA39")
    page.locator("#menu a[data-page=compare]").click()
    expect(page.locator("#menu a[data-page=compare]")).to_have_attribute("aria-current", "page")
    expect(page.locator("h1")).to_be_focused()
    assert page.url.endswith("/fi/compare?area=TA39&area=SSS")
    expect(page.locator("[data-language=sv]")).to_have_attribute("href", "/sv/compare?area=TA39&area=SSS")
    watched.settled()
    page.locator("[data-language=sv]").click()
    watched.settled()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    assert watched.faults == []


def test_the_theme_follows_the_button_and_is_remembered(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/compare?area=TA39")
    line = page.locator(".plot .scatterlayer .js-line").first
    light = line.evaluate("node => getComputedStyle(node).stroke")
    page.locator(".theme-button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_function(
        "before => getComputedStyle(document.querySelector('.plot .js-line')).stroke !== before", arg=light
    )
    assert violations(page) == []
    page.reload()
    watched.settled()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_first_thing_the_keyboard_reaches_skips_to_the_content(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/situation/TA39")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_narrow_page_has_its_menu_behind_a_button(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    watched = watch(context, address)
    watched.open("/fi/situation/TA39")
    page = watched.page
    expect(page.locator("#menu")).to_be_hidden()
    page.locator(".menu-button").click()
    expect(page.locator("#menu a").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator(".menu-button")).to_be_focused()
    context.close()


@pytest.mark.parametrize("path", ["/fi/situation/TA39", "/en/compare?area=TA39", "/sv/data"])
def test_sample_data_are_seen_and_the_page_is_as_whole(browser: Browser, sample_address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    watched = watch(context, sample_address)
    watched.open(path)
    expect(watched.page.locator(".sample-banner")).to_be_visible()
    assert violations(watched.page) == []
    assert watched.faults == []
    context.close()


def test_a_page_that_is_not_there_is_a_whole_page_too(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    answer = page.goto(address + "/sv/situation/TA99")
    assert answer is not None
    assert answer.status == 404
    assert violations(page) == []
    expect(page.get_by_role("link", name="Till startsidan")).to_be_visible()
    context.close()


def test_the_last_five_areas_come_first_when_an_area_is_chosen(watched: Watched) -> None:
    page = watched.page
    for area in ("TA08", "TA25", "TA19", "TA34", "TA16", "TA36", "TA25"):
        watched.open(f"/fi/situation/{area}")
    watched.open("/fi/")
    page.locator(".area-choice input").first.click()
    expect(page.locator(".mantine-Select-groupLabel").first).to_have_text("Viimeksi katsotut")
    first = page.get_by_role("option").all()[:5]
    names = [one.inner_text().split(" · ")[0] for one in first]
    assert names == ["Pietarsaaren seutu", "Savonlinna", "Kouvola", "Salo", "Lahti"]
    assert page.get_by_role("option", name="Savonlinna · työllisyysalue").count() == 1
    page.locator(".area-choice input").first.fill("kouvo")
    expect(page.get_by_role("option", name="Kouvola · työllisyysalue")).to_be_visible()
    assert watched.faults == []


@pytest.mark.parametrize("kept", ["no json", "{}", '[1, null, {"a": 1}]', '["TA99"]'])
def test_what_the_browser_remembers_wrongly_stops_nothing(watched: Watched, kept: str) -> None:
    watched.page.add_init_script(f"localStorage.setItem('vertaispeili:areas', {kept!r})")
    watched.open("/fi/")
    watched.page.locator(".area-choice input").first.click()
    expect(watched.page.get_by_role("option", name="Koko maa")).to_be_visible()
    assert watched.faults == []


def test_the_catalogue_is_searched_as_one_types_and_the_address_keeps_it(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/data?area=TA39")
    shown = page.locator(".catalogue details:visible")
    assert shown.count() == 6
    page.get_by_label("Etsi mittaria").fill("otsikko UNEMPLOYED fi")
    expect(shown).to_have_count(1)
    expect(page.locator(".found")).to_have_text("Näkyvissä 1/6")
    assert page.url.endswith("/fi/data?area=TA39&q=otsikko+UNEMPLOYED+fi")
    page.reload()
    watched.settled()
    expect(shown).to_have_count(1)
    page.get_by_label("Etsi mittaria").fill("ei mikään")
    expect(page.locator(".nothing-found")).to_be_visible()
    page.get_by_label("Etsi mittaria").fill("")
    expect(shown).to_have_count(6)
    assert page.url.endswith("/fi/data?area=TA39")
    assert watched.faults == []


def test_a_link_to_a_measure_opens_its_definition(watched: Watched) -> None:
    page = watched.page
    watched.open("/sv/data?q=vacancies#unemployment_share")
    expect(page.locator("#unemployment_share")).to_have_attribute("open", "")
    expect(page.locator("#unemployment_share summary")).to_be_in_viewport()
    page.evaluate("location.hash = '#activation_rate'")
    expect(page.locator("#activation_rate")).to_have_attribute("open", "")
    expect(page.locator(".address")).to_contain_text(f"{watched.address}/api/v1/observations?")
    assert watched.faults == []


def test_a_printed_page_has_its_content_and_none_of_its_controls(watched: Watched) -> None:
    page = watched.page
    watched.open("/fi/data")
    page.emulate_media(media="print")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator("#unemployed .formula")).to_be_visible()


@pytest.mark.parametrize("path", ["/fi/situation/TA39", "/sv/compare?area=TA39", "/en/data", "/fi/accessibility"])
def test_at_twice_the_size_nothing_is_cut_off(browser: Browser, address: str, path: str) -> None:
    # What a window of 1280 x 800 shows at 200 %.
    with browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2) as context:
        watched = watch(context, address)
        watched.open(path)
        assert watched.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert violations(watched.page) == []
