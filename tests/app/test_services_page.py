"""The page on services over a small warehouse: kinds, sums of a year, what followed, figures of a region alone."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import orjson
import pytest
from plotly.utils import PlotlyJSONEncoder

from app import queries
from app.db import Database, Handle
from app.i18n import LANGUAGES, texts
from app.pages import page_named
from app.queries.services import counts, sums_of_year
from app.selection import Known, parse, write
from app.service_facts import FOLLOWED, KINDS, REASONS, TURNING, ServiceFacts
from app.view import View
from tests.app.conftest import QUERIES
from tests.app.published import publish
from tests.app.test_pages import of_class, text_of, walk
from vertaispeili.warehouse import Warehouse

# Whose figure is told is what tells them apart: an employment area, a municipality of it, their region, the country.
_WORLD = """
insert into core.area values ('MK06', 'region', 'Pirkanmaa', 'Birkaland', 'Pirkanmaa', 'official');
insert into core.area_member select 'MK06', area_id from municipality where parent = 'TA39';
"""
_INDICATOR = """
insert into catalogue.indicator by name
select $id as indicator_id, $unit as unit, $frequency as frequency, $decimals as decimals, $kind as kind,
    $id || ' fi' as title_fi, $id || ' sv' as title_sv, $id || ' en' as title_en,
    $id || ': fi' as short_fi, $id || ': sv' as short_sv, $id || ': en' as short_en,
    * exclude (indicator_id, unit, frequency, decimals, kind, title_fi, title_sv, title_en, short_fi, short_sv,
        short_en)
