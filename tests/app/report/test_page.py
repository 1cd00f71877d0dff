"""The page of reports and the addresses of their files, over the small warehouse."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database, Handle
from app.i18n import texts
from app.options import Options
from app.pages import page_named
from app.report.asked import command, request_of
from app.report.forms import FORMS, Form
from app.report.request import Request
from app.report_files import Reports
from app.routes import Router
from app.selection import Known, parse
from app.view import View
from tests.app.conftest import QUERIES, make_app
from tests.app.test_pages import tree_of, view_of
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse


@pytest.fixture
def client(live: Warehouse) -> Iterator[FlaskClient]:
    with make_app(live.current).server.test_client() as opened:
        yield opened


def words_of(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False)


@pytest.mark.parametrize(
    ("language", "query"),
    [("fi", ""), ("sv", "?area=KU766&compare=level"), ("en", "?area=TA46&compare=codes&with=TA39")],
)
def test_the_page_offers_every_form_of_what_its_address_asks_for(handle: Handle, language: str, query: str) -> None:
    view = view_of(handle, f"/{language}/reports{query}")
    tree = words_of(tree_of(page_named("reports").results(view)))
    for name in FORMS:
        assert f'"/{language}/reports.{name}{query}"' in tree


def test_the_page_says_the_headline_of_the_report(handle: Handle) -> None:
    tree = words_of(tree_of(page_named("reports").results(view_of(handle, "/fi/reports?area=TA39"))))
    assert "Työttömien työnhakijoiden" in tree or "Työttömiä työnhakijoita" in tree


def test_a_month_without_figures_is_said_and_offers_no_file(handle: Handle) -> None:
    known = Known(
        frozenset({"TA39", "SSS"}), frozenset(), frozenset({datetime(1999, 1, 1, tzinfo=UTC).date()}), "", None
    )
    selection = parse("/fi/reports", "area=TA39&period=1999-01", known)
    tree = words_of(tree_of(page_named("reports").results(View(handle, selection, texts("fi")))))
    assert "Valitse toinen kuukausi" in tree
    assert "reports.pdf" not in tree


def test_choosing_areas_without_any_says_what_is_compared(handle: Handle) -> None:
    tree = words_of(tree_of(page_named("reports").results(view_of(handle, "/fi/reports?area=TA39&compare=codes"))))
    assert texts("fi")("reports.none_chosen") in tree


def test_an_address_is_a_request(handle: Handle) -> None:
    view = view_of(handle, "/fi/reports?area=TA39&compare=codes&with=TA46&with=SSS&period=2026-05&lang=sv")
    asked = request_of(view)
    assert (asked.area_id, asked.language, asked.compare, asked.codes) == ("TA39", "sv", "codes", ("TA46", "SSS"))
    assert f"{asked.period:%Y-%m}" == "2026-05"
    assert request_of(view_of(handle, "/sv/reports")) == Request("SSS", "sv")
    assert request_of(view_of(handle, "/sv/reports?area=TA39&with=TA46")).codes == ()


def test_the_command_on_the_page_asks_for_the_same(handle: Handle) -> None:
    view = view_of(handle, "/fi/reports?area=TA39&compare=codes&with=TA46&with=SSS&period=2026-05&lang=sv")
    assert command(view) == (
        "vertaispeili report --area TA39 --compare TA46,SSS --lang sv --period 2026-05 --out TA39-sv.pdf"
    )
    assert "--compare peers" in command(view_of(handle, "/fi/reports?area=TA39&compare=codes"))


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_a_file_comes_with_its_kind_and_a_name(client: FlaskClient, name: str) -> None:
    form = FORMS[name]
    answer = client.get(f"/sv/reports.{form.name}?area=TA39")
    assert answer.status_code == 200
    assert answer.mimetype == form.mimetype.split(";")[0]
    said = answer.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="TA39-')
    assert said.endswith(f'-2026-06-sv.{form.name}"')


def test_a_file_that_is_held_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/fi/reports.html?area=TA39")
    again = client.get("/fi/reports.html?area=TA39", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/fi/reports.html?area=KU766", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/fi/reports.pdf?area=TA99", 404, "Tunnuksella TA99 ei ole aluetta"),
        ("/sv/reports.pdf?area=TA39&compare=codes&with=KU999", 404, "KU999"),
        ("/en/reports.pdf?area=TA39&compare=all", 404, "A report cannot compare by all."),
        ("/en/reports.pdf?area=TA39&lang=de", 404, "There is no report in the language de."),
        ("/fi/reports.pdf?area=TA39&period=1999-01", 404, "1999-01"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_page(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert said in answer.get_data(as_text=True)


def test_other_endings_methods_and_places_are_no_reports(client: FlaskClient) -> None:
    assert client.get("/fi/reports.zip?area=TA39").status_code == 404
    assert client.get("/fi/reports.csv?area=TA39").status_code == 404
    assert client.get("/de/reports.pdf?area=TA39").status_code == 404
    assert client.post("/fi/reports.pdf?area=TA39").status_code == 405


def reports_of(live: Warehouse, patience: float) -> Reports:
    options = Options(live.current, QUERIES, resources.assets_directory())
    return Reports(Router(Database(live.current, QUERIES), options), patience)


def test_who_waits_too_long_is_told_to_come_back(live: Warehouse) -> None:
    reports = reports_of(live, patience=0)
    reports.making.acquire()
    with Flask("test").test_request_context("/fi/reports.pdf?area=TA39"):
        answer = reports.answer()
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.get_data(as_text=True).strip() == texts("fi")("reports.busy")


def test_a_report_is_made_once_and_only_the_newest_are_kept(handle: Handle, live: Warehouse) -> None:
    reports = reports_of(live, patience=1)
    view = view_of(handle, "/fi/reports?area=TA39")
    first = reports.written(view, FORMS["html"], "a")
    assert reports.written(view, FORMS["html"], "a") is first
    for tag in "bcdefg":
        reports.written(view, FORMS["html"], tag)
    assert reports.written(view, FORMS["html"], "a") is not first


def test_a_report_that_fails_leaves_the_way_free_for_the_next(handle: Handle, live: Warehouse) -> None:
    reports = reports_of(live, patience=0)
    view = view_of(handle, "/fi/reports?area=TA39")
    with pytest.raises(ModuleNotFoundError):
        reports.written(view, Form("abacus", "text/plain"), "a")
    assert reports.written(view, FORMS["html"], "b")
