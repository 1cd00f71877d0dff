import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from app import queries
from app.components.controls import area_options
from app.db import Handle
from app.factory import page_of
from app.formatting import collation_key
from app.i18n import LANGUAGES, texts
from app.selection import Known, parse
from app.view import View

ADDRESSES = [
    "/{}/",
    "/{}/situation/SSS",
    "/{}/situation/TA39",
    "/{}/situation/TA46",
    "/{}/situation/KU766",
    "/{}/situation/KU837?period=2025-01",
    "/{}/compare?area=TA39&area=SSS&area=KU766",
    "/{}/compare?indicator=unemployed&area=TA39&area=KU766&area=TA46&view=ranking",
    "/{}/compare?indicator=activation_rate",
    "/{}/compare?indicator=unemployed&indicator=unemployment_share&area=TA39&area=KU766&transform=mean",
    "/{}/compare?area=TA39&area=SSS&level=employment_area&view=index&base=2024-01",
    "/{}/compare?area=KU837&level=employment_area&view=ranking&transform=change",
    "/{}/compare?area=TA39&area=TA46&area=SSS&view=distribution",
    "/{}/compare?indicator=unemployment_share&indicator=long_term_share&area=TA39&view=scatter",
    "/{}/map",
    "/{}/map?level=municipality&area=KU766&classes=country&order=name",
    "/{}/map?indicator=unemployed",
    "/{}/map?level=region",
    "/{}/matching/SSS",
    "/{}/matching/TA39?digits=1&period=2026-05",
    "/{}/matching/TA25",
    "/{}/matching/KU766?market=own",
    "/{}/services/TA39",
    "/{}/services/KU766?table=outcomes",
    "/{}/data",
]


def view_of(handle: Handle, address: str) -> View:
    known = Known(
        frozenset(queries.areas(handle)),
        frozenset(queries.indicators(handle)),
        queries.periods(handle),
        queries.first_indicator(handle),
        None,
    )
    path, _, query = address.partition("?")
    selection = parse(path, query, known)
    return View(handle, selection, texts(selection.language))


def results(handle: Handle, address: str) -> Any:
    view = view_of(handle, address)
    return tree_of(page_of(view.selection).results(view))


def tree_of(component: Component) -> Any:
    return json.loads(json.dumps(component, cls=PlotlyJSONEncoder))


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from walk(one)
    elif isinstance(node, dict) and "type" in node and "props" in node:
        yield node
        yield from walk(node["props"].get("children"))


def text_of(node: Any) -> str:
    if isinstance(node, list):
        return "".join(text_of(one) for one in node)
    if isinstance(node, dict):
        return text_of(node["props"].get("children")) if "props" in node else ""
    return "" if node is None else str(node)


