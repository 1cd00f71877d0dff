"""The sample publisher's words and codes, read from the TOML files beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.sample.table import Text, Variable

_FILES = ("tables", "variables", "services")


@cache
def wording() -> dict[str, Any]:
    """Return units, subjects, tables, variables and areas as the files hold them."""
    texts = [files("ingest.sample").joinpath(f"{name}.toml").read_text("utf-8") for name in _FILES]
    return tomllib.loads("\n".join(texts))


def variable(name: str) -> Variable:
    """Return a plain variable; the value SSS, where it has one, is its total."""
    held = wording()["variable"][name]
    values = tuple(code for code, *_ in held["values"])
    labels = tuple(Text(*words) for _, *words in held["values"])
    return Variable(held["code"], Text(*held["words"]), values, labels, "other", "SSS" if "SSS" in values else None)


def contents(table_id: str) -> Variable:
    """Return the content variable of a table with units and decimals."""
    rows = wording()["table"][table_id]["contents"]
    units = [wording()["unit"][unit] for *_, unit in rows]
    return Variable(
        "contentscode",
        Text("Tiedot", "Uppgifter", "Information"),
        tuple(code for code, *_ in rows),
        tuple(Text(*words) for _, *words, _ in rows),
        "content",
        units=tuple(Text(*unit["words"]) for unit in units),
        decimals=tuple(unit["decimals"] for unit in units),
    )


def months(first: int, last: int) -> Variable:
    """Return the month variable; months are counted as year x 12 + month - 1, both ends included."""
    codes = tuple(f"{month // 12}M{month % 12 + 1:02d}" for month in range(first, last + 1))
    return Variable("timeperiod_m", Text("Kuukausi", "Månad", "Month"), codes, _plain(codes), "time")


def years(first: int, last: int) -> Variable:
    """Return the year variable, both ends included."""
    codes = tuple(str(year) for year in range(first, last + 1))
    return Variable("timeperiod_y", Text("Vuosi", "År", "Year"), codes, _plain(codes), "time")


def _plain(codes: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(Text(code, code, code) for code in codes)
