"""The bench itself: what it makes is read back, what it holds against bars, what it keeps of the page."""

import re
from pathlib import Path

import orjson
import pytest

from ingest.readers import jsonstat, px
from tests.bench import document
from tests.bench.contest import agree
from tests.bench.cubes import Made, jobseekers, occupations
from tests.bench.drawing import NAMES, queries
from tests.bench.figures import Bar, Bench, Figures, Table, percentile
from tests.bench.growth import fitted
from vertaispeili.resources import sql_directory

CUBES = {"12r5": jobseekers(3, 4), "12ti": occupations(3, 4)}
BENCH = Bench("one", "One thing", "Measured so.", lambda _setting: iter(()))
PAGE = "# Benchmarks\n\n## Not met\n- `slow thing`: it waits for others; a cache was tried.\n- `growth *`: too few.\n"


def bar(name: str, figure: float, most: float | None = None, least: float | None = None) -> Bar:
    return Bar(name, Figures([figure], "ms"), most, least=least)


@pytest.mark.parametrize("made", CUBES.values(), ids=CUBES)
def test_made_answers_are_read_back_as_they_were_made(made: Made) -> None:
    for cube in (jsonstat.decode(made.jsonstat()), px.decode(b"".join(made.px()))):
        found = {"rows": cube.size, "nulls": cube.values.null_count(), "sum": cube.values.sum()}
        assert found == pytest.approx(made.expected)
        assert [dimension.codes for dimension in cube.dimensions] == list(made.codes.values())


def test_the_publishers_own_json_has_a_row_for_the_cells_of_all_contents() -> None:
    made = CUBES["12ti"]
    row, *_ = rows = orjson.loads(made.json())["data"]
    assert (row["key"], len(row["values"]), len(rows)) == (["SSS", "1000", "2026M04"], 2, 3 * 434 * 4)


def test_a_run_that_found_something_else_voids_the_benchmark() -> None:
    agree({"ours": [{"rows": 4, "sum": 10.0}]}, {"rows": 4, "sum": 10.0})
    with pytest.raises(SystemExit, match="void: ours found 3 rows where 4 were made"):
        agree({"ours": [{"rows": 3, "sum": 10.0}]}, {"rows": 4, "sum": 10.0})


def test_a_percentile_is_a_figure_that_was_measured() -> None:
    assert [percentile(share)([5, 1, 4, 2, 3]) for share in (1, 50, 95, 100)] == [1, 3, 5, 5]


def test_a_bar_holds_on_its_side_and_at_its_edge() -> None:
    assert [bar("", 5, most=5).holds, bar("", 6, most=5).holds, bar("", 6, least=5).holds] == [True, False, True]
    assert bar("", 1e9).holds


@pytest.mark.parametrize(("values", "exponent"), [((1, 4, 16), 1), ((1, 16, 256), 2), ((7, 7, 7), 0)])
def test_growth_is_the_slope_of_logarithms(values: tuple[float, ...], exponent: float) -> None:
    assert fitted(values) == pytest.approx(exponent)


def test_the_hand_kept_section_stays_and_its_bars_are_known(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks.md"
    assert document.kept(file) == "## Not met\n"
    file.write_text(PAGE, "utf-8")
    section = document.kept(file)
    names = document.named(section)
    file.write_text(document.page([(BENCH, [bar("slow thing", 9, most=5)])], "make bench", "2026-11-24", section))
    assert document.kept(file) == section
    assert "| slow thing | 1 | 9 ms | at most 5 | no, see below |" in file.read_text("utf-8")
    assert [document.is_named(bar(one, 1), names) for one in ("slow thing", "growth of files", "other")] == [
        True,
        True,
        False,
    ]


def test_a_table_without_rows_is_its_heading_alone() -> None:
    said = document.page([(BENCH, [Table("Skipped: no browser", (), ())])], "make bench", "2026-11-24", "## Not met\n")
    assert "Skipped: no browser.\n" in said


def test_every_parameter_of_every_query_can_be_drawn() -> None:
    asked = {name for sql in queries(sql_directory() / "query").values() for name in re.findall(r"\$([a-z_]+)", sql)}
    assert asked <= NAMES