from catalogue.indicator where indicator_id = 'activation_rate'
"""
_VALUE = """
insert into mart.indicator_value
select $id, area_id, level, $period, case when $low = $high then $low end, $low, $high, $status, $hidden, 'published'
from core.area where area_id = $area
"""
COUNTS = ("in_services", *KINDS, *(f"{kind}_{what}" for kind in TURNING for what in ("started", "ended")))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    made = publish(tmp_path_factory.mktemp("services"), "sample")
    with duckdb.connect(str(made.current())) as connection:
        connection.execute(_WORLD)
        for name in COUNTS:
            add(connection, name, "persons", "month", 0)
        for kind in FOLLOWED:
            for side in ("unemployed", "in_services"):
                add(connection, f"{kind}_{side}_after_share", "percent", "year", 1)
        for name in ("broad_unemployment_share", "flow_over_12_months", *REASONS[:2]):
            add(connection, name, "percent", "month", 1)
        fill(connection)
    return made


def add(connection: duckdb.DuckDBPyConnection, name: str, unit: str, frequency: str, decimals: int) -> None:
    kind = "count" if unit == "persons" else "ratio"
    asked = {"id": name, "unit": unit, "frequency": frequency, "decimals": decimals, "kind": kind}
    connection.execute(_INDICATOR, asked)


def put(
    connection: duckdb.DuckDBPyConnection, name: str, area: str, period: date, *ends: float, hidden: int = 0
) -> None:
    low, high = ends[0], ends[-1]
    status = "complete" if low == high else "hidden" if hidden == 1 else "partial"
    asked = {"id": name, "area": area, "period": period, "low": low, "high": high, "status": status, "hidden": hidden}
    connection.execute(_VALUE, asked)


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    newest = date(2026, 6, 1)
    for area in ("TA39", "SSS"):
        put(connection, "activation_rate", area, newest, 22.5 if area == "TA39" else 24.0)
        put(connection, "broad_unemployment_share", area, newest, 18.1)
        put(connection, "in_services", area, newest, 700, 706, hidden=2)
    put(connection, "other_services", "TA39", newest, 400)
    put(connection, "coaching", "TA39", newest, 1, 4, hidden=1)
    for kind in ("labour_market_training", "subsidised_employment", "trials", "work_practice"):
        put(connection, kind, "TA39", newest, 0 if kind == "work_practice" else 100)
    for at in range(24):
        month = date(2024 + (6 + at) // 12, (6 + at) % 12 + 1, 1)
        put(
            connection,
            "labour_market_training_started",
            "TA39",
            month,
            10 + at,
            13 + at if at == 23 else 10 + at,
            hidden=int(at == 23),
        )
        if at != 20:
            put(connection, "labour_market_training_ended", "TA39", month, 5)
    year = date(2025, 1, 1)
    for side, share, part in (("unemployed", 22.0, 22), ("in_services", 95.1, 95)):
        put(connection, f"rehabilitative_work_{side}_after_share", "TA39", year, share)
        put(connection, f"trials_{side}_after_share", "TA39", year, 0)
        for kind, whole in (("rehabilitative_work", 100), ("trials", 0)):
            values = (f"{kind}_{side}_after_share", "TA39", year, part, part, part, whole, whole, whole)
            connection.execute(f"insert into mart.ratio values ({', '.join('?' * 9)})", values)
    for area in ("MK06", "SSS"):
        put(connection, "flow_over_12_months", area, newest, 13.7)
    put(connection, "ended_open_market_share", "TA39", newest, 14.0)


@pytest.fixture
def opened(warehouse: Warehouse) -> Iterator[Handle]:
    with Database(warehouse.current, QUERIES).handle() as handle:
        yield handle


def view_of(handle: Handle, address: str) -> View:
    known = Known(
        frozenset(queries.areas(handle)),
        frozenset(queries.indicators(handle)),
        queries.periods(handle),
        queries.first_indicator(handle),
        None,
    )
    path, _, query = address.partition("?")
    selection = parse(path, query, known)
    return View(handle, selection, texts(selection.language))


def shown(handle: Handle, address: str) -> Any:
    view = view_of(handle, address)
    return orjson.loads(PlotlyJSONEncoder().encode(page_named("services").results(view)))


def section(tree: Any, name: str) -> dict[str, Any]:
    return of_class(tree, f"services-{name}")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["TA39", "KU837", "KU766", "SSS", "MK06"])
def test_the_page_is_made_of_any_area_in_any_language(opened: Handle, language: str, area: str) -> None:
    tree = shown(opened, f"/{language}/services/{area}")
    assert len([node for node in walk(tree) if node["type"] == "H1"]) == 1
    assert "{" not in text_of(tree)


def test_broad_unemployment_stands_beside_unemployment(opened: Handle) -> None:
    said = text_of(section(shown(opened, "/fi/services/TA39"), "broad"))
    assert "palveluissa olevat mukaan luettuina 18,1\u00a0%" in said
    assert "ei laajaa työttömyyttä" in said


@pytest.mark.parametrize("area", ["TA39", "SSS"])
def test_its_two_lines_can_be_told_apart(opened: Handle, area: str) -> None:
    stores = [node["props"] for node in walk(shown(opened, f"/fi/services/{area}")) if node["type"] == "Store"]
    (figure,) = [json.loads(one["data"]) for one in stores if one["id"]["plot"] == "broad"]
    styles = {json.dumps(trace["line"]) for trace in figure["data"] if "line" in trace}
    assert len(styles) == 2


def test_the_year_is_told_and_the_others_are_not_called_employed(opened: Handle) -> None:
    said = text_of(section(shown(opened, "/fi/services/TA39"), "outcomes"))
    assert "vuonna 2025" in said
    assert "Muut eivät välttämättä ole työllistyneet" in said
    assert "eivät summaudu sataan" in said
    assert "22,0\u00a0%" in said
    assert "95,1\u00a0%" in said


def test_a_service_of_which_nothing_ended_has_no_share(opened: Handle) -> None:
    said = text_of(section(shown(opened, "/fi/services/TA39"), "outcomes"))
    assert "rehabilitative_work" in said
    assert "trials" not in said


def test_the_largest_kind_is_named_only_where_none_can_be_larger(opened: Handle) -> None:
    said = text_of(section(shown(opened, "/fi/services/TA39"), "kinds"))
    assert said.startswith("Eniten osallistujia: other_services: fi, 400")
    assert "work_practice" not in said  # nobody is in it
    assert "salattu, 1–4" in said


def test_a_year_is_the_sum_of_twelve_months_with_bounds_or_is_not_told(opened: Handle) -> None:
    ids = ("labour_market_training_started", "labour_market_training_ended")
    found = sums_of_year(opened, ids, "TA39", date(2026, 6, 1))
    started = found[ids[0]]
    assert (started.now.low, started.now.high, started.now.hidden_cells) == (
        sum(range(22, 34)),
        sum(range(22, 34)) + 3,
        1,
    )
    assert started.before.value == sum(range(10, 22))
    assert found[ids[1]].now is None
    assert found[ids[1]].before.value == 60


def test_a_share_is_told_with_the_counts_it_is_made_of(opened: Handle) -> None:
    name = "rehabilitative_work_in_services_after_share"
    found = counts(opened, ((name, date(2025, 1, 1)),), ("TA39",))[name, "TA39"]
    assert (found.part.value, found.whole.value) == (95, 100)


def test_figures_that_are_published_for_regions_alone_are_named_as_theirs(opened: Handle) -> None:
    facts = ServiceFacts(view_of(opened, "/fi/services/TA39"))
    assert [one.area_id for one in facts.places(("flow_over_12_months",))] == ["MK06"]
    assert [one.area_id for one in facts.places(("ended_open_market_share",))] == ["TA39"]
    said = text_of(section(shown(opened, "/fi/services/TA39"), "flow"))
    assert said.startswith("Pirkanmaa: alkaneista työttömyysjaksoista 13,7\u00a0%")
    assert "Luvut koskevat maakuntaa: Pirkanmaa" in said


def test_what_is_not_there_is_said(opened: Handle) -> None:
    assert "Lukuja ei ole saatu" in text_of(shown(opened, "/fi/services/KU766"))


@pytest.mark.parametrize(
    "part", ["broad", "activation", "kinds", "turnover", "outcomes", "flow", "durations", "endings"]
)
def test_every_figure_has_its_numbers_and_its_address(opened: Handle, part: str) -> None:
    address = "/fi/services/TA39" + ("" if part == "broad" else f"?table={part}")
    view = view_of(opened, address)
    assert write(view.selection) == address
    made = page_named("services").numbers(view)
    assert len(made.columns) == len(set(made.columns))
    assert all(len(row) == len(made.columns) for row in made.rows)
    assert made.sample == "esimerkki"


def test_the_file_of_outcomes_has_the_counts(opened: Handle) -> None:
    made = page_named("services").numbers(view_of(opened, "/en/services/TA39?table=outcomes"))
    ends = made.columns.index("Upper bound of those ended")
    assert [row[ends].value for row in made.rows if "rehabilitative_work" in str(row[3])] == [100, 100]
