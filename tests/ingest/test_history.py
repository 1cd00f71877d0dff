"""History outlives the source: vintages laid over each other."""

from datetime import UTC, datetime

import polars as pl
import pytest

from ingest.history import History, lay_over
from ingest.panel import Panel
from tests.rows import frame

FIRST, SECOND, THIRD = (datetime(2025, month, 24, 6, tzinfo=UTC) for month in (1, 2, 3))


def vintage(text: str, published_at: datetime) -> Panel:
    table = frame(text)
    codes = {name: tuple(dict.fromkeys(map(str, table[name]))) for name in ("area", "month")}
    cells = table.select(
        *(
            pl.Series(name, [codes[name].index(str(code)) for code in table[name]], dtype=pl.UInt16)
            for name in ("area", "month")
        ),
        pl.col("value").cast(pl.Float64),
        pl.col("status").cast(pl.String),
        pl.lit(published_at).cast(pl.Datetime("us", "UTC")).alias("published_at"),
    )
    return Panel(codes, cells)


def drawn(history: History) -> set[tuple[object, ...]]:
    return set(history.current.decoded().select("area_code", "month_code", "value", "status").rows())


def revisions(history: History) -> set[tuple[object, ...]]:
    panel = Panel(history.current.codes, history.revisions)
    return set(
        panel.decoded()
        .hstack(history.revisions.select("reason", "replaced_at"))
        .select("area_code", "month_code", "value", "status", "reason")
        .rows()
    )


OLDER = """
    area  | month   | value | status
    KU507 | 2008M01 | 100   | -
    KU588 | 2008M01 | 10    | -
    KU507 | 2009M01 | 110   | -
    KU588 | 2009M01 | -     | ...
"""
NEWER = """
    area  | month   | value | status
    KU507 | 2009M01 | 113   | -
    KU507 | 2010M01 | 120   | -
"""


def test_a_period_holds_the_whole_cross_section_of_the_newest_vintage_that_covers_it():
    history = lay_over([vintage(OLDER, FIRST), vintage(NEWER, SECOND)], "month")
    assert drawn(history) == {
        ("KU507", "2008M01", 100.0, None),
        ("KU588", "2008M01", 10.0, None),
        ("KU507", "2009M01", 113.0, None),
        ("KU507", "2010M01", 120.0, None),
    }


def test_what_was_replaced_is_kept_with_its_reason():
    history = lay_over([vintage(OLDER, FIRST), vintage(NEWER, SECOND)], "month")
    assert revisions(history) == {
        ("KU507", "2009M01", 110.0, None, "restated"),
        ("KU588", "2009M01", None, "...", "retired"),
    }
    assert history.revisions["published_at"].unique().to_list() == [FIRST]
    assert history.revisions["replaced_at"].unique().to_list() == [SECOND]


def test_a_cell_that_becomes_hidden_is_a_revision():
    older = "area|month|value|status\nKU766|2009M01|7|-"
    newer = "area|month|value|status\nKU766|2009M01|-|..."
    history = lay_over([vintage(older, FIRST), vintage(newer, SECOND)], "month")
    assert revisions(history) == {("KU766", "2009M01", 7.0, None, "restated")}
    assert drawn(history) == {("KU766", "2009M01", None, "...")}


def test_the_same_release_twice_is_no_revision():
    history = lay_over([vintage(OLDER, FIRST), vintage(OLDER, SECOND)], "month")
    assert revisions(history) == set()


def test_three_vintages_keep_each_step():
    values = [
        vintage(f"area|month|value|status\nKU091|2009M01|{value}|-", at)
        for value, at in ((1, FIRST), (2, SECOND), (3, THIRD))
    ]
    history = lay_over(values, "month")
    assert drawn(history) == {("KU091", "2009M01", 3.0, None)}
    assert history.revisions.select("value", "published_at", "replaced_at").rows() == [
        (1.0, FIRST, SECOND),
        (2.0, SECOND, THIRD),
    ]


def test_a_single_vintage_has_no_revisions():
    assert lay_over([vintage(NEWER, FIRST)], "month").revisions.is_empty()


def test_no_vintage_at_all_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="at least one"):
        lay_over([], "month")
