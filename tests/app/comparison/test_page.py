import csv
import io
import json

import pytest

from app.db import Handle
from app.downloads import FORMATS
from app.pages import compare
from tests.app.comparison.shown import Shown
from tests.app.test_pages import of_class, results, text_of, view_of, walk


def downloaded(handle: Handle, address: str) -> list[dict[str, str]]:
    view = view_of(handle, address)
    assert compare.PAGE.numbers is not None
    text = FORMATS["csv"].write(compare.PAGE.numbers(view)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def plain(row: dict[str, str], unit: str = " %") -> str:
    low, high = row["alaraja"].replace("-", "−"), row["yläraja"].replace("-", "−")
    text = low if low == high else f"{low}–{high}"
    return f"{text}{unit}"


def test_chart_table_and_download_of_a_series_have_the_same_numbers(handle: Handle) -> None:
    address = "/fi/compare?indicator=unemployment_share&area=TA39&area=SSS&span=2"
    shown = Shown(handle, address)
    head, *body = shown.table()
    assert head == ["Ajankohta", "Tampereen seutu", "Koko maa"]
    assert (len(body), body[0][0], body[-1][0]) == (25, "Kesäkuu 2026", "Kesäkuu 2024")
    for column, (area, trace) in enumerate(zip(("TA39", "SSS"), shown.figure()["data"], strict=True), start=1):
        drawn = [text.split(": ", 1)[1].replace("\u00a0", " ") for text in trace["text"]]
        taken = [plain(row) for row in downloaded(handle, address) if row["alueen tunnus"] == area]
        assert [row[column] for row in reversed(body)] == drawn == taken


def test_hidden_figures_are_hatched_in_the_table_and_have_bounds_alone(handle: Handle) -> None:
    address = "/fi/compare?indicator=unemployed&area=TA39&area=KU766&span=2"
    (table,) = of_class(Shown(handle, address).tree, "folded")
    rows = json.loads(table["props"]["data-table"])["rows"]
    assert {tuple(row[2]) for row in rows} == {("salattu, 1–4", "", True)}
    hidden = [row for row in downloaded(handle, address) if row["alueen tunnus"] == "KU766"]
    assert {(row["arvo"], row["alaraja"], row["yläraja"], row["tila"]) for row in hidden} == {("", "1", "4", "salattu")}


def test_a_whole_level_is_drawn_as_its_spread_behind_the_chosen_areas(handle: Handle) -> None:
    shown = Shown(handle, "/fi/compare?indicator=unemployment_share&area=TA39&level=employment_area&span=2")
    assert shown.table()[0] == [
        "Ajankohta",
        "Tampereen seutu",
        "pienin",
        "alakvartiili",
        "mediaani",
        "yläkvartiili",
        "suurin",
    ]
    assert [trace.get("fill") for trace in shown.figure()["data"]].count("tonexty") == 1
    assert "Työllisyysalueet: mediaani" in shown.text


def test_a_level_of_counts_is_not_spread_out_and_says_why(handle: Handle) -> None:
    shown = Shown(handle, "/fi/compare?indicator=unemployed&area=TA39&level=employment_area")
    assert shown.table()[0] == ["Ajankohta", "Tampereen seutu"]
    assert "ei ole vertailukelpoinen" in shown.text


def test_a_ranking_of_a_level_says_the_rank_and_leaves_aland_out(handle: Handle) -> None:
    shown = Shown(handle, "/fi/compare?indicator=unemployment_share&area=TA39&level=employment_area&view=ranking")
    head, *body = shown.table()
    assert head[-1] == "Sija (1 = suurin)"
    assert "Ahvenanmaa" not in [row[0] for row in body]
    own = next(row for row in body if row[0] == "Tampereen seutu")
    assert f"sija {own[2]}/7 (1 = suurin)" in shown.text
    chosen = Shown(handle, "/fi/compare?indicator=unemployment_share&area=TA46&level=employment_area&view=ranking")
    assert next(row for row in chosen.table() if row[0] == "Ahvenanmaa")[2] == "–"


@pytest.mark.parametrize("view", ["ranking", "distribution"])
def test_what_areas_cannot_be_ordered_by_says_why_and_is_shown_as_chosen(handle: Handle, view: str) -> None:
    tree = results(handle, f"/fi/compare?indicator=unemployed&area=KU766&area=TA39&view={view}")
    assert "Lukumäärä riippuu ennen kaikkea alueen koosta" in text_of(tree)
    assert of_class(tree, "plot") == []
    rows = [text_of(node) for node in walk(tree) if node["type"] == "Th" and node["props"].get("scope") == "row"]
    assert rows == ["Sottunga", "Tampereen seutu"]
    links = [node["props"]["href"] for node in walk(tree) if node["type"] == "A"]
    assert "/fi/compare?indicator=unemployed&area=KU766&area=TA39" in links


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("indicator=unemployment_share&area=TA39&view=scatter", "tarvitaan kaksi mittaria"),
        ("indicator=unemployment_share&area=TA39&view=index&transform=change", "Muutoksesta ei lasketa indeksiä"),
        ("indicator=unemployed&area=KU766&view=index", "indeksin alun luku puuttuu, on nolla tai on salattu"),
        ("indicator=unemployment_share&area=KU837&level=region&view=distribution", "vähintään viideltä alueelta"),
        ("indicator=unemployment_share&indicator=unemployed&area=TA39&view=scatter", "Lukumäärä riippuu"),
    ],
)
def test_a_view_that_cannot_be_made_says_why(handle: Handle, query: str, why: str) -> None:
    assert why in text_of(results(handle, f"/fi/compare?{query}"))


