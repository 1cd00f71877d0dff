"""Time values of a PX file (TIMEVAL) as codes in the form StatFin uses: 2024, 2024M01, 2024Q1, 2024W01."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from ingest.errors import BadAnswer
from ingest.readers.px_header import listed

_RAW = re.compile(
    r'\s*TLIST\s*\(\s*([AHTQMWD])1?\s*(?:,\s*"(\w+)"\s*-\s*"(\w+)"\s*)?\)\s*(?:,(.*))?', re.DOTALL | re.ASCII
)
_PERIODS = {"H": 2, "T": 3, "Q": 4, "M": 12, "W": 53}
_MOST_PERIODS = 100_000


def time_codes(raw: str) -> list[str]:
    """Return the codes of `TLIST(M1),"202401","202402"` or of the range `TLIST(A1,"1990"-"2000")`, in order."""
    found = _RAW.fullmatch(raw)
    if found is None:
        raise BadAnswer(f"TIMEVAL of the PX file cannot be read: {raw[:60]!r}")
    scale, first, last, rest = found.groups()
    if first is None:
        return [_code(scale, value) for value in listed(rest or "")]
    codes = list(islice(_range(scale, first, last), _MOST_PERIODS + 1))
    if not codes or len(codes) > _MOST_PERIODS:
        raise BadAnswer(f"TIMEVAL of the PX file names a range that is none: {first[:20]!r} to {last[:20]!r}")
    return codes


def _code(scale: str, value: str) -> str:
    """Return '202401' as 2024M01; what is not in the scale's form stays as it is."""
    year, part = value[:4], value[4:]
    if scale in {"A", "D"} or not part.isdigit() or not year.isdigit():
        return value
    return _spelled(scale, int(year), int(part))


def _spelled(scale: str, year: int, part: int) -> str:
    return f"{year:04}{scale}{part:02}" if scale in {"M", "W"} else f"{year:04}{scale}{part}"


def _range(scale: str, first: str, last: str) -> Iterator[str]:
    years = (first[:4], last[:4])
    if scale == "D" or not all(len(year) == 4 and year.isdecimal() and year.isascii() for year in years):
        return
    if scale == "A":
        yield from (f"{year:04}" for year in range(int(years[0]), int(years[1]) + 1))
        return
    edges = _code(scale, first), _code(scale, last)
    for year in range(int(years[0]), int(years[1]) + 1):
        for part in range(1, _parts(scale, year) + 1):
            code = _spelled(scale, year, part)
            if edges[0] <= code <= edges[1]:
                yield code


def _parts(scale: str, year: int) -> int:
    """Return how many periods a year has; 28 December is always in its last ISO week."""
    return date(max(year, 1), 12, 28).isocalendar().week if scale == "W" else _PERIODS[scale]
