"""One build from the answers held, in a fresh process: `python -m tests.bench.build_ours DATA OUT WHAT PARTS`.

WHAT is `all` (with the checks that a refresh makes), or of what only one in PARTS is kept: areas, months, indicators.
The table by occupation is not among the parts: it is measured by itself.
"""

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ingest.bronze import Bronze
from ingest.build import Material, build
from ingest.catalogue import Source
from ingest.check import check
from ingest.history import History
from ingest.making import making
from ingest.panel import Panel
from tests.bench.memory import peak
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

BUILT = datetime(2026, 11, 1, tzinfo=UTC)


def main(data: Path, out: Path, what: str, parts: int) -> None:
    """Print what it took."""
    bronze = Bronze(Warehouse(data / "sample").bronze)
    cpu, wall = time.process_time(), time.perf_counter()
    material = making("sample", "bench", sql_directory(), bronze).material({}, (), BUILT)
    if what != "all":
        material = _part(material, what, parts)
    build(out, material, lambda _name: None)
    if what == "all":
        check(out, material.sql, lambda _name: None)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "rss": peak(), "bytes": out.stat().st_size}))


def _part(material: Material, what: str, parts: int) -> Material:
    if what == "indicators":
        kept = material.indicators[:: max(1, parts)]
        return replace(material, indicators=kept, vintages=lambda _source: ())

    def history(source: Source) -> History | None:
        role = "area" if what == "areas" else "time"
        names = [name for name, column in source.columns.items() if column.role == role]
        whole = material.history(source)
        return _cut(whole, names[0], parts) if whole and names else whole

    return replace(material, history=history, vintages=lambda _source: ())


def _cut(whole: History, name: str, parts: int) -> History:
    """Keep the newest part of the periods, or every so many of the areas, of both today's cells and replaced ones."""
    size = len(whole.current.codes[name])
    kept = [at for at in range(size) if at % parts == 0] if name == "area" else list(range(size - size // parts, size))
    is_kept = pl.col(name).is_in(kept)
    cells = whole.current.cells.filter(is_kept)
    return History(Panel(whole.current.codes, cells), whole.revisions.filter(is_kept))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