def of_class(tree: Any, name: str) -> list[dict[str, Any]]:
    return [node for node in walk(tree) if name in str(node["props"].get("className", "")).split()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_made_in_every_language(handle: Handle, language: str, address: str) -> None:
    view = view_of(handle, address.format(language))
    page = page_of(view.selection)
    tree = results(handle, address.format(language))
    controls = page.controls(view)
    headings = [node for node in [*walk(tree), *_of_controls(controls)] if node["type"] == "H1"]
    assert len(headings) == 1
    assert text_of(headings[0])
    assert page.title(view)
    assert "None" not in text_of(tree)


def _of_controls(controls: Component | None) -> list[dict[str, Any]]:
    return list(walk(json.loads(json.dumps(controls, cls=PlotlyJSONEncoder)))) if controls else []


def test_a_card_says_value_count_change_country_rank_and_source(handle: Handle) -> None:
    card = of_class(results(handle, "/fi/situation/TA39"), "card")[0]
    text = text_of(card).replace("\u00a0", " ")
    for words in ("Kesäkuu 2026, laskentapäivänä", "henkilöä", "%-yksikköä", "vuotta aikaisemmin", "Koko maa",
                  "Työllisyysalueet: sija", "(1 = suurin)", "Lähde: StatFin 12r5, 21.7.2026",
                  "työvoiman muutoksen osuus", "Määritelmä"):  # fmt: skip
        assert words in text
    pictures = [node for node in walk(card) if node["type"] == "Img"]
    assert len(pictures) == 4
    assert all(len(node["props"]["alt"]) > 40 for node in pictures)


def test_a_hidden_figure_is_hatched_and_in_words_and_has_no_number_of_its_own(handle: Handle) -> None:
    tree = results(handle, "/fi/situation/KU766")
    (share, *_) = of_class(tree, "card")
    (key,) = of_class(share, "key")
    assert text_of(key).startswith("salattu, ")
    assert of_class(key, "hidden-figure")
    assert "Ei sijaa: kunnan työvoima on alle 1 000." in text_of(share).replace("\u00a0", " ")


def test_a_count_has_no_rank_and_vacancies_no_change_across_their_break(handle: Handle) -> None:
    text = next(
        text_of(card)
        for card in of_class(results(handle, "/fi/situation/TA39"), "card")
        if "new_vacancies" in text_of(card)
    )
    assert "Muutosta ei näytetä: Osa paikoista ilman kuntaa." in text
    assert "sija" not in text.replace("Ei sijaa: Osa paikoista ilman kuntaa.", "")
    country = next(
        text_of(card)
        for card in of_class(results(handle, "/fi/situation/SSS"), "card")
        if "new_vacancies" in text_of(card)
    )
    assert "vuotta aikaisemmin" in country


def test_aland_has_no_rank_among_employment_areas_and_is_told_why(handle: Handle) -> None:
    text = text_of(of_class(results(handle, "/sv/situation/TA46"), "card")[0])
    assert "Ingen plats: Åland är inget sysselsättningsområde." in text


def test_the_country_has_no_rank_and_no_country_beside_it(handle: Handle) -> None:
    text = text_of(of_class(results(handle, "/en/situation/SSS"), "cards"))
    assert "rank" not in text.lower()
    assert "Whole country" not in text


def test_january_with_the_old_labour_force_is_called_preliminary(handle: Handle) -> None:
    text = text_of(of_class(results(handle, "/fi/situation/TA39?period=2026-02"), "card")[0])
    assert "ennakollinen" in text
    assert "ennakollinen" not in text_of(of_class(results(handle, "/fi/situation/TA39"), "card")[0])


def test_a_municipality_shows_the_areas_it_belongs_to_and_an_area_its_municipalities(handle: Handle) -> None:
    area = of_class(results(handle, "/fi/situation/TA39"), "members")[0]
    assert [text_of(node) for node in walk(area) if node["type"] == "A"] == ["Kangasala", "Tampere", "Vesilahti"]
    municipality = of_class(results(handle, "/fi/situation/KU837"), "members")[0]
    assert [node["props"]["href"] for node in walk(municipality) if node["type"] == "A"] == ["/fi/situation/TA39"]


@pytest.mark.parametrize(("language", "word"), [("fi", "esimerkki"), ("sv", "exempel"), ("en", "sample")])
def test_sample_data_say_so_beside_every_figure_headline_title_and_picture(
    sample_handle: Handle, language: str, word: str
) -> None:
    tree = results(sample_handle, f"/{language}/situation/TA39")
    values = of_class(tree, "value")
    assert len(values) == 4
    for value in [
        *values,
        *of_class(tree, "headline"),
        *(n for n in walk(tree) if n["type"] == "Th" and "Lyhyt" in text_of(n)),
    ]:
        assert word in text_of(value)
    assert all(node["props"]["alt"].lower().startswith(word) for node in walk(tree) if node["type"] == "Img")
    chart = results(sample_handle, f"/{language}/compare?area=TA39")
    assert all(word in text_of(node) for node in walk(chart) if node["type"] == "H1")
    assert word in text_of(next(node for node in walk(of_class(chart, "chart")) if node["type"] == "H2"))
    assert of_class(chart, "plot")[0]["props"]["aria-label"].lower().startswith(word)


def test_an_indicator_without_figures_says_so_and_what_to_do(handle: Handle) -> None:
    text = text_of(results(handle, "/fi/compare?indicator=activation_rate"))
    assert "Valitse pidempi ajanjakso tai toinen alue." in text


def test_an_area_is_found_by_its_finnish_and_swedish_name_and_its_code(handle: Handle) -> None:
    options = [option for group in area_options(view_of(handle, "/fi/")) for option in group["items"]]
    assert len(options) == len({option["value"] for option in options}) == len(queries.areas(handle))
    names = next(option["names"] for option in options if option["value"] == "TA25")
    assert all(part in names for part in ("Pietarsaaren seutu", "Jakobstadsregionen", "TA25"))


def test_names_are_in_finnish_order() -> None:
    names = ["Äänekoski", "Öja", "Åland", "Zeta", "Vaasa", "Wiitasaari", "Akaa"]
    assert sorted(names, key=collation_key) == ["Akaa", "Vaasa", "Wiitasaari", "Zeta", "Åland", "Äänekoski", "Öja"]
