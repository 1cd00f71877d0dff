from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest

from app import queries
from app.components import overview
from app.db import Database, Handle
from app.factory import page_of
from app.i18n import LANGUAGES
from app.peers import usual_peers
from app.situation import CARDS, Situation
from app.view import View
from tests.app.conftest import QUERIES
from tests.app.situated import situate
from tests.app.test_pages import of_class, text_of, tree_of, view_of, walk
from vertaispeili.methods.variation import NotTold, Variation
from vertaispeili.warehouse import Warehouse

JUNE = date(2026, 6, 1)
SPAN = (date(2024, 1, 1), JUNE)


@pytest.fixture(scope="session")
def situated(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return situate(tmp_path_factory.mktemp("situated"))


@pytest.fixture
def known(situated: Warehouse) -> Iterator[Handle]:
    with Database(situated.current, QUERIES).handle() as opened:
        yield opened


def shown(view: View) -> Any:
    return tree_of(page_of(view.selection).results(view))


def card_of(tree: Any, indicator: str) -> Any:
    return next(card for card in of_class(tree, "card") if f"Lyhyt {indicator} fi" in text_of(card))


def plain(node: Any) -> str:
    return text_of(node).replace("\u00a0", " ")


def test_a_change_is_a_signal_only_outside_the_areas_own_usual_variation(known: Handle) -> None:
    tampere = card_of(shown(view_of(known, "/fi/situation/TA39")), "unemployment_share")
    assert plain(of_class(tampere, "signal")) == "Tavallista suurempi muutos"
    assert of_class(tampere, "worse")
    across = card_of(shown(view_of(known, "/fi/situation/TA39")), "long_term_share")
    assert "Välissä tilaston muutos: Yleistuki 5/2026" in plain(across)
    assert not of_class(across, "worse")
    helsinki = card_of(shown(view_of(known, "/fi/situation/TA08")), "unemployment_share")
    assert plain(of_class(helsinki, "usual")) == "Tavanomaista vaihtelua"
    assert not of_class(helsinki, "worse")
    assert not of_class(helsinki, "better")


def test_a_short_series_has_no_usual_variation_and_says_so(handle: Handle) -> None:
    card = card_of(shown(view_of(handle, "/fi/situation/TA39")), "unemployment_share")
    assert plain(of_class(card, "usual")) == "Tavanomaista vaihtelua ei voi arvioida, sarja on lyhyt"


def test_rounding_alone_is_no_signal(known: Handle) -> None:
    # A rate that was always the same and moves by its last decimal has moved by next to nothing, perhaps.
    found = queries.variations(known, (("under_25_share", JUNE),), "TA16")["under_25_share"]
    assert isinstance(found, Variation)
    assert found.change_high - found.change_low == pytest.approx(0.2, abs=1e-4)


def test_a_hidden_figure_is_not_judged(known: Handle) -> None:
    found = queries.variations(known, (("unemployed", JUNE), ("unemployment_share", JUNE)), "KU766")
    assert set(found.values()) == {NotTold("no_newest_change")}


def test_what_changed_has_at_most_five_rows_and_tells_breaks_apart(known: Handle) -> None:
    (panel,) = of_class(shown(view_of(known, "/fi/situation/TA39")), "changes")
    rows = [[plain(cell) for cell in row["props"]["children"]] for row in walk(panel) if row["type"] == "Tr"][1:]
    assert 2 <= len(rows) <= 5
    assert rows[0][0].startswith("Otsikko unemployment_share fi kesäkuu 2026")
    assert "huonompaan" in rows[0][2]
    assert rows[-1][0].endswith("Välissä tilaston muutos: Yleistuki 5/2026")
    assert "huonompaan" not in rows[-1][2]


def test_without_such_changes_it_says_so(known: Handle) -> None:
    (panel,) = of_class(shown(view_of(known, "/fi/situation/TA34")), "changes")
    assert "Ei tavallista suurempia muutoksia." in plain(panel)


def test_a_small_municipality_is_ranked_among_its_peers(known: Handle) -> None:
    card = card_of(shown(view_of(known, "/fi/situation/KU922")), "unemployment_share")
    assert "Alue ja 7 verrokkia: sija 7/8 (1 = suurin)" in plain(card)
    large = card_of(shown(view_of(known, "/fi/situation/KU837")), "unemployment_share")
    assert "Kunnat, työvoima vähintään 1 000: sija" in plain(large)


def test_the_range_of_the_peers_is_their_lowest_and_highest(known: Handle) -> None:
    peers = usual_peers(known, "KU837")
    assert peers.are_good
    assert len(peers.area_ids) == 7
    assert "KU837" not in peers.area_ids
    found = queries.range_of(known, ("unemployment_share",), peers.area_ids, SPAN)["unemployment_share"]
    series = queries.series(known, ("unemployment_share",), peers.area_ids, SPAN)
    for place, ends in enumerate(found):
        points = [one.points[place] for one in series.values()]
        assert {point.period for point in points} == {ends.period}
        assert ends.low == min(point.low for point in points)
        assert ends.high == max(point.high for point in points)
    assert len(found) == 30


def test_the_middle_of_a_level_is_between_its_quartiles_without_aland(known: Handle) -> None:
    found = queries.middle_of(known, ("unemployment_share",), "employment_area", SPAN)["unemployment_share"]
    areas = tuple(
        one.area_id for one in queries.areas(known).values() if one.level == "employment_area" and one.area_id != "TA46"
    )
    series = queries.series(known, ("unemployment_share",), areas, SPAN)
    for place, ends in enumerate(found):
        points = [one.points[place] for one in series.values()]
        assert ends.low == pytest.approx(quantiles([point.low for point in points], method="inclusive")[0])
        assert ends.high == pytest.approx(quantiles([point.high for point in points], method="inclusive")[2])


def test_the_commuting_area_stands_beside_the_country(known: Handle) -> None:
    text = plain(card_of(shown(view_of(known, "/fi/situation/KU837")), "unemployment_share"))
    assert "Koko maa" in text
    assert "Tampereen tk-alue" in text
    head = plain(of_class(shown(view_of(known, "/fi/situation/TA39")), "place"))
    assert "Tampereen tk-alue (99 % alueen työvoimasta)" in head


def test_a_municipality_in_no_commuting_area_says_so_and_offers_its_sub_region(known: Handle) -> None:
    tree = shown(view_of(known, "/fi/situation/KU922"))
    (head,) = of_class(tree, "place")
    assert "kunta ei kuulu mihinkään. Seutukunta: Tampereen seutukunta" in plain(head)
    assert "/fi/situation/SK064" in [node["props"].get("href") for node in walk(head)]
    assert "Tampereen seutukunta" in plain(card_of(tree, "unemployment_share"))


def test_an_area_that_is_spread_over_commuting_areas_has_none_beside_it(known: Handle) -> None:
    assert Situation(view_of(known, "/fi/situation/TA08")).beside is None
    head = plain(of_class(shown(view_of(known, "/fi/situation/TA08")), "place"))
    assert "ei näytetä, koska alle puolet alueen työvoimasta" in head


@pytest.mark.parametrize(("day", "is_late"), [((2026, 8, 30), False), ((2026, 9, 10), True)])
def test_when_newer_figures_should_have_come_the_first_line_says_so(
    handle: Handle, day: tuple[int, int, int], *, is_late: bool
) -> None:
    view = replace(view_of(handle, "/fi/situation/TA39"), now=datetime(*day, tzinfo=UTC))
    (head,) = of_class(shown(view), "place")
    after_the_title = [node for node in head["props"]["children"] if node["type"] == "P"][1]
    assert plain(after_the_title).startswith("Luvut ovat odotettua vanhempia") is is_late


def test_a_target_is_a_line_and_a_distance_in_words(known: Handle, tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text("alue;mittari;arvo;mennessä\nTA39;unemployment_share;5;2027\n", "utf-8")
    without = view_of(known, "/fi/situation/TA39")
    card = card_of(shown(replace(without, own_files=tmp_path)), "unemployment_share")
    share = Situation(without).figure("unemployment_share")
    assert share is not None
    left = f"{share.now.low - 5:.1f}".replace(".", ",")
    assert f"Tavoite 5,0 % (31.12.2027): vielä {left} %-yksikköä" in plain(card)
    picture = next(node for node in walk(card) if node["type"] == "Img")
    assert "Vaakaviiva: oma tavoite." in picture["props"]["alt"]
    assert picture["props"]["src"] != _first_picture(shown(without))


def _first_picture(tree: Any) -> str:
    return next(node for node in walk(card_of(tree, "unemployment_share")) if node["type"] == "Img")["props"]["src"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("body", [b"area;indicator;value;by\nTA99;unemployment_share;5;2027", b"\xff\xfe\x00", b""])
def test_a_faulty_target_file_is_told_and_stops_nothing(
    handle: Handle, tmp_path: Path, language: str, body: bytes
) -> None:
    (tmp_path / "targets.csv").write_bytes(body)
    tree = shown(replace(view_of(handle, f"/{language}/situation/TA39"), own_files=tmp_path))
    notice = of_class(tree, "notice")[-1]
    assert next(node for node in walk(notice) if node["type"] == "A")["props"]["href"].startswith(f"/{language}/data")
    assert len(of_class(tree, "card")) >= 4


def test_a_changed_target_file_is_read_anew(handle: Handle, tmp_path: Path) -> None:
    view = replace(view_of(handle, "/fi/situation/TA39"), own_files=tmp_path)
    assert Situation(view).targets.by_area == {}
    for value in ("9", "10,5"):
        (tmp_path / "targets.csv").write_text(f"area;indicator;value;by\nTA39;unemployment_share;{value};2027", "utf-8")
        ((target,),) = Situation(view).targets.by_area.values()
        assert target.value == float(value.replace(",", "."))


def test_the_next_target_counts_and_of_past_ones_the_last(handle: Handle, tmp_path: Path) -> None:
    lines = [f"TA39;unemployment_share;{value};{by}" for value, by in (("9", "2028"), ("8", "2025"), ("10", "2027"))]
    (tmp_path / "targets.csv").write_text("\n".join(["area;indicator;value;by", *lines]), "utf-8")
    view = replace(view_of(handle, "/fi/situation/TA39"), own_files=tmp_path)
    found, share = Situation(view).targets, view.indicator("unemployment_share")
    assert share is not None
    values = [found.of(view.own_area, share, date(year, 1, 1)).value for year in (2024, 2026, 2028, 2030)]
    assert values == [8, 10, 9, 9]


@pytest.mark.parametrize("area", ["TA39", "KU766", "TA46", "SSS"])
def test_the_table_has_the_figures_of_the_cards_and_the_download_those_of_the_table(known: Handle, area: str) -> None:
    view = view_of(known, f"/fi/situation/{area}")
    tree = shown(view)
    (panel,) = of_class(tree, "overview")
    rows = [[plain(cell) for cell in row["props"]["children"]] for row in walk(panel) if row["type"] == "Tr"][1:]
    keys = [plain(key) for key in of_class(tree, "key")]
    assert [row[1].split(" (")[0] for row in rows] == keys
    numbers = overview.numbers(view)
    own = [row for row in numbers.rows if row[0] == area]
    assert len([row for row in own if row[4].period == JUNE]) == len(keys)


def test_the_eight_cards_are_those_of_the_page_in_order() -> None:
    assert CARDS == (
        "unemployment_share", "broad_unemployment_share", "long_term_share", "under_25_share", "laid_off_share",
        "new_vacancies", "activation_rate", "employment_rate",
    )  # fmt: skip


def test_a_class_of_municipalities_has_no_peers_and_no_commuting_area(known: Handle) -> None:
    situation = Situation(view_of(known, "/fi/situation/KR1"))
    assert situation.peers.area_ids == ()
    assert situation.beside is None
    assert all(card.ends == () for card in situation.cards)
    assert of_class(shown(situation.view), "near") == []
