"""A small made-up table behind the sample's publisher, and queries to ask of it."""

from datetime import UTC, datetime

import orjson
import polars as pl

from ingest.sample.protocol import Cells, Config, Publisher, Table, Text, Variable, same

ADDRESS = "/PxWeb/api/v1/fi/StatFin/demo/1abc.px"
AREA = Variable(
    "Alue",
    Text("Alue", "Område", "Region"),
    ("SSS", "KU020", "KU005", "MK01"),
    (Text("KOKO MAA", "HELA LANDET", "WHOLE COUNTRY"), Text("Akaa", "Ackas", "Akaa"), same("Alajärvi"), same("Nyland")),
    "area",
)
SEX = Variable(
    "Sukupuoli", Text("Sukupuoli", "Kön", "Sex"), ("1", "SSS", "2"), (same("M"), same("T"), same("N")), total="SSS"
)
MONTH = Variable(
    "timeperiod_m",
    Text("Kuukausi", "Månad", "Month"),
    ("2025M12", "2026M01", "2026M02"),
    (same("2025M12"), same("2026M01"), same("2026M02")),
    "time",
)
CONTENT = Variable(
    "contentscode",
    Text("Tiedot", "Uppgifter", "Information"),
    ("COUNT", "RATE"),
    (Text("Luku", "Antal", "Count"), Text("Osuus", "Andel", "Share")),
    "content",
    units=(Text("lukumäärä", "antal", "number"), Text("prosentti", "procent", "percent")),
    decimals=(0, 1),
)
SIZE = 4 * 3 * 3 * 2


def table(cells=None) -> Table:
    values = [float(number) if number % 2 == 0 else number + 0.5 for number in range(SIZE)]
    values[0] = None
    return Table(
        "1abc",
        Text("Asiat", "Saker", "Things"),
        Text("Kokeilu", "Försök", "Trial"),
        (AREA, SEX, MONTH, CONTENT),
        cells or Cells(pl.Series(values, dtype=pl.Float64)),
        datetime(2026, 8, 25, 5, tzinfo=UTC),
        Text("Lähde", "Källa", "Source"),
    )


def publisher(**limits: int) -> Publisher:
    return Publisher({"StatFin/demo/1abc.px": table()}, Config(**limits))


def query(*parts: tuple[str, str, list[str]], form: str = "json-stat2") -> bytes:
    items = [{"code": code, "selection": {"filter": kind, "values": values}} for code, kind, values in parts]
    return orjson.dumps({"query": items, "response": {"format": form}})
