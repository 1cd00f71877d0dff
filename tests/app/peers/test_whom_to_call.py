"""Whom to call: who did better from a like start, and what they did."""

import itertools
from datetime import date
from pathlib import Path
from statistics import quantiles

import pytest

from app import queries
from app.db import Handle
from app.i18n import LANGUAGES
from app.peer_facts import PeerFacts
from app.queries.structure import spread
from tests.app.peers.showing import chart, plain, shown, view_of
from tests.app.test_pages import of_class, text_of, walk
from vertaispeili.methods.targets import Known as KnownNames
from vertaispeili.methods.targets import names, peer_notes


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


def test_a_broken_file_of_notes_is_said_and_stops_nothing(opened: Handle, tmp_path: Path) -> None:
    (tmp_path / "peer_note.csv").write_bytes(b"\xff\x00\xfe")
    tree = shown(opened, "/fi/peers/TA39", tmp_path)
    assert "UTF-8" in plain(of_class(tree, "pin-list"))
    assert of_class(tree, "peer-structure")
