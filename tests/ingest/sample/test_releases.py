"""The two releases of the sample: sums, secrecy, divisions and the merger, in every table."""

import polars as pl
import pytest

from ingest.sample.monthly import monthly
from ingest.sample.releases import releases
from ingest.sample.units import units
from tests.ingest.sample.held import (
    NEWER,
    OLDER,
    TABLE_IDS,
    TABLES,
    counts,
    frame,
    keys,
    members,
    series,
    table,
)  # fmt: skip

NAMES = ("release", "table_id")


@pytest.mark.parametrize(NAMES, [(release, table_id) for release, table_id in TABLES if table_id != "125s"])
def test_every_area_lies_within_the_bounds_of_its_municipalities_and_equals_them_where_none_is_hidden(
    release, table_id
):
    held, codes = frame(release, table_id), counts(release, table_id)
    others = [key for key in keys(release, table_id) if key != "area"]
    parts = members(release).join(held, on="area").group_by("of", *others)
    summed = parts.agg(pl.col(codes).sum(), pl.col(codes).null_count().name.suffix("/hidden"))
    both = summed.join(held.rename({"area": "of"}), on=["of", *others], suffix="/published")
    assert both.height > 0
    for code in codes:
        low = pl.col(code) + pl.col(f"{code}/hidden")
        high = pl.col(code) + 4 * pl.col(f"{code}/hidden")
        published = pl.col(f"{code}/published")
        outside = both.filter(published.is_not_null() & ~published.is_between(low, high))
        if release == OLDER and code in {"AVPAIKATLOPUSSA", "UUDETAVP"}:
            outside = outside.filter(pl.col("of") != "SSS")  # the older release lists no unplaced vacancies
        if release == OLDER and table_id in {"12r5", "12u4"}:
            # one to four persons of unknown residence are in the country's figures only
            outside = outside.filter((pl.col("of") != "SSS") | (published > high + 4) | (published < low))
        assert outside.select("of", *others).rows()[:3] == [], code


@pytest.mark.parametrize(
    NAMES, [(release, table_id) for release, table_id in TABLES if table_id in {"12u4", "12bs", "115n", "115p", "115h"}]
)
def test_a_total_is_the_sum_of_its_parts_where_none_is_hidden(release, table_id):
    held, codes = frame(release, table_id), counts(release, table_id)
    for variable in keys(release, table_id):
        if variable in {"area", "time"}:
            continue
        others = [key for key in keys(release, table_id) if key != variable]
        is_total = pl.col(variable) == "SSS"
        shown = [pl.when(pl.col(code).null_count() == 0).then(pl.col(code).sum()).alias(code) for code in codes]
        parts = held.filter(~is_total).group_by(others).agg(shown)
        both = parts.join(held.filter(is_total), on=others, suffix="/total")
        for code in codes:
            assert both.filter(pl.col(code) != pl.col(f"{code}/total")).height == 0, (variable, code)


@pytest.mark.parametrize(NAMES, TABLES)
def test_every_cell_is_a_number_not_below_zero_or_hidden_and_only_jobseeker_tables_hide(release, table_id):
    held = table(release, table_id).held
    assert held.values.is_nan().sum() == 0
    assert held.values.min() >= 0
    share = held.values.null_count() / len(held.values)
    assert 0.02 < share < 0.4 if table_id in {"12r5", "12u4"} else share == 0


@pytest.mark.parametrize(NAMES, [(release, table_id) for release in (OLDER, NEWER) for table_id in ("12r5", "12u4")])
def test_counts_of_one_to_four_are_hidden_and_zeros_are_shown(release, table_id):
    for code in set(counts(release, table_id)) - {"TYOVOIMATK", "TYOHARJOITTELULOP"}:
        values = frame(release, table_id)[code]
        assert values.is_between(1, 4).sum() == 0, code
        assert values.null_count() > 0, code
        assert (values == 0).sum() > 0, code


