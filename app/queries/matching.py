"""Occupations of an area: unemployed and vacancies, how they meet, and the Beveridge curve; kept per data version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.db import Handle, Row
from app.queries.rows import names, number
from app.values import Names, Point
from vertaispeili.methods.beveridge import Month, beveridge_curve
from vertaispeili.methods.beveridge import Point as CurvePoint

SOURCE = "statfin_tyonv_12ti"
CURVE_INDICATORS = ("unemployment_share", "open_vacancies")
ALPHAS = (25, 50, 75)
ALL = "SSS"


@dataclass(frozen=True)
class Occupation:
    """An occupation or a group of them; not `is_occupation`: students, no occupation, not known."""

    occupation_id: str
    names: Names
    is_occupation: bool


@dataclass(frozen=True)
class Sides:
    """Both sides of an area in a month: known parts with their bounds, as points without a unit."""

    unemployed: Point
    vacancies: Point


@dataclass(frozen=True)
class Meeting:
    """One occupation in an area and month.

    tightness_low and tightness_high: vacancies for one unemployed, None where `reason` says why (missing,
    no_unemployed). excess_low and excess_high: vacancies above what they would be at the tightness of all occupations
    together; None where a cell is missing, and for what is no occupation. Equal bounds are one number.
    """

    occupation: Occupation
    sides: Sides
    tightness_low: float | None
    tightness_high: float | None
    excess_low: float | None
    excess_high: float | None
    reason: str | None


@dataclass(frozen=True)
class Index:
    """The mismatch index of an area in a month (0 to 1 by alpha in hundredths; None where `reason` says why).

    left_out: the largest share of unemployed and of vacancies in occupations that may be left out, None where a cell
    is missing. without_occupation: unemployed and vacancies of classes that are no occupations.
    """

    period: date
    values: Mapping[int, float | None]
    kept: tuple[float, float]
    cells_left_out: int
    left_out: tuple[float | None, float | None]
    without_occupation: tuple[float, float]
    reason: str | None


@lru_cache(maxsize=8)
def occupations(handle: Handle) -> Mapping[str, Occupation]:
    """Every occupation and group by id, in the order of ids."""
    return {
        row["occupation_id"]: Occupation(row["occupation_id"], names(row, "name"), bool(row["is_occupation"]))
        for row in handle.rows("occupation")
    }


@lru_cache(maxsize=8)
def occupation_months(handle: Handle) -> tuple[date, ...]:
    """Months for which occupations are published, newest first."""
    return tuple(row["period"] for row in handle.rows("matching_month"))


@lru_cache(maxsize=512)
def meetings(handle: Handle, area_id: str, period: date, digits: int) -> tuple[Meeting, ...]:
    """Occupations of an area that have somebody or something, by id; none where the area is not published."""
    known = occupations(handle)
    return tuple(
        Meeting(
            known.get(row["occupation_id"]) or _unnamed(row["occupation_id"]),
            _sides(row, period),
            number(row["tightness_low"]),
            number(row["tightness_high"]),
            number(row["excess_low"]),
            number(row["excess_high"]),
            row["reason"],
        )
        for row in handle.rows("matching_occupation", area_id=area_id, period=period, digits=digits)
    )


@lru_cache(maxsize=512)
def totals(handle: Handle, area_ids: tuple[str, ...], period: date) -> Mapping[str, Sides]:
    """Both sides of areas, all occupations together, by area."""
    rows = handle.rows("matching_total", area_ids=list(area_ids), period=period)
    return {row["area_id"]: _sides(row, period) for row in rows}


@lru_cache(maxsize=512)
def indexes(handle: Handle, area_ids: tuple[str, ...], digits: int) -> Mapping[str, tuple[Index, ...]]:
    """The mismatch index of areas over time, by area; an area that is not published is not in the answer."""
    found: dict[str, list[Index]] = {}
    for row in handle.rows("matching_index", area_ids=list(area_ids), digits=digits):
        found.setdefault(row["area_id"], []).append(_index(row))
    return {area_id: tuple(rows) for area_id, rows in found.items()}


@lru_cache(maxsize=128)
def without_place(handle: Handle, period: date, digits: int) -> Mapping[str, Point]:
    """The country's vacancies without a municipality by occupation (SSS: all); an occupation without is not there."""
    rows = handle.rows("matching_without_place", period=period, digits=digits)
    return {row["occupation_id"]: _point(row, "vacancies", period) for row in rows}


@lru_cache(maxsize=512)
def curve(handle: Handle, area_id: str, until: date | None) -> tuple[CurvePoint, ...]:
    """The Beveridge curve of an area; from the month `until` on vacancies cannot be told (None: they always can)."""
    return beveridge_curve(
        Month(
            period=row["period"],
            unemployed=number(row["unemployed"]),
            vacancies=number(row["vacancies"]) if until is None or row["period"] < until else None,
            labour_force=number(row["labour_force"]),
        )
        for row in handle.rows("beveridge", area_ids=[area_id])
    )


def _unnamed(occupation_id: str) -> Occupation:
    # A class that the publisher has added since: its code stands for its name.
    return Occupation(occupation_id, Names(occupation_id, occupation_id, occupation_id), occupation_id[:1] != "X")


def _sides(row: Row, period: date) -> Sides:
    return Sides(_point(row, "unemployed", period), _point(row, "vacancies", period))


def _point(row: Row, side: str, period: date) -> Point:
    known, hidden = float(row[side]), int(row[f"{side}_hidden"])
    if row.get("is_missing"):
        return Point(period, None, None, None, "missing", hidden, row.get("origin") or "")
    status = "complete" if hidden == 0 else "partial" if known else "hidden"
    value = known if known or not hidden else None
    return Point(period, value, known + hidden, known + 4 * hidden, status, hidden, row.get("origin") or "")


def _index(row: Row) -> Index:
    return Index(
        period=row["period"],
        values={alpha: number(row[f"mismatch_{alpha}"]) for alpha in ALPHAS},
        kept=(float(row["unemployed"]), float(row["vacancies"])),
        cells_left_out=int(row["cells_left_out"]),
        left_out=(number(row["unemployed_left_out_high"]), number(row["vacancies_left_out_high"])),
        without_occupation=(float(row["unemployed_without_occupation"]), float(row["vacancies_without_occupation"])),
        reason=row["reason"],
    )
