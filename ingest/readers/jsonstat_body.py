"""Open a JSON-stat answer: its one dataset, with the cells cut out and parsed apart where that is provably the same.

Almost all of an answer is two runs of text: the array `value` and the object `status`. Parsed as part of the whole they
make a Python object of every cell. Here they are cut out, each replaced by a whole number that occurs nowhere in what
is left, and the rest is parsed. When that number then stands at the dataset's own `value`, the cut was that value: a
whole number has only one spelling in JSON, so nothing but the replacement can have put it there. Otherwise (the cut hit
a note, a dimension called value, a text with a bracket in it) the whole is parsed in the ordinary way.
"""

from dataclasses import dataclass

import orjson
import polars as pl

from ingest.errors import BadAnswer
from ingest.readers import expect

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
VALUE_STANDS_HERE = 7_301_984_265_019_283_746
STATUS_STANDS_HERE = 7_301_984_265_019_283_747
_MOST_LOOKS = 100
_NO_NUMBERS = (b'"', b"t", b"f", b"[", b"{")
_PIECE_BYTES = 200_000


@dataclass(frozen=True)
class Marks:
    """One status symbol and the positions (UInt32) of the cells that have it."""

    symbol: str
    positions: pl.Series


@dataclass(frozen=True)
class Contents:
    """A dataset: its header, and `value` and `status` as JSON values or already as columns."""

    header: dict[str, object]
    value: object
    status: object


@dataclass(frozen=True)
class _Cut:
    """The bytes of an array or object with its brackets: body[start:stop]."""

    start: int
    stop: int


def open_body(body: bytes) -> Contents:
    """Return the one dataset of an answer; BadAnswer when it is not JSON or has not exactly one dataset."""
    body = body.removeprefix(_BYTE_ORDER_MARK)
    return _cut_open(body) or _parsed_whole(body)


def _parsed_whole(body: bytes) -> Contents:
    try:
        document: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadAnswer(_why_not_json(body, error)) from error
    header = find_dataset(document)
    return Contents(header, header.get("value"), header.get("status"))


def _cut_open(body: bytes) -> Contents | None:
    value = _find(body, b'"value"', b"[", b"]", 0)
    if value is None or any(body.find(sign, value.start + 1, value.stop) >= 0 for sign in _NO_NUMBERS):
        return None
    status = _find(body, b'"status"', b"{", b"}", value.stop) or _find(body, b'"status"', b"{", b"}", 0)
    if status is not None and status.start < value.stop and value.start < status.stop:
        return None
    header = _header(body, value, status)
    numbers = _numbers(body, value) if header is not None else None
    if header is None or numbers is None:
        return None
    if status is None:
        return Contents(header, numbers, header.get("status"))
    marks = _marks(body[status.start : status.stop])
    return None if marks is None else Contents(header, numbers, marks)


def _find(body: bytes, key: bytes, opening: bytes, closing: bytes, position: int) -> _Cut | None:
    """Return the first place where the key is followed by a colon and the opening, up to the next closing."""
    for _ in range(_MOST_LOOKS):
        position = body.find(key, position) + len(key)
        if position < len(key):
            return None
        after = body[position : position + 40].lstrip()
        if after[:1] == b":" and after[1:].lstrip()[:1] == opening:
            start = body.index(opening, position)
            stop = body.find(closing, start) + 1
            return _Cut(start, stop) if stop else None
    return None


def _header(body: bytes, value: _Cut, status: _Cut | None) -> dict[str, object] | None:
    """Return the dataset without the cut cells, None when the cuts are not provably its own value and status."""
    places = [(value, b"%d" % VALUE_STANDS_HERE)]
    if status is not None:
        places.append((status, b"%d" % STATUS_STANDS_HERE))
    places.sort(key=lambda place: place[0].start)
    pieces: list[bytes] = []
    position = 0
    for cut, number in places:
        pieces += [body[position : cut.start], number]
        position = cut.stop
    pieces.append(body[position:])
    if any(number in piece for _, number in places for piece in pieces[::2]):
        return None
    try:
        header = find_dataset(orjson.loads(b"".join(pieces)))
    except (orjson.JSONDecodeError, BadAnswer):
        return None
    stands = header.get("value") == VALUE_STANDS_HERE
    return header if stands and (status is None or header.get("status") == STATUS_STANDS_HERE) else None


