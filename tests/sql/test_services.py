"""Services and what followed them: the recorded country, figure by figure, and the rules on a few rows."""

from decimal import ROUND_HALF_UP, Decimal

import duckdb
import polars as pl
import pytest

from ingest import catalogue
from ingest.catalogue import Source
from ingest.raw import raw_columns
from tests.shared import SHARED, needs_shared
from tests.sql.small import warehouse
from vertaispeili.resources import sql_directory

RECORDED = "tyonv_services_12u1-12va__kokomaa_2006-2022M02__vintage-2022-08.parquet"
TABLES = ("12u1", "12u2", "12u4", "12u6", "12u8", "12u9", "12ur", "12us", "12ut", "12uw", "12ux")
SOURCES = {source.id: source for source in catalogue.sources(sql_directory())}
# Kind of service: its table, the publisher's value of the kind, and what the codes of its contents begin with.
FOLLOWED = {
    "labour_market_training": ("12ur", "SSS", "TVK"),
    "job_search_coaching": ("12us", "3", "VALM"),
    "work_coaching": ("12us", "4", "VALM"),
    "career_coaching": ("12us", "5", "VALM"),
    "subsidised_employment": ("12ut", "SSS", "TYOL"),
    "trials": ("12uw", "SSS", "KOK"),
    "job_alternation": ("12ux", "02", "MTP"),
    "rehabilitative_work": ("12ux", "05", "MTP"),
    "self_motivated_study": ("12ux", "06", "MTP"),
}
SHARES = {"unemployed": ("TYOTTOMANA", "TYOTOSUUS"), "in_services": ("YHTEENSA", "TOIMPOSUUS")}
Cell = tuple[str, str, str, str]  # table, value of the kind, period, content


@pytest.fixture(scope="module")
def cells() -> dict[Cell, float | None]:
    """Every recorded cell of the whole country."""
    assert SHARED is not None, "callers are skipped where the recordings are absent"
    rows = pl.read_parquet(SHARED / "statfin" / "tables" / RECORDED)
    words = rows.with_columns(pl.col(pl.Categorical).cast(pl.String))
    return {(table, kind, period, content): value for table, _, kind, period, content, value in words.iter_rows()}


