import json
from dataclasses import replace
from datetime import date

import pytest
from dash import Dash

from app import maps, queries
from app.db import Handle
from app.figures.map_classes import Classes
from app.maps.numbers import fill_of
from app.pages import page_named
from app.values import Point
from app.view import View
from tests.app.test_pages import of_class, results, text_of, view_of, walk

JUNE = date(2026, 6, 1)


def point(low: float | None, high: float | None, status: str, period: date = JUNE) -> Point:
    return Point(period, None, low, high, status, 0, "")  # pyright: ignore[reportArgumentType]


FIVE = Classes("quantile", (3.0, 5.0, 7.0, 9.0))


@pytest.mark.parametrize(
    ("figure", "fill"),
    [
        (None, "m"),
        (point(None, None, "missing"), "m"),
        (point(4.0, 4.0, "complete"), "1"),
        (point(3.1, 4.9, "partial"), "1"),
        (point(2.9, 3.0, "partial"), "01"),
        (point(3.1, 3.2, "hidden"), "h"),
        # A share of nought over a hidden number is known.
        (point(0.0, 0.0, "hidden"), "0"),
    ],
)
def test_a_figure_is_filled_by_its_class_and_never_by_a_guess(figure: Point | None, fill: str) -> None:
    assert fill_of(FIVE, figure, None) == fill


def test_a_difference_from_a_country_that_is_not_known_has_no_class() -> None:
    classes = Classes("country", (-2.0, -1.0, 1.0, 2.0))
    own = point(4.0, 4.0, "complete")
    assert fill_of(classes, own, point(5.5, 5.5, "complete")) == "1"
    assert fill_of(classes, own, point(5.0, 5.5, "partial")) == "m"
    assert fill_of(classes, own, None) == "m"


@pytest.mark.parametrize("cut", ["quantile", "equal", "country"])
@pytest.mark.parametrize("level", ["employment_area", "municipality"])
@pytest.mark.parametrize("indicator", ["unemployment_share", "under_25_share"])
def test_the_player_has_the_warehouse_s_figures_in_every_month(
    handle: Handle, cut: str, level: str, indicator: str
) -> None:
    view = view_of(handle, f"/en/map?indicator={indicator}&level={level}&classes={cut}&span=all")
    found = maps.mapped(view)
    assert found is not None
    sent = json.loads(json.dumps(maps.payload(view, found)))
    rows = handle._cursor.execute(
        "select period, area_id, low, high, status from mart.indicator_value where indicator_id = ? and level = ?",
        [indicator, level],
    ).fetchall()
    known = {(f"{period:%Y-%m}", area): (low, high, status) for period, area, low, high, status in rows}
    seen = 0
    for (period, _, _), row in zip(sent["periods"], sent["rows"], strict=True):
        for (area, _), at in zip(sent["areas"], row, strict=True):
            text, fill = sent["figures"][at]
            low, high, status = known[period, area]
            seen += 1
            if status == "missing":
                assert (text, fill) == ("not published", "m")
            elif status == "hidden" and low != high:
                assert fill == "h"
                assert text.startswith("confidential, ")
            elif low == high:
                assert text == f"{low:.1f}%"
                assert len(fill) == 1
            else:
                assert text == f"{low:.1f}–{high:.1f}%"
    assert seen == len(known) > 300


def test_classes_do_not_move_with_the_month(handle: Handle) -> None:
    one = maps.mapped(view_of(handle, "/fi/map?period=2025-03&span=2"))
    other = maps.mapped(view_of(handle, "/fi/map?span=2"))
    assert one is not None
    assert other is not None
    assert one.classes == other.classes
    assert one.period != other.period
    assert maps.numbers_address(view_of(handle, "/fi/map?period=2025-03&area=TA39&order=name")) == (
        maps.numbers_address(view_of(handle, "/fi/map"))
    )


def test_a_month_before_the_span_opens_the_whole_span(handle: Handle) -> None:
    found = maps.mapped(view_of(handle, "/fi/map?span=2&period=2023-02"))
    assert found is not None
    assert found.period == date(2023, 2, 1)
    assert found.periods[0] == date(2023, 1, 1)


@pytest.mark.parametrize("order", ["high", "low", "name"])
def test_the_table_has_every_area_in_the_order_asked_for(handle: Handle, order: str) -> None:
    tree = results(handle, f"/en/map?level=municipality&order={order}")
    table = next(node for node in walk(tree) if node["type"] == "Table")
    body = [[text_of(cell) for cell in row["props"]["children"]] for row in walk(table) if row["type"] == "Tr"][1:]
    assert len(body) == 12
    names, values = [row[0] for row in body], [row[1] for row in body]
    if order == "name":
        assert names == sorted(names)
    else:
        shown = [float(value.rstrip("%")) for value in values if not value.startswith("confidential")]
        assert shown == sorted(shown, reverse=order == "high")
        # A hidden figure has no place in an order.
        assert [value for value in values if value.startswith("confidential")] == values[len(shown) :]
        assert names[-1] == "Sottunga"
    heads = [
        node["props"].get("aria-sort") for node in walk(table) if node["type"] == "Th" and "scope" in node["props"]
    ]
    assert heads[:2] == {"name": ["ascending", None], "low": [None, "ascending"]}.get(order, [None, "descending"])


