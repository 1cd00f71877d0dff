"""One timed run of our decoder in a fresh process: `python -m tests.bench.decode_ours FILE`, JSON on stdout."""

import json
import math
import sys
import time
from pathlib import Path

from ingest.readers import jsonstat, px
from ingest.readers.frames import frame
from tests.bench.tiny import TINY


def main(path: Path) -> None:
    """Bytes to a frame of codes, values and statuses; the tiny table first, so that no first use is timed."""
    read = px if path.suffix == ".px" else jsonstat
    frame(jsonstat.decode(TINY))
    body = path.read_bytes()
    cpu, wall = time.process_time(), time.perf_counter()
    cells = frame(read.decode(body))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    numbers = cells["value"].drop_nulls()
    counts = {"rows": cells.height, "nulls": cells["value"].null_count(), "sum": math.fsum(numbers)}
    marks = cells.height - cells["status"].null_count()
    print(json.dumps({"cpu": cpu, "wall": wall, "marks": marks, **counts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