@pytest.fixture(scope="module")
def recorded(cells: dict[Cell, float | None], tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    tables = {f"statfin_tyonv_{table}": rows_of(SOURCES[f"statfin_tyonv_{table}"], table, cells) for table in TABLES}
    return warehouse(tmp_path_factory.mktemp("services"), tables)


def rows_of(source: Source, table: str, cells: dict[Cell, float | None]) -> pl.DataFrame:
    """The recorded cells that a source asks for, under our ids where it names values."""
    time = "month" if "month" in source.columns else "year"
    ours = {
        name: {value.code: id_ for id_, value in source.columns[name].values.items()}
        for name in ("content", "kind")
        if name in source.columns
    }
    kinds = ours.get("kind", {"SSS": "all"})
    return pl.DataFrame(
        [
            {
                **({"kind": kinds[kind]} if "kind" in raw_columns(source) else {}),
                "area": "SSS",
                time: period,
                "content": ours["content"][content],
                "value": "..." if value is None else str(value),
            }
            for (of, kind, period, content), value in cells.items()
            if of == table and kind in kinds and content in ours["content"]
        ]
    )


def shown(connection: duckdb.DuckDBPyConnection, indicator: str) -> dict[str, tuple[float | None, str]]:
    rows = connection.execute(
        "select period, value, status from mart.indicator_value where indicator_id = $indicator and area_id = 'SSS'",
        {"indicator": indicator},
    ).fetchall()
    return {f"{period:%YM%m}": (value, status) for period, value, status in rows}


def ended_in(cells: dict[Cell, float | None], place: tuple[str, str, str]) -> float | None:
    """How many periods ended; each table has a word of its own for it."""
    words = ("TVKPAATTYNYT", "VALMPAATTYNYT", "TYOLSIJOITPAATTYI", "KOKTOIMPIDEPAATTYI", "MTPTOIMPIDEPAATTYI")
    return next(cells[(*place, f"{word}_TAJO")] for word in words if (*place, f"{word}_TAJO") in cells)


def half_up(part: float, whole: float) -> float:
    share = Decimal(100) * Decimal(int(part)) / Decimal(int(whole))
    return float(share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


@needs_shared
def test_the_countrys_activation_rate_is_the_published_one_in_every_recorded_month(recorded, cells) -> None:
    published = {period: value for (table, _, period, content), value in cells.items() if content == "AKTASTE"}
    ours = shown(recorded, "activation_rate")
    assert len(published) == 194
    assert {period: value for period, (value, _) in ours.items()} == published
    computed = recorded.execute(
        "select period, numerator, denominator from mart.ratio where indicator_id = 'activation_rate'"
    ).fetchall()
    assert {f"{period:%YM%m}": half_up(part, whole) for period, part, whole in computed} == published


@needs_shared
@pytest.mark.parametrize("kind", FOLLOWED)
@pytest.mark.parametrize("what", SHARES)
def test_what_followed_is_what_is_published(recorded, cells, kind: str, what: str) -> None:
    table, value, begin = FOLLOWED[kind]
    count, share = SHARES[what]
    ours = shown(recorded, f"{kind}_{what}_after_share")
    years = sorted({period for of, _, period, _ in cells if of == table})
    assert len(years) in {9, 16}
    compared = 0
    for year in years:
        ended, part = ended_in(cells, (table, value, year)), cells[table, value, year, f"{begin}{count}_TAJO"]
        found, status = ours.get(f"{year}M01", (None, "missing"))
        if ended is None or part is None:
            assert status in {"partial", "hidden"}, year
        elif ended > 0:
            assert found == half_up(part, ended) == cells[table, value, year, f"{begin}{share}_TAJO"], year
            compared += 1
    assert compared >= 6


@needs_shared
def test_the_shares_overlap_and_are_no_whole(recorded) -> None:
    together = {
        kind: sum(shown(recorded, f"{kind}_{what}_after_share")["2021M01"][0] for what in ("unemployed", "in_services"))
        for kind in FOLLOWED
    }
    assert together["rehabilitative_work"] == 22.0 + 95.1
    assert together["labour_market_training"] == pytest.approx(37.1 + 30.5)


@needs_shared
def test_what_begins_and_ends_is_as_recorded_and_other_services_are_the_sum_of_their_kinds(recorded, cells) -> None:
    october = "2021M10"
    assert shown(recorded, "labour_market_training_started")[october] == (4372, "complete")
    assert shown(recorded, "subsidised_employment_ended")[october] == (2845, "complete")
    assert shown(recorded, "rehabilitative_work_started")[october] == (4985, "complete")
    assert shown(recorded, "self_motivated_study")[october] == (31866, "complete")
    other = [cells["12u9", kind, october, "MTPPALVELUTLOP"] for kind in ("02", "05", "06")]
    stocks = [
        shown(recorded, kind)[october][0] for kind in ("job_alternation", "rehabilitative_work", "self_motivated_study")
    ]
    assert stocks == other


@needs_shared
def test_kinds_of_coaching_are_no_parts_of_those_in_coaching(recorded, cells) -> None:
    """Their caveat says so: many of those in job coaching are unemployed at the same time."""
    october = "2021M10"
    coaching = [shown(recorded, f"{kind}_coaching")[october][0] for kind in ("job_search", "work", "career")]
    assert coaching == [544, 4919, 1047]
    assert cells["12u4", "SSS", october, "VALMENNUSLOP"] == 1674


OUTCOMES = """
    kind                 | area  | year | content                  | value
    rehabilitative_work  | KU091 | 2025 | outcome_periods          | 100
    rehabilitative_work  | KU091 | 2025 | unemployed_after_periods | 22
    rehabilitative_work  | KU211 | 2025 | outcome_periods          | 10
    rehabilitative_work  | KU211 | 2025 | unemployed_after_periods | ...
    rehabilitative_work  | KU837 | 2025 | outcome_periods          | 50
    rehabilitative_work  | KU837 | 2025 | unemployed_after_periods | 20
"""


def test_what_followed_keeps_the_bounds_of_hidden_counts(tmp_path) -> None:
    connection = warehouse(tmp_path, {"statfin_tyonv_12ux": OUTCOMES})
    rows = connection.execute(
        "select area_id, value, low, high, status from mart.indicator_value "
        "where indicator_id = 'rehabilitative_work_unemployed_after_share' and level = 'municipality' order by all"
    ).fetchall()
    assert rows == [
        ("KU091", 22.0, 22.0, 22.0, "complete"),
        ("KU211", None, 10.0, 40.0, "hidden"),
        ("KU837", 40.0, 40.0, 40.0, "complete"),
    ]
