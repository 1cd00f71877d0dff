from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import queries
from app.db import Handle
from app.figures.distribution import Level as Field
from app.figures.distribution import distribution, swarm
from app.figures.lines import Level, Look, lines
from app.figures.ranking import Marked, ranking, shortened
from app.figures.scatter import Axis, scatter
from app.i18n import texts
from app.measure import Measure
from app.values import Area, Indicator, Names, Point, Series

NOW = date(2026, 6, 1)


def area(name: str, level: str = "municipality") -> Area:
    return Area(name, level, Names(name, name, name), "official")


def at(low: float, high: float | None = None, status: str = "complete") -> Point:
    end = low if high is None else high
    return Point(NOW, low if low == end else None, low, end, status, int(low != end), "summed")  # pyright: ignore[reportArgumentType]


@pytest.fixture
def share(handle: Handle) -> Indicator:
    return queries.indicators(handle)["unemployment_share"]


@given(places=st.lists(st.floats(0, 100), max_size=60), width=st.floats(0.01, 20))
def test_points_of_a_swarm_in_one_row_never_meet(places: list[float], width: float) -> None:
    rows = swarm(places, width)
    for row in set(rows):
        ordered = sorted(place for place, found in zip(places, rows, strict=True) if found == row)
        assert all(later - earlier >= width for earlier, later in pairwise(ordered))


def test_a_swarm_begins_in_the_middle_and_grows_to_both_sides() -> None:
    assert sorted(swarm([5.0] * 5, 1)) == [-2, -1, 0, 1, 2]


def test_a_distribution_marks_the_own_area_in_the_accent_and_the_hidden_as_an_open_diamond(share: Indicator) -> None:
    rows = [(area("own"), at(9.0)), (area("other"), at(8.0)), (area("x"), at(1.0, 4.0, "hidden"))]
    spread = {place: at(value) for place, value in (("lower_quartile", 7), ("median", 8), ("upper_quartile", 9))}
    figure = distribution(
        Field(rows, spread), Measure(share), texts("fi"), Marked("own", frozenset({"own"})), is_sample=True
    )
    quiet, own = figure["data"]
    assert (own["marker"]["color"], own["x"]) == ("@accent", [9.0])
    assert quiet["marker"]["symbol"] == ["circle", "diamond-open"]
    assert quiet["error_x"]["array"] == [0, 1.5]
    named = [note["text"].replace("\u00a0", " ") for note in figure["layout"]["annotations"]]
    assert named == ["ESIMERKKI", "alakvartiili 7,0 %", "mediaani 8,0 %", "yläkvartiili 9,0 %", "own"]


def test_a_long_ranking_keeps_both_ends_the_own_area_and_those_around_it() -> None:
    rows = [(area(f"{n:03}"), at(float(500 - n))) for n in range(300)]
    shown = shortened(rows, Marked("150", frozenset({"150", "200"})))
    names = [row[0].area_id if row else "…" for row in shown]
    wanted = [*range(10), "…", *range(145, 156), "…", 200, "…", *range(290, 300)]
    assert names == [one if isinstance(one, str) else f"{one:03}" for one in wanted]
    assert shortened(rows[:60], Marked("150")) == rows[:60]


def test_a_ranking_of_changes_grows_from_zero_to_both_sides(share: Indicator) -> None:
    rows = [(area("up"), at(0.5)), (area("down"), at(-1.0, -0.4, "partial")), (area("open"), at(-0.2, 0.3, "partial"))]
    figure = ranking(rows, Measure(share, "change"), texts("fi"), Marked("up"), is_sample=False)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -1.0 < 0.5 < high
    stems = {trace["name"]: trace["x"] for trace in figure["data"] if trace["x"][0] == 0.0}
    assert stems == {"up": [0.0, 0.5], "down": [0.0, -0.4]}
    labels = [label.replace("\u00a0", " ") for label in figure["layout"]["yaxis"]["ticktext"]]
    assert labels == ["up<br><b>+0,5 %-yks.</b>", "open<br><b>−0,2…+0,3 %-yks.</b>", "down<br><b>−1,0…−0,4 %-yks.</b>"]


def test_a_scatter_names_the_own_area_and_draws_the_country_as_a_cross(share: Indicator) -> None:
    rows = [
        (area("own"), at(9.0), at(40.0)),
        (area("other"), at(8.0), at(30.0, 36.0, "partial")),
        (area("SSS", "country"), at(8.5), at(33.0)),
    ]
    axes = (Axis(Measure(share), "eka"), Axis(Measure(share), "toka"))
    figure = scatter(rows, axes, texts("fi"), Marked("own", frozenset({"own", "SSS"})), is_sample=False)
    quiet, own = figure["data"]
    assert (quiet["y"], quiet["error_y"]["array"]) == ([33.0], [3.0])
    assert (own["x"], own["y"]) == ([9.0], [40.0])
    assert [(shape["x0"], shape["y0"]) for shape in figure["layout"]["shapes"]] == [(8.5, 0), (0, 33.0)]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Koko maa", "own"]
    assert figure["layout"]["yaxis"]["title"]["text"] == "toka"


def test_lines_stop_where_a_month_is_left_out_and_a_target_lies_across(share: Indicator) -> None:
    points = tuple(Point(date(2026, month, 1), 9.0, 9.0, 9.0, "complete", 0, "") for month in (1, 2, 4))
    look = Look(levels=(Level(12.0, "tavoite 12,0 %"),))
    figure = lines([Series(share, area("own"), points)], (), texts("fi"), is_sample=False, look=look)
    assert figure["data"][0]["y"] == [9.0, 9.0, None, 9.0]
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [12.0]
    assert figure["layout"]["yaxis"]["range"][1] > 12.0


def test_the_band_of_a_level_lies_behind_the_lines(share: Indicator) -> None:
    own = Series(share, area("own"), (at(9.0),))
    places = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    look = Look(spread={place: (at(float(n), n + 0.5, "partial"),) for n, place in enumerate(places)})
    figure = lines([own], (), texts("fi"), is_sample=False, look=look)
    assert [trace["y"] for trace in figure["data"]] == [[1.0], [3.5], [0.0], [4.5], [2.25], [9.0]]
    assert figure["data"][1]["fill"] == "tonexty"
    named = [note["text"] for note in figure["layout"]["annotations"] if note["name"] == "label"]
    assert named == ["pienin", "mediaani", "suurin", "own"]


@pytest.mark.parametrize(
    ("transform", "base", "unit", "text"),
    [
        ("monthly", None, "%", "8,0–9,5 %"),
        ("mean", None, "%", "8,0–9,5 %"),
        ("change", None, "%-yksikköä", "+8,0…+9,5 %-yks."),
        ("monthly", NOW, "indeksi, kesäkuu 2026 = 100", "8,0–9,5"),
    ],
)
def test_a_measure_knows_its_unit_and_its_words(
    share: Indicator, transform: str, base: date | None, unit: str, text: str
) -> None:
    measure = Measure(share, transform, base)
    assert measure.unit(texts("fi")) == unit
    assert measure.text(at(8.0, 9.5, "partial"), texts("fi")).replace("\u00a0", " ") == text
    missing = "ei julkaistu" if measure.is_plain else "ei laskettavissa"
    assert measure.text(None, texts("fi")) == missing


def test_the_change_of_a_count_is_in_per_cent_with_one_decimal(handle: Handle) -> None:
    measure = Measure(queries.indicators(handle)["unemployed"], "change")
    assert (measure.unit(texts("fi")), measure.decimals) == ("%", 1)
    assert measure.text(at(-3.25), texts("fi")).replace("\u00a0", " ") == "−3,3 %"
