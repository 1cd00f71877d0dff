"""The title of the map: the highest, the lowest, the country."""

from datetime import date

import pytest

from app import maps, queries
from app.db import Handle
from app.i18n import texts
from app.sentences import map_answer
from app.values import Point, Standing
from tests.app.test_pages import of_class, results, text_of, view_of, walk

JUNE = date(2026, 6, 1)


def answer(handle: Handle, *standings: Standing, country: Point | None = None) -> str:
    indicator = queries.indicators(handle)["unemployment_share"]
    return map_answer(standings, country, indicator, queries.areas(handle), texts("fi")).replace("\u00a0", " ")


def standing(area_id: str, low: float, high: float | None = None) -> Standing:
    return Standing(area_id, low, low if high is None else high, 0, 0, 0)


def point(low: float | None, high: float | None, status: str, period: date = JUNE) -> Point:
    return Point(period, None, low, high, status, 0, "")  # pyright: ignore[reportArgumentType]


def test_the_title_names_the_highest_the_lowest_and_the_country(handle: Handle) -> None:
    whole = point(12.8, 12.8, "complete")
    said = answer(handle, standing("TA39", 14.0), standing("TA08", 9.1), standing("TA25", 7.5), country=whole)
    assert said == "suurin Tampereen seutu 14,0 %, pienin Pietarsaaren seutu 7,5 %; koko maa 12,8 %"


def test_equal_ends_are_named_together_and_many_are_counted(handle: Handle) -> None:
    two = answer(handle, standing("TA39", 14.0), standing("TA08", 14.0), standing("TA25", 7.5))
    assert two.startswith("suurin Tampereen seutu, Helsinki 14,0 %, pienin Pietarsaaren seutu 7,5 %")
    three = answer(handle, *(standing(one, 14.0) for one in ("TA39", "TA08", "TA19")), standing("TA25", 7.5))
    assert three.startswith("suurin 14,0 % (3 aluetta)")


def test_an_end_that_hidden_figures_leave_open_is_not_named(handle: Handle) -> None:
    said = answer(handle, standing("TA39", 14.0), standing("TA08", 5.0, 14.0), standing("TA25", 7.5))
    assert said == (
        "suurinta ei voi nimetä salattujen lukujen vuoksi, pienintä ei voi nimetä salattujen lukujen vuoksi"
    )


@pytest.mark.parametrize(("language", "name"), [("fi", "Ahvenanmaa"), ("sv", "Åland"), ("en", "Åland")])
def test_aland_is_on_the_map_and_never_named_as_an_end(handle: Handle, language: str, name: str) -> None:
    found = maps.mapped(view_of(handle, f"/{language}/map"))
    assert found is not None
    figures = {area.area_id: found.point(area) for area in found.areas}
    # The lowest of all is Åland: without the rule it would be named.
    assert min(figures, key=lambda one: figures[one].low) == "TA46"  # pyright: ignore[reportOptionalMemberAccess]
    tree = results(handle, f"/{language}/map")
    title = text_of(next(node for node in walk(of_class(tree, "chart")) if node["type"] == "H2"))
    assert name not in title
    assert name in text_of(of_class(tree, "map-side"))
