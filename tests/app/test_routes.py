import csv
import io
import re
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app.i18n import LANGUAGES
from app.pages import FOOTER, PAGES
from tests.app.conftest import make_app
from tests.app.published import publish
from vertaispeili.warehouse import Warehouse

ADDRESSES = [
    "/{}/",
    "/{}/situation/TA39",
    "/{}/situation/KU766",
    "/{}/compare",
    "/{}/compare?area=TA39&view=ranking",
    "/{}/data",
    "/{}/accessibility",
    "/{}/about?area=TA39",
]


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_served_in_its_language(client: FlaskClient, language: str, address: str) -> None:
    answer = client.get(address.format(language))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    title = re.search(r"<title>(.*?)</title>", answer.text)[1]
    assert title.endswith(" – Vertaispeili")
    assert client.head(address.format(language)).status_code == 200


def test_the_served_title_names_the_area(client: FlaskClient) -> None:
    assert "<title>Tammerforsregionen – Läget – Vertaispeili</title>" in client.get("/sv/situation/TA39").text


@pytest.mark.parametrize(
    ("headers", "cookie", "target"),
    [
        ({}, None, "/fi/"),
        ({"Accept-Language": "sv-FI,sv;q=0.9,en;q=0.5"}, None, "/sv/"),
        ({"Accept-Language": "de,en;q=0.5"}, None, "/en/"),
        ({"Accept-Language": "de"}, None, "/fi/"),
        ({"Accept-Language": "en"}, "sv", "/sv/"),
        ({"Accept-Language": "en"}, "xx", "/en/"),
    ],
)
def test_the_root_leads_to_the_readers_language(
    client: FlaskClient, headers: dict, cookie: str | None, target: str
) -> None:
    if cookie:
        client.set_cookie("language", cookie)
    answer = client.get("/", headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (302, target)
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("address", "target"),
    [("/fi", "/fi/"), ("/fi/data/", "/fi/data"), ("/sv/compare/?area=TA39", "/sv/compare?area=TA39")],
)
def test_an_address_written_a_little_differently_leads_to_the_real_one(
    client: FlaskClient, address: str, target: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (308, target)


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/nothing", "fi", "Sivua ei löydy"),
        ("/de/", "fi", "Sivua ei löydy"),
        ("/sv/nothing", "sv", "Sidan finns inte"),
        ("/en/situation/TA99", "en", "There is no area with the code TA99"),
        ("/fi/situation/TA39?period=1999-01", "fi", "Ajankohdalta 1999-01 ei ole tietoja."),
        ("/fi/compare?indicator=happiness", "fi", "Mittaria happiness ei ole."),
        ("/en/compare?area=KU999", "en", "no area with the code KU999"),
        ("/en/compare?" + "&".join(["area=X"] + [f"area=X{n}" for n in range(11)]), "en", "at most ten areas"),
        ("/fi/situation/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "fi", "&lt;script&gt;"),
        ("/fi/../../etc/passwd", "fi", "Sivua ei löydy"),
        ("/fi//data", "fi", "Sivua ei löydy"),
        ("/fi/situation/%FF%FE", "fi", "Sivua ei löydy"),
        ("/wp-login.php", "fi", "Sivua ei löydy"),
        ("/_dash-nothing", "fi", "Sivua ei löydy"),
    ],
)
def test_what_is_not_there_is_a_true_404_page_in_words_with_a_way_back(
    client: FlaskClient, address: str, language: str, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text
    assert words in answer.text
    assert "<script>alert" not in answer.text
    assert f'href="/{language}/"' in answer.text
    assert 'id="react-entry-point"' not in answer.text


def test_files_are_kept_by_browsers_and_nothing_else_is_reached_through_them(client: FlaskClient) -> None:
    style = re.search(r'href="(/assets/1-tokens.css[^"]*)"', client.get("/fi/").text)[1]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/svg+xml"
    assert client.get("/assets/../app/db.py").status_code == 404
    assert client.get("/assets/%2e%2e/app/db.py").status_code == 404


def test_robots_may_read_and_are_told_so(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.status_code == 200
    assert answer.text.startswith("User-agent: *")
    assert answer.mimetype == "text/plain"


def test_a_page_takes_no_other_method_than_reading(client: FlaskClient) -> None:
    assert client.post("/fi/data").status_code == 405
    assert client.delete("/fi/").status_code == 405


def test_pages_may_load_and_run_nothing_from_elsewhere(client: FlaskClient) -> None:
    headers = client.get("/fi/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Content-Security-Policy" in client.get("/nothing").headers
    assert client.head("/fi/").headers["Content-Security-Policy"] == policy


def test_pages_are_compressed(client: FlaskClient) -> None:
    assert client.get("/fi/", headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    assert client.get("/fi/", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_without_a_home_area_the_front_page_asks_and_with_one_it_opens_it(client: FlaskClient, live: Warehouse) -> None:
    assert "<title>Alueen valinta" in client.get("/fi/").text
    home = make_app(live.current, "TA39").server.test_client()
    assert "<title>Tampereen seutu – Tilanne" in home.get("/fi/").text


def test_with_nothing_published_the_page_says_so_and_what_to_do() -> None:
    client = make_app(lambda: None).server.test_client()
    for language, words in (("fi", "make refresh"), ("sv", "inget material"), ("en", "no data have been published")):
        answer = client.get(f"/{language}/")
        assert answer.status_code == 503
        assert f'<html lang="{language}"' in answer.text
        assert words in answer.text


def test_two_apps_live_in_one_process_each_with_its_own_data(app: Dash, sample_app: Dash) -> None:
    assert len(app.callback_map) == len(sample_app.callback_map) >= 4
    live, sample = (one.server.test_client().get("/fi/situation/TA25").text for one in (app, sample_app))
    assert "Esimerkkiaineisto" not in live
    assert "Esimerkkiaineisto" in sample


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_sample_data_are_announced_on_every_page(sample_app: Dash, language: str, address: str) -> None:
    text = sample_app.server.test_client().get(address.format(language)).text
    assert 'class="sample-banner"' in text
    assert "make refresh" in text


def test_a_new_version_is_shown_on_the_next_load(tmp_path: Path) -> None:
    warehouse = publish(tmp_path, version="20260701T000000.000000Z")
    client = make_app(warehouse.current).server.test_client()
    assert "Aineisto koottu 1.7.2026 klo 9.05" in client.get("/fi/").text
    publish(tmp_path, version="20260801T000000.000000Z")
    assert "Aineisto koottu 1.8.2026 klo 9.05" in client.get("/fi/").text


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter="," if "/en/" in address else ";"))


def test_the_download_is_the_shown_numbers_with_bounds_where_something_is_hidden(client: FlaskClient) -> None:
    found = rows(client, "/fi/compare.csv?indicator=unemployed&area=KU766&area=TA46&area=KU837&view=ranking")
    hidden, partial, plain = found
    assert (hidden["arvo"], hidden["alaraja"], hidden["yläraja"], hidden["tila"]) == ("", "1", "4", "salattu")
    assert partial["arvo"] == ""
    assert int(partial["yläraja"]) - int(partial["alaraja"]) == 3
    assert partial["salattuja lukuja"] == "1"
    assert plain["arvo"] == plain["alaraja"] == plain["yläraja"] != ""
    assert plain["ajankohta"] == "2026-06"
    assert "StatFin/tyonv/12r5.px" in plain["lähde"]


def test_the_download_of_a_share_has_a_decimal_comma_where_the_language_has(client: FlaskClient) -> None:
    query = "compare.csv?indicator=unemployment_share&area=KU837&span=2"
    (fi, en) = (rows(client, f"/{language}/{query}") for language in ("fi", "en"))
    assert len(fi) == len(en) == 25
    assert re.fullmatch(r"\d+,\d", fi[-1]["arvo"])
    assert en[-1]["value"] == fi[-1]["arvo"].replace(",", ".")


def test_the_download_of_sample_data_says_so_in_every_head(sample_app: Dash) -> None:
    (first, *_) = rows(sample_app.server.test_client(), "/sv/compare.csv?indicator=unemployed&area=KU837")
    assert all(name.endswith("(exempel)") for name in first)


def test_the_menu_has_the_pages_in_order_and_marks_the_present_one(client: FlaskClient) -> None:
    text = client.get("/fi/compare?area=TA39").text
    assert re.findall(r'data-page="(\w+)"', text) == [page.name for page in (*PAGES, *FOOTER)]
    assert re.findall(r'data-page="(\w+)" aria-current="page"', text) == ["compare"]
    assert 'href="/fi/situation/TA39"' in text
    assert 'href="/sv/compare?area=TA39"' in text
