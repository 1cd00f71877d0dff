"""The sample's tables on services and the course of unemployment, and how their sources find what they ask for."""

from dataclasses import replace
from typing import get_args

import polars as pl
import pytest

from ingest import catalogue
from ingest.catalogue import Source
from ingest.compare import compare_units
from ingest.errors import SourceChanged
from ingest.readers.pxweb.metadata import Language, Metadata, parse
from ingest.readers.pxweb.resolve import resolve
from ingest.sample.protocol import Publisher
from ingest.sample.releases import releases
from ingest.sample.table import Table, same
from ingest.sample.turnover import FOLLOWED, followed, turnover
from tests.ingest.sample.held import NEWER, frame, series
from vertaispeili.resources import sql_directory

TABLES = [
    "12u1",
    "12u2",
    "12u5",
    "12u6",
    "12u8",
    "12u9",
    "12ur",
    "12us",
    "12ut",
    "12uw",
    "12ux",
    "12ta",
    "12te",
    "12tk",
    "12tn",
    "12ts",
    "12tt",
]
SOURCES = {source.code: source for source in catalogue.sources(sql_directory())}


def described(table_id: str, language: Language, changed: Table | None = None) -> Metadata:
    held = releases()[NEWER].publisher
    path = SOURCES[table_id].table
    publisher = Publisher({path: changed}, held.config) if changed else held
    return parse(publisher.answer("GET", f"/v1/{language}/{path}").body, language)


def table(table_id: str) -> Table:
    return releases()[NEWER].publisher.tables[SOURCES[table_id].table]


def relabelled(table_id: str, variable: str, labels: dict[str, str]) -> Table:
    """The table with other labels in the values of one variable, by code."""
    held = table(table_id)
    found = held.variable[variable]
    said = tuple(
        same(labels[code]) if code in labels else label for code, label in zip(found.values, found.labels, strict=True)
    )
    variables = tuple(replace(one, labels=said) if one.code == variable else one for one in held.variables)
    return replace(held, variables=variables)


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("table_id", TABLES)
def test_every_source_finds_all_it_asks_for_in_every_language(table_id: str, language: Language) -> None:
    source = SOURCES[table_id]
    found = resolve(source, described(table_id, language)).categories
    assert {name: set(values) for name, values in found.items()} == {
        name: set(column.values) for name, column in source.columns.items() if column.values
    }


def test_a_reason_that_the_table_lacks_is_left_out_and_no_other() -> None:
    changed = relabelled("12tn", "Päättymissyy", {"10": "Työnhaku lakannut"})
    found = resolve(SOURCES["12tn"], described("12tn", "fi", changed)).categories["ending"]
    assert set(SOURCES["12tn"].columns["ending"].values) - set(found) == {"not_renewed"}


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("10", "Kuntouttava työtoiminta päättynyt"),  # a second one of its kind
        ("01", "Työhön"),  # the open market is what the figure is for
    ],
)
def test_a_reason_is_never_guessed(code: str, label: str) -> None:
    changed = relabelled("12tn", "Päättymissyy", {code: label})
    with pytest.raises(SourceChanged, match="exactly one value of Päättymissyy"):
        resolve(SOURCES["12tn"], described("12tn", "fi", changed))


def test_a_mean_in_other_units_than_weeks_is_refused() -> None:
    source: Source = SOURCES["12tk"]
    categories = resolve(source, described("12tk", "fi")).categories
    code = categories["content"]["mean_ended_duration"]
    compare_units(source, None, {code: "viikko"}, categories)
    with pytest.raises(SourceChanged, match="expected the unit weeks"):
        compare_units(source, None, {code: "päivää"}, categories)


def test_what_begins_and_ends_makes_the_stock_of_the_next_month() -> None:
    found = turnover()
    for code in FOLLOWED:
        made = found[f"{code}/before"] + found[f"{code}/started"] - found[f"{code}/ended"]
        assert made.equals(found[code], check_names=False), code
    assert found.select(pl.min_horizontal(pl.col("^.*/(started|ended)$").min())).item() >= 0


def test_shares_of_what_followed_overlap_and_do_not_make_a_whole() -> None:
    together = followed().select(
        (pl.col(f"{code}/unemployed").sum() + pl.col(f"{code}/in_services").sum()) / pl.col(f"{code}/ended").sum()
        for code in FOLLOWED
    )
    assert max(together.row(0)) > 1.05
    assert min(together.row(0)) < 0.5


def test_the_kinds_of_other_services_are_those_of_the_jobseeker_table() -> None:
    kinds = frame(NEWER, "12u9").filter(pl.col("area") == "SSS").group_by("time").agg(pl.col("MTPPALVELUTLOP").sum())
    whole = series(NEWER, "12r5", "SSS", "MTPPALVELUTLOP")
    assert all(whole[month] == count for month, count in kinds.iter_rows())


def test_the_unemployed_by_duration_are_all_the_unemployed_and_the_longest_the_long_term_ones() -> None:
    (duration,) = set(frame(NEWER, "12ta").columns) - {"area", "time", "HAKIJATLOPUSSA", "KESKIKESTO"}
    country = frame(NEWER, "12ta").filter((pl.col("area") == "SSS") & (pl.col("time") == "2026M10"))
    held = dict(country.select(duration, "HAKIJATLOPUSSA").iter_rows())
    assert held.pop("SSS") == sum(held.values()) == series(NEWER, "12r5", "SSS", "TYOTTOMATLOPUSSA")["2026M10"]
    long_term = series(NEWER, "12r5", "SSS", "PITKAAIKAISTYOTTOMAT")["2026M10"]
    assert sum(count for code, count in held.items() if code >= "09") == long_term


@pytest.mark.parametrize("table_id", [table_id for table_id in TABLES if table_id not in {"12ts", "12tk"}])
def test_small_counts_are_hidden_and_zeros_are_shown(table_id: str) -> None:
    content = table(table_id).variables[-1]
    counts = [code for code, unit in zip(content.values, content.units, strict=True) if unit.en == "number"]
    for code in counts:
        values = frame(NEWER, table_id)[code]
        assert values.is_between(1, 4).sum() == 0
        assert values.null_count() > 0
