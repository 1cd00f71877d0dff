"""Releases that are not what they should be, as a publisher under way or with new ideas gives them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import orjson
import polars as pl

from ingest.sample.protocol import Cells, Response, Table, Text, Variable
from tests.faults.fault import Expected, Fault, Injection, Witness
from tests.faults.raw import ask
from tests.faults.world import TABLE, World, newest, older
from tests.pxweb_server import Fault as Broken
from tests.pxweb_server import short_values
from tests.short import without_newest

_ALWAYS = 10_000
Edit = Callable[[Variable], Variable]


def _brings(change: Callable[[Table], Table], path: str = TABLE) -> Injection:
    """The newer release comes changed; an outsider sees other metadata or other data than the good one has."""

    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        good = ask(world, "GET"), ask(world)
        world.release(change(newest()), path)

        def witness() -> str:
            described, data = ask(world, "GET"), ask(world)
            differs = [
                what
                for what, now, then in (("metadata", described, good[0]), ("data", data, good[1]))
                if (now.status, now.plain) != (then.status, then.plain)
            ]
            assert differs, "the release is another than the good one"
            return f"{' and '.join(differs)} differ ({data.text})"

        yield witness

    return inject


def _sends(change: Callable[[Response], Response], how: str = "whole", after: int = 0) -> Injection:
    """Data answers come changed, after `after` good ones; an outsider sees another answer than the good one."""

    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        good = ask(world)
        broken = Broken(change, how, _ALWAYS, after, path=TABLE)
        world.server.faults.append(broken)

        def witness() -> str:
            for _ in range(after):
                ask(world)
            broken.after = 0
            seen = ask(world)
            broken.after = after
            assert seen.plain != good.plain
            return f"other data ({seen.text})"

        yield witness
        assert broken.times < _ALWAYS - 1, "the refresh met it too"

    return inject


def _half_loaded(world: World) -> Iterator[Witness]:
    """After the first data answer of a refresh the other release is there, and after the next the first again."""
    before, after = older().tables[TABLE], newest()
    turns = {True: after, False: before}

    def alternate(_server: object, method: str) -> None:
        if method == "POST":
            world.release(turns[world.server.posts() % 2 == 0])

    def witness() -> str:
        world.server.on_call = alternate
        stamps = {orjson.loads(ask(world).plain)["updated"] for _ in range(2)}
        assert len(stamps) == 2
        return f"two releases in turn: {', '.join(sorted(stamps))}"

    yield witness
    world.server.on_call = lambda _server, _method: None


def variable(role: str, edit: Edit) -> Callable[[Table], Table]:
    """The table with its variable of a role edited; the cells stay."""
    return lambda table: replace(
        table, variables=tuple(edit(one) if one.role == role else one for one in table.variables)
    )


def _coded(role: str, code: Callable[[str], str]) -> Callable[[Table], Table]:
    return variable(role, lambda one: replace(one, values=tuple(map(code, one.values)), total=None))


def _cells(change: Callable[[], pl.Expr]) -> Callable[[Table], Table]:
    """The table with other values: `change` gives them from value and the codes of area, month and content."""

    def edit(table: Table) -> Table:
        names = ("area", "month", "content")
        frame = pl.DataFrame({"value": table.held.values})
        codes = pl.DataFrame({"place": pl.int_range(len(frame), eager=True)})
        stride = len(frame)
        for name, one in zip(names, table.variables, strict=True):
            stride //= len(one.values)
            places = codes["place"] // stride % len(one.values)
            frame = frame.with_columns(pl.Series(list(one.values)).gather(places).alias(name))
        values = frame.select(change()).to_series()
        return replace(table, cells=Cells(values, table.held.statuses))

    return edit


def _times(where: pl.Expr, factor: float) -> Callable[[], pl.Expr]:
    return lambda: pl.when(where).then((pl.col("value") * factor).round()).otherwise("value")


def _hidden(where: pl.Expr) -> Callable[[], pl.Expr]:
    return lambda: pl.when(where).then(pl.lit(None, pl.Float64)).otherwise("value")


def _loading(table: Table) -> Table:
    """The newest month is there for the country alone; the cells of the others are not available yet."""
    emptied = _cells(_hidden(_MONTH & (pl.col("area") != "SSS")))(table)
    is_new = pl.Series(emptied.held.values.is_null() & table.held.values.is_not_null())
    statuses = pl.DataFrame({"new": is_new}).select(
        pl.when("new").then(pl.lit("..")).when(emptied.held.values.is_null()).then(pl.lit("..."))
    )
    return replace(emptied, cells=Cells(emptied.held.values, statuses.to_series()))


def _without(role: str, *gone: str) -> Callable[[Table], Table]:
    """The table without some values of a variable."""

    def edit(table: Table) -> Table:
        one = next(one for one in table.variables if one.role == role)
        kept = [code not in gone for code in one.values]
        stride = 1
        for later in table.variables[table.variables.index(one) + 1 :]:
            stride *= len(later.values)
        size = len(table.held.values)
        places = pl.int_range(size, eager=True) // stride % len(one.values)
        mask = pl.Series(kept).gather(places)
        keep = [place for place, stays in enumerate(kept) if stays]
        pick = lambda items: tuple(items[place] for place in keep) if items else items  # noqa: E731
        shorter = replace(
            one, values=pick(one.values), labels=pick(one.labels), units=pick(one.units), decimals=pick(one.decimals)
        )
        shorter_table = variable(role, lambda _one: shorter)(table)
        statuses = table.held.statuses
        cells = Cells(table.held.values.filter(mask), statuses if isinstance(statuses, str) else statuses.filter(mask))
        return replace(shorter_table, cells=cells)

    return edit


def _twice(response: Response) -> Response:
    """An area is named twice among the codes of the answer: legal JSON, where the later would win."""
    return Response(response.status, response.headers, response.body.replace(b'"KU020":', b'"KU091":', 1))


def _earlier(table: Table) -> Table:
    return replace(without_newest(without_newest(table)), updated=table.updated)


def _content(name: str, inject: Injection, expected: Expected, words: str = "") -> Fault:
    return Fault("content", name, inject, expected, words)


def _thousands(one: Variable) -> Variable:
    return replace(one, units=tuple(Text("tuhat", "tusen", "thousand") for _ in one.units))


_MONTH = pl.col("month") == pl.col("month").max()
_MUNICIPAL = pl.col("area").str.starts_with("KU")
_COUNT = pl.col("content") != "TYOTOSUUS"
_RENAMED = variable("area", lambda one: replace(one, code="alue_23_20270101"))
_OF_VACANCIES = pl.col("content") == "UUDETAVP"


def _with_area(table: Table) -> Table:
    """The table with one area more, its cells those of the last one."""
    first, *others = table.variables
    longer = replace(first, values=(*first.values, "KU999"), labels=(*first.labels, first.labels[-1]))
    values = table.held.values
    cells = pl.concat([values, values.tail(len(values) // len(first.values))])
    return replace(table, variables=(longer, *others), cells=Cells(cells))


CONTENT = (
    _content("table vanished", _brings(lambda table: table, "StatFin/tyonv/12zz.px"), "kept", "no such table"),
    _content("variable renamed", _brings(_RENAMED), "taken"),
    _content("areas without prefix", _brings(_coded("area", lambda code: code.removeprefix("KU"))), "kept", "lost ar"),
    _content("contents prefixed", _brings(_coded("content", lambda code: f"TY_{code}")), "kept", "expected the code"),
    _content("an area gone", _brings(_without("area", "KU020")), "kept", "lost areas that were not dissolved: KU020"),
    _content("an area added", _brings(_with_area), "kept", "not in the division known here: KU999"),
    _content("a merger", _brings(lambda table: _with_area(_without("area", "KU020")(table))), "kept", "KU020|KU999"),
    _content("a content gone", _brings(_without("content", "TYOVOIMATK")), "kept", "expected the code TYOVOIMATK"),
    _content("a month missing", _brings(_without("time", "2026M09")), "kept", "lost periods in the middle: 2026M09"),
    _content("months gone", _brings(_earlier), "kept", "went back in time|shrank"),
    _content("an older release", _brings(lambda table: replace(table, updated=table.updated - timedelta(60))), "kept",
             "went back in time"),
    _content("fewer cells", _sends(short_values), "kept", "asked 3 times"),
    _content("a unit changed", _brings(variable("content", _thousands)), "kept", "the unit of|expected the unit"),
    _content("counts a thousand times", _brings(_cells(_times(_MONTH & _COUNT, 1000))), "refused", "its_magnitude"),
    _content("the past too", _brings(_cells(_times(_COUNT, 1000))), "refused", "its_magnitude"),
    _content("a count a thousandth", _brings(_cells(_times(_MONTH & _OF_VACANCIES, 0.001))), "refused", "magnitude"),
    _content("all hidden", _brings(_cells(_hidden(_MONTH))), "refused", "has_its_numbers"),
    _content("municipalities hidden", _brings(_cells(_hidden(_MONTH & _MUNICIPAL))), "refused", "has_its_numbers"),
    _content("country first, rest later", _brings(_loading), "refused", "has_its_numbers"),
    _content("negative", _brings(_cells(lambda: pl.when(_MONTH & _OF_VACANCIES).then(-1.0).otherwise("value"))),
             "refused", "count_is_not_negative"),
    _content("duplicated codes", _sends(_twice), "kept", "asked 3 times"),
    _content("metadata as data", _sends(lambda right: right, "metadata"), "kept", "metadata came instead"),
    _content("half loaded at 08:00", contextmanager(_half_loaded), "kept", "a release is being loaded"),
)  # fmt: skip