def _numbers(body: bytes, array: _Cut) -> pl.Series | None:
    """Return a JSON array of numbers and nulls as a column, None when it is not well formed.

    The commas of such an array are those between its items, so it can be read piece by piece: the Python numbers of one
    piece are gone before the next, which is twice as fast as making all of them.
    """
    pieces: list[pl.Series] = []
    start, end = array.start + 1, array.stop - 1
    while start <= end:
        comma = body.find(b",", start + _PIECE_BYTES, end)
        stop = end if comma < 0 else comma
        try:
            items: list[float | None] = orjson.loads(b"[" + body[start:stop] + b"]")
        except orjson.JSONDecodeError:
            return None
        if not items:
            return None
        pieces.append(pl.Series("value", items, dtype=pl.Float64))
        start = stop + 1
    return pl.concat(pieces, rechunk=True)


def _marks(mapping: bytes) -> Marks | dict[str, object] | None:
    try:
        return _one_symbol(mapping) or expect.mapping(orjson.loads(mapping), "status")
    except orjson.JSONDecodeError:
        return None


def _one_symbol(mapping: bytes) -> Marks | None:
    """Return {"3":"...","8":"..."} as positions, None when it has several symbols, white space or empty marks.

    With `":"...","` turned into a comma only digits and commas may be left, and one more number than such turns: so no
    comma of the answer itself can be taken for one of ours.
    """
    head = mapping[:80].split(b'"', 4)
    if len(head) < 5 or head[0] != b"{" or head[2] != b":" or not head[3]:
        return None
    tail = b'":"' + head[3] + b'"}'
    link = tail[:-1] + b',"'
    if not mapping.endswith(tail):
        return None
    linked = mapping[2 : -len(tail)]
    digits = linked.replace(link, b",")
    if digits.translate(None, b"0123456789,"):
        return None
    links = (len(linked) - len(digits)) // (len(link) - 1)
    positions: list[int] = orjson.loads(b"[" + digits + b"]")
    if len(positions) != links + 1 or max(positions) >= 2**32:
        return None
    return Marks(orjson.loads(b'"' + head[3] + b'"'), pl.Series(positions, dtype=pl.UInt32))


def find_dataset(document: object) -> dict[str, object]:
    """Return the dataset of a parsed answer: itself, or the only one of a 1.x bundle or of a collection."""
    if not isinstance(document, dict):
        raise BadAnswer("the answer is JSON but not an object, as a JSON-stat dataset is")
    answer = expect.mapping(document, "the answer")
    if "dimension" in answer and answer.get("class", "dataset") == "dataset":
        return answer
    if "variables" in answer:
        raise BadAnswer("the table's metadata came instead of its data: the query got lost on the way")
    if "error" in answer:
        raise BadAnswer(f"the publisher answered with an error: {str(answer['error'])[:200]}")
    found = [expect.mapping(child, "a dataset") for child in _children(answer) if _is_dataset(child)]
    if len(found) != 1:
        raise BadAnswer(f"the answer is JSON but holds {len(found) or 'no'} JSON-stat datasets where one belongs")
    return found[0]


def _children(answer: dict[str, object]) -> list[object]:
    if answer.get("class") != "collection":
        return list(answer.values())
    link = answer.get("link")
    items = expect.mapping(link, "link").get("item") if link is not None else None
    return list(items) if isinstance(items, list) else []


def _is_dataset(child: object) -> bool:
    return isinstance(child, dict) and "dimension" in child and child.get("class", "dataset") == "dataset"


def _why_not_json(body: bytes, error: orjson.JSONDecodeError) -> str:
    start = body.lstrip()[:200]
    if not start:
        return "the answer is empty"
    if start.startswith(b"<"):
        return "the answer is a web page, not data"
    if not start.startswith((b"{", b"[")):
        return f"the answer is text, not data: {start[:80].decode('utf-8', 'replace')!r}"
    try:
        body.decode()
    except UnicodeDecodeError as damage:
        return f"the answer is not UTF-8 at byte {damage.start:,}"
    return f"the answer is cut short or damaged: {error.msg} at character {error.pos:,} of {len(body):,}"
