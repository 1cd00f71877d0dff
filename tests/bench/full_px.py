"""The largest table at full size, from the recorded part: `python -m tests.bench.full_px <folder>`.

Writes 12ti as its publisher does, one PX file of 421 areas x 434 occupations x 212 months x 2 contents (77 million
cells), builds a warehouse from it and says what that took: memory at its most, seconds, bytes, and the page's queries.
Regions stand in for municipalities, so that there are more numbers and fewer zeros than in the real table.
"""

import sys
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import duckdb
import polars as pl

from ingest import catalogue
from ingest.bronze import Bronze
from ingest.build import Material, build
from ingest.cube import Cube
from ingest.readers.px_pieces import pieces
from ingest.sample.releases import releases
from ingest.wide import Vintage
from tests.bench.memory import peak
from tests.shared import SHARED
from tests.sql.small import READERS
from vertaispeili.resources import sql_directory

SOURCE = "statfin_tyonv_12ti"
RECORDED = "tyonv_12ti__20areas_433occupations_2measures_2006M01-2023M10__vintage-2023-12-05.parquet"
CONTENTS = ("TYOTTOMATLOPUSSA", "AVPAIKATLOPUSSA")
MONTHS = 212
_SHIFT = 7  # occupations are moved on by so many places each time the recorded areas begin again


def codes() -> dict[str, tuple[str, ...]]:
    """Return the codes of the full table: areas of today, occupations with their total, months, contents."""
    areas = releases()[1].publisher.tables["StatFin/tyonv/12ti.px"].variables[0].values
    seed = pl.read_csv(sql_directory() / "seeds" / "occupation.csv", infer_schema=False)
    occupations = tuple(seed.filter(pl.col("digits") == "4")["occupation_id"])
    months = tuple(f"{2009 + month // 12}M{month % 12 + 1:02d}" for month in range(MONTHS))
    return {"Alue": areas, "Ammattiryhmä": (*occupations, "SSS"), "timeperiod_m": months, "contentscode": CONTENTS}


