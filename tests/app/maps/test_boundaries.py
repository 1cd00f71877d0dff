from collections.abc import Iterator

import orjson
import pytest

from app import maps, queries
from app.db import Database, Handle
from app.figures.map_shape import around, centre
from app.i18n import texts
from app.selection import Selection
from app.view import View
from tests.app.conftest import QUERIES
from tests.app.maps import live
from tests.app.maps.test_shape import length
from tests.shared import needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def handle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    """What is published after one refresh against a map service that has the real boundaries."""
    with (
        live.refreshed(tmp_path_factory.mktemp("live")) as published,
        Database(published.current, QUERIES).handle() as opened,
    ):
        yield opened


def view(handle: Handle, level: str = "municipality", form: str = "boundaries") -> View:
    selection = Selection("fi", "map", indicator="unemployment_share", level=level, form=form)
    return View(handle, selection, texts("fi"))


def test_every_municipality_is_drawn_on_the_ground_and_as_a_tile(handle: Handle) -> None:
    municipalities = {one for one, area in queries.areas(handle).items() if area.level == "municipality"}
    assert len(municipalities) == 308
    for form in ("boundaries", "tiles"):
        assert maps.drawing(handle, form).rings.keys() == municipalities
        assert {area[0] for area in maps.shapes(view(handle, form=form))["areas"]} == municipalities


def test_the_boundaries_are_shown_unless_tiles_are_asked_for(handle: Handle) -> None:
    assert maps.has_boundaries(handle)
    assert maps.form_of(view(handle)) == "boundaries"
    assert maps.form_of(view(handle, form="tiles")) == "tiles"


def test_the_map_is_upright_and_in_place(handle: Handle) -> None:
    drawn = maps.drawing(handle, "boundaries")
    middle = {name: centre(drawn.rings[name]) for name in ("KU091", "KU890", "KU478", "KU167", "KU837")}
    helsinki, utsjoki, mariehamn, joensuu, tampere = middle.values()
    assert utsjoki[1] < tampere[1] < helsinki[1]
    assert mariehamn[0] < tampere[0] < joensuu[0]
    assert 0.4 < drawn.width / drawn.height < 0.6


def test_the_outline_of_an_area_leaves_out_the_borders_within(handle: Handle) -> None:
    drawn = maps.drawing(handle, "boundaries")
    members = queries.members(handle)["MK06"]
    together = around(drawn.of(members))
    sides = [around(drawn.rings[one]) for one in members]
    assert len(members) > 10
    # Every side is in the outline or is shared by two municipalities of the area.
    assert sum(map(len, sides)) == len(together) + 2 * (len(set().union(*sides)) - len(together))
    assert len(together) < 0.6 * len(set().union(*sides))


def test_areas_are_their_municipalities_and_what_is_in_none_is_drawn_apart(handle: Handle) -> None:
    shapes = maps.shapes(view(handle, "commuting_area"))
    assert len(shapes["areas"]) == 29
    assert shapes["rest"]
    whole = maps.shapes(view(handle, "region"))
    assert len(whole["areas"]) == 19
    assert whole["rest"] == ""
    assert 0 < length(whole["lines"]) < length(maps.shapes(view(handle, "employment_area"))["lines"])


@pytest.mark.parametrize("level", ["municipality", "employment_area", "region"])
def test_the_shapes_are_small(handle: Handle, level: str) -> None:
    assert len(orjson.dumps(maps.shapes(view(handle, level)))) < 120_000
