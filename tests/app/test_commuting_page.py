"""The page on commuting: what stays in an area, its partners, its travel-to-work area by every rule, the map."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import queries
from app.commuting import CommutingFacts, divide
from app.commuting import map as commuting_map
from app.db import Database, Handle
from app.pages import commuting
from app.queries.commuting import rest, rules, share
from app.selection import COMMUTERS, COMMUTING_TABLES, DIVISIONS, Known, UnknownAddressError, parse, write
from app.view import View
from tests.app.commuted import commute
from tests.app.conftest import QUERIES
from tests.app.published import publish
from tests.app.test_pages import of_class, results, text_of, view_of, walk


@pytest.fixture(scope="module")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    yield from _changed(tmp_path_factory.mktemp("modelled"), lambda connection: commute(connection, "modelled"))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handle]:
    tables = ("derive.commuting_flow", "derive.travel_to_work_area", "derive.travel_to_work_member", "mart.containment")
    yield from _changed(
        tmp_path_factory.mktemp("without"),
        lambda connection: [connection.execute(f"delete from {table}") for table in tables],
    )


def _changed(folder: Path, change: Any) -> Iterator[Handle]:
    warehouse = publish(folder)
    with duckdb.connect(str(warehouse.current())) as connection:
        change(connection)
    with Database(warehouse.current, QUERIES).handle() as opened:
        yield opened


def view(handle: Handle, query: str = "area=KU837", language: str = "fi") -> View:
    return view_of(handle, f"/{language}/commuting?{query}")


def tables(tree: Any) -> list[list[list[str]]]:
    """The rows of every table of a page, as texts."""
    found: list[list[list[str]]] = []
    for table in walk(tree):
        if table["type"] == "Table":
            rows = [one for one in walk(table) if one["type"] == "Tr"]
            found.append([[text_of(cell) for cell in row["props"]["children"]] for row in rows])
    return found


def test_the_headline_says_how_much_stays(handle: Handle) -> None:
    tree = results(handle, "/en/commuting?area=KU837")
    headline = next(one for one in walk(tree) if one["props"].get("id") == "headline")
    assert text_of(headline) == (
        "The municipality has 96,560 employed residents. Of them 93.2% work in their home municipality. "
        "Of the municipality's jobs 87.3% are held by its own residents."
    )


def test_hidden_pairs_leave_bounds_and_never_a_number_alone(handle: Handle) -> None:
    balance = tables(results(handle, "/en/commuting?area=KU211"))[0]
    assert [row[1] for row in balance[1:4]] == ["15,001–15,004", "6,000", "9,001–9,004"]
    going = tables(results(handle, "/en/commuting?area=KU211"))[1]
    assert [row[:2] for row in going[1:]] == [["Tampere", "9,000 100.0%"], ["Vesilahti", "1–4 0.0%"]]


def test_partners_of_an_area_are_outside_it_most_first(handle: Handle) -> None:
    facts = CommutingFacts(view(handle, "area=TA39"))
    assert [(one.municipality_id, one.going) for one in facts.most("going")] == [("KU091", (4000.0, 4000.0))]
    assert [(one.municipality_id, one.coming) for one in facts.most("coming")] == [("KU091", (3000.0, 3000.0))]
    assert facts.containment is not None
    assert facts.containment.internal == (109361.0, 109364.0)


def test_containment_and_partners_add_up(handle: Handle) -> None:
    for area_id, area in queries.areas(handle).items():
        facts = CommutingFacts(view(handle, f"area={area_id}"))
        if area.is_country or facts.containment is None:
            continue
        going = [one.going or (0.0, 0.0) for one in facts.partners]
        coming = [one.coming or (0.0, 0.0) for one in facts.partners]
        found = facts.containment
        internal, residents, workers = (one or (0.0, 0.0) for one in (found.internal, found.residents, found.workers))
        for end in (0, 1):
            assert residents[end] == internal[end] + sum(one[end] for one in going)
            assert workers[end] == internal[end] + sum(one[end] for one in coming)


@given(st.tuples(st.integers(0, 90), st.integers(0, 9)), st.tuples(st.integers(0, 90), st.integers(0, 9)))
def test_a_share_and_a_rest_hold_every_number_that_hidden_pairs_allow(
    part: tuple[int, int], more: tuple[int, int]
) -> None:
    first, other = ((low, low + wide) for low, wide in (part, more))
    whole = (first[0] + other[0], first[1] + other[1])
    found, left = share(first, whole), rest(whole, first)
    for inside in range(first[0], first[1] + 1):
        for outside in range(other[0], other[1] + 1):
            assert left is not None
            assert left[0] <= outside <= left[1]
            if inside + outside and found:
                assert found[0] - 0.05 <= 100 * inside / (inside + outside) <= found[1] + 0.05


def test_the_area_by_every_rule_stands_beside_the_computed_one(handle: Handle) -> None:
    tree = results(handle, "/en/commuting?area=KU211")
    rows = next(table for table in tables(tree) if table[0][0] == "Rule")
    assert [row[0] for row in rows[1:]] == [
        "Computed travel-to-work areas",
        "Travel-to-work areas 2023 (Statistics Finland)",
        "Rule of centres (25%\u00a0and 10%)".replace("\u00a0", " "),
        "Looser limits",
    ]
    assert [row[2] for row in rows[1:]] == ["Tampere", "in no area", "Tampere", "Tampere"]
    assert "at least 66.7% in large ones" in text_of(of_class(tree, "commuting-rules"))


def test_every_municipality_is_in_one_area_of_a_division_or_named_outside(handle: Handle) -> None:
    municipalities = {one for one, area in queries.areas(handle).items() if area.level == "municipality"}
    for key in ("computed", "centre", "looser", "official"):
        division = divide(view(handle), key)
        placed = [one for place in division.places for one in place.members]
        assert sorted([*placed, *division.outside]) == sorted(municipalities)
    assert "KU766" in divide(view(handle), "computed").outside


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_model_says_so_wherever_a_figure_stands(modelled: Handle, language: str) -> None:
    tree = results(modelled, f"/{language}/commuting?area=KU837")
    word = {"fi": "Malli, ei tilasto", "sv": "Modell, inte statistik", "en": "A model, not statistics"}[language]
    for name in ("headline", "notice"):
        assert all(word in text_of(one) for one in of_class(tree, name))
    titles = [text_of(one) for one in walk(tree) if one["type"] == "H2"]
    assert len(titles) == 5
    assert all(word in title for title in titles)
    heads = [row for table in tables(tree) for row in table[:1]]
    assert all(any(word in cell for cell in row) for row in heads)
    said = next(one["props"]["data"] for one in walk(tree) if one["props"].get("id") == "map-data")
    assert word in said["sample"]
    assert word in said["label"]
    numbers = commuting.PAGE.numbers(view(modelled, language=language)) if commuting.PAGE.numbers else None
    assert numbers is not None
    assert all(word in head for head in numbers.heads)


def test_a_model_makes_no_area_that_other_pages_know(modelled: Handle) -> None:
    assert not any(area.level == "travel_to_work_area" for area in queries.areas(modelled).values())
    assert "travel_to_work_area" not in queries.levels(modelled)
    assert all("(malli)" in place.name for place in divide(view(modelled), "computed").places)


def test_without_flows_only_the_official_areas_are_shown_and_it_is_said_why(without: Handle) -> None:
    tree = results(without, "/fi/commuting?area=KU837")
    assert "Kuntien välistä pendelöintiä ei ole haettu" in text_of(of_class(tree, "notice"))
    assert [text_of(one) for one in walk(tree) if one["type"] == "H2"] == [
        "Työssäkäyntialueet 2023 (Tilastokeskus): 0"
    ] * 2
    assert results(without, "/fi/commuting?division=centre&show=coming")


def test_the_country_has_its_published_share_and_no_partners(handle: Handle) -> None:
    facts = CommutingFacts(view(handle, ""))
    assert (facts.partners, facts.containment, facts.main) == ((), None, None)
    assert commuting_map.mode(CommutingFacts(view(handle, "show=going"))) == "areas"


@pytest.mark.parametrize("show", COMMUTERS)
def test_the_map_has_a_shape_and_a_figure_for_each_of_its_areas(handle: Handle, show: str) -> None:
    asked = view(handle, f"area=TA39&show={show}")
    numbers, shapes = commuting_map.payload(asked), commuting_map.shapes(asked)
    names: Any = numbers["areas"]
    drawn: Any = shapes["areas"]
    assert {one[0] for one in names} == {one[0] for one in drawn}
    figures: Any = numbers["figures"]
    known = dict(zip([one[0] for one in names], figures, strict=True))
    if show == "areas":
        assert known["KU837"] == ["96,5\u00a0%", "4"]
    else:
        assert known["KU837"] == ["valitun alueen kunta", "o"]
        assert (
            known["KU091"]
            == {"coming": ["1,2\u00a0% (3\u00a0000)", "1"], "going": ["1,6\u00a0% (4\u00a0000)", "1"]}[show]
        )
        assert known["KU766"] == ["ei ketään", "x"]


@pytest.mark.parametrize("table", COMMUTING_TABLES)
def test_downloads_have_the_numbers_of_their_section(handle: Handle, table: str) -> None:
    asked = view(handle, f"area=KU211&table={table}")
    numbers = commuting.PAGE.numbers(asked) if commuting.PAGE.numbers else None
    assert numbers is not None
    assert all(len(row) == len(numbers.columns) for row in numbers.rows)
    assert len(numbers.rows) == {"partners": 2, "areas": 6, "rules": 9}[table]


ADDRESSES = st.builds(
    lambda area, division, show, table: (area, division, show, table),
    st.sampled_from(["TA39", "KU837", "SSS"]),
    st.sampled_from([*DIVISIONS, "looser"]),
    st.sampled_from(COMMUTERS),
    st.sampled_from(COMMUTING_TABLES),
)
KNOWN = Known(frozenset({"TA39", "KU837", "SSS"}), frozenset(), frozenset(), "", None, rules=frozenset({"looser"}))


@given(ADDRESSES)
def test_an_address_reads_back_as_itself(asked: tuple[str, str, str, str]) -> None:
    area, division, show, table = asked
    start = parse("/fi/commuting", "", KNOWN)
    chosen = replace(start, area=area, division=division, commuters=show, commuting_table=table)
    path, _, query = write(chosen).partition("?")
    assert parse(path, query, KNOWN) == chosen


def test_a_rule_that_is_not_there_is_refused(handle: Handle) -> None:
    with pytest.raises(UnknownAddressError):
        parse("/fi/commuting", "division=magic", KNOWN)
    assert set(rules(handle)) == {"computed", "looser"}
