"""The areas of the sample's two divisions and the municipalities ('units') that make each of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from ingest.sample.table import Text, Variable
from ingest.sample.wording import wording
from vertaispeili.resources import sql_directory

UNKNOWN, FLEXIBLE = 1001, 1002  # units that are no municipality: vacancies (and a few persons) without a place
PERTUNMAA, MANTYHARJU = 588, 507  # merged on 1 January 2025: two units in both releases, two areas in the first only

_COUNTRY = ("KOKO MAA", "HELA LANDET", "WHOLE COUNTRY")
_UNPLACED = {
    "KU199": (UNKNOWN, "Tuntematon", "Okänd", "Unknown"),
    "KUJOU": (FLEXIBLE, "Joustava", "Flexibel", "Flexible"),
    "MK91": (UNKNOWN, "TUNTEMATON", "OKÄND", "UNKNOWN"),
    "MKJO": (FLEXIBLE, "Joustava", "Flexibel", "Flexible"),
    "SK902": (UNKNOWN, "Tuntematon", "Okänd", "Unknown"),
    "SKJOU": (FLEXIBLE, "Joustava", "Flexibel", "Flexible"),
    "ELY80": (UNKNOWN, "Tuntematon", "Okänd", "Unknown"),
    "ELYJO": (FLEXIBLE, "Joustava", "Flexibel", "Flexible"),
}


@dataclass(frozen=True)
class Division:
    """The areas of one 1 January: `names` has code, level, fi, sv, en; `members` has code and unit."""

    day: str
    names: pl.DataFrame
    members: pl.DataFrame

    def variable(self, code: str, text: Text, levels: tuple[str, ...], *, unplaced: bool = False) -> Variable:
        """Return an area variable with the areas of some levels, level by level, each in the publisher's order.

        `unplaced`: with the buckets of what has no place, which only the jobseeker tables know.
        """
        rows = [row for level in levels for row in self._ordered(level) if unplaced or row[0] not in _UNPLACED]
        return Variable(code, text, tuple(row[0] for row in rows), tuple(Text(*row[1:]) for row in rows), "area")

    def places(self, variable: Variable) -> pl.DataFrame:
        """Return which unit is in which place of an area variable: place, unit."""
        places = pl.DataFrame({"code": variable.values}).with_row_index("place")
        return places.join(self.members, on="code", maintain_order="left_right").select("place", "unit")

    def _ordered(self, level: str) -> list[tuple[str, str, str, str]]:
        held = self.names.filter(pl.col("level") == level).select("code", *_PARTS).rows()
        rows = [(code, fi, sv, en) for code, fi, sv, en in held]
        by_name = level in {"KU", "SK"}
        ordered = sorted(rows, key=lambda row: finnish(row[1]) if by_name else row[0])
        if level in {"KU", "SSS"}:
            return ordered
        return [(code, _led(code, fi), _led(code, sv), _led(code, en)) for code, fi, sv, en in ordered]


@cache
def divisions() -> tuple[Division, Division]:
    """Return the division of 2024 (309 municipalities) and that of 2026 (308, with the unplaced buckets)."""
    names, members = _seeded()
    merged = _row("KU588", "KU", "Pertunmaa", "Pertunmaa", "Pertunmaa")
    in_own_right = pl.DataFrame({"code": ["KU588"], "unit": [PERTUNMAA]}, schema=members.schema)
    old = Division(
        "20240101",
        pl.concat([names.filter(~pl.col("level").is_in(["TA", "EVK"])), merged]),
        pl.concat([members.filter((pl.col("code") != "KU507") | (pl.col("unit") != PERTUNMAA)), in_own_right]),
    )
    unplaced = [_row(code, _level(code), *words) for code, (_, *words) in _UNPLACED.items()]
    buckets = pl.DataFrame(
        {"code": list(_UNPLACED), "unit": [unit for unit, *_ in _UNPLACED.values()]}, schema=members.schema
    )
    return old, Division("20260101", pl.concat([names, *unplaced]), pl.concat([members, buckets]))


def seed(name: str) -> pl.DataFrame:
    """Return one of the project's seeds, every column as text."""
    path: Path = sql_directory() / "seeds" / f"{name}.csv"
    return pl.read_csv(path, infer_schema=False)


def finnish(name: str) -> str:
    """Return a sort key in which å, ä and ö come last, as in the Finnish alphabet."""
    return name.lower().replace("å", "z1").replace("ä", "z2").replace("ö", "z3")


def _seeded() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names and members of the areas in the seeds, with the ELY centres and the two halves of the country added."""
    code, municipality = pl.col("area_id"), pl.col("municipality_id")
    names = seed("area").select(
        code.alias("code"), _level_of(code).alias("level"), *(pl.col(f"name_{part}").alias(part) for part in _PARTS)
    )
    names = names.filter(pl.col("level").is_in(["KU", "MK", "SK", "TA", "HVA", "EVK"]))
    members = seed("area_member").select(code.alias("code"), municipality.str.slice(2).cast(pl.Int64).alias("unit"))
    with_merged = members.filter(pl.col("unit") == MANTYHARJU).with_columns(pl.lit(PERTUNMAA, pl.Int64).alias("unit"))
    members = pl.concat([members.join(names, on="code", how="semi"), with_merged.join(names, on="code", how="semi")])
    wide_names, wide_members = _wider(members)
    return pl.concat([names, *wide_names]), pl.concat([members, *wide_members])


def _wider(members: pl.DataFrame) -> tuple[list[pl.DataFrame], list[pl.DataFrame]]:
    names = [_row("SSS", "SSS", *_COUNTRY), _row("MA1", "MA", "MANNER-SUOMI", "FASTA FINLAND", "MAINLAND FINLAND")]
    names.append(_row("MA2", "MA", "AHVENANMAA", "ÅLAND", "ÅLAND"))
    regions = members.filter(pl.col("code").str.starts_with("MK"))
    unplaced = pl.DataFrame({"unit": [UNKNOWN, FLEXIBLE]}, schema={"unit": pl.Int64})
    aland = pl.col("code") == "MK21"
    made = [
        _named("SSS", pl.concat([regions.select("unit"), unplaced])),
        _named("MA1", regions.filter(~aland).select("unit")),
        _named("MA2", regions.filter(aland).select("unit")),
    ]
    for code, *words_and_regions in wording()["area"]["ely"]["values"]:
        words, held = words_and_regions[:3], words_and_regions[3:]
        names.append(_row(code, "ELY", *words))
        made.append(_named(code, regions.filter(pl.col("code").is_in(held)).select("unit")))
    return names, made


_PARTS = ("fi", "sv", "en")


def _named(code: str, units: pl.DataFrame) -> pl.DataFrame:
    return units.select(pl.lit(code).alias("code"), "unit")


def _row(code: str, level: str, *words: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"code": [code], "level": [level], **dict(zip(_PARTS, ([word] for word in words), strict=True))}
    )


def _level_of(code: pl.Expr) -> pl.Expr:
    return code.str.extract(r"^([A-Z]+)", 1)


def _level(code: str) -> str:
    return next(level for level in ("KU", "MK", "SK", "ELY") if code.startswith(level))


def _led(code: str, name: str) -> str:
    return name if code in _UNPLACED else f"{code} {name}"
