"""The numbers of a page as a file: one registry of formats, each a function of the same table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.downloads import delimited, workbook
from app.downloads.numbers import Amount, Cell, Moment, Numbers

__all__ = ["FORMATS", "Amount", "Cell", "Format", "Moment", "Numbers", "split"]


@dataclass(frozen=True)
class Format:
    """A kind of file. `name` is the end of its address: /fi/compare.csv?area=TA39."""

    name: str
    mimetype: str
    write: Callable[[Numbers], bytes]


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", delimited.write),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write),
    )
}


def split(path: str) -> tuple[str, Format | None]:
    """Return the path of the page and the format that the address ends in, if it ends in one."""
    page, dot, ending = path.rpartition(".")
    found = FORMATS.get(ending) if dot else None
    return (page, found) if found else (path, None)
