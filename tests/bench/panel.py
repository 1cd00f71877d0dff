"""The recorded 12r5 panel (414 areas, 194 months, 23 contents) as the bytes a server sends."""

import json
from pathlib import Path

import polars as pl

PANEL = "statfin/tables/tyonv_12r5__414areas_23measures_2006M01-2022M02__vintage-2022-03.parquet"
_DIMENSIONS = ("Alue", "Kuukausi", "Tiedot")


def read_panel(path: Path) -> pl.DataFrame:
    """Return the panel's cells, row-major over area, month and content."""
    return pl.read_parquet(path).with_columns(pl.col(_DIMENSIONS).cast(pl.String))


def jsonstat_body(panel: pl.DataFrame) -> bytes:
    """Return the panel as PxWeb writes JSON-stat 2.0: whole numbers without .0, a status where there is no number."""
    codes = _codes(panel)
    values = [_number(value) for value in panel["value"]]
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "12r5",
        "source": "KEHA Centre, Employment Service Statistics",
        "updated": "2022-03-22T06:00:00Z",
        "role": {"time": ["Kuukausi"], "geo": ["Alue"], "metric": ["Tiedot"]},
        "id": list(codes),
        "size": [len(listed) for listed in codes.values()],
        "dimension": {name: _dimension(name, listed) for name, listed in codes.items()},
        "value": values,
        "status": {str(position): "..." for position, value in enumerate(values) if value is None},
    }
    return json.dumps(document, separators=(",", ":")).encode()


def px_body(panel: pl.DataFrame) -> bytes:
    """Return the panel as a PX file: one line a row of the stub, dots quoted."""
    codes = _codes(panel)
    lists = "".join(
        f'{keyword}("{name}")={",".join(f"{quote}{code}{quote}" for code in listed)};\r\n'
        for name, listed in codes.items()
        for keyword in ("VALUES", "CODES")
        for quote in '"'
    )
    cells = ['"..."' if value is None else json.dumps(_number(value)) for value in panel["value"]]
    width = len(codes["Tiedot"])
    lines = (" ".join(cells[start : start + width]) for start in range(0, len(cells), width))
    head = 'CHARSET="ANSI";\r\nSTUB="Alue","Kuukausi";\r\nHEADING="Tiedot";\r\nCONTVARIABLE="Tiedot";\r\n'
    return (head + lists + "DATA=\r\n" + " \r\n".join(lines) + ";\r\n").encode("windows-1252")


def _codes(panel: pl.DataFrame) -> dict[str, list[str]]:
    return {name: panel[name].unique(maintain_order=True).to_list() for name in _DIMENSIONS}


def _dimension(name: str, codes: list[str]) -> dict[str, object]:
    index = {code: place for place, code in enumerate(codes)}
    return {"label": name, "category": {"index": index, "label": dict(zip(codes, codes, strict=True))}}


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
