"""The page on peers over the small warehouse: eight employment areas, Åland the last, three features."""

from pathlib import Path

import pytest

from app import queries
from app.db import Handle
from app.i18n import LANGUAGES, texts
from app.pages import page_named
from app.peer_facts import PeerFacts
from app.peers import Choice, peers_of
from app.queries.structure import features
from app.selection import UnknownAddressError, write
from tests.app.peers.showing import plain, shown, view_of
from tests.app.test_pages import of_class, text_of, walk


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
