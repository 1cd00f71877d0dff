import json
import re
from datetime import date
from itertools import pairwise, product

import pytest

from app import queries
from app.db import Handle
from app.figures.labels import apart
from app.figures.lines import lines
from app.figures.palette import SERIES, THEMES, TOKENS, Theme
from app.figures.ranking import Marked, ranking
from app.i18n import LANGUAGES, texts
from app.measure import Measure
from app.values import Series
from vertaispeili import resources

SPAN = (date(2023, 1, 1), date(2026, 6, 1))
TEXT_PAIRS = [
    *product(("text", "quiet", "accent", "better", "worse"), ("background", "surface")),
    ("text", "accent-soft"),
    ("sample", "sample-soft"),
]
GRAPHIC_PAIRS = [
    *product(("accent", "tick", "control", "quiet", *(f"series-{n}" for n in range(1, SERIES + 1))), ("surface",)),
    ("control", "background"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_reaches_its_contrast(theme: Theme, front: str, back: str) -> None:
    assert contrast(TOKENS[theme][front], TOKENS[theme][back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), GRAPHIC_PAIRS)
def test_lines_and_marks_reach_theirs(theme: Theme, front: str, back: str) -> None:
    assert contrast(TOKENS[theme][front], TOKENS[theme][back]) >= 3


def test_direct_labels_are_text_and_reach_the_contrast_of_text() -> None:
    for theme, number in product(THEMES, range(1, SERIES + 1)):
        assert contrast(TOKENS[theme][f"series-{number}"], TOKENS[theme]["surface"]) >= 3


def test_pictures_and_style_sheet_have_the_same_colours() -> None:
    style = (resources.assets_directory() / "1-tokens.css").read_text("utf-8")
    blocks = re.findall(r"([^{}]*)\{((?:\s*color-scheme: [^;]+;)?(?:\s*--[\w-]+: #\w{6};)+)\s*\}", style)
    found = [dict(re.findall(r"--([\w-]+): (#\w{6});", body)) for _, body in blocks]
    assert found == [TOKENS["light"], TOKENS["dark"], TOKENS["dark"], TOKENS["light"]]


def chosen(handle: Handle, indicator: str, *areas: str) -> list[Series]:
    return list(queries.series(handle, (indicator,), areas, SPAN).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_the_same_for_the_same_numbers(handle: Handle, language: str) -> None:
    series = chosen(handle, "unemployment_share", "TA39", "SSS", "KU766")
    breaks = queries.breaks(handle)["unemployment_share"]
    one, other = (lines(series, breaks, texts(language), is_sample=True) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)


def test_own_area_is_strong_the_country_dashed_and_no_two_lines_alike(handle: Handle) -> None:
    areas = ("SSS", "TA39", "KU837", "KU211", "TA08", "TA25", "TA19", "TA34", "TA16", "TA36")
    figure = lines(chosen(handle, "unemployment_share", *areas), (), texts("fi"), is_sample=False)
    styles = [trace["line"] for trace in figure["data"] if trace["mode"] == "lines"]
    assert styles[0] == {"color": "@quiet", "width": 2, "dash": "dash"}
    assert styles[1] == {"color": "@accent", "width": 3, "dash": "solid"}
    assert len({style["color"] for style in styles}) == len(styles) == 10
    assert len({style["dash"] for style in styles[2:]}) == 8


def test_a_hidden_month_is_a_gap_in_the_line_and_a_whisker_of_its_bounds(handle: Handle) -> None:
    figure = lines(chosen(handle, "unemployed", "KU766"), (), texts("fi"), is_sample=False)
    line, marks = figure["data"]
    assert all(value is None for value in line["y"])
    assert marks["y"] == [2.5] * 42
    assert marks["error_y"]["array"] == [1.5] * 42
    assert marks["text"][0].endswith("salattu, 1–4")


def test_a_chart_of_sample_data_says_so_inside_the_picture(handle: Handle) -> None:
    series = chosen(handle, "unemployment_share", "TA39")
    for is_sample, expected in ((True, ["EXEMPEL"]), (False, [])):
        layout = lines(series, (), texts("sv"), is_sample=is_sample)["layout"]
        assert [note["text"] for note in layout["annotations"] if note.get("name") == "sample"] == expected


def test_breaks_are_drawn_with_their_names(handle: Handle) -> None:
    (series,) = chosen(handle, "unemployment_share", "TA39")
    breaks = [known for known in queries.breaks(handle)["unemployment_share"] if known.concerns(series.area)]
    layout = lines([series], breaks, texts("fi"), is_sample=False)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == ["2025-01-01"]
    assert "Palvelut siirtyivät kunnille 1/2025" in [note["text"] for note in layout["annotations"]]


def test_a_merger_is_a_break_of_its_municipality_and_a_yearly_step_is_words_and_no_line(handle: Handle) -> None:
    known = queries.breaks(handle)["unemployment_share"]
    areas = queries.areas(handle)
    assert [one.break_id for one in known if one.concerns(areas["KU211"]) and not one.is_recurring] == [
        "merger",
        "services_transfer_2025",
    ]
    assert "merger" not in [one.break_id for one in known if one.concerns(areas["TA39"])]
    layout = lines(chosen(handle, "unemployment_share", "TA39"), known, texts("fi"), is_sample=False)["layout"]
    assert "2007-01-01" not in [shape["x0"] for shape in layout["shapes"]]


def test_labels_at_the_ends_of_lines_never_lie_on_each_other() -> None:
    places = apart([10.0, 10.1, 10.1, 10.2, 14.0], 0.5, [4.0, 16.0])
    assert all(later - earlier >= 0.49 for earlier, later in pairwise(places))
    assert places[-1] == pytest.approx(14.0)


def test_a_ranking_is_highest_first_with_the_figure_under_the_name(handle: Handle) -> None:
    series = chosen(handle, "unemployed", "KU766", "KU091", "TA46")
    rows = [(one.area, one.points[-1]) for one in series]
    figure = ranking(rows, Measure(series[0].indicator), texts("fi"), Marked("KU766"), is_sample=False)
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert [label.split("<br>")[0] for label in labels] == ["Helsinki", "Ahvenanmaa", "Sottunga"]
    assert labels[2] == "Sottunga<br><b>salattu, 1–4</b>"
    assert figure["layout"]["xaxis"]["range"][0] == 0
