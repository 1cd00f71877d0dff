from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.selection import SPANS, TRANSFORMS, VIEWS, WHOLE_LEVELS, Known, Selection, UnknownAddressError, parse, write

AREAS = ("SSS", "TA39", "TA46", "KU837", "KU766", "TK2023_01", "MK06")
KNOWN = Known(
    areas=frozenset(AREAS),
    indicators=frozenset({"unemployed", "unemployment_share"}),
    periods=frozenset({date(2026, 5, 1), date(2026, 6, 1)}),
    first_indicator="unemployment_share",
    home_area=None,
)


def address(text: str, known: Known = KNOWN) -> Selection:
    path, _, query = text.partition("?")
    return parse(path, query, known)


@st.composite
def comparisons(draw: st.DrawFn) -> Selection:
    areas = tuple(draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=7, unique=True)))
    indicators = tuple(draw(st.lists(st.sampled_from(sorted(KNOWN.indicators)), min_size=1, unique=True)))
    return Selection(
        language=draw(st.sampled_from(["fi", "sv", "en"])),
        page="compare",
        area=next((area for area in areas if area != "SSS"), "SSS"),
        areas=areas,
        indicator=indicators[0],
        indicators=indicators,
        whole=draw(st.sampled_from(["", *WHOLE_LEVELS])),
        transform=draw(st.sampled_from(TRANSFORMS)),
        base=draw(st.sampled_from([None, *sorted(KNOWN.periods)])),
        view=draw(st.sampled_from(VIEWS)),
        span=draw(st.sampled_from(SPANS)),
        period=draw(st.sampled_from([None, *sorted(KNOWN.periods)])),
    )


@given(chosen=comparisons())
def test_a_comparison_written_as_an_address_reads_back_as_itself(chosen: Selection) -> None:
    assert address(write(chosen)) == chosen


@pytest.mark.parametrize(
    "text",
    [
        "/fi/",
        "/sv/situation/TA39",
        "/en/situation/KU766?period=2026-05",
        "/fi/data",
        "/fi/data?area=TA39",
        "/sv/reports?area=TA39&compare=codes&with=TA46&with=KU766&period=2026-05&lang=en",
    ],
)
def test_other_addresses_read_back_as_themselves(text: str) -> None:
    assert write(address(text)) == text


def test_a_home_area_is_what_the_front_page_opens() -> None:
    home = Known(**{**vars(KNOWN), "home_area": "TA39"})
    assert address("/fi/", home) == Selection("fi", "situation", area="TA39")
    assert address("/fi/").page == "start"
    assert address("/fi/", Known(**{**vars(KNOWN), "home_area": "TA99"})).page == "start"


def test_a_bare_comparison_opens_with_the_country_and_never_a_guessed_area() -> None:
    assert address("/fi/compare").areas == ("SSS",)
    assert address("/fi/compare").indicator == "unemployment_share"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("/", "language"),
        ("/de/data", "language"),
        ("/fi/nothing", "page"),
        ("/fi/situation", "page"),
        ("/fi/situation/TA39/more", "page"),
        ("/fi/compare/more", "page"),
        ("/fi/situation/TA99", "area"),
        ("/fi/situation/<script>", "area"),
        ("/fi/compare?area=KU999", "area"),
        ("/fi/compare?indicator=happiness", "indicator"),
        ("/fi/compare?view=pie", "view"),
        ("/fi/compare?level=planet", "level"),
        ("/fi/compare?transform=log", "transform"),
        ("/fi/compare?base=1999-01", "base"),
        ("/fi/compare?" + "&".join(f"indicator=x{n}" for n in range(7)), "indicators"),
        ("/fi/compare?span=7", "span"),
        ("/fi/situation/TA39?period=1999-01", "period"),
        ("/fi/situation/TA39?period=2026-13", "period"),
        ("/fi/situation/TA39?period=0000-01", "period"),
        ("/fi/situation/TA39?period=yesterday", "period"),
        ("/fi/compare?" + "&".join(f"area=X{n}" for n in range(11)), "areas"),
    ],
)
def test_what_is_not_there_is_named(text: str, what: str) -> None:
    with pytest.raises(UnknownAddressError) as caught:
        address(text)
    assert caught.value.what == what


def test_a_flood_of_parameters_is_an_unknown_address_and_no_crash() -> None:
    with pytest.raises(UnknownAddressError):
        address("/fi/compare?" + "&".join("x=1" for _ in range(5000)))