@pytest.mark.parametrize(NAMES, TABLES)
def test_codes_are_unique_and_every_value_has_a_label_in_each_language(release, table_id):
    held = table(release, table_id)
    for variable in held.variables:
        assert len(set(variable.values)) == len(variable.values) == len(variable.labels)
        assert all(all(label) for label in variable.labels)


@pytest.mark.parametrize("table_id", TABLE_IDS)
def test_the_newer_release_is_later_and_its_window_starts_later(table_id):
    older, newer = table(OLDER, table_id), table(NEWER, table_id)
    first, last = ([held.of_role("time")[0].values[place] for held in (older, newer)] for place in (0, -1))
    assert older.updated < newer.updated
    assert first[0] < first[1] < last[0] < last[1]


@pytest.mark.parametrize(NAMES, TABLES)
def test_every_answer_says_that_it_is_no_statistics(release, table_id):
    source = table(release, table_id).source
    assert source.fi.startswith("Esimerkki")
    assert source.sv.startswith("Exempel")
    assert source.en.startswith("Sample")


@pytest.mark.parametrize("table_id", TABLE_IDS)
def test_pertunmaa_is_an_area_of_the_older_release_only(table_id):
    assert "KU588" in table(OLDER, table_id).of_role("area")[0].position
    assert "KU588" not in table(NEWER, table_id).of_role("area")[0].position


@pytest.mark.parametrize("code", ["TYOTTOMATLOPUSSA", "TYOTTOMAT50", "PITKAAIKAISTYOTTOMAT", "HAKIJALOPUSSA"])
def test_the_merged_municipality_counts_pertunmaa_in_every_month(code):
    merged = series(NEWER, "12r5", "KU507", code)
    own, joined = series(OLDER, "12r5", "KU507", code), series(OLDER, "12r5", "KU588", code)
    shared = [month for month in merged if own.get(month) is not None and joined.get(month) is not None]
    assert len(shared) > 60
    assert [merged[month] for month in shared] == [own[month] + joined[month] for month in shared]


def test_both_divisions_have_the_publishers_areas():
    def by_level(release: int, table_id: str) -> dict[str, int]:
        levels = pl.Series(table(release, table_id).of_role("area")[0].values).str.extract(r"^([A-Z]+?)(?:JO|JOU|\d|$)")
        return dict(levels.value_counts().iter_rows())

    assert by_level(OLDER, "12r5") == {"SSS": 1, "KU": 309, "MK": 19, "SK": 69, "ELY": 16}
    assert by_level(NEWER, "12r5") == {"SSS": 1, "KU": 310, "MK": 21, "SK": 71, "ELY": 18}
    wide = {"SSS": 1, "KU": 308, "SK": 69, "TA": 46, "HVA": 23, "MK": 19, "EVK": 10, "MA": 2}
    assert by_level(NEWER, "11ra") == by_level(NEWER, "115x") == wide


def test_municipalities_stand_in_finnish_alphabetical_order():
    held = table(NEWER, "12r5").of_role("area")[0]
    assert held.values[:4] == ("SSS", "KU020", "KU005", "KU009")
    assert [label.fi for label in held.labels[308:311]] == ["Ypäjä", "Ähtäri", "Äänekoski"]


def test_the_same_numbers_are_made_every_time():
    assert monthly(units()).equals(monthly(units()))


@pytest.mark.parametrize(
    ("table_id", "area", "code", "time", "value"),
    [
        ("12r5", "SSS", "TYOTTOMATLOPUSSA", "2026M10", 334648),
        ("12r5", "KU091", "AVPAIKATLOPUSSA", "2020M04", 7438),
        ("11ra", "KU398", "vaerak-vaesto", "2025", 122615),
        ("125s", "KU091", "tyokay-tpomavar", "2024", 127.4),
    ],
)
def test_the_numbers_are_these_on_every_machine(table_id, area, code, time, value):
    assert series(NEWER, table_id, area, code)[time] == value


def test_the_older_release_comes_first():
    assert [release.name for release in releases()] == ["2024-12", "2026-10"]
