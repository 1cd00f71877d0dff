"""A cube as a long frame."""

import polars as pl
import pytest

from ingest.readers import jsonstat as reader
from ingest.readers.frames import frame
from tests.ingest.readers.encode import jsonstat, table
from tests.rows import rows

CUBE = reader.decode(jsonstat(table(352001, 351000, 52578, "...", 0, 5)))


def test_codes_stand_beside_their_cells_the_last_dimension_fastest() -> None:
    assert frame(CUBE, ["area_code", "month_code"]).to_dicts() == rows("""
        area_code | month_code | value  | status
        SSS       | 2026M05    | 352001 | -
        SSS       | 2026M06    | 351000 | -
        KU091     | 2026M05    | 52578  | -
        KU091     | 2026M06    | -      | ...
        KU043     | 2026M05    | 0      | -
        KU043     | 2026M06    | 5      | -
    """)


def test_columns_are_enums_named_by_the_dimensions_unless_said_otherwise() -> None:
    assert dict(frame(CUBE).schema) == {
        "Alue": pl.Enum(["SSS", "KU091", "KU043"]),
        "timeperiod_m": pl.Enum(["2026M05", "2026M06"]),
        "value": pl.Float64(),
        "status": pl.String(),
    }


@pytest.mark.parametrize("columns", [["area"], ["area", "month", "content"], ["area", "area"], ["area", "value"]])
def test_names_that_do_not_fit_are_refused(columns: list[str]) -> None:
    with pytest.raises(ValueError, match="cannot be given the column names"):
        frame(CUBE, columns)
