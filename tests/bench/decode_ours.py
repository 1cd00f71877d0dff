"""One timed run of ours in a fresh process, bytes to a data frame: `python -m tests.bench.decode_ours ANSWER TINY`."""

import json
import sys
import time
from pathlib import Path

from ingest.readers import jsonstat
from ingest.readers.frames import frame


def main(path: Path, tiny: Path) -> None:
    """Print what it took and how many cells came out; a tiny table first, so that no first use is timed."""
    frame(jsonstat.decode(tiny.read_bytes()))
    cpu, wall = time.process_time(), time.perf_counter()
    found = frame(jsonstat.decode(path.read_bytes()))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "rows": found.height, "nulls": found["value"].null_count()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
