"""One timed run of pyjstat in a fresh process: `python decode_pyjstat.py FILE`, JSON on standard output."""

import json
import math
import sys
import time
import warnings
from pathlib import Path

from pyjstat import pyjstat
from tiny import TINY


def main(path: Path) -> None:
    """Bytes to a data frame of codes and values, as pyjstat's own documentation does it."""
    warnings.simplefilter("ignore")
    pyjstat.Dataset.read(TINY.decode()).write("dataframe", naming="id")
    body = path.read_bytes()
    cpu, wall = time.process_time(), time.perf_counter()
    cells = pyjstat.Dataset.read(body.decode()).write("dataframe", naming="id")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    numbers = cells["value"].dropna()
    counts = {"rows": len(cells), "nulls": len(cells) - len(numbers), "sum": math.fsum(numbers)}
    print(json.dumps({"cpu": cpu, "wall": wall, **counts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