def write(path: Path) -> int:
    """Write the file; return how many cells it has."""
    full = codes()
    recorded = _recorded(len(full["timeperiod_m"]))
    with path.open("wb") as file:
        file.write(_header(full).encode("windows-1252"))
        for at, _ in enumerate(full["Alue"]):
            cells = recorded[at % len(recorded)]
            file.write(_moved(cells, at // len(recorded) * _SHIFT).encode() + b"\r\n")
        file.write(b";\r\n")
    size = 1
    for values in full.values():
        size *= len(values)
    return size


def vintage(path: Path) -> Vintage:
    """Return the release that the file holds."""
    full = codes()
    keys = {"area": "Alue", "occupation": "Ammattiryhmä", "month": "timeperiod_m"}
    contents = {"unemployed_persons": CONTENTS[0], "open_vacancies_count": CONTENTS[1]}
    held = {name: full[variable] for name, variable in keys.items()}
    return Vintage(datetime(2026, 9, 24, tzinfo=UTC), held, keys, "contentscode", contents, partial(_cubes, path))


def make(folder: Path) -> None:
    """Write, build, ask, and say what it took."""
    file, warehouse = folder / "12ti.px", folder / "full.duckdb"
    warehouse.unlink(missing_ok=True)
    with ProcessPoolExecutor(1, get_context("spawn")) as writer:  # what the making takes is not the reader's
        cells = writer.submit(write, file).result()
    print(f"{cells:,} cells, {file.stat().st_size / 1e6:.0f} MB of PX")
    before, started = peak(), time.perf_counter()
    build(warehouse, _material(file, folder), _stepped(started))
    print(f"built in {time.perf_counter() - started:.1f} s, peak {peak():.0f} MB (before: {before:.0f} MB)")
    print(f"warehouse {warehouse.stat().st_size / 1e6:.0f} MB")
    with duckdb.connect(str(warehouse), read_only=True, config={"threads": 1, "memory_limit": "1GB"}) as connection:
        for area, digits in product(("SSS", "MK06", "KU837", "TA39", "KR1"), (1, 4)):
            print(f"{area} {digits}: {_asked(connection, area, digits):.0f} ms")


def _asked(connection: duckdb.DuckDBPyConnection, area: str, digits: int) -> float:
    """Return the milliseconds of the slowest query of the page, the best of five."""
    newest = connection.sql("select max(period) from core.occupation_part").fetchone()
    assert newest is not None, "there are months"
    asked: dict[str, dict[str, str | int | date | list[str]]] = {
        "matching_occupation": {"area_id": area, "period": newest[0], "digits": digits},
        "matching_index": {"area_ids": [area, "SSS"], "digits": digits},
        "matching_without_place": {"period": newest[0], "digits": digits},
        "matching_total": {"area_ids": [area], "period": newest[0]},
    }
    slowest = 0.0
    for name, parameters in asked.items():
        sql = (sql_directory() / "query" / f"{name}.sql").read_text("utf-8")
        best = float("inf")
        for _ in range(5):
            started = time.perf_counter()
            connection.execute(sql, parameters).fetchall()
            best = min(best, time.perf_counter() - started)
        slowest = max(slowest, 1000 * best)
    return slowest


def _material(file: Path, folder: Path) -> Material:
    sql = sql_directory()
    sources = catalogue.sources(sql)
    bronze = Bronze(folder / "bronze")
    frames = {
        source.id: read(source, None, bronze)
        for source in sources
        for reader, read in READERS.items()
        if source.reader == reader
    }
    text, moment = pl.String, pl.Datetime("us", "UTC")
    category = pl.DataFrame(schema=dict.fromkeys(("source_id", "column_name", "category_id", "category_code"), text))
    state = pl.DataFrame(
        schema={
            "source_id": text,
            **dict.fromkeys(("updated_at", "fetched_at", "checked_at"), moment),
            "outcome": text,
            "message": text,
            "next_release_at": moment,
            "next_release_is_published": pl.Boolean,
        }
    )
    held = {SOURCE: (vintage(file),)}
    return Material(
        sql,
        sources,
        catalogue.indicators(sql),
        lambda _source: None,
        frames,
        {"category": category, "source_state": state},
        lambda source: held.get(source.id, ()),
    )


def _stepped(started: float) -> Callable[[str], None]:
    def step(name: str) -> None:
        if "12ti" in name or "occupation" in name or "mismatch" in name:
            print(f"  {time.perf_counter() - started:6.1f} s, peak {peak():.0f} MB: {name}", flush=True)

    return step


def _cubes(path: Path, _periods: Collection[str]) -> Iterator[Cube]:
    with path.open("rb") as file:
        yield from pieces(file)


def _recorded(months: int) -> list[pl.DataFrame]:
    """Cells of each recorded area as they are written, in order: a row an occupation, the total last."""
    assert SHARED is not None, "the recorded part is in the shared data"
    text = pl.col(pl.Categorical).cast(pl.String)
    frame = pl.read_parquet(Path(SHARED) / "statfin" / "tables" / RECORDED).with_columns(text)
    kept = frame["Kuukausi"].unique().sort().tail(months)
    cell = pl.col("value").cast(pl.Int64).cast(pl.String).fill_null('"..."')
    rows = frame.filter(pl.col("Kuukausi").is_in(kept.implode())).with_columns(cell.alias("cell"))
    rows = rows.sort(
        "Alue", pl.col("Ammattiryhmä") == "SSS", "Ammattiryhmä", "Kuukausi", pl.col("Tiedot") != CONTENTS[0]
    )
    lines = rows.group_by("Alue", "Ammattiryhmä", maintain_order=True).agg(pl.col("cell").str.join(" "))
    nobody = " ".join(["0"] * (2 * months))
    found: list[pl.DataFrame] = []
    for _, area in lines.group_by("Alue", maintain_order=True):
        *occupations, total = area["cell"].to_list()
        lacking = len(codes()["Ammattiryhmä"]) - 1 - len(occupations)
        found.append(pl.DataFrame({"cell": [*occupations, *[nobody] * lacking, total]}))
    return found


def _moved(cells: pl.DataFrame, places: int) -> str:
    *occupations, total = cells["cell"].to_list()
    places %= len(occupations)
    return "\r\n".join([*occupations[places:], *occupations[:places], total])


def _header(full: dict[str, tuple[str, ...]]) -> str:
    names = {"Alue": "Alue", "Ammattiryhmä": "Ammattiryhmä", "timeperiod_m": "Kuukausi", "contentscode": "Tiedot"}
    lines = ['CHARSET="ANSI";', 'AXIS-VERSION="2013";', 'CODEPAGE="windows-1252";', 'LANGUAGE="fi";', 'MATRIX="12ti";']
    lines += ['TITLE="Työttömät ja avoimet työpaikat";', 'STUB="Alue","Ammattiryhmä";', 'HEADING="Kuukausi","Tiedot";']
    lines += ['CONTVARIABLE="Tiedot";', 'LAST-UPDATED="20260924 08:00";']
    for code, name in names.items():
        listed = ",\r\n".join(f'"{value}"' for value in full[code])
        lines += [f'VARIABLECODE("{name}")="{code}";', f'VALUES("{name}")={listed};', f'CODES("{name}")={listed};']
    months = ",".join(f'"{month[:4]}{month[5:]}"' for month in full["timeperiod_m"])
    return "\r\n".join([*lines, f'TIMEVAL("Kuukausi")=TLIST(M1),{months};', "DATA=", ""])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