def test_several_measures_are_small_charts_with_their_own_tables_and_addresses(handle: Handle) -> None:
    tree = results(handle, "/fi/compare?indicator=unemployed&indicator=unemployment_share&area=TA39&transform=mean")
    assert len(of_class(tree, "plot")) == len(of_class(tree, "folded")) == 2
    links = [node["props"]["href"] for node in walk(tree) if node["type"] == "A"]
    assert "/fi/compare.xlsx?indicator=unemployed&area=TA39&transform=mean" in links
    assert "/fi/compare.csv?indicator=unemployment_share&area=TA39&transform=mean" in links


def test_a_distribution_is_of_the_own_areas_level_and_marks_own_median_and_quartiles(handle: Handle) -> None:
    shown = Shown(handle, "/fi/compare?indicator=unemployment_share&area=TA39&area=SSS&view=distribution")
    names = [note["text"].replace("\u00a0", " ") for note in shown.figure()["layout"]["annotations"]]
    for name in ("alakvartiili", "mediaani", "yläkvartiili", "Koko maa", "Tampereen seutu"):
        assert any(name in text for text in names), name
    points = sum(len(trace["x"]) for trace in shown.figure()["data"])
    assert points == len([row for row in shown.table()[1:] if row[0] != "Koko maa"]) == 7


def test_a_scatter_has_the_areas_that_have_both_figures(handle: Handle) -> None:
    address = "/fi/compare?indicator=unemployment_share&indicator=long_term_share&area=TA39&area=SSS&view=scatter"
    shown = Shown(handle, address)
    assert sum(len(trace["x"]) for trace in shown.figure()["data"]) == 7
    assert "se ei kerro syytä" in shown.text.lower()
    own = next(row for row in shown.table() if row[0] == "Tampereen seutu")
    taken = {
        row["mittari"].split()[1]: plain(row) for row in downloaded(handle, address) if row["alueen tunnus"] == "TA39"
    }
    assert own[1:] == [taken["unemployment_share"], taken["long_term_share"]]


def test_a_made_number_says_how_it_is_made_in_title_table_and_download(handle: Handle) -> None:
    address = "/fi/compare?indicator=unemployed&area=TA39&transform=change&span=2"
    shown = Shown(handle, address)
    assert "muutos vuodessa" in shown.text
    (*_, last) = downloaded(handle, address)
    assert last["mittari"].endswith("muutos vuodessa")
    assert last["yksikkö"] == "%"
    assert shown.table()[1][1] == f"{'+' if last['arvo'][0] != '-' else ''}{last['arvo'].replace('-', '−')} %"
