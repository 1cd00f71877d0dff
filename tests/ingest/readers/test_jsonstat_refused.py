"""JSON-stat answers that are refused, and in which words."""

import json

import pytest

from ingest.errors import BadAnswer
from ingest.readers import jsonstat as reader
from tests.ingest.readers.encode import Form, Table, Variable, changed, jsonstat, table
from tests.shared import SHARED, needs_shared

HIDDEN = table(352001, 351000, 52578, 14.2, 0, "...")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"Bad Request", "'Bad Request'"),
        (jsonstat(HIDDEN)[:-1], "cut short or damaged"),
        (jsonstat(HIDDEN).replace(b"14.2", b"NaN"), "damaged"),
        (jsonstat(HIDDEN).replace(b"WHOLE", b"WH\xffLE"), "not UTF-8"),
        (b"[1,2,3]", "not an object"),
        (b"null", "not an object"),
        (b"{}", "no JSON-stat datasets"),
        (b'{"title":"12r5","variables":[{"code":"Alue"}]}', "metadata came instead of its data"),
        (b'{"error":"429 - Too many requests"}', "429 - Too many requests"),
        (b'{"one":{"dimension":{}},"two":{"dimension":{}}}', "holds 2"),
        (b'{"class":"dimension","category":{}}', "no JSON-stat datasets"),
        (b"[" * 100_000, "damaged"),
        (changed(HIDDEN, value=None), "value is missing"),
        (changed(HIDDEN, value=[1, 2, 3]), "is cut short: 3 values where its dimensions make 6 cells"),
        (changed(HIDDEN, value=[1] * 7), "holds too much: 7 values"),
        (changed(HIDDEN, value=[1, 2, 3, 4, 5, "..."]), "the text '...'"),
        (changed(HIDDEN, value=[1, 2, 3, 4, 5, "1e999"]), "the text '1e999'"),
        (changed(HIDDEN, value=[1, 2, 3, 4, 5, "NaN"]), "the text 'NaN'"),
        (changed(HIDDEN, value=[1, 2, 3, 4, 5, True]), "something else than numbers"),
        (changed(HIDDEN, value=[1, 2, 3, 4, 5, [6]]), "something else than numbers"),
        (changed(HIDDEN, value={"6": 1}), "names cell 6 where there are 6 cells"),
        (changed(HIDDEN, value={"01": 1}), "not the position of a cell"),
        (changed(HIDDEN, value={"-1": 1}), "not the position of a cell"),
        (changed(HIDDEN, value="352001"), "value is a text"),
        (changed(HIDDEN, status={"9": "..."}), "names cell 9"),
        (changed(HIDDEN, status={"x": "..."}), "not the position of a cell"),
        (changed(HIDDEN, status={"1,2": "..."}), "not the position of a cell"),
        *(
            (changed(HIDDEN, status={key: "..."}), "not the position of a cell")
            for key in ("01", " 1", "-1", "1.0", "1e0", "")
        ),
        (changed(HIDDEN, status={"9" * 30: "..."}), "not the position of a cell"),
        (changed(HIDDEN, status={"4294967296": "..."}), "not the position of a cell"),
        (changed(HIDDEN, status={"1": 5}), "something else than texts"),
        (changed(HIDDEN, status=["...", None]), "lists 2 marks for 6 cells"),
        (changed(HIDDEN, status=7), "status is a number"),
        (changed(HIDDEN, size=[3, 3]), "has 2 categories where size says 3"),
        (changed(HIDDEN, size=[6]), "one number for each of the 2"),
        (changed(HIDDEN, size=[3, "2"]), "positive whole numbers"),
        (changed(HIDDEN, size=[3, 0]), "positive whole numbers"),
        (changed(HIDDEN, size=[3, True]), "positive whole numbers"),
        (changed(HIDDEN, size=[10**12, 10**12]), "more than it can hold"),
        (changed(HIDDEN, id=["Alue", "Alue"]), "names 'Alue' twice"),
        (changed(HIDDEN, id=[]), "no dimensions"),
        (changed(HIDDEN, id=["Alue", "Kuukausi"]), "dimension 'Kuukausi' is missing"),
        (changed(HIDDEN, id="Alue"), "is a text where a list belongs"),
        (changed(HIDDEN, dimension=[]), "dimension is a list"),
        (changed(HIDDEN, role=["time"]), "role is a list"),
        (changed(HIDDEN, updated="yesterday"), "'yesterday', which is not a time"),
        (changed(HIDDEN, updated="0001-01-01T00:00:00+23:00"), "not a time"),
        (changed(HIDDEN, label=5), "label is a number"),
    ],
)
def test_what_is_not_whole_is_a_bad_answer_that_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        reader.decode(body)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        ({"SSS": 0, "KU091": 2, "KU043": 3}, "from 0 to 2"),
        ({"SSS": 0, "KU091": 1, "KU043": 1}, "from 0 to 2"),
        ({"SSS": 0, "KU091": 1, "KU043": "2"}, "from 0 to 2"),
        ({"SSS": 0, "KU091": 1, "KU043": [2]}, "from 0 to 2"),
        (["SSS", "SSS", "KU043"], "names 'SSS' twice"),
        (["SSS", 91, "KU043"], "is a number where a text belongs"),
        (["SSS", "KU043"], "has 2 categories where size says 3"),
        (None, "no index"),
        (7, "where an object belongs"),
    ],
)
def test_an_index_that_does_not_number_every_category_once_is_a_bad_answer(index: object, reason: str) -> None:
    document = json.loads(jsonstat(HIDDEN))
    document["dimension"]["Alue"]["category"]["index"] = index
    with pytest.raises(BadAnswer, match=reason):
        reader.decode(json.dumps(document).encode())


def test_a_few_bytes_cannot_ask_for_a_huge_sparse_table() -> None:
    many = {str(number): "" for number in range(5000)}
    huge = Table(tuple(Variable(code, code, many) for code in "abc"), (), ())
    with pytest.raises(BadAnswer, match="more than it can hold"):
        reader.decode(jsonstat(huge, Form(value="sparse")))


@needs_shared
def test_a_metadata_answer_recorded_from_statistics_finland_is_no_data() -> None:
    assert SHARED is not None
    with pytest.raises(BadAnswer, match="metadata came instead"):
        reader.decode((SHARED / "statfin/raw/tyonv_12r5_metadata_fi_2025-03-19__pre2026.json").read_bytes())
