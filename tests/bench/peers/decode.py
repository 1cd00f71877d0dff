"""One timed run of a peer in a fresh process, bytes to a data frame: `python decode.py NAME ANSWER TINY`."""

import json
import sys
import time
import warnings
from pathlib import Path

from load import READERS


def main(name, path, tiny):
    """Print what it took and how many cells came out; a tiny table first, so that no first use is timed."""
    warnings.simplefilter("ignore")
    READERS[name](tiny)
    cpu, wall = time.process_time(), time.perf_counter()
    frame = READERS[name](path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "rows": len(frame), "nulls": int(frame["value"].isna().sum())}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
