import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plotly.utils import PlotlyJSONEncoder

from app.db import Handle
from app.i18n import LANGUAGES, texts
from app.pages.compare import TOPICS
from app.pages.data import PAGE
from app.pages.data.own import described
from app.pages.data.sources import age
from app.pages.data.taking import csv_address
from app.selection import Selection
from app.view import View
from tests.app.test_pages import of_class, results, text_of, view_of, walk
from vertaispeili.methods.own_table import Problem

NOW = datetime(2026, 7, 30, 12, tzinfo=UTC)


def section(tree: object, name: str) -> dict:
    for node in walk(tree):
        children = node["props"].get("children")
        if node["type"] == "Section" and isinstance(children, list):
            head = children[0]
            if isinstance(head, dict) and head["props"].get("id") == name:
                return node
    raise AssertionError(name)


def test_the_first_line_says_how_new_the_figures_are(handle: Handle) -> None:
    (headline,) = of_class(results(handle, "/en/data"), "headline")
    text = text_of(headline)
    assert "June 2026" in text
    assert "1 of 2" in text


def test_every_measure_has_an_address_of_its_own(handle: Handle) -> None:
    tree = results(handle, "/fi/data?area=TA39")
    found = {node["props"]["id"]: node for node in walk(tree) if node["type"] == "Details" and node["props"].get("id")}
    assert {"unemployed", "unemployment_share", "activation_rate"} <= set(found)
    text = text_of(found["unemployment_share"])
    for words in ("Selite unemployment_share fi", "Kaava: Kaava unemployment_share fi", "StatFin/tyonv/12r5.px"):
        assert words in text
    links = [node["props"]["href"] for node in walk(found["unemployment_share"]) if node["type"] == "A"]
    assert links == [
        "/fi/compare?indicator=unemployment_share&area=TA39&area=SSS",
        "/api/v1/observations?area=TA39&indicator=unemployment_share&format=csv&locale=fi",
    ]


def test_sources_stand_by_title_with_their_age_and_what_went_wrong_in_words(handle: Handle) -> None:
    tree = results(handle, "/sv/data")
    text = text_of(section(tree, "sources"))
    for words in ("Arbetslösa arbetssökande", "StatFin/tyonv/12r5.px", "21.7.2026", "uppskattningsvis 25.8.2026",
                  "inte hämtad", "CC BY 4.0"):  # fmt: skip
        assert words in text
    unknown = [node for node in walk(section(tree, "sources")) if node["props"].get("lang") == "en"]
    assert [text_of(node) for node in unknown] == ["The publisher did not answer."]


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "9 päivää sitten"), ("sv", "för 9 dagar sedan"), ("en", "9 days ago")]
)
def test_an_age_is_in_words(language: str, words: str) -> None:
    told = age(datetime(2026, 7, 21, 5, tzinfo=UTC), NOW, texts(language))
    assert told.replace("\u00a0", " ") == words


@pytest.mark.parametrize(("language", "words"), [("fi", "tänään"), ("sv", "i dag"), ("en", "today")])
def test_what_came_earlier_the_same_day_came_today(language: str, words: str) -> None:
    # Half past midnight in Helsinki is still yesterday in UTC.
    assert age(datetime(2026, 7, 29, 21, 30, tzinfo=UTC), NOW, texts(language)) == words
    assert age(datetime(2026, 7, 29, 20, 30, tzinfo=UTC), NOW, texts(language)) != words


def test_every_topic_of_the_catalogue_has_a_heading_of_its_own() -> None:
    folders = (Path(__file__).parents[2] / "sql" / "indicators").iterdir()
    assert {folder.name for folder in folders if folder.is_dir()} == set(TOPICS)
    for language in LANGUAGES:
        names = [texts(language)(f"data.topic.{topic}") for topic in TOPICS]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_told_and_that_the_data_passed(handle: Handle, language: str) -> None:
    tree = results(handle, f"/{language}/data")
    shown = [text_of(node) for node in walk(of_class(tree, "checks")[0]) if node["type"] == "Li"]
    words = texts(language)
    assert len(shown) == len([key for key in words.keys if key.startswith("check.")]) >= 9
    assert all(text.startswith(words("data.passed")) for text in shown)


