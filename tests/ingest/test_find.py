"""A table that is known by its form: found in its folder, or a person is asked to name it."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest import catalogue, held
from ingest.bronze import Bronze
from ingest.catalogue import Source
from ingest.errors import SourceChanged
from ingest.fetch import Keeping, fetch
from ingest.known import areas
from ingest.readers.pxweb.client import Client
from ingest.sample.protocol import Cells, Publisher, Table, Text, Variable, same
from tests.fetching import Fetching
from tests.pxweb_server import serving
from vertaispeili.resources import sql_directory

FOLDER = "StatFin/tyokay"
PAIRS = same("Työlliset asuinkunnan ja työpaikan kunnan mukaan")
MARGIN = same("Alueella asuvat työlliset pendelöinnin mukaan")
CODES = ("SSS", "KU091", "KU049", "KU199", "MK01")
HOME = Variable(
    "alue_23", Text("Asuinalue", "Boendeområde", "Area of residence"), CODES, tuple(map(same, CODES)), "area"
)
WORK = Variable("tyo_23", Text("Työpaikan alue", "Arbetsort", "Area of work"), CODES, tuple(map(same, CODES)), "area")
YEARS = tuple(str(year) for year in range(2019, 2025))
YEAR = Variable("timeperiod_y", same("Vuosi"), YEARS, tuple(map(same, YEARS)), "time")


def table(title: Text, *variables: Variable) -> Table:
    size = 1
    for variable in variables:
        size *= len(variable.values)
    cells = Cells(pl.Series([float(number) for number in range(size)]))
    return Table("11xx", title, same("Työssäkäynti"), variables, cells, datetime(2026, 11, 19, 6, tzinfo=UTC), title)


def publisher(**tables: Table) -> Publisher:
    return Publisher({f"{FOLDER}/{name.removeprefix('t')}.px": held for name, held in tables.items()})


@pytest.fixture(scope="module")
def source() -> Source:
    return next(one for one in catalogue.sources(sql_directory()) if one.id == "statfin_tyokay_flow")


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path, areas=areas(sql_directory()))


def test_the_one_table_of_the_folder_with_two_variables_of_areas_is_fetched_and_remembered(
    fetching: Fetching, source: Source
) -> None:
    tables = {"t115n": table(MARGIN, HOME, YEAR), "t11od": table(PAIRS, WORK, HOME, YEAR)}
    with serving(publisher(**tables)) as server:
        snapshot = fetching.fetch(server, source).snapshot
        assert fetching.fetch(server, source).outcome == "unchanged"
    assert snapshot.table == "StatFin/tyokay/11od.px"
    assert snapshot.columns == {"area": "alue_23", "workplace": "tyo_23", "year": "timeperiod_y"}
    assert held.located(source, fetching.bronze).code == "11od"


def test_only_pairs_of_municipalities_and_the_newest_years_are_asked_for(fetching: Fetching, source: Source) -> None:
    with serving(publisher(t11od=table(PAIRS, HOME, WORK, YEAR))) as server:
        fetched = fetching.fetch(server, source)
    places = ("KU091", "KU049", "KU199")
    assert fetched.snapshot.codes == {"area": places, "workplace": places, "year": ("2022", "2023", "2024")}
    assert fetched.cells == 3 * 3 * 3


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"t115n": table(MARGIN, HOME, YEAR)}, r"found 0 \(none\) of 1 tables; looked at 115n.px. Write the address"),
        ({"t115h": table(same("Toimiala"), HOME, WORK, YEAR)}, "none, since no title fits"),
        (
            {"t11od": table(PAIRS, HOME, WORK, YEAR), "t11oe": table(PAIRS, HOME, WORK, YEAR)},
            r"found 2 \(11od.px, 11oe.px\) of 2 tables",
        ),
        ({"t11od": table(PAIRS, HOME, WORK)}, r"found 0 \(none\)"),
    ],
)
def test_none_or_several_ask_a_person_to_name_the_table(
    fetching: Fetching, source: Source, tables: dict[str, Table], words: str
) -> None:
    with serving(publisher(**tables)) as server, pytest.raises(SourceChanged, match=words) as told:
        fetching.fetch(server, source)
    assert "\n" not in str(told.value)
    assert "statfin_tyokay_flow" in str(told.value)


def test_a_folder_that_is_not_there_is_a_change(fetching: Fetching, source: Source) -> None:
    elsewhere = Publisher({"StatFin/vaerak/11ra.px": table(MARGIN, HOME, YEAR)})
    with serving(elsewhere) as server, pytest.raises(SourceChanged, match=r"StatFin/tyokay: .* no such folder"):
        fetching.fetch(server, source)


def test_a_table_that_the_description_names_is_not_looked_for(fetching: Fetching, source: Source) -> None:
    named = source.model_copy(update={"table": f"{FOLDER}/11oe.px", "options": {}})
    tables = {"t11od": table(PAIRS, HOME, WORK, YEAR), "t11oe": table(PAIRS, HOME, WORK, YEAR)}
    with serving(publisher(**tables)) as server:
        client = Client(fetching.session(), server.base)
        snapshot = fetch(named, client, Keeping(fetching.bronze, fetching.areas, fetching.progress)).snapshot
    assert snapshot.table.endswith("11oe.px")
    assert held.located(named, Bronze(fetching.folder / "bronze")) == named
