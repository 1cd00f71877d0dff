"""A PX file read piece by piece: the same cells as read whole, and the same refusals."""

from io import BytesIO

import polars as pl
import pytest

from ingest.cube import Cube
from ingest.errors import BadAnswer
from ingest.readers import px as reader
from ingest.readers.px_pieces import pieces
from tests.ingest.readers.encode import PxForm, Variable, px, table

AREA = Variable("Alue", "Alue", {"SSS": "KOKO MAA", "KU091": "Helsinki", "KU043": "Eckerö"})
MONTH = Variable("timeperiod_m", "Kuukausi", {"2026M05": "toukokuu", "2026M06": "kesäkuu"})
HIDDEN = table(352001, 351000, 52578, 14.2, 0, "...", variables=(AREA, MONTH))


def joined(found: list[Cube]) -> tuple[list[float | None], list[str | None]]:
    return pl.concat([one.values for one in found]).to_list(), pl.concat([one.statuses for one in found]).to_list()


@pytest.mark.parametrize("piece_bytes", [1, 7, 100, 1_000_000])
@pytest.mark.parametrize(
    "form", [PxForm(), PxForm(separator=","), PxForm(codepage="cp850", end_of_line="\n")], ids=repr
)
def test_pieces_of_any_size_hold_the_cells_of_the_whole_one_value_of_the_first_variable_each(
    form: PxForm, piece_bytes: int
) -> None:
    body = px(HIDDEN, 1, form)
    whole, found = reader.decode(body), list(pieces(BytesIO(body), piece_bytes))
    assert joined(found) == (whole.values.to_list(), whole.statuses.to_list())
    assert [one.dimensions[0].codes for one in found] == [("SSS",), ("KU091",), ("KU043",)]
    assert all(one.dimensions[1:] == whole.dimensions[1:] for one in found)
    assert {(one.label, one.updated, one.time_code, one.content_code) for one in found} == {
        (whole.label, whole.updated, whole.time_code, whole.content_code)
    }


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda body: body[:-2], "does not end in a semicolon"),
        (lambda body: body.replace(b"52578", b""), "is cut short: 5 values where its variables make 6 cells"),
        (lambda body: body.replace(b"52578", b"52578 1"), "holds too much"),
        (lambda body: body.replace(b"52578", b"Helsinki"), "where a number belongs"),
        (lambda body: body[:200], "PX file"),
        (lambda _body: b"<html>", "a web page, not a PX file"),
    ],
)
def test_what_is_not_whole_is_a_bad_answer_that_says_why(damage, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        list(pieces(BytesIO(damage(px(HIDDEN, 1, PxForm()).rstrip())), 50))


def test_a_file_whose_rows_carry_their_keys_is_not_read_this_way() -> None:
    with pytest.raises(BadAnswer, match="KEYS"):
        list(pieces(BytesIO(px(HIDDEN, 1, PxForm(keys="CODES")))))
