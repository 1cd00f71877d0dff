"""Where the project's declarative files are: in a checkout beside the packages, in a wheel inside this one."""

import csv
from pathlib import Path

_PACKAGED = Path(__file__).resolve().parent / "_data"
_CHECKOUT = Path(__file__).resolve().parents[1]


def sql_directory() -> Path:
    """Return the folder of sources, indicators, seeds and SQL models."""
    return _root() / "sql"


def assets_directory() -> Path:
    """Return the folder of styles, scripts and icons that the app serves."""
    return _root() / "assets"


def area_ids() -> frozenset[str]:
    """Return the ids of all areas of today's division."""
    with (sql_directory() / "seeds" / "area.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["area_id"] for row in csv.DictReader(file))


def _root() -> Path:
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
