"""Raw tables: the publisher's own codes, stored as small integers with their code lists, read through views.

This is the one place where statements are put together from names; they come from checked file names and TOML keys.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import duckdb
import polars as pl

from ingest.catalogue import Source
from ingest.history import REVISION, History

_LITTLE = "700MB"


class Stream:
    """A frame handed to DuckDB as an Arrow stream, so that no further package is needed between the two."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Forward to the frame (Arrow PyCapsule interface)."""
        return self._frame.__arrow_c_stream__(requested_schema)


@contextmanager
def bounded(connection: duckdb.DuckDBPyConnection, *, is_meant: bool = True) -> Generator[None]:
    """Keep what runs inside to little memory, unless it is not meant: what does not fit goes to disk."""
    if not is_meant:
        yield
        return
    before = connection.execute("select current_setting('memory_limit')").fetchall()[0][0]
    connection.execute(f"set memory_limit = '{_LITTLE}'")
    try:
        yield
    finally:
        connection.execute(f"set memory_limit = '{before}'")


def write_table(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create table `name` (layer.table) with the rows of `frame`; time stamps become naive UTC."""
    naive = frame.with_columns(pl.col(pl.Datetime("us", "UTC")).dt.replace_time_zone(None))
    connection.register("incoming", Stream(naive))
    connection.execute(f"create table {name} as select * from incoming")
    connection.unregister("incoming")


def read_table(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """Return the rows of table `name` (layer.table)."""
    return pl.DataFrame(connection.sql(f"select * from {name}"))


def write_history(connection: duckdb.DuckDBPyConnection, source: Source, history: History | None) -> None:
    """Create cells.<source> with its code lists, raw.<source> over them, and the source's replaced cells."""
    codes: Mapping[str, tuple[str, ...]] = history.current.codes if history else dict.fromkeys(raw_columns(source), ())
    cells = history.current.cells if history else _no_cells(codes)
    revisions = (
        history.revisions if history else cells.clear().with_columns(replaced_at="published_at", reason="status")
    )
    write_table(connection, f"cells.{source.id}", cells)
    write_table(connection, f"cells.{source.id}_replaced", revisions.select(*codes, *REVISION))
    write_codes(connection, source, codes)
    connection.execute(_view(f"raw.{source.id}", source.id, "", codes, ("value", "status", "published_at")))
    connection.execute(_view(f"raw.{source.id}_replaced", source.id, "_replaced", codes, REVISION))
    if history:
        _write_spans(connection, source, history)


def _write_spans(connection: duckdb.DuckDBPyConnection, source: Source, history: History) -> None:
    """Note the first and the last period that each release still holds: found among few pairs, not all cells."""
    time = next(name for name, column in source.columns.items() if column.role == "time")
    pairs = history.current.cells.select(time, "published_at").unique()
    codes = pl.Series("code", list(history.current.codes[time]), dtype=pl.String).gather(pairs[time])
    spans = pairs.select(pl.col("published_at").dt.replace_time_zone(None)).with_columns(codes)
    connection.register("incoming", Stream(spans))
    connection.execute(
        f"insert into catalogue.vintage select '{source.id}', published_at, min({period(source, 'code')}), "
        f"max({period(source, 'code')}) from incoming group by published_at"
    )
    connection.unregister("incoming")


def write_codes(connection: duckdb.DuckDBPyConnection, source: Source, codes: Mapping[str, tuple[str, ...]]) -> None:
    """Create cells.<source>_<column>_code for each column: the publisher's code of each position."""
    for name, values in codes.items():
        column = pl.DataFrame(
            {"position": pl.int_range(len(values), dtype=pl.UInt16, eager=True), "code": list(values)},
            schema={"position": pl.UInt16, "code": pl.String},
        )
        write_table(connection, f"cells.{source.id}_{name}_code", column)


def create_vintage(connection: duckdb.DuckDBPyConnection) -> None:
    """Create catalogue.vintage: for each release that still holds periods of a source, the first and the last."""
    connection.execute(
        "create table catalogue.vintage "
        "(source_id varchar, published_at timestamp, first_period date, last_period date)"
    )


def raw_columns(source: Source) -> tuple[str, ...]:
    """Names of the columns a source keeps: those of its description that take more than a fixed total."""
    return tuple(name for name, column in source.columns.items() if set(column.values) != {"all"})


def stage_figure(sources: tuple[Source, ...]) -> str:
    """Return the SELECT of stage.figure: the rows of every source that yields observations."""
    parts = [
        f"select '{source.id}' as source_id, * from stage.{source.id}"
        for source in sources
        if source.yields == "observation"
    ]
    return " union all by name ".join(parts)


def core_revision(sources: tuple[Source, ...]) -> str:
    """Return the SELECT of core.revision: what each source's newer releases replaced, those stored long."""
    parts = [_revisions(source) for source in sources if source.reader == "pxweb" and source.storage == "long"]
    return " union all ".join(parts)


def _view(name: str, source_id: str, suffix: str, codes: Mapping[str, object], measures: tuple[str, ...]) -> str:
    columns = [f"{column}_code.code as {column}_code" for column in codes]
    joins = [
        f"inner join cells.{source_id}_{column}_code as {column}_code on cell.{column} = {column}_code.position"
        for column in codes
    ]
    fields = ", ".join([*columns, *(f"cell.{measure}" for measure in measures)])
    return f"create view {name} as select {fields} from cells.{source_id}{suffix} as cell {' '.join(joins)}"


def _revisions(source: Source) -> str:
    columns = raw_columns(source)
    content = next((name for name in columns if source.columns[name].role == "content"), None)
    # A second variable of areas, such as that of workplaces, is a breakdown of the first.
    groups = [name for name in columns if source.columns[name].role in {"other", "area"} and name != "area"]
    group = " || ' ' || ".join(f"'{name}:' || {name}_code" for name in groups) if groups else "'all'"
    return (
        f"select '{source.id}' as source_id, area_code, {group} as group_id, "
        f"{f'{content}_code' if content else 'null::varchar'} as content_code, {period(source)} as period, "
        f"value, status, published_at, replaced_at, reason from raw.{source.id}_replaced"
    )


def period(source: Source, code: str = "") -> str:
    """Return the SQL of the first day of a period, whose code is in the column of time unless another is given."""
    time = next(name for name, column in source.columns.items() if column.role == "time")
    return f"strptime({code or f'{time}_code'}, '{'%YM%m' if time == 'month' else '%Y'}')::date"


def _no_cells(codes: Mapping[str, object]) -> pl.DataFrame:
    keys: dict[str, pl.DataType | type[pl.DataType]] = dict.fromkeys(codes, pl.UInt16)
    return pl.DataFrame(
        schema={**keys, "value": pl.Float64, "status": pl.String, "published_at": pl.Datetime("us", "UTC")}
    )
