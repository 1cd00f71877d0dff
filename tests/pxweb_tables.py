"""Small tables for a stand-in publisher, in the forms Statistics Finland's have had."""

from dataclasses import replace
from datetime import UTC, datetime
from math import prod

import polars as pl

from ingest.catalogue import Source
from ingest.sample.protocol import Cells, Publisher, Table, Text, Variable, same

PATH = "StatFin/tyonv/12r5.px"
RELEASED = datetime(2026, 8, 25, 5, tzinfo=UTC)
AREAS = ("SSS", "KU020", "KU091", "KU507", "MK01", "SK011", "ELY01")
UNITS = (
    Text("lukumäärä", "antal", "number"),
    Text("lukumäärä", "antal", "number"),
    Text("prosentti", "procent", "percent"),
)
CONTENTS = ("TYOTTOMATLOPUSSA", "TYOVOIMATK", "TYOTOSUUS")
LABELS = (
    Text("Työttömät työnhakijat (lkm.)", "Arbetslösa arbetssökande (st.)", "Unemployed jobseekers (number)"),
    Text("Työvoima (lkm.)", "Arbetskraft (st.)", "Workforce (number)"),
    Text("Työttömien %-osuus (%)", "Andel arbetslösa (%)", "Proportion of unemployed (%)"),
)

SOURCE = {
    "id": "statfin_tyonv_12r5",
    "reader": "pxweb",
    "yields": "observation",
    "title": {"fi": "Työttömät", "sv": "Arbetslösa", "en": "Unemployed"},
    "publisher": {"fi": "KEHA-keskus", "sv": "UF-centret", "en": "KEHA Centre"},
    "table": PATH,
    "licence": "CC BY 4.0",
    "release": {"every": "month", "day": 24},
    "columns": {
        "area": {"role": "area"},
        "month": {"role": "time"},
        "content": {
            "role": "content",
            "values": {
                "unemployed_persons": {"code": "TYOTTOMATLOPUSSA", "unit": "number"},
                "labour_force_persons": {"code": "TYOVOIMATK", "unit": "number"},
                "unemployment_share": {"code": "TYOTOSUUS", "unit": "percent"},
            },
        },
    },
}


def source(**changes: object) -> Source:
    """The source over `table`, with some of its description changed."""
    return Source.model_validate({**SOURCE, **changes})


def months(first: str, count: int) -> tuple[str, ...]:
    """Month codes in a row, such as 2026M11, 2026M12, 2027M01."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return tuple(f"{number // 12}M{number % 12 + 1:02d}" for number in range(start, start + count))


def area_variable(codes: tuple[str, ...] = AREAS, code: str = "Alue") -> Variable:
    return Variable(code, Text("Alue", "Område", "Region"), codes, tuple(map(same, codes)), role="area", total="SSS")


def time_variable(codes: tuple[str, ...], code: str = "timeperiod_m") -> Variable:
    return Variable(code, Text("Kuukausi", "Månad", "Month"), codes, tuple(map(same, codes)), role="time")


def content_variable(codes: tuple[str, ...] = CONTENTS, code: str = "contentscode") -> Variable:
    places = [CONTENTS.index(one) for one in codes]
    return Variable(
        code,
        Text("Tiedot", "Uppgifter", "Information"),
        codes,
        tuple(LABELS[place] for place in places),
        role="content",
        units=tuple(UNITS[place] for place in places),
        decimals=tuple(place // 2 for place in places),
    )


def other_variable(code: str, text: Text, codes: tuple[str, ...], total: str | None = None) -> Variable:
    return Variable(code, text, codes, tuple(map(same, codes)), total=total)


def table(*variables: Variable, updated: datetime = RELEASED, first: int = 1) -> Table:
    """A table whose cells are numbered from `first`, every seventh of them secret; by default the present 12r5."""
    chosen = variables or (area_variable(), time_variable(months("2025M07", 12)), content_variable())
    size = prod(len(variable.values) for variable in chosen)
    cells = Cells(pl.Series([None if number % 7 == 0 else float(number) for number in range(first, first + size)]))
    return Table("12r5", same("Työttömät"), same("Työnvälitystilasto"), chosen, cells, updated, same("KEHA-keskus"))


def publisher(content: Table | None = None, **limits: int) -> Publisher:
    """A publisher of one table (at PATH) with the limits given."""
    made = Publisher({PATH: content or table()})
    return replace(made, config=replace(made.config, **limits))
