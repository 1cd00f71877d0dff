"""Large tables, streamed: a row for the cells of all contents, small integers, rows of nothing but zeros left out.

An answer is read, written and let go before the next one, so that memory holds one answer and never the table.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import prod

import duckdb
import polars as pl

from ingest.catalogue import Source
from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.panel import Codes, places
from ingest.raw import Stream, period, write_codes

HIDDEN, MISSING = 1, 2
_WRITTEN_AT_ONCE = 1_000_000  # rows: some twenty megabytes
_HIDDEN_MARK = "..."


@dataclass(frozen=True)
class Vintage:
    """One release of a wide source.

    codes: the publisher's codes by key column (all but the contents). columns: key column to the publisher's variable.
    content: the variable of contents. contents: our id to the publisher's code. cubes: the answers, read one at a time;
    it is told the periods that are wanted, and may leave out answers that have none of them.
    """

    published_at: datetime
    codes: Codes
    columns: Mapping[str, str]
    content: str
    contents: Mapping[str, str]
    cubes: Callable[[Collection[str]], Iterator[Cube]]


def write_wide(connection: duckdb.DuckDBPyConnection, source: Source, vintages: Sequence[Vintage]) -> None:
    """Create cells.<source> with its code lists, and raw.<source> over them; `vintages` are the newest first.

    For each period the whole cross-section of the newest vintage that has it holds. raw.<source> has the codes, their
    positions, the period's first day, a number for each content and its mark: 0 none, 1 hidden, 2 no number for any
    other reason. A combination without a row is zero on all contents where raw.<source>_<column>_asked has each of its
    codes in that period, else nobody asked for it. What newer vintages replaced is not kept. A vintage with a corrupt
    answer, or without one for each combination, is left out whole.
    """
    layout = _Layout(source)
    layout.create(connection)
    codes = _joined(vintages, layout)
    covered: set[str] = set()
    # Rows that two threads write at once are kept in pieces by thread: the file would be more than twice as large.
    connection.execute("set threads = 1")
    for vintage in vintages:
        wanted = [code for code in vintage.codes[layout.time] if code not in covered]
        if wanted and _write(connection, layout, vintage, (codes, frozenset(wanted))):
            covered |= set(wanted)
    connection.execute("reset threads")
    write_codes(connection, source, codes)
    layout.date_codes(connection)
    layout.create_views(connection)


def asked(source: Source) -> dict[str, str]:
    """Return the SELECT of stage.<source>_<column>_asked for each key but time: what was asked for in which period."""
    layout = _Layout(source)
    return {
        f"stage.{source.id}_{name}_asked": f"select * from raw.{source.id}_{name}_asked"  # noqa: S608 - our own names
        for name in layout.asked
    }


class _Layout:
    """The columns of a wide source: its keys in their order, which of them is time, and its measures."""

    def __init__(self, source: Source) -> None:
        self.source = source
        roles = {name: column.role for name, column in source.columns.items()}
        self.content = next(name for name, role in roles.items() if role == "content")
        self.time = next(name for name, role in roles.items() if role == "time")
        self.keys = [name for name in roles if name != self.content]
        self.measures = list(source.columns[self.content].values)

    @property
    def asked(self) -> list[str]:
        """The keys besides time."""
        return [name for name in self.keys if name != self.time]

    @property
    def order(self) -> list[str]:
        """Keys in the order of the rows of an answer: what is asked for together lies together."""
        first, *rest = self.asked
        return [first, self.time, *rest]

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create the tables that vintages are written to."""
        columns = [f"{name} usmallint" for name in self.keys]
        columns += [f"{name} integer" for name in self.measures] + [f"{name}_mark utinyint" for name in self.measures]
        connection.execute(f"create table cells.{self.source.id} ({', '.join(columns)})")
        for name in self.asked:
            connection.execute(
                f"create table cells.{self.source.id}_{name}_asked ({name} usmallint, {self.time} usmallint)"
            )

    def date_codes(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Add the first day of each period to its code: a query for one period then reads only its rows."""
        table = f"cells.{self.source.id}_{self.time}_code"
        connection.execute(f"alter table {table} add column period date")
        connection.execute(f"update {table} set period = {period(self.source, 'code')}")  # noqa: S608 - our own names

    def create_views(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create the views that show the publisher's codes."""
        marked = [*self.measures, *(f"{name}_mark" for name in self.measures)]
        self._view(connection, "", self.keys, marked)
        for name in self.asked:
            self._view(connection, f"_{name}_asked", [name, self.time], [])

    def _view(self, connection: duckdb.DuckDBPyConnection, suffix: str, keys: list[str], rest: list[str]) -> None:
        source_id = self.source.id
        columns = [f"{name}_code.code as {name}_code" for name in keys] + [f"cell.{name}" for name in rest]
        columns += [f"cell.{name} as {name}_position" for name in keys]
        columns.append(f"{self.time}_code.period")
        joins = [
            f"inner join cells.{source_id}_{name}_code as {name}_code on cell.{name} = {name}_code.position"
            for name in keys
        ]
        connection.execute(
            f"create view raw.{source_id}{suffix} as select {', '.join(columns)} "  # noqa: S608 - our own names
            f"from cells.{source_id}{suffix} as cell {' '.join(joins)}"
        )


def _joined(vintages: Sequence[Vintage], layout: _Layout) -> dict[str, tuple[str, ...]]:
    """The codes of all vintages: the newest's in their order, then those that only older ones have; periods sorted."""
    found: dict[str, tuple[str, ...]] = {}
    for name in layout.keys:
        codes = dict.fromkeys(code for vintage in vintages for code in vintage.codes[name])
        found[name] = tuple(sorted(codes) if name == layout.time else codes)
    return found


def _write(
    connection: duckdb.DuckDBPyConnection, layout: _Layout, vintage: Vintage, wanted: tuple[Codes, frozenset[str]]
) -> bool:
    """Write the wanted periods of a vintage, whole or not at all; tell whether they are there."""
    codes, periods = wanted
    keep = [at for at, code in enumerate(codes[layout.time]) if code in periods]
    connection.begin()
    try:
        read, waiting = 0, list[pl.DataFrame]()
        is_something = pl.any_horizontal(pl.col(name).ne_missing(0) for name in vintage.contents)
        for cube in vintage.cubes(periods):
            frame = _rows(cube, vintage, codes).filter(pl.col(layout.time).is_in(keep))
            read += frame.height
            waiting.append(frame.filter(is_something))
            # What is written at once sorts well and fills its blocks.
            if sum(one.height for one in waiting) >= _WRITTEN_AT_ONCE:
                _insert(connection, f"cells.{layout.source.id}", pl.concat(waiting).sort(layout.order).rechunk())
                waiting.clear()
        if waiting:
            _insert(connection, f"cells.{layout.source.id}", pl.concat(waiting).sort(layout.order).rechunk())
        # What is left out is zero only if everything was read; and only then is no combination there twice.
        if read != len(keep) * prod(len(vintage.codes[name]) for name in layout.asked):
            raise BadAnswer("the answers do not hold each combination once")
    except BadAnswer:
        connection.rollback()
        return False
    for name in layout.asked:
        pairs = places(name, vintage.codes[name], codes[name]).to_frame()
        pairs = pairs.join(pl.DataFrame({layout.time: keep}, schema={layout.time: pl.UInt16}), how="cross")
        _insert(connection, f"cells.{layout.source.id}_{name}_asked", pairs)
    first, last = min(periods), max(periods)
    connection.execute(
        f"insert into catalogue.vintage select $source, $published, {period(layout.source, '$first')}, "
        f"{period(layout.source, '$last')}",
        {
            "source": layout.source.id,
            "published": vintage.published_at.replace(tzinfo=None),
            "first": first,
            "last": last,
        },
    )
    connection.commit()
    return True


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        return
    connection.register("incoming", Stream(frame))
    connection.execute(f"insert into {table} by name select * from incoming")  # noqa: S608 - our own names
    connection.unregister("incoming")


def _rows(cube: Cube, vintage: Vintage, codes: Codes) -> pl.DataFrame:
    """Return the rows of one answer; `BadAnswer` when it is not of this table."""
    dimension = {one.code: one for one in cube.dimensions}
    lacking = [one for one in (*vintage.columns.values(), vintage.content) if one not in dimension]
    if lacking:
        raise BadAnswer(f"the answer has no variable {', '.join(lacking)}")
    stride, strides = cube.size, dict[str, int]()
    for one in cube.dimensions:
        stride //= len(one.codes)
        strides[one.code] = stride
    position = pl.int_range(cube.size, dtype=pl.UInt32, eager=True)
    content = position // strides[vintage.content] % len(dimension[vintage.content].codes)
    first = position.filter(content == 0)
    columns = [
        places(name, dimension[variable].codes, codes[name]).gather(
            first // strides[variable] % len(dimension[variable].codes)
        )
        for name, variable in vintage.columns.items()
    ]
    found = dimension[vintage.content].codes
    for name, code in vintage.contents.items():
        if code not in found:
            raise BadAnswer(f"the answer lacks the content {code}")
        columns += _measure(name, cube, content == found.index(code))
    return pl.DataFrame(columns)


def _measure(name: str, cube: Cube, chosen: pl.Series) -> list[pl.Series]:
    values, statuses = cube.values.filter(chosen), cube.statuses.filter(chosen)
    if (values % 1).sum():
        raise BadAnswer(f"{name} should be whole numbers, and the answer has fractions")
    hidden = pl.when(pl.col("status") == _HIDDEN_MARK).then(HIDDEN).otherwise(MISSING)
    marks = pl.DataFrame({"value": values, "status": statuses}).select(
        pl.when(pl.col("value").is_not_null()).then(0).otherwise(hidden).cast(pl.UInt8).alias(f"{name}_mark")
    )
    return [values.cast(pl.Int32).alias(name), marks.to_series()]
