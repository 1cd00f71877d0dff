"""Properties of the decoders: what is legal comes back exactly, what is not is a bad answer and nothing else."""

import json
from collections.abc import Callable
from math import inf, prod

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.readers import jsonstat as jsonstat_reader
from ingest.readers import px as px_reader
from tests.ingest.readers.encode import AREA, Form, PxForm, Table, Variable, jsonstat, px, table
from tests.ingest.readers.tables import damaged, forms, px_forms, px_tables, tables


def read_or_refused(decode: Callable[[bytes], Cube], body: bytes) -> Cube | None:
    """Return the cube, None for a bad answer; any other error comes through and fails the test."""
    try:
        return decode(body)
    except BadAnswer:
        return None


def naive(body: bytes) -> tuple[list[float | None], list[str | None]]:
    """Values and marks of a JSON-stat answer, cell by cell with the standard library; any error when it is broken."""
    document = json.loads(body.removeprefix(b"\xef\xbb\xbf").decode(), parse_constant=_refuse)
    if "dimension" not in document:
        (document,) = [child for child in document.values() if isinstance(child, dict) and "dimension" in child]
    size = prod(document["size"] if "size" in document else document["dimension"]["size"])
    value, status = document["value"], document.get("status")
    if isinstance(status, list) and len(status) == 1:
        status = status[0]
    values = value if isinstance(value, list) else [value.get(str(position)) for position in range(size)]
    if isinstance(status, dict):
        status = [status.get(str(position)) for position in range(size)]
    marks = status if isinstance(status, list) else [status] * size
    return [None if item is None else _finite(item) for item in values], [mark or None for mark in marks]


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(item: object) -> float:
    number = float(item)  # type: ignore[arg-type]
    if abs(number) == inf:
        raise OverflowError(item)
    return number


def assert_same(cube: Cube, written: Table, form: Form) -> None:
    assert cube.values.to_list() == [None if value is None else float(value) for value in written.values]
    assert cube.statuses.to_list() == [status or None for status in written.statuses]
    assert [dimension.code for dimension in cube.dimensions] == [variable.code for variable in written.variables]
    assert [dimension.codes for dimension in cube.dimensions] == [tuple(v.categories) for v in written.variables]
    for dimension, variable in zip(cube.dimensions, written.variables, strict=True):
        assert dimension.label == variable.label
        labelled = form.labels or (form.index == "absent" and len(variable.categories) == 1)
        assert dimension.labels == tuple(variable.categories.values() if labelled else variable.categories)
    assert (cube.label, cube.source) == (written.label, written.source)
    assert cube.time_code == (written.time if form.roles else None)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_table_written_in_any_legal_form_of_jsonstat_comes_back_exactly(data: st.DataObject) -> None:
    written = data.draw(tables())
    form = data.draw(forms(written))
    assert_same(jsonstat_reader.decode(jsonstat(written, form)), written, form)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_jsonstat_answer_is_read_as_a_naive_reader_does_or_refused(data: st.DataObject) -> None:
    written = data.draw(tables())
    body = data.draw(damaged(jsonstat(written, data.draw(forms(written)))))
    cube = read_or_refused(jsonstat_reader.decode, body)
    if cube is not None:
        values, marks = naive(body)
        assert cube.values.to_list() == values
        assert cube.statuses.to_list() == marks


@given(st.binary(max_size=60))
@example(b"{")
@example(b'{"value":[')
@example(b'{"value":[1],"status":{')
@settings(max_examples=100, deadline=None)
def test_bytes_that_are_no_jsonstat_are_refused(body: bytes) -> None:
    assert read_or_refused(jsonstat_reader.decode, body) is None


def test_every_truncation_of_an_answer_is_refused() -> None:
    body = jsonstat(table(352001, 351000, 52578, 14.2, 0, "..."))
    for length in range(len(body)):
        assert read_or_refused(jsonstat_reader.decode, body[:length]) is None


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_table_written_in_any_legal_form_of_px_comes_back_exactly(data: st.DataObject) -> None:
    written = data.draw(px_tables())
    stub = data.draw(st.integers(0, len(written.variables)))
    cube = px_reader.decode(px(written, stub, data.draw(px_forms(written))))
    assert cube.values.to_list() == [None if value is None else float(value) for value in written.values]
    assert cube.statuses.to_list() == list(written.statuses)
    for dimension, variable in zip(cube.dimensions, written.variables, strict=True):
        assert (dimension.code, dimension.label) == (variable.code or variable.label, variable.label)
        assert dict(zip(dimension.codes, dimension.labels, strict=True)) == variable.categories


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_a_damaged_px_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    written = data.draw(px_tables())
    stub = data.draw(st.integers(0, len(written.variables)))
    more = data.draw(st.sampled_from(["", 'LAST-UPDATED="20240115 08:00"', 'TIMEVAL("0")=TLIST(M1,"202401"-"202402")']))
    form = data.draw(px_forms(written))
    body = data.draw(damaged(px(written, stub, PxForm(form.codepage, keys=form.keys, more=more))))
    cube = read_or_refused(px_reader.decode, body)
    if cube is not None:
        assert len(cube.values) == len(cube.statuses) == cube.size


def test_every_truncation_of_a_px_file_is_refused() -> None:
    body = px(table(352001, 52578, "...", variables=(AREA,)), 1).rstrip()
    for length in range(len(body)):
        assert read_or_refused(px_reader.decode, body[:length]) is None


def large(cells: int) -> Table:
    """A table of one variable whose bytes are read in several pieces; every tenth cell is hidden."""
    values = tuple(None if number % 10 == 3 else 1_000_000 + number for number in range(cells))
    month = Variable("month", "month", {f"m{number}": "" for number in range(cells)})
    return Table((month,), values, tuple("..." if value is None else None for value in values))


def test_a_large_answer_loses_no_cell_between_its_pieces() -> None:
    written = large(90_000)
    cube = jsonstat_reader.decode(jsonstat(written, Form(labels=False)))
    assert cube.values.to_list() == list(written.values)
    assert cube.statuses.to_list() == list(written.statuses)


def test_a_large_file_loses_no_cell_between_its_pieces() -> None:
    written = large(160_000)
    cube = px_reader.decode(px(written, 1))
    assert cube.values.to_list() == list(written.values)
    assert cube.statuses.to_list() == list(written.statuses)


@pytest.mark.parametrize("damage", [b",", b"]", b" ", b"x", b'"'])
def test_damage_where_two_pieces_meet_is_not_overlooked(damage: bytes) -> None:
    body = jsonstat(large(30_000), Form(labels=False))
    start = body.index(b'"value":[') + len(b'"value":[') + 200_000
    read = 0
    for position in range(start - 10, start + 12):
        cube = read_or_refused(jsonstat_reader.decode, body[:position] + damage + body[position:])
        read += cube is not None
    assert (read > 0) == (damage == b" ")


def test_a_comma_too_many_after_the_last_piece_is_not_overlooked() -> None:
    numbers = [1_000_000] * 25_001  # the comma after them is the first one beyond a piece of 200,000 bytes
    month = Variable("month", "month", {str(number): "" for number in range(len(numbers))})
    body = jsonstat(table(*numbers, variables=(month,)))
    assert read_or_refused(jsonstat_reader.decode, body) is not None
    assert read_or_refused(jsonstat_reader.decode, body.replace(b"1000000]", b"1000000,]")) is None