def test_what_later_releases_changed_is_counted(handle: Handle) -> None:
    table = section(results(handle, "/en/data"), "revisions")
    cells = [text_of(node) for node in walk(table) if node["type"] in {"Td", "Th"}][6:]
    assert cells == ["Unemployed jobseekers", "21 Jul 2026", "2", "1", "2", "January 2024–February 2024"]


def test_breaks_name_their_measures_and_whether_a_change_is_shown(handle: Handle) -> None:
    found = {text_of(node): text_of(node) for node in of_class(results(handle, "/fi/data"), "break")}
    vacancies = next(text for text in found if text.startswith("Osa paikoista ilman kuntaa"))
    assert "helmikuu 2025–kesäkuu 2026" in vacancies
    assert "muutosta katkoksen yli ei näytetä" in vacancies
    assert "Lyhyt new_vacancies fi" in vacancies
    assert any("joka tammikuu" in text for text in found)
    assert any("Kangasala" in text for text in found)


def test_a_refresh_is_told_as_what_it_brought(handle: Handle) -> None:
    text = text_of(section(results(handle, "/fi/data"), "refreshes"))
    assert "21.7.2026 klo 9.00" in text
    assert "uusi aineisto julkaistiin" in text
    assert "Palveluissa olevat: The publisher did not answer." in text


def test_a_refresh_is_told_source_by_source_with_the_words_of_the_log(handle: Handle) -> None:
    tree = section(results(handle, "/fi/data"), "refreshes")
    (folded,) = [node for node in walk(tree) if node["type"] == "Details"]
    text = text_of(folded)
    assert "lähteitä 1, kyselyjä 0, soluja 0, kesto 300,0 s" in text
    for words in ("statfin_tyonv_12u4", "Palveluissa olevat", "ei haettu", "120,0", "The publisher did not answer."):
        assert words in text


def test_a_wrong_line_of_an_own_file_is_told_with_its_number(handle: Handle, tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text(
        "area,indicator,value,by\nTA39,unemployed,x,2027\nTA39,unemployed,5,2027\n", "utf-8"
    )
    for language, words in (("fi", "Rivi 2: x ei ole luku."), ("en", "Line 2: x is not a number.")):
        view = View(handle, Selection(language, "data"), texts(language), None, tmp_path, NOW)
        assert words in text_of(section(_plain(PAGE.results(view)), "own"))
    assert "Tiedostoa ei ole." in text_of(section(results(handle, "/fi/data"), "own"))


def _plain(component: object) -> object:
    return json.loads(json.dumps(component, cls=PlotlyJSONEncoder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(handle: Handle, language: str) -> None:
    view = view_of(handle, f"/{language}/data")
    for key in sorted(key for key in texts(language).keys if key.startswith("problem.")):
        text = described(view, Problem(3, key.removeprefix("problem."), "value", "x", "y"))
        assert "{" not in text
        assert text.endswith((".", ": x", "y.", ". ", "x"))


def test_the_address_for_a_spreadsheet_is_in_its_language(handle: Handle) -> None:
    assert csv_address(view_of(handle, "/en/data"), "unemployed").endswith("format=csv&locale=en")
    assert csv_address(view_of(handle, "/sv/data?area=TA25"), "unemployed").startswith(
        "/api/v1/observations?area=TA25&"
    )


def test_the_catalogue_opens_with_the_search_of_the_address(handle: Handle) -> None:
    search = next(node for node in walk(results(handle, "/fi/data?q=osuus")) if node["type"] == "TextInput")
    assert search["props"]["value"] == "osuus"
