"""Made-up cubes in the shape of real tables, as the bytes a publisher sends; the same seed gives the same bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import orjson
import polars as pl

HIDDEN = -1
CONTENTS = ("UNEMPLOYED", "VACANCIES")
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Made:
    """A cube: code lists in their order, the last varying fastest; HIDDEN where a number is confidential.

    has_rate: the last content is a rate with one decimal, held in tenths.
    """

    codes: Mapping[str, tuple[str, ...]]
    values: np.ndarray
    has_rate: bool = False

    @property
    def expected(self) -> dict[str, float]:
        """What any reader must find: rows, cells without a number, and the sum."""
        shown = np.where(self.values == HIDDEN, 0, self.values).astype(np.float64)
        if self.has_rate:
            shown[self._rates] /= 10
        return {
            "rows": self.values.size,
            "nulls": int((self.values == HIDDEN).sum()),
            "sum": float(shown.sum()),
        }

    @property
    def _rates(self) -> slice:
        contents = len(self.codes["content"])
        return slice(contents - 1, None, contents)

    @cached_property
    def _sizes(self) -> tuple[int, ...]:
        return tuple(len(listed) for listed in self.codes.values())

    def part(self, spans: Spans) -> "Made":
        """Return a rectangular part of it."""
        cut = tuple(slice(*span) for span in spans)
        named = zip(self.codes.items(), spans, strict=True)
        codes = {name: listed[start:stop] for (name, listed), (start, stop) in named}
        return Made(codes, np.ascontiguousarray(self.values.reshape(self._sizes)[cut]).ravel(), self.has_rate)

    def jsonstat(self) -> bytes:
        """Return it as JSON-stat 2.0: a status where there is no number."""
        tokens = self._tokens(self.values, "null")
        hidden = pl.Series(np.flatnonzero(self.values == HIDDEN)).cast(pl.String)
        marks = ",".join(('"' + hidden + '":"..."').to_list())
        head = {
            "version": "2.0",
            "class": "dataset",
            "label": "made up",
            "source": "made up",
            "updated": "2026-08-25T05:00:00Z",
            "role": {"time": ["month"], "geo": ["area"], "metric": ["content"]},
            "id": list(self.codes),
            "size": list(self._sizes),
            "dimension": {name: _dimension(name, listed) for name, listed in self.codes.items()},
        }
        return b"".join(
            (orjson.dumps(head)[:-1], b',"value":[', _join(tokens, ","), b'],"status":{', marks.encode(), b"}}")
        )

    def json(self) -> bytes:
        """Return it as PxWeb's own `json`: a row for the cells of all contents, numbers as text."""
        *keys, content = self.codes
        columns = [{"code": name, "text": name, "type": "t" if name == "month" else "d"} for name in keys]
        columns += [{"code": code, "text": code, "type": "c"} for code in self.codes[content]]
        rows = self._tokens(self.values, "...").to_numpy().reshape(-1, len(self.codes[content])).tolist()
        named = [(code,) for code in self.codes[keys[0]]]
        for name in keys[1:]:
            named = [(*before, code) for before in named for code in self.codes[name]]
        data = [{"key": key, "values": values} for key, values in zip(named, rows, strict=True)]
        return orjson.dumps({"columns": columns, "comments": [], "data": data, "metadata": []})

    def px(self) -> Iterator[bytes]:
        """Yield it as a PX file, one line a row of the stub, the dots quoted; piece by piece."""
        *stub, content = self.codes
        heading = [stub.pop(), content] if len(stub) > 1 and prod(self._sizes) > len(self.codes[content]) else [content]
        yield _px_head(self.codes, stub, heading)
        width = prod(len(self.codes[name]) for name in heading)
        lines = self.values.reshape(-1, width)
        for start in range(0, len(lines), 500):
            words = self._tokens(lines[start : start + 500].ravel(), '"..."').reshape((-1, width))
            yield "\r\n".join(words.cast(pl.List(pl.String)).list.join(" ").to_list()).encode() + b"\r\n"
        yield b";\r\n"

    def _tokens(self, values: np.ndarray, hidden: str) -> pl.Series:
        numbers = pl.Series(values)
        written = numbers.cast(pl.String)
        if self.has_rate:
            contents = len(self.codes["content"])
            is_rate = pl.int_range(len(values), eager=True) % contents == contents - 1
            written = written.set(is_rate, None).fill_null((numbers / 10).cast(pl.String))
        return written.set(numbers == HIDDEN, hidden)


def jobseekers(areas: int = 421, months: int = 211, seed: int = 5) -> Made:
    """Return a cube shaped like 12r5: 23 contents, a tenth of the cells hidden, none of the rest zero by rule."""
    chance = np.random.default_rng(seed)
    contents = tuple(f"CONTENT{number:02}" for number in range(23))
    codes = {"area": _areas(areas), "month": _months(months), "content": contents}
    sizes = np.exp(chance.normal(5, 2, (areas, 1, 23))) * np.exp(chance.normal(0, 0.1, (areas, months, 23)))
    values = np.rint(sizes).astype(np.int32)
    values[((values > 0) & (values < 5)) | (chance.random(values.shape) < 0.02)] = HIDDEN
    return Made(codes, values.ravel(), has_rate=True)


def occupations(areas: int = 421, months: int = 211, seed: int = 7) -> Made:
    """Return a cube shaped like 12ti: 434 occupations, two contents, three cells of four zero."""
    chance = np.random.default_rng(seed)
    jobs = tuple(f"{number:04}" for number in range(1000, 1434))
    codes = {"area": _areas(areas), "occupation": jobs, "month": _months(months), "content": CONTENTS}
    parts = []
    for _ in range(areas):
        usual = chance.normal(-2.45, 2.1, (len(jobs), 1, 1)) + chance.normal((0.5, -0.5), 0.9, (len(jobs), 1, 2))
        parts.append(chance.poisson(np.exp(np.minimum(usual, 8)), (len(jobs), months, 2)).astype(np.int32))
    values = np.stack(parts)
    hides = (values > 0) & (values < 5)
    values[hides] = HIDDEN
    return Made(codes, values.ravel())


def _areas(count: int) -> tuple[str, ...]:
    return ("SSS", *(f"KU{number:03}" for number in range(5, count + 4)))


def _months(count: int) -> tuple[str, ...]:
    last = 2026 * 12 + 6
    return tuple(f"{month // 12}M{month % 12 + 1:02}" for month in range(last - count + 1, last + 1))


def _join(tokens: pl.Series, separator: str) -> bytes:
    return tokens.str.join(separator)[0].encode()


def _dimension(name: str, codes: tuple[str, ...]) -> dict[str, object]:
    labels = dict(zip(codes, codes, strict=True))
    index = {code: place for place, code in enumerate(codes)}
    return {"label": name, "category": {"index": index, "label": labels}}


def _px_head(codes: Mapping[str, tuple[str, ...]], stub: list[str], heading: list[str]) -> bytes:
    lines = ['CHARSET="ANSI";', 'AXIS-VERSION="2013";', 'LANGUAGE="en";', 'MATRIX="made";', 'TITLE="made up";']
    lines.append(f"STUB={_quoted(stub)};")
    lines.append(f"HEADING={_quoted(heading)};")
    lines.append('CONTVARIABLE="content";')
    for name, listed in codes.items():
        lines += [f'VALUES("{name}")={_quoted(listed)};', f'CODES("{name}")={_quoted(listed)};']
    return ("\r\n".join(lines) + "\r\nDATA=\r\n").encode()


def _quoted(texts: tuple[str, ...] | list[str]) -> str:
    return ",".join(f'"{text}"' for text in texts)
