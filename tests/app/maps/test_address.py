from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.selection import MAP_CLASSES, MAP_FORMS, MAP_LEVELS, MAP_ORDERS, SPANS, Selection, UnknownAddressError, write
from tests.app.test_selection import KNOWN, address

maps = st.builds(
    Selection,
    language=st.sampled_from(["fi", "sv", "en"]),
    page=st.just("map"),
    area=st.sampled_from([None, "TA39", "KU766", "TA46"]),
    indicator=st.sampled_from(sorted(KNOWN.indicators)),
    span=st.sampled_from(SPANS),
    period=st.sampled_from([None, date(2026, 5, 1)]),
    level=st.sampled_from(MAP_LEVELS),
    form=st.sampled_from(MAP_FORMS),
    classes=st.sampled_from(MAP_CLASSES),
    order=st.sampled_from(MAP_ORDERS),
)


@given(chosen=maps)
def test_a_map_written_as_an_address_reads_back_as_itself(chosen: Selection) -> None:
    assert address(write(chosen)) == chosen


def test_a_bare_map_is_of_employment_areas_in_the_newest_month() -> None:
    bare = address("/sv/map")
    assert (bare.level, bare.period, bare.area, bare.indicator) == ("employment_area", None, None, "unemployment_share")


@pytest.mark.parametrize("name", ["level", "form", "classes", "order"])
def test_what_a_map_cannot_be_is_named(name: str) -> None:
    with pytest.raises(UnknownAddressError) as caught:
        address(f"/fi/map?{name}=nothing")
    assert caught.value.what == name
