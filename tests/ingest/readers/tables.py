"""Hypothesis strategies: small tables with awkward names and numbers, and the ways to damage their bytes."""

from dataclasses import replace
from math import prod

from hypothesis import strategies as st

from tests.ingest.readers.encode import Form, PxForm, Table, Variable

Texts = st.SearchStrategy[str]
Numbers = st.SearchStrategy[float | None]

_AWKWARD = st.sampled_from(
    ["value", "status", '"value":[1]', '"status":{"0":"."}', "id", "]}", "\\", '"', 'a"value', "ä€", "\x00", " ", ""]
)
TEXTS = st.one_of(_AWKWARD, st.text(max_size=6))
PX_TEXTS = st.one_of(
    st.sampled_from(["value, ", "DATA=", ";", "(x)", "[sv]", "ä€", " a", ""]),
    st.text(st.characters(codec="iso-8859-15", exclude_characters='"', exclude_categories=["Cc"]), max_size=6),
)
NUMBERS = st.one_of(
    st.none(),
    st.integers(0, 99_999),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-1000, 1000, places=1, allow_nan=False).map(float),
)
MARKS = st.one_of(
    st.none(), st.just("..."), st.sampled_from([".", "..", "-", "", "p", "}", '"', "\\", ",", '":"', "ö"])
)


@st.composite
def tables(draw: st.DrawFn, texts: Texts = TEXTS, numbers: Numbers = NUMBERS) -> Table:
    """A table of one to four variables and at most some dozens of cells."""
    names = texts.filter(lambda code: code not in {"id", "size", "role"})
    codes = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    variables = tuple(draw(_variables(code, texts)) for code in codes)
    size = prod(len(variable.categories) for variable in variables)
    values = draw(st.lists(numbers, min_size=size, max_size=size))
    several = st.lists(MARKS, min_size=size, max_size=size)
    statuses = draw(st.one_of(st.just([None] * size), _one_mark(size), several))
    named = draw(st.sampled_from([None, *codes]))
    return Table(variables, tuple(values), tuple(statuses), draw(texts), draw(texts), time=named)


@st.composite
def _variables(draw: st.DrawFn, code: str, texts: Texts) -> Variable:
    codes = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    return Variable(code, draw(texts), {item: draw(texts) for item in codes})


def _one_mark(size: int) -> st.SearchStrategy[list[str | None]]:
    return st.lists(st.sampled_from([None, "..."]), min_size=size, max_size=size)


@st.composite
def forms(draw: st.DrawFn, written: Table) -> Form:
    """A legal way to write the table as JSON-stat."""
    statuses = set(written.statuses)
    marked_alike = ["text", "one"] if len(statuses) == 1 and None not in statuses else []
    return Form(
        wrapper=draw(st.sampled_from([None, "dataset", "a table"])),
        index=draw(st.sampled_from(["object", "list", "absent"])),
        labels=draw(st.booleans()),
        value=draw(st.sampled_from(["dense", "sparse"])),
        status=draw(st.sampled_from(["object", "list", *marked_alike])),
        roles=draw(st.booleans()),
        cells_first=draw(st.booleans()),
        indent=draw(st.sampled_from([None, None, 0, 1])),
        ascii=draw(st.booleans()),
        mark=draw(st.booleans()),
    )


@st.composite
def px_tables(draw: st.DrawFn) -> Table:
    """A table whose texts and cells a PX file can hold: named by its labels, a cell either a number or a mark."""
    written = draw(tables(PX_TEXTS, NUMBERS.filter(lambda number: number is not None)))
    variables = [replace(known, label=f"{known.label}{place}") for place, known in enumerate(written.variables)]
    marks = [draw(st.sampled_from([None, None, ".", "...", "......", "-"])) for _ in written.values]
    values = [
        number if mark is None else 0.0 if mark == "-" else None
        for number, mark in zip(written.values, marks, strict=True)
    ]
    return replace(written, variables=tuple(variables), values=tuple(values), statuses=tuple(marks))


@st.composite
def px_forms(draw: st.DrawFn, written: Table) -> PxForm:
    """A legal way to write the table as PX."""
    labels = [list(variable.categories.values()) for variable in written.variables]
    by_values = ["VALUES"] if all(len(set(listed)) == len(listed) for listed in labels) else []
    return PxForm(
        codepage=draw(st.sampled_from(["iso-8859-15", "utf-8"])),
        keys=draw(st.sampled_from([None, "CODES", *by_values])),
        end_of_line=draw(st.sampled_from(["\r\n", "\n"])),
        separator=draw(st.sampled_from([" ", ",", "\t", "  "])),
        languages=draw(st.booleans()),
    )


@st.composite
def damaged(draw: st.DrawFn, body: bytes) -> bytes:
    """The bytes cut short, or with some replaced, dropped, doubled or put in."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        stop = draw(st.one_of(st.integers(start, min(start + 4, len(body))), st.just(len(body))))
        bits = draw(st.one_of(st.binary(max_size=2), st.sampled_from([bytes([sign]) for sign in b'"[]{},:;-0'])))
        body = body[:start] + bits + draw(st.sampled_from([b"", body[start:stop]])) + body[stop:]
    return body
