import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figures.map_classes import Classes, around_country, equal, quantiles
from app.figures.map_palette import MAP_TOKENS
from app.figures.palette import THEMES, TOKENS, Theme
from vertaispeili import resources

figures = st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=1, max_size=200)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def naive_class(bounds: tuple[float, ...], figure: float) -> int:
    return sum(figure >= bound for bound in bounds)


def test_five_classes_of_equal_share_by_hand() -> None:
    assert quantiles([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]).bounds == (3.0, 5.0, 7.0, 9.0)


def test_five_classes_of_equal_width_by_hand() -> None:
    assert equal([2.0, 12.0], 1).bounds == (4.0, 6.0, 8.0, 10.0)
    # Halves are rounded up, as figures are.
    assert equal([0.0, 0.75], 1).bounds == (0.2, 0.3, 0.5, 0.6)


def test_a_bound_belongs_to_the_class_above_it() -> None:
    classes = Classes("quantile", (3.0, 5.0, 7.0, 9.0))
    assert [classes.of(figure, figure) for figure in (2.9, 3.0, 4.9, 5.0, 9.0)] == ["0", "1", "1", "2", "4"]


def test_a_figure_whose_bounds_reach_several_classes_has_both_outermost_tones() -> None:
    classes = Classes("quantile", (3.0, 5.0, 7.0, 9.0))
    assert classes.of(3.2, 4.9) == "1"
    assert classes.of(2.9, 3.0) == "01"
    assert classes.of(1.0, 9.5) == "04"


def test_equal_figures_are_never_parted_and_fewer_classes_keep_their_tones_apart() -> None:
    classes = quantiles([0.0] * 90 + [1.0] * 10)
    assert classes.bounds == ()
    assert classes.of(0.0, 0.0) == classes.of(1.0, 1.0) == "2"
    three = quantiles([0.0] * 50 + [1.0] * 25 + [2.0] * 25)
    assert three.bounds == (1.0, 2.0)
    assert [three.of(figure, figure) for figure in (0.0, 1.0, 2.0)] == ["0", "2", "4"]


def test_classes_around_the_country_are_alike_on_both_sides() -> None:
    classes = around_country([-4.0, -2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0], 1)
    far, near, other_near, other_far = classes.bounds
    assert (far, near) == (-other_far, -other_near)
    assert classes.of(0.0, 0.0) == "2"
    assert 0 < other_near < other_far
    assert around_country([0.0, 0.0], 1).bounds == (-0.2, -0.1, 0.1, 0.2)
    assert around_country([], 1).of(0.0, 0.0) == "2"


@given(figures)
def test_classes_are_half_open_ascending_and_hold_every_figure(values: list[float]) -> None:
    for classes in (quantiles(values), equal(values, 1)):
        assert list(classes.bounds) == sorted(set(classes.bounds))
        assert len(classes.bounds) <= 4
        for value in values:
            assert classes.of(value, value) == str(classes.tones[naive_class(classes.bounds, value)])
        # No class is empty at the low end.
        assert all(bound > min(values) for bound in classes.bounds)


@given(figures)
def test_at_most_a_fifth_lies_below_each_fifth(values: list[float]) -> None:
    ordered = sorted(values)
    wanted = {ordered[len(ordered) * i // 5] for i in range(1, 5)} - {ordered[0]}
    assert set(quantiles(values).bounds) == wanted


@given(figures)
def test_equal_classes_are_of_one_width_within_the_rounding(values: list[float]) -> None:
    low, high = Decimal(str(min(values))), Decimal(str(max(values)))
    for bound in equal(values, 1).bounds:
        nearest = min(range(6), key=lambda i: abs(low + (high - low) * i / 5 - Decimal(str(bound))))
        assert abs(low + (high - low) * nearest / 5 - Decimal(str(bound))) <= Decimal("0.05")


def test_the_style_sheet_and_the_palette_of_maps_have_the_same_colours() -> None:
    style = (resources.assets_directory() / "5-map.css").read_text("utf-8")
    blocks = re.findall(r"\{((?:\s*--map-[\w-]+: #\w{6};)+)\s*\}", style)
    found = [dict(re.findall(r"--([\w-]+): (#\w{6});", body)) for body in blocks]
    assert found == [MAP_TOKENS["light"], MAP_TOKENS["dark"], MAP_TOKENS["dark"], MAP_TOKENS["light"]]


@pytest.mark.parametrize("theme", THEMES)
def test_tones_go_one_way_and_are_told_apart_without_their_hue(theme: Theme) -> None:
    tones = [luminance(MAP_TOKENS[theme][f"map-{n}"]) for n in range(5)]
    away = tones if theme == "dark" else tones[::-1]
    assert away == sorted(away)
    assert all((b + 0.05) / (a + 0.05) >= 1.4 for a, b in pairwise(away))
    # The strongest tone is the one farthest from the page.
    page = luminance(TOKENS[theme]["surface"])
    assert max(range(5), key=lambda n: abs(tones[n] - page)) == 4


@pytest.mark.parametrize("theme", THEMES)
def test_both_sides_of_the_country_are_told_apart_from_the_middle_and_outlines_are_seen(theme: Theme) -> None:
    tokens = MAP_TOKENS[theme]
    middle = luminance(tokens["map-d2"])
    for side in ("map-d0", "map-d4"):
        light, dark = sorted((luminance(tokens[side]), middle), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3
    light, dark = sorted((luminance(tokens["map-outline"]), luminance(TOKENS[theme]["surface"])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3