def test_the_names_of_the_table_select_an_area_and_keep_the_map(handle: Handle) -> None:
    tree = results(handle, "/fi/map?level=municipality&classes=equal")
    links = {text_of(node): node["props"]["href"] for node in walk(tree) if node["type"] == "A"}
    assert links["Tampere"] == ("/fi/map?indicator=unemployment_share&level=municipality&area=KU837&classes=equal")
    chosen = results(handle, links["Tampere"])
    links = {text_of(node): node["props"]["href"] for node in walk(chosen) if node["type"] == "A"}
    assert links["Tilanne"] == "/fi/situation/KU837"
    assert links["Vertailu"] == "/fi/compare?indicator=unemployment_share&area=KU837&area=SSS"


def test_a_count_is_not_mapped_and_told_why_with_a_way_on(handle: Handle) -> None:
    tree = results(handle, "/fi/map?indicator=new_vacancies")
    assert not of_class(tree, "map-figure")
    assert "ei piirretä kartalle" in text_of(tree)
    assert any("indicator=unemployment_share" in n["props"]["href"] for n in walk(tree) if n["type"] == "A")
    controls = json.dumps(page_named("map").controls(view_of(handle, "/fi/map")).to_plotly_json(), default=repr)
    assert "new_vacancies" not in controls
    assert "unemployment_share" in controls


def test_the_classes_are_told_half_open_and_so_are_the_other_fills(handle: Handle) -> None:
    tree = results(handle, "/fi/map?level=municipality&area=KU766&span=2")
    (legend,) = of_class(tree, "map-legend")
    lines = [text_of(node).replace("\u00a0", " ") for node in walk(legend) if node["type"] == "Li"]
    assert lines[0].endswith("% tai enemmän")
    assert lines[4].startswith("alle ")
    assert all(" – alle " in line for line in lines[1:4])
    assert "salattu, 1–4: tiedetään vain rajat" in lines
    assert lines[-1] == "valittu alue"
    assert "kuhunkin noin viidennes" in text_of(legend)


@pytest.mark.parametrize(("language", "word"), [("fi", "esimerkki"), ("sv", "exempel"), ("en", "sample")])
def test_sample_data_say_so_in_the_title_the_picture_the_table_and_the_words(
    sample_handle: Handle, language: str, word: str
) -> None:
    tree = results(sample_handle, f"/{language}/map")
    assert all(word in text_of(node) for node in walk(tree) if node["type"] in {"H1"})
    assert word in text_of(next(node for node in walk(of_class(tree, "chart")) if node["type"] == "H2"))
    said = next(node["props"]["data"] for node in walk(tree) if node["type"] == "Store")
    assert said["sample"] == word
    assert said["label"].lower().startswith(word)
    heads = [text_of(node) for node in walk(tree) if node["type"] == "Th" and "scope" in node["props"]]
    assert word in heads[1]


def test_a_preliminary_month_and_a_break_are_told_on_the_player(handle: Handle) -> None:
    view = view_of(handle, "/fi/map?span=all&period=2026-02")
    found = maps.mapped(view)
    assert found is not None
    notes = {period: note for period, _, note in json.loads(json.dumps(maps.payload(view, found)))["periods"]}
    assert notes["2026-02"].startswith("ennakollinen")
    assert notes["2025-01"] == "Palvelut siirtyivät kunnille 1/2025"
    assert notes["2025-02"] == ""
    assert "Ennakollinen" in text_of(results(handle, "/fi/map?span=all&period=2026-02"))


def test_the_download_has_the_numbers_of_the_table(handle: Handle) -> None:
    view = view_of(handle, "/en/map?level=municipality&order=low")
    numbers = page_named("map").numbers
    assert numbers is not None
    names = [row[1] for row in numbers(view).rows]
    tree = results(handle, "/en/map?level=municipality&order=low")
    table = next(node for node in walk(tree) if node["type"] == "Table")
    assert names == [text_of(row["props"]["children"][0]) for row in walk(table) if row["type"] == "Tr"][1:]


def test_without_boundaries_tiles_are_drawn_and_it_is_said(handle: Handle) -> None:
    view = view_of(handle, "/fi/map?form=boundaries")
    assert maps.form_of(view) == "tiles"
    assert "Kuntarajoja ei ole vielä haettu" in text_of(results(handle, "/fi/map"))
    areas = {area[0] for area in maps.shapes(replace_level(view))["areas"]}
    assert areas == {one for one, area in queries.areas(handle).items() if area.level == "municipality"}


def replace_level(view: View) -> View:
    return replace(view, selection=replace(view.selection, level="municipality"))


@pytest.mark.parametrize("part", ["shapes", "numbers"])
def test_the_parts_of_a_map_are_kept_by_browsers_and_asked_about(app: Dash, part: str) -> None:
    client = app.server.test_client()
    first = client.get(f"/fi/map/{part}?level=municipality")
    assert first.status_code == 200
    assert first.mimetype == "application/json"
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(f"/fi/map/{part}?level=municipality", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    other = client.get(f"/fi/map/{part}?level=employment_area", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/fi/map/shapes?level=planet", "/fi/map/numbers?indicator=none", "/fi/map/other", "/de/map/shapes",
     "/fi/map?order=x", "/fi/map?classes=x", "/fi/map?form=x", "/fi/map/numbers?area=%00",
     "/fi/map/numbers?period=2026-99"],
)  # fmt: skip
def test_an_address_that_names_nothing_is_not_found(app: Dash, path: str) -> None:
    assert app.server.test_client().get(path).status_code == 404


def test_only_reading_is_answered(app: Dash) -> None:
    assert app.server.test_client().post("/fi/map/numbers").status_code == 405
    assert app.server.test_client().head("/fi/map/numbers").status_code == 200
