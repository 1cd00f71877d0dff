import re
from datetime import date
from urllib.parse import unquote

import pytest

from app import queries
from app.db import Handle
from app.figures.palette import THEMES, TOKENS, Theme
from app.figures.svg import Context, data_uri, sparkline, strip
from app.values import Ends, Point, Series, Standing

SPAN = (date(2023, 1, 1), date(2026, 6, 1))


def history(handle: Handle, indicator: str, area: str) -> tuple[Series, ...]:
    return tuple(queries.series(handle, (indicator,), (area,), SPAN).values())


def heights(path: str) -> list[int]:
    return [int(y) for y in re.findall(r"\d+ (\d+)", path)]


def test_others_are_a_band_behind_and_a_target_a_level_line_and_both_are_inside(handle: Handle) -> None:
    (own,) = history(handle, "unemployment_share", "KU837")
    ends = [Ends(point.period, 2.0, 40.0) for point in own.points]
    svg = sparkline(own, Context(ends=ends, target=1.0), "light")
    band = re.search(r"<path d='M([^']*)Z' fill='#8290A2'", svg)
    level = re.search(r"<path d='M0 (\d+)H480' stroke='#14202E'", svg)
    assert band is not None
    assert level is not None
    assert (min(heights(band[1])), max(heights(band[1])), int(level[1])) == (8, 78, 80)
    assert svg.index("fill='#8290A2'") < svg.index("stroke='#0B4F8A'")


def test_others_before_the_series_begins_are_not_drawn(handle: Handle) -> None:
    (own,) = history(handle, "unemployment_share", "KU837")
    early = [Ends(date(2019, month, 1), 0.0, 99.0) for month in range(1, 13)]
    assert sparkline(own, Context(ends=early), "light") == sparkline(own, Context(), "light")


def test_a_sparkline_hatches_hidden_months_and_leaves_gaps(handle: Handle) -> None:
    (own,) = history(handle, "unemployed", "KU837")
    holed = Series(own.indicator, own.area, tuple(_hole(point) for point in own.points))
    svg = sparkline(holed, Context(), "light")
    assert svg.count("<rect") == 1
    assert "url(#h)" in svg
    assert len(re.findall(r"stroke='#0B4F8A' stroke-width='5'", svg)) == 2
    assert "<rect" not in sparkline(own, Context(), "light")


def _hole(point: Point) -> Point:
    if point.period.year != 2024:
        return point
    return Point(point.period, None, 1.0, 4.0, "hidden", 1, point.origin)


def test_a_sparkline_of_nothing_is_nothing(handle: Handle) -> None:
    (own,) = history(handle, "activation_rate", "KU837")
    assert sparkline(own, Context(), "dark") == ""


@pytest.mark.parametrize("theme", THEMES)
def test_a_strip_marks_the_own_area_as_wide_as_its_bounds(theme: Theme) -> None:
    others = [Standing(f"TA{n:02}", float(n), float(n), 1, 1, 9) for n in range(1, 9)]
    own = Standing("TA09", 2.0, 6.0, 3, 7, 9)
    svg = strip(own, [*others, own], 4.0, theme)
    width = int(re.search(r"<rect [^>]* width='(\d+)'", svg)[1])
    assert width > 200
    assert TOKENS[theme]["accent"] in svg
    assert svg == strip(own, [*others, own], 4.0, theme)


def test_a_picture_as_an_address_is_the_same_picture() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0L1 1' stroke='#0B4F8A'/></svg>"
    address = data_uri(svg)
    assert not set('<>#"') & set(address)
    assert unquote(address.split(",", 1)[1]) == svg
