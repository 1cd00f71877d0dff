"""A table taken as one file: taken only when it is whole and of the release, and then as good as by API."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.catalogue import sources
from ingest.fetch import Fetched, Keeping, fetch
from ingest.held import vintages
from ingest.raw import create_vintage
from ingest.readers.pxweb.client import Client
from ingest.sample.protocol import Cells, Config, Publisher, Table, Text, Variable, same
from ingest.wide import write_wide
from tests.fetching import Fetching
from tests.ingest.readers.encode import PxForm, px
from tests.ingest.readers.encode import Variable as Written
from tests.ingest.readers.encode import table as written
from tests.pxweb_server import listening, serving
from tests.pxweb_tables import AREAS, RELEASED
from vertaispeili.resources import sql_directory

TABLE = "StatFin/tyonv/12ti.px"
OCCUPATIONS, MONTHS = ("2221", "7115", "SSS"), tuple(f"2024M{month:02d}" for month in range(1, 13))
CONTENTS = ("TYOTTOMATLOPUSSA", "AVPAIKATLOPUSSA")
VALUES = [None if at % 5 == 0 else float(at % 3) for at in range(len(AREAS) * 3 * 12 * 2)]
SOURCE = next(one for one in sources(sql_directory()) if one.id == "statfin_tyonv_12ti")
NEWEST = SOURCE.model_copy(
    update={"columns": {**SOURCE.columns, "month": SOURCE.columns["month"].model_copy(update={"newest": 3})}}
)


def publisher() -> Publisher:
    unit = Text("lukumäärä", "antal", "number")
    variables = (
        Variable("Alue", same("Alue"), AREAS, tuple(map(same, AREAS)), "area", total="SSS"),
        Variable("Ammattiryhmä", same("Ammattiryhmä"), OCCUPATIONS, tuple(map(same, OCCUPATIONS))),
        Variable("timeperiod_m", same("Kuukausi"), MONTHS, tuple(map(same, MONTHS)), "time"),
        Variable(
            "contentscode", same("Tiedot"), CONTENTS, tuple(map(same, CONTENTS)), "content",
            units=(unit, unit), decimals=(0, 0),
        ),
    )  # fmt: skip
    cells = Cells(pl.Series(VALUES, dtype=pl.Float64))
    held = Table("12ti", same("12ti"), same("tyonv"), variables, cells, RELEASED, same("KEHA-keskus"))
    return Publisher({TABLE: held}, Config(max_cells=40))


def body(updated: str = "20260825 08:00") -> bytes:
    """The same table as its publisher writes it into a file, where variables have only their names."""
    names = {"Alue": AREAS, "Ammattiryhmä": OCCUPATIONS, "Kuukausi": MONTHS, "Tiedot": CONTENTS}
    variables = tuple(Written(name, name, {code: code for code in codes}) for name, codes in names.items())
    cells = written(*["..." if value is None else value for value in VALUES], variables=variables)
    made = px(replace(cells, time="Kuukausi", content="Tiedot"), 2, PxForm())
    return made.replace(b"STUB=", f'LAST-UPDATED="{updated}";\r\nSTUB='.encode(), 1)


@dataclass
class Files:
    """A server of one file; `asked` are the addresses it was asked for."""

    content: bytes
    status: int = 200
    address: str = ""


@contextmanager
def files(content: bytes, status: int = 200) -> Iterator[Files]:
    served = Files(content, status)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if "nowhere" in self.path else served.status)
            self.send_header("Content-Length", str(len(served.content)))
            self.end_headers()
            self.wfile.write(served.content)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with listening(Handler) as address:
        served.address = f"{address}/database"
        yield served


def fetched(folder: Path, content: bytes | None, status: int = 200) -> tuple[Fetching, Fetched]:
    fetching = Fetching(folder)
    keeping = Keeping(fetching.bronze, fetching.areas, fetching.progress)
    with serving(publisher()) as server, files(content or b"", status) as served:
        client = Client(fetching.session(), server.base)
        if content is None:
            return fetching, fetch(SOURCE.in_full, client, keeping)
        return fetching, fetch(NEWEST.in_full, client, keeping, (f"{served.address}/nowhere", served.address))


def rows(fetching: Fetching) -> list[tuple]:
    connection = duckdb.connect()
    for schema in ("cells", "raw", "catalogue"):
        connection.execute(f"create schema {schema}")
    create_vintage(connection)
    write_wide(connection, SOURCE, vintages(SOURCE, fetching.bronze))
    return connection.execute(
        "select area_code, occupation_code, month_code, unemployed_persons, open_vacancies_count, "
        "unemployed_persons_mark, open_vacancies_count_mark from raw.statfin_tyonv_12ti order by all"
    ).fetchall()


def test_the_file_holds_what_hundreds_of_calls_would_have_brought(tmp_path: Path) -> None:
    by_api, called = fetched(tmp_path / "api", None)
    by_file, taken = fetched(tmp_path / "file", body())
    assert rows(by_file) == rows(by_api)
    assert len(rows(by_file)) > 100
    assert (called.cells, taken.cells) == (504, 504)
    assert called.data_calls > 12
    assert taken.data_calls == 1  # the one cell that tells the release
    assert taken.snapshot.codes == called.snapshot.codes
    assert "/nowhere/" not in taken.snapshot.answers[0].url


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        (b"", 404, "answered 404"),
        (b"<html>no such file</html>", 200, "a web page, not a PX file"),
        (body(updated="20260725 08:00"), 200, "the file says it was updated 2026-07-25"),
        (body().replace(b"KU091", b"KU092"), 200, "0 variables with the codes of Alue"),
        (body()[:-40], 200, "PX file"),
    ],
)
def test_a_file_that_is_not_the_table_is_not_taken_and_the_api_is_asked(
    tmp_path: Path, content: bytes, status: int, reason: str
) -> None:
    fetching, found = fetched(tmp_path, content, status)
    assert reason in fetching.said.getvalue()
    assert found.data_calls > 12
    assert len(rows(fetching)) > 100


def test_a_kept_file_that_turns_out_corrupt_is_set_aside_with_its_release(tmp_path: Path) -> None:
    fetching, found = fetched(tmp_path, body())
    (kept,) = [
        one for one in (tmp_path / "bronze" / "bodies").rglob("*.gz") if found.snapshot.answers[0].sha256 in one.name
    ]
    kept.write_bytes(kept.read_bytes()[:-20])
    assert rows(fetching) == []
    assert fetching.bronze.snapshots(SOURCE.id) == ()


def test_only_the_newest_months_are_asked_for_otherwise(tmp_path: Path) -> None:
    fetching = Fetching(tmp_path)
    keeping = Keeping(fetching.bronze, fetching.areas, fetching.progress)
    with serving(publisher()) as server:
        found = fetch(NEWEST, Client(fetching.session(), server.base), keeping)
    assert found.snapshot.codes["month"] == MONTHS[-3:]
    assert {row[2] for row in rows(fetching)} == set(MONTHS[-3:])
