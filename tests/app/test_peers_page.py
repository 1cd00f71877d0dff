"""The page on peers over the small warehouse: eight employment areas, Åland the last, three features."""

import itertools
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from app import queries
from app.db import Database, Handle
from app.downloads.numbers import Amount
from app.factory import create_app
from app.i18n import LANGUAGES, texts
from app.options import Options
from app.pages import page_named
from app.peer_facts import PeerFacts
from app.peers import Choice, peers_of
from app.queries.structure import features, spread
from app.selection import Known, UnknownAddressError, parse, write
from app.view import View
from tests.app.conftest import QUERIES
from tests.app.peered import publish_peered
from tests.app.test_pages import of_class, text_of, walk
from vertaispeili import resources
from vertaispeili.methods.targets import Known as KnownNames
from vertaispeili.methods.targets import names, peer_notes
from vertaispeili.warehouse import Warehouse

NOTES = """alue;päivä;mitä;kenelle;linkki;yhteys;kieli
Tampereen seutu;3/2025;Ohjaamo avattiin;alle 30-vuotiaat;https://www.example.org/a;palvelut@example.org;fi
KU837;15.9.2024;Kuntakokeilu;;;;
TA25;2024;Vägledning <b>för alla</b>;unga;;jobb@example.org;sv
TA19;1999;Vanha teko;;;;
TA39;1.1.2025;Hyökkäys;;javascript:alert(1);;
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return publish_peered(tmp_path_factory.mktemp("peers"))


@pytest.fixture
def opened(warehouse: Warehouse) -> Iterator[Handle]:
    with Database(warehouse.current, QUERIES).handle() as handle:
        yield handle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "peer_note.csv").write_text(NOTES, encoding="utf-8")
    return tmp_path


def view_of(handle: Handle, address: str, folder: Path | None = None) -> View:
    known = Known(
        frozenset(queries.areas(handle)),
        frozenset(queries.indicators(handle)),
        queries.periods(handle),
        queries.first_indicator(handle),
        None,
        frozenset(features(handle)),
    )
    path, _, query = address.partition("?")
    selection = parse(path, query, known)
    return View(handle, selection, texts(selection.language), None, folder)


def shown(handle: Handle, address: str, folder: Path | None = None) -> Any:
    view = view_of(handle, address, folder)
    return json.loads(json.dumps(page_named("peers").results(view), cls=PlotlyJSONEncoder))


def chart(tree: Any) -> Any:
    store = next(node for node in walk(of_class(tree, "peer-notes")) if node["type"] == "Store")
    return json.loads(store["props"]["data"])


def plain(tree: Any) -> str:
    return text_of(tree).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rest",
    [
        "TA39",
        "TA46",
        "KU837",
        "KU766",
        "SSS",
        "KS0",
        "MK21",
        "TA39?indicator=unemployed",
        "TA39?indicator=under_25_share",
        "TA39?indicator=new_vacancies&years=1",
        "TA39?indicator=employment_rate&years=10",
        "TA39?weight=population:0&weight=public_share:0&weight=manufacturing_share:0",
        "KU837?language_class=KS3&scaling=robust&aland=true&weight=population:2.5",
    ],
)
def test_the_page_is_made_in_every_language(opened: Handle, folder: Path, language: str, rest: str) -> None:
    tree = shown(opened, f"/{language}/peers/{rest}", folder)
    assert sum(node["type"] == "H1" for node in walk(tree)) == 1
    assert "None" not in text_of(tree)
    view = view_of(opened, f"/{language}/peers/{rest}")
    assert page_named("peers").controls(view)
    assert page_named("peers").title(view)


def test_peers_are_in_order_with_distance_stability_and_what_sets_them_apart(opened: Handle) -> None:
    found = peers_of(opened, "TA39")
    assert found is not None
    assert len(found.peers) == 6, "seven employment areas besides Åland, the own one among them"
    tree = shown(opened, "/fi/peers/TA39")
    (listed,) = of_class(tree, "peer-list")
    items = [plain(node) for node in walk(listed) if node["type"] == "Li"]
    known = queries.areas(opened)
    for peer, item in zip(found.peers, items, strict=True):
        distance = f"{peer.distance:.2f}".replace(".", ",")
        assert item.startswith(f"{peer.rank}. {known[peer.area_id].names.fi}Etäisyys {distance}Pysyvyys ")
        most = max(peer.parts, key=lambda one: one.share)
        assert f"{most.feature_id}: täällä " in item, "titles of the small warehouse are ids"
        assert f"({round(100 * most.share)} % etäisyydestä)" in item
    assert "ei ole molemminpuolista" in plain(tree)


def test_the_page_the_choice_and_the_address_say_the_same(opened: Handle) -> None:
    address = "/fi/peers/TA39?indicator=unemployment_share&years=1&scaling=robust&aland=true&weight=population%3A2.5"
    view = view_of(opened, address)
    assert write(view.selection) == address
    facts = PeerFacts(view)
    choice = Choice(weights=(("population", 2.5),), scaling="robust", aland=True)
    assert facts.found == peers_of(opened, "TA39", choice)
    assert "TA46" in [one.area_id for one in facts.peers]
    (own,) = of_class(shown(opened, address), "own-choices")
    assert plain(own).startswith(
        "Omat valinnat: population paino 2,5; Mediaani ja mediaanipoikkeama; Ahvenanmaa: mukana."
    )
    (reset,) = [node for node in walk(own) if node["type"] == "A"]
    assert reset["props"]["href"] == "/fi/peers/TA39?indicator=unemployment_share&years=1"
    assert of_class(shown(opened, reset["props"]["href"]), "own-choices") == []


@pytest.mark.parametrize(
    "query",
    [
        "weight=population",
        "weight=population:6",
        "weight=population:-1",
        "weight=population:nan",
        "weight=happiness:1",
        "weight=population:1e3",
        "scaling=median",
        "language_class=KS9",
        "aland=false",
        "years=4",
        "table=all",
    ],
)
def test_what_cannot_be_chosen_is_no_address(opened: Handle, query: str) -> None:
    with pytest.raises(UnknownAddressError) as caught:
        view_of(opened, f"/fi/peers/TA39?{query}")
    assert texts("fi")(f"error.{caught.value.what}", value=caught.value.value)


@pytest.mark.parametrize(("area", "words"), [("SSS", "ei ole verrokkeja"), ("KS0", "ei ole verrokkeja")])
def test_the_country_and_classes_have_no_peers_and_it_is_said(opened: Handle, area: str, words: str) -> None:
    tree = shown(opened, f"/fi/peers/{area}")
    assert words in plain(of_class(tree, "notice"))
    assert of_class(tree, "panel") == []


def test_with_every_feature_left_out_the_page_says_what_to_do(opened: Handle) -> None:
    query = "&".join(f"weight={one}:0" for one in features(opened))
    assert "Ota mukaan useampi piirre" in plain(shown(opened, f"/fi/peers/TA39?{query}"))


def test_bad_peers_are_called_that(opened: Handle) -> None:
    bad = [
        one for one in queries.areas(opened) if (found := peers_of(opened, one)) and found.peers and not found.are_good
    ]
    assert bad, "one of twenty is far from all"
    assert "Hyviä verrokkeja ei ole. Lähin on " in plain(of_class(shown(opened, f"/fi/peers/{bad[0]}"), "notice"))


def test_figures_stand_beside_each_other_with_hidden_ones_hatched_and_a_median_of_bounds(opened: Handle) -> None:
    tree = shown(opened, "/fi/peers/KU766?aland=true")
    (panel,) = of_class(tree, "peer-figures")
    rows = [[plain(cell) for cell in node["props"]["children"]] for node in walk(panel) if node["type"] == "Tr"]
    assert rows[1][0].startswith("Sottunga")
    assert rows[1][1].startswith("salattu, ")
    assert of_class(panel, "hidden-figure")
    facts = PeerFacts(view_of(opened, "/fi/peers/TA39"))
    share = facts.indicators[0]
    figures = sorted(p.low for one in facts.peers if (p := facts.figure(share, one.area_id)) and p.low is not None)
    assert facts.middle(share) == pytest.approx(((figures[2] + figures[3]) / 2,) * 2)
    count = next(one for one in facts.indicators if one.indicator_id == "new_vacancies")
    assert facts.middle(count) is None


def test_whom_to_call_is_told_from_the_figures_then_and_now(opened: Handle, folder: Path) -> None:
    facts = PeerFacts(view_of(opened, "/fi/peers/TA39", folder))
    found = facts.progress
    assert found is not None
    rows = opened.rows(
        "series",
        indicator_ids=["unemployment_share"],
        area_ids=[facts.area.area_id, *(one.area_id for one in facts.peers)],
        first_period=found.start,
        last_period=found.now,
    )
    value = {(row["area_id"], row["period"]): row["low"] for row in rows}
    moved = {
        area: round(value[area, found.now] - start, 6)
        for (area, period), start in value.items()
        if period == found.start
    }
    assert (found.start.year, found.now.year, found.start.month) == (2023, 2026, found.now.month)
    assert found.band == pytest.approx((spread(opened, "unemployment_share", "employment_area", found.start) or 0) / 2)
    for course in found.courses:
        area = course.path.area_id
        near = round(abs(value[area, found.start] - value["TA39", found.start]), 6) <= found.band
        better = moved[area] < moved["TA39"]
        assert course.verdict == ("better" if near and better else "no_better" if near else "other_start")
    text = plain(of_class(shown(opened, "/fi/peers/TA39", folder), "peer-course"))
    assert "muutos ei ole ansio" in text
    assert "Tilastointi muuttui välillä: " in text
    assert "Palvelut siirtyivät kunnille 1/2025" in text


def test_how_far_apart_the_middle_half_is_at_least(opened: Handle) -> None:
    """A witness: quartiles as the statistics module has them, of the figures one by one."""
    period = date(2023, 6, 1)
    for level in ("employment_area", "municipality"):
        areas = tuple(one.area_id for one in queries.areas(opened).values() if one.level == level)
        found = queries.series(opened, ("unemployment_share",), areas, (period, period))
        points = [one.points[0] for one in found.values() if one.area.area_id != "TA46"]
        known = [(p.low, p.high) for p in points if p.low is not None and p.high is not None and not p.is_hidden]
        upper = quantiles([low for low, _ in known], n=4, method="inclusive")[2]
        lower = quantiles([high for _, high in known], n=4, method="inclusive")[0]
        assert spread(opened, "unemployment_share", level, period) == pytest.approx(upper - lower)
    assert spread(opened, "unemployment_share", "language_class", period) is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("indicator=unemployed", "Lukumäärä seuraa alueen kokoa"),
        ("indicator=under_25_share", "ei ole parempaa suuntaa"),
        ("indicator=unemployment_share&years=10", "alle viidellä saman tason alueella"),
    ],
)
def test_where_nobody_can_be_called_the_reason_is_said(opened: Handle, query: str, words: str) -> None:
    (panel,) = of_class(shown(opened, f"/fi/peers/TA39?{query}"), "peer-course")
    assert words in plain(panel)
    assert not [node for node in walk(panel) if node["type"] == "Table"]


def test_notes_are_numbered_pins_on_the_series_and_a_list(opened: Handle, folder: Path) -> None:
    tree = shown(opened, "/fi/peers/TA39", folder)
    pins = [node for node in walk(of_class(tree, "pins")) if node["type"] == "Li"]
    assert [(node["props"]["value"], plain(node)) for node in pins] == [
        ("1", "Tammikuu 1999 Lahti ei kuvassaVanha teko"),
        ("2", "Tammikuu 2024 Pietarsaaren seutuVägledning <b>för alla</b>Kenelle: unga · Yhteys: jobb@example.org"),
        ("3", "15.9.2024 Tampereen seutu · TampereKuntakokeilu"),
        (
            "4",
            "Maaliskuu 2025 Tampereen seutuOhjaamo avattiin"
            "Kenelle: alle 30-vuotiaat · Yhteys: palvelut@example.org · Lisätietoja: Ohjaamo avattiin",
        ),
    ]
    assert [node["props"].get("lang") for node in walk(pins[1]) if node["props"].get("lang")] == ["sv"]
    figure = chart(tree)
    drawn = {(one["text"], one["x"]) for one in figure["layout"]["annotations"] if one.get("name") == "pin"}
    assert drawn == {("<b>2</b>", "2024-01-01"), ("<b>3</b>", "2024-09-01"), ("<b>4</b>", "2025-03-01")}
    hrefs = [node["props"]["href"] for node in walk(tree) if node["type"] == "A"]
    assert not [href for href in hrefs if href.startswith("javascript")]
    assert "jäi pois 1 rivi" in plain(of_class(tree, "pin-list"))


def test_pins_beside_each_other_do_not_lie_on_each_other(opened: Handle, tmp_path: Path) -> None:
    lines = ["area,date,what", *(f"{area},{month}/2025,x" for area in ("TA39", "TA25", "TA19") for month in (3, 4))]
    (tmp_path / "peer_note.csv").write_text("\n".join(lines), encoding="utf-8")
    layout = chart(shown(opened, "/fi/peers/TA39", tmp_path))["layout"]
    low, high = layout["yaxis"]["range"]
    tops = sorted(
        (one["y"] - low) / (high - low) * (layout["height"] - 90) - one["ay"]
        for one in layout["annotations"]
        if one.get("name") == "pin"
    )
    assert len(tops) == 6
    assert all(above - below >= 23 for below, above in itertools.pairwise(tops))


def test_without_an_own_figure_nobody_is_said_to_have_done_better_or_worse(opened: Handle) -> None:
    (panel,) = of_class(shown(opened, "/fi/peers/KU766?aland=true"), "peer-course")
    assert "Tämän alueen muutosta ei voi verrata" in plain(panel)
    assert "ei voi verrata: luku puuttuu tai on salattu" in plain(panel)


def test_own_line_is_strong_peers_thin_and_every_line_has_its_name(opened: Handle) -> None:
    tree = shown(opened, "/fi/peers/TA39")
    figure = chart(tree)
    widths = {trace["line"]["color"]: trace["line"]["width"] for trace in figure["data"]}
    assert widths == {"@accent": 3, "@quiet": 2, "@tick": 1}
    labels = {one["text"] for one in figure["layout"]["annotations"] if one.get("name") == "label"}
    facts = PeerFacts(view_of(opened, "/fi/peers/TA39"))
    assert labels == {one.names.fi for one in [facts.area, *facts.peers]} | {"Koko maa"}
    assert figure["layout"]["meta"]["label_names"] == ["Tampereen seutu", "Koko maa", "Verrokit"]
    assert [trace["name"] for trace in figure["data"] if trace["showlegend"]] == [
        "Verrokit",
        "Koko maa",
        "Tampereen seutu",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_note_is_one_that_can_be_read(opened: Handle, language: str) -> None:
    tree = shown(opened, f"/{language}/peers/TA39")
    (example,) = [text_of(node) for node in walk(tree) if node["type"] == "Code"]
    known = KnownNames(names([("TA39", "Tampereen seutu")]), {})
    found = peer_notes(example, known)
    assert found.problems == ()
    (note,) = found.rows
    assert (note.area_id, note.language) == ("TA39", language)
    assert note.for_whom
    assert note.link
    assert note.contact


@pytest.mark.parametrize("table", ["structure", "figures", "course", "series"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_can_be_downloaded(opened: Handle, folder: Path, language: str, table: str) -> None:
    page = page_named("peers")
    assert page.numbers is not None
    found = page.numbers(view_of(opened, f"/{language}/peers/TA39?table={table}", folder))
    assert found.rows
    assert {len(row) for row in found.rows} == {len(found.columns)}


def test_the_shares_of_a_download_make_up_each_distance(opened: Handle) -> None:
    page = page_named("peers")
    assert page.numbers is not None
    found = page.numbers(view_of(opened, "/en/peers/TA39"))
    share = found.columns.index("share of the distance, %")
    totals: dict[str, float] = {}
    for row in found.rows:
        cell = row[share]
        assert isinstance(cell, Amount)
        totals[str(row[0])] = totals.get(str(row[0]), 0.0) + cell.value
    assert totals == {area: pytest.approx(100) for area in totals}
    assert len(totals) == 6


def test_downloads_are_served_and_what_is_wrong_is_404(warehouse: Warehouse, folder: Path) -> None:
    options = Options(warehouse.current, QUERIES, resources.assets_directory(), own_files=folder)
    client = create_app(options).server.test_client()
    answer = client.get("/fi/peers/TA39.csv?table=course&indicator=unemployment_share")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert "parempi muutos" in answer.text or "erilainen lähtö" in answer.text
    assert client.get("/fi/peers/TA39?weight=happiness:1").status_code == 404
    assert client.get("/fi/peers/TA99").status_code == 404
    assert client.get("/fi/peers").status_code == 404
    assert client.get("/sv/peers/TA39").status_code == 200


def test_a_broken_file_of_notes_is_said_and_stops_nothing(opened: Handle, tmp_path: Path) -> None:
    (tmp_path / "peer_note.csv").write_bytes(b"\xff\x00\xfe")
    tree = shown(opened, "/fi/peers/TA39", tmp_path)
    assert "UTF-8" in plain(of_class(tree, "pin-list"))
    assert of_class(tree, "peer-structure")
